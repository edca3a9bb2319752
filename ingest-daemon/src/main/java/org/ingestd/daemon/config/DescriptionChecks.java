// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ingestd.daemon.config.model.ChecksumFilesConfig;
import org.ingestd.daemon.config.model.MetadataConfig;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.routes.contract.DescriptionSettings.FitsChecksum;
import org.ingestd.routes.describe.ChecksumTemplate;
import org.ingestd.routes.describe.Describer;
import org.ingestd.routes.describe.MetadataKeys;
import org.ingestd.routes.disk.MarkerTemplate;

/** Contradictions in what is to be said of a source's files. */
final class DescriptionChecks {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final Set<String> IN_TEMPLATES = Set.of("path", "name", "stem", "dir");

  private final Faults faults;
  private final String source;

  /**
   * @param source its path in the configuration
   */
  DescriptionChecks(Faults faults, String source) {
    this.faults = faults;
    this.source = source;
  }

  /**
   * @param groups of the naming pattern
   */
  void metadata(MetadataConfig metadata, List<String> groups) {
    if (metadata.patternGroups()) {
      groups(groups);
    }
    Set<String> keys = new LinkedHashSet<>();
    for (String keyword : metadata.fits()) {
      if (!keys.add(MetadataKeys.ofCard(keyword))) {
        faults.refuse(at("metadata.fits"), keyword + " stands twice, as a key of metadata");
      }
    }
    metadata
        .sidecar()
        .ifPresent(text -> template(at("metadata.sidecar"), text, MarkerTemplate::new));
    required(metadata, groups);
  }

  private void groups(List<String> groups) {
    String at = at("metadata.pattern-groups");
    if (groups.isEmpty()) {
      faults.refuse(at, "naming.pattern has no named groups that could be metadata");
    }
    for (String group : groups) {
      MetadataKeys.whyNot(group)
          .ifPresent(why -> faults.refuse(at, "group '" + group + "': " + why));
    }
  }

  /**
   * The keys that files of a source may get, but for those of a sidecar; none where it asks for no
   * metadata.
   */
  static List<String> given(MetadataConfig metadata, List<String> groups) {
    List<String> known = new ArrayList<>(metadata.patternGroups() ? groups : List.of());
    metadata.fits().forEach(keyword -> known.add(MetadataKeys.ofCard(keyword)));
    if (metadata.fitsChecksum() == FitsChecksum.ANNOTATE) {
      known.add(Describer.SUMS_KEY);
    }
    if (!known.isEmpty()) {
      known.add(0, "night");
    }
    return known;
  }

  private void required(MetadataConfig metadata, List<String> groups) {
    List<String> known = new ArrayList<>(given(metadata, groups));
    if (known.isEmpty()) {
      known.add("night");
    }
    for (int i = 0; i < metadata.required().size(); i++) {
      String key = metadata.required().get(i);
      String at = Faults.item(at("metadata.required"), i);
      MetadataKeys.whyNot(key).ifPresent(why -> faults.refuse(at, why));
      if (metadata.sidecar().isEmpty() && !known.contains(key)) {
        faults.refuse(at, "nothing gives it; known here: " + String.join(", ", known));
      }
    }
  }

  void checksumFiles(ChecksumFilesConfig lists) {
    for (int i = 0; i < lists.beside().size(); i++) {
      String at = Faults.item(at("checksum-files.beside"), i);
      template(at, lists.beside().get(i), ChecksumTemplate::new);
    }
    if (lists.required() && lists.beside().isEmpty() && !lists.bagit()) {
      faults.refuse(at("checksum-files.required"), "no file would ever go on: name them in beside");
    }
  }

  private void template(String at, String text, Consumer<String> parse) {
    Set<String> places =
        PLACEHOLDER.matcher(text).results().map(place -> place.group(1)).collect(toSet());
    if (!IN_TEMPLATES.containsAll(places)) {
      faults.refuse(at, "placeholders are {path}, {name}, {stem} and {dir}");
      return;
    }
    if (text.startsWith("/") || text.contains("..")) {
      faults.refuse(at, "must lie below the source: no / in front and no ..");
      return;
    }
    try {
      parse.accept(text);
    } catch (IllegalArgumentException e) {
      faults.refuse(at, String.valueOf(e.getMessage()));
    }
  }

  private String at(String key) {
    return Faults.below(source, key);
  }
}
