// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.ingestd.checksum.FileStamp;
import org.ingestd.checksum.manifest.ManifestRefused;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.describe.Expectation.Awaited;
import org.ingestd.routes.describe.Expectation.Known;
import org.ingestd.routes.describe.Expectation.Unusable;
import org.ingestd.routes.describe.JsonSidecar.HalfWritten;
import org.ingestd.routes.describe.JsonSidecar.Nonsense;
import org.ingestd.routes.describe.SmallFiles.Found;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.MarkerTemplate;
import org.ingestd.rse.RawPath;

/** The files that lie beside those of a source and speak of them. Thread-safe. */
public final class BesideFiles {

  /** So long a file that cannot be understood may still be being written. */
  private static final Duration BEING_WRITTEN = Duration.ofSeconds(30);

  private final Path source;
  private final DescriptionSettings settings;
  private final Optional<MarkerTemplate> sidecar;
  private final List<ChecksumTemplate> lists;
  private final RecentLists recent = new RecentLists();

  /**
   * @param source the source's directory
   */
  public BesideFiles(Path source, DescriptionSettings settings) {
    this.source = source;
    this.settings = settings;
    this.sidecar = settings.sidecar().map(MarkerTemplate::new);
    this.lists = settings.checksumFiles().beside().stream().map(ChecksumTemplate::new).toList();
  }

  /**
   * Whether a file speaks of others, and so is none of the source's.
   *
   * @param path below the source
   */
  public boolean isSidecar(RawPath path) {
    return sidecar.map(template -> template.isMarker(path)).orElse(false)
        || lists.stream().anyMatch(list -> list.template().isMarker(path))
        || (settings.checksumFiles().bagit() && Bag.isTagFile(path));
  }

  /**
   * What they say of a file.
   *
   * @param path below the source
   * @param visit to the place where the source lies
   * @param now by the clock on the wall, as change times are
   * @throws IOException if one is there and cannot be read
   */
  public Expectation of(RawPath path, DiskVisit visit, Instant now) throws IOException {
    if (sidecar.isEmpty() && !settings.checksumFiles().isAsked()) {
      return Known.NOTHING;
    }
    Asked asked = new Asked(path, new SmallFiles(source, visit), now);
    List<Declaration> declared = new ArrayList<>();
    Optional<ObjectNode> metadata = Optional.empty();
    try {
      if (sidecar.isPresent()) {
        metadata = Optional.of(json(asked, sidecar.get(), declared));
      }
      checksums(asked, declared);
      return new Known(declared, metadata);
    } catch (NotYet e) {
      return new Awaited(String.valueOf(e.getMessage()));
    } catch (Nonsense e) {
      return new Unusable(String.valueOf(e.getMessage()));
    }
  }

  /** Of which file, where and when. */
  private record Asked(RawPath path, SmallFiles files, Instant now) {}

  /** Something has to come, or to be finished. */
  private static final class NotYet extends Exception {
    private static final long serialVersionUID = 1L;

    private NotYet(String why) {
      super(why, null, false, false);
    }
  }

  private ObjectNode json(Asked asked, MarkerTemplate template, List<Declaration> declared)
      throws IOException, NotYet, Nonsense {
    Path place = template.marker(source, asked.path());
    Found found = asked.files().read(place, JsonSidecar.LARGEST);
    String shown = shown(place);
    if (found instanceof Found.TooLarge large) {
      throw tooLarge(shown, large, JsonSidecar.LARGEST);
    }
    if (!(found instanceof Found.Content content)) {
      throw new NotYet("Not there: " + shown);
    }
    try {
      JsonSidecar read = JsonSidecar.read(content.bytes());
      Optional<String> name = read.name();
      if (name.isPresent() && !name.get().equals(asked.path().name().text())) {
        throw new Nonsense("speaks of '%s', not of this file".formatted(name.get()));
      }
      declared.add(new Declaration(shown, read.size(), read.digests()));
      return read.metadata();
    } catch (HalfWritten e) {
      throw new NotYet(shown + " " + e.getMessage());
    } catch (Nonsense e) {
      throw new Nonsense(shown + " " + e.getMessage());
    }
  }

  private void checksums(Asked asked, List<Declaration> declared)
      throws IOException, NotYet, Nonsense {
    Path file = asked.path().under(source);
    int before = declared.size();
    for (ChecksumTemplate list : lists) {
      Path place = list.template().marker(source, asked.path());
      ask(
              asked,
              place,
              Optional.empty(),
              read -> list.isOfOneFile() ? read.ofTheOne(file) : read.of(file))
          .ifPresent(declared::add);
    }
    if (settings.checksumFiles().bagit()) {
      Optional<Path> bag = Bag.of(asked.files(), source, file);
      for (Path place : bag.map(Bag::manifests).orElse(List.of())) {
        ask(asked, place, bag, read -> read.of(file)).ifPresent(declared::add);
      }
    }
    if (settings.checksumFiles().required() && declared.size() == before) {
      throw new NotYet("No checksum file speaks of it: " + settings.checksumFiles().inWords());
    }
  }

  /**
   * What a list says, if it is there; one that cannot be understood may be half written.
   *
   * @param bag that it is a manifest of
   */
  private Optional<Declaration> ask(
      Asked asked,
      Path place,
      Optional<Path> bag,
      Function<ChecksumList, Optional<Declaration>> question)
      throws IOException, NotYet, Nonsense {
    Look look = asked.files().look(place);
    try {
      Optional<ChecksumList> list = recent.of(place, look);
      if (list.isEmpty()) {
        list = read(asked, place, bag);
      }
      return list.flatMap(question);
    } catch (ManifestRefused | IllegalArgumentException e) {
      String why = shown(place) + " cannot be used: " + e.getMessage();
      if (look instanceof Look.Regular there && isYoung(there.stamp(), asked.now())) {
        throw new NotYet(why);
      }
      throw new Nonsense(why);
    }
  }

  private Optional<ChecksumList> read(Asked asked, Path place, Optional<Path> bag)
      throws IOException, ManifestRefused, Nonsense {
    Found found = asked.files().read(place, ChecksumList.LARGEST);
    if (found instanceof Found.TooLarge large) {
      throw tooLarge(shown(place), large, ChecksumList.LARGEST);
    }
    if (!(found instanceof Found.Content content)) {
      return Optional.empty();
    }
    Path beside = Objects.requireNonNull(place.getParent(), "a file has a directory");
    ChecksumList list =
        bag.isPresent()
            ? ChecksumList.readBag(place, bag.get(), content.bytes())
            : ChecksumList.read(place, beside, content.bytes());
    if (content.stamp().tellsInode() || !isYoung(content.stamp(), asked.now())) {
      recent.keep(place, content.stamp(), list);
    }
    return Optional.of(list);
  }

  /** Over SFTP times are whole seconds, and a young list may change without showing it. */
  private static boolean isYoung(FileStamp stamp, Instant now) {
    Instant changed = Instant.ofEpochSecond(0, stamp.lastTouchNanos());
    return changed.plus(BEING_WRITTEN).isAfter(now);
  }

  private static Nonsense tooLarge(String shown, Found.TooLarge large, int most) {
    return new Nonsense("%s has %d bytes; at most %d".formatted(shown, large.size(), most));
  }

  private String shown(Path place) {
    return place.startsWith(source) ? RawPath.relative(source, place).text() : place.toString();
  }
}
