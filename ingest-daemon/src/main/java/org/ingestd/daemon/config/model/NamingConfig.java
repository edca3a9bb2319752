// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.rse.NamingSettings.Escape;

/** What files are called. */
public record NamingConfig(
    @Key(
            value = "Regular expression on the file's name; its named groups can be used below.",
            unsetSays = "none",
            example = "'(?<tel>[A-Z]+)_(?<run>\\d+)\\..*'")
        Optional<Pattern> pattern,
    @Key(
            value = "Scope of files and datasets.",
            unset = "\"{source}\"",
            example = "lst",
            asked = true)
        String scope,
    @Key(
            value =
                "Name of the file's DID: {path} (relative to the RSE's root), {name}, {stem}, {dir},"
                    + " {source}, {night} and groups.",
            unset = "\"{path}\"")
        String did,
    @Key(
            value = "Name of the dataset that the file is attached to.",
            unsetSays = "none: rules are made on each file",
            example = "\"raw/{night}\"",
            asked = true)
        Optional<String> dataset,
    @Key(
            value = "Name of a container that holds the datasets, in the same scope.",
            unsetSays = "none",
            example = "\"night-{night}\"")
        Optional<String> container,
    @Key("Which night a file belongs to.") NightConfig night,
    @Key(value = "How characters that Rucio refuses are written, reversibly.", unset = "hex")
        Escape escape) {

  /** The night's calendar. */
  public record NightConfig(
      @Key(value = "Time zone.", unset = "UTC", example = "Atlantic/Canary") ZoneId zone,
      @Key(value = "Whether a night lasts from noon to noon.", unset = "true")
          boolean noonToNoon) {}
}
