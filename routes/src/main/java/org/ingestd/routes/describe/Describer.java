// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.DescriptionSettings.FitsChecksum;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.routes.format.FitsStream;
import org.ingestd.rse.NamingResult.Named;

/** Gathers what a source's files are described by. Immutable. */
public final class Describer {

  /** The card that tells the night where nothing in the name does. */
  public static final String DATE_OBS = "DATE-OBS";

  /** The key under which the result of comparing a FITS file's own sums stands. */
  public static final String SUMS_KEY = "fits_sums";

  private final DescriptionSettings settings;

  public Describer(DescriptionSettings settings) {
    this.settings = settings;
  }

  /** What a file's bytes are to pass through; empty if nothing of them is asked for. */
  public Optional<FitsStream> fits() {
    return settings.fits().isAsked()
        ? Optional.of(
            new FitsStream(
                settings.fits().cards(), settings.fits().checksum() != FitsChecksum.IGNORE))
        : Optional.empty();
  }

  /** The same for a look at the headers alone, without sums. */
  public Optional<FitsStream> headers() {
    return settings.fits().cards().isEmpty()
        ? Optional.empty()
        : Optional.of(new FitsStream(settings.fits().cards(), false));
  }

  /** DATE-OBS, where the source asks for it and the file has it. */
  public Optional<String> observed(Optional<FitsContent> fits) {
    return fits.map(content -> content.cards().get(DATE_OBS)).map(String::valueOf);
  }

  /** Why a file is broken by its own headers; empty if it is not, or that is not asked for. */
  public Optional<String> whyBroken(Optional<FitsContent> fits) {
    Optional<String> fault = fits.flatMap(FitsContent::fault);
    boolean held = settings.fits().checksum() == FitsChecksum.HOLD;
    return fault.or(
        () ->
            fits.filter(content -> held)
                .map(content -> String.join("; ", content.sums().wrong()))
                .filter(wrong -> !wrong.isEmpty()));
  }

  /**
   * Metadata of a file. The sidecar is right where it contradicts the rest: its writer knew.
   *
   * @param fits what passed through {@link #fits}
   * @param sidecar metadata of the JSON sidecar
   */
  public Described describe(Named named, Optional<FitsContent> fits, Optional<ObjectNode> sidecar) {
    if (!settings.isAsked()) {
      return new Described.Complete(FileMetadata.NONE);
    }
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("night", named.night());
    if (settings.patternGroups()) {
      named.groups().forEach(metadata::put);
    }
    fits.ifPresent(content -> fits(metadata, content));
    sidecar.ifPresent(metadata::setAll);
    FileMetadata gathered = new FileMetadata(metadata.toString());
    List<String> missing =
        settings.required().stream().filter(key -> isMissing(metadata.path(key))).toList();
    return missing.isEmpty()
        ? new Described.Complete(gathered)
        : new Described.Missing(gathered, missing);
  }

  private static boolean isMissing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isBlank());
  }

  private void fits(ObjectNode metadata, FitsContent content) {
    for (String keyword : settings.fits().cards()) {
      Object value = content.cards().get(keyword);
      if (value != null) {
        metadata.set(MetadataKeys.ofCard(keyword), node(value));
      }
    }
    if (settings.fits().checksum() == FitsChecksum.ANNOTATE && content.fits()) {
      metadata.put(SUMS_KEY, content.sums().result().name().toLowerCase(Locale.ROOT));
    }
  }

  private static JsonNode node(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value instanceof Boolean flag) {
      return json.booleanNode(flag);
    } else if (value instanceof Long number) {
      return json.numberNode(number);
    } else if (value instanceof Double number) {
      return json.numberNode(number);
    }
    return json.textNode(value.toString());
  }
}
