// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.shape.Shape;
import org.ingestd.daemon.config.yaml.Fault;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.daemon.config.yaml.YamlNode;
import org.ingestd.daemon.config.yaml.YamlNode.YamlMap;
import org.ingestd.daemon.config.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was read and found good.
 *
 * @param warnings what a person should know, although it can be used
 * @param places where each key stands
 */
public record Configuration(Path file, Config config, List<Fault> warnings, Faults places) {

  /** Where it is looked for unless told otherwise. */
  public static final Path DEFAULT_FILE = Path.of("/etc/ingestd/ingestd.yaml");

  /**
   * @throws ConfigurationRefused naming everything that is wrong
   */
  public static Configuration read(Path file) throws ConfigurationRefused {
    return read(file, System::getenv);
  }

  /** What is only found wrong with a key when others were asked. */
  public Fault fault(String key, String says) {
    return places.fault(key, says);
  }

  static Configuration read(Path file, Function<String, @Nullable String> environment)
      throws ConfigurationRefused {
    Faults faults = new Faults(file.toString());
    Expansion expansion = new Expansion(file, environment);
    YamlNode root = YamlReader.read(text(file), faults);
    Config config = null;
    if (root instanceof YamlMap || (root == null && faults.refused().isEmpty())) {
      YamlMap map = root instanceof YamlMap written ? written : new YamlMap(1, Map.of());
      Checks checks = new Checks(faults);
      config = new Binder(faults, expansion, checks::look).whole(Shape.ofConfig(), map);
      checks.finish();
    } else if (root != null) {
      faults.refuseLine(root.line(), "must be a group of keys, as in 'rucio:'");
    }
    if (config == null || !faults.refused().isEmpty()) {
      throw new ConfigurationRefused(faults.refused());
    }
    return new Configuration(file, config, faults.warnings(), faults);
  }

  private static String text(Path file) throws ConfigurationRefused {
    try {
      return Files.readString(file, UTF_8);
    } catch (CharacterCodingException e) {
      throw refused(file, "not UTF-8 text");
    } catch (IOException e) {
      throw refused(
          file,
          "cannot be read: "
              + Reason.of(e)
              + "; name another with --config, or begin one with 'ingestd config init'");
    }
  }

  private static ConfigurationRefused refused(Path file, String why) {
    return new ConfigurationRefused(List.of(new Fault(file.toString(), 0, "", "", why)));
  }
}
