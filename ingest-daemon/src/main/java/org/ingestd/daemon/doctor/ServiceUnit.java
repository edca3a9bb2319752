// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of systemd: what its unit and the drop-ins say under {@code [Service]}; see
 * systemd.unit(5). Immutable.
 */
final class ServiceUnit {

  /** Where units lie, the first wins. */
  static final List<Path> PLACES =
      Stream.of("etc", "run", "usr/local/lib", "usr/lib", "lib")
          .map(place -> Path.of("/" + place + "/systemd/system"))
          .toList();

  private static final String PLAIN = "ingestd.service";
  private static final String TEMPLATE = "ingestd@.service";

  /** Drop-ins for every service. */
  private static final String ALL = "service";

  private static final String INSTANCE = "%i";
  private static final String CONFIG = "--config";
  private static final Path USUAL_CONFIG = Path.of("/etc/ingestd/ingestd.yaml");

  private final String name;
  private final Map<String, List<String>> values;

  private ServiceUnit(String name, Map<String, List<String>> values) {
    this.name = name;
    this.values = values;
  }

  /**
   * The unit that starts the daemon with a configuration.
   *
   * @param config absolute
   * @param places see {@link #PLACES}
   * @return empty if none is there that does
   */
  static Optional<ServiceUnit> of(Path config, List<Path> places) throws IOException {
    Optional<ServiceUnit> plain = read(PLAIN, List.of(PLAIN, ALL), "", places);
    if (plain.isPresent() && plain.get().config().equals(config.toString())) {
      return plain;
    }
    Optional<ServiceUnit> template = read(TEMPLATE, List.of(TEMPLATE, ALL), INSTANCE, places);
    if (template.isEmpty()) {
      return Optional.empty();
    }
    String[] around = template.get().config().split(INSTANCE, 2);
    Matcher instance =
        Pattern.compile(String.join("([^/]+)", Arrays.stream(around).map(Pattern::quote).toList()))
            .matcher(config.toString());
    if (around.length < 2 || !instance.matches()) {
      return Optional.empty();
    }
    String own = TEMPLATE.replace("@", "@" + instance.group(1));
    return read(TEMPLATE, List.of(own, TEMPLATE, ALL), instance.group(1), places);
  }

  /**
   * @param unit the name of its file
   * @param files whose drop-ins count; of two drop-ins with one name that of the first
   */
  private static Optional<ServiceUnit> read(
      String unit, List<String> files, String instance, List<Path> places) throws IOException {
    Optional<Path> found =
        places.stream().map(place -> place.resolve(unit)).filter(Files::exists).findFirst();
    // One that is masked is a link to /dev/null.
    if (found.isEmpty() || !Files.isRegularFile(found.get())) {
      return Optional.empty();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    add(found.get(), instance, values);
    Map<String, Path> dropIns = new TreeMap<>();
    for (String file : files) {
      for (Path place : places) {
        dropIns(place.resolve(file + ".d")).forEach(dropIns::putIfAbsent);
      }
    }
    for (Path dropIn : dropIns.values()) {
      if (Files.isRegularFile(dropIn)) {
        add(dropIn, instance, values);
      }
    }
    return Optional.of(new ServiceUnit(files.get(0), values));
  }

  private static Map<String, Path> dropIns(Path directory) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.conf")) {
        files.forEach(file -> found.put(file.getFileName().toString(), file));
      }
    }
    return found;
  }

  private static void add(Path file, String instance, Map<String, List<String>> values)
      throws IOException {
    String section = "";
    for (String line : Files.readString(file).replace("\\\n", " ").lines().toList()) {
      String says = line.strip();
      int equals = says.indexOf('=');
      if (says.startsWith("[")) {
        section = says;
      } else if (section.equals("[Service]") && equals > 0 && !says.matches("[#;].*")) {
        List<String> all =
            values.computeIfAbsent(says.substring(0, equals).strip(), k -> new ArrayList<>());
        String value = says.substring(equals + 1).strip().replace(INSTANCE, instance);
        // An empty one takes back what was said before.
        if (value.isEmpty()) {
          all.clear();
        } else {
          all.add(value);
        }
      }
    }
  }

  /** Such as {@code ingestd@camera.service}. */
  String name() {
    return name;
  }

  /** All that counts under {@code [Service]}, as one file of a unit. */
  String text() {
    StringBuilder text = new StringBuilder("[Service]\n");
    for (Map.Entry<String, List<String>> key : values.entrySet()) {
      // What is taken back is not as if nothing were said: no capabilities, or all of them.
      text.append(key.getValue().isEmpty() ? key.getKey() + "=\n" : "");
      key.getValue().forEach(value -> text.append(key.getKey() + "=" + value + "\n"));
    }
    return text.toString();
  }

  /** What is said last of a key; empty: nothing. */
  Optional<String> last(String key) {
    List<String> all = values.getOrDefault(key, List.of());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** All words of a key that may stand several times. */
  List<String> words(String key) {
    return values.getOrDefault(key, List.of()).stream()
        .flatMap(value -> Stream.of(value.replace("\"", "").split("\\s+", -1)))
        .toList();
  }

  private String config() {
    List<String> words = words("ExecStart");
    int at = words.indexOf(CONFIG) + 1;
    return at > 0 && at < words.size() ? words.get(at) : USUAL_CONFIG.toString();
  }
}
