// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a service sees of the file systems, by its unit; see systemd.exec(5). Of several settings
 * the one counts that names the most of a path, but nothing below {@code InaccessiblePaths} comes
 * back. Immutable.
 */
final class Sandbox {

  /** How a place looks from within; of two for one place the first counts. */
  enum View {
    HIDDEN,
    /** Empty, and all that is written there is gone when the service stops. */
    PRIVATE,
    READ_ONLY,
    WRITABLE
  }

  /**
   * @param because the setting that makes it so
   */
  record Seen(Path place, View view, String because) {}

  private static final String SYSTEM = "ProtectSystem";
  private static final String HOME = "ProtectHome";
  private static final String TEMPORARY = "PrivateTmp";
  private static final Set<String> TRUE = Set.of("yes", "true", "on", "1");
  private static final Path TOP = Path.of("/");
  private static final List<String> HOMES = List.of("/home", "/root", "/run/user");

  /** The last is what counts. */
  private static final Comparator<Seen> BY_DEPTH =
      Comparator.<Seen>comparingInt(seen -> seen.place().getNameCount())
          .thenComparing(Seen::view, Comparator.reverseOrder());

  private final List<Seen> all = new ArrayList<>();

  Sandbox(ServiceUnit unit) {
    all.add(new Seen(TOP, View.WRITABLE, "nothing protects it"));
    system(word(unit, SYSTEM));
    home(word(unit, HOME));
    if (TRUE.contains(word(unit, TEMPORARY)) || word(unit, TEMPORARY).equals("disconnected")) {
      add(View.PRIVATE, TEMPORARY, word(unit, TEMPORARY), "/tmp", "/var/tmp");
    }
    each(unit, "InaccessiblePaths", View.HIDDEN);
    each(unit, "TemporaryFileSystem", View.PRIVATE);
    each(unit, "ReadOnlyPaths", View.READ_ONLY);
    each(unit, "BindReadOnlyPaths", View.READ_ONLY);
    each(unit, "ReadWritePaths", View.WRITABLE);
    each(unit, "BindPaths", View.WRITABLE);
    for (String name : unit.words("StateDirectory")) {
      add(View.WRITABLE, "StateDirectory", name, "/var/lib/" + name.split(":", 2)[0]);
    }
  }

  private static String word(ServiceUnit unit, String key) {
    return unit.last(key).orElse("no").toLowerCase(Locale.ROOT);
  }

  private void system(String how) {
    if (how.equals("strict")) {
      add(View.READ_ONLY, SYSTEM, how, "/");
      // Homes are left to ProtectHome.
      HOMES.forEach(home -> add(View.WRITABLE, HOME, "no", home));
    } else if (TRUE.contains(how) || how.equals("full")) {
      add(View.READ_ONLY, SYSTEM, how, "/usr", "/boot", "/efi");
      if (how.equals("full")) {
        add(View.READ_ONLY, SYSTEM, how, "/etc");
      }
    }
  }

  private void home(String how) {
    View view =
        switch (how) {
          case "read-only" -> View.READ_ONLY;
          case "tmpfs" -> View.PRIVATE;
          default -> View.HIDDEN;
        };
    if (view != View.HIDDEN || TRUE.contains(how)) {
      HOMES.forEach(home -> add(view, HOME, how, home));
    }
  }

  /** Of {@code -/there:/here:options} the place within. */
  private void each(ServiceUnit unit, String key, View view) {
    for (String word : unit.words(key)) {
      String[] parts = word.replaceFirst("^[-+]+", "").split(":", -1);
      boolean binds = key.startsWith("Bind") && parts.length > 1;
      add(view, key, word, parts[binds ? 1 : 0]);
    }
  }

  private void add(View view, String key, String value, String... places) {
    Stream.of(places)
        .filter(place -> place.startsWith("/"))
        .forEach(place -> all.add(new Seen(Path.of(place), view, key + "=" + value)));
  }

  /**
   * @param place absolute, links resolved
   */
  Seen look(Path place) {
    List<Seen> above = all.stream().filter(seen -> place.startsWith(seen.place())).toList();
    return above.stream()
        .filter(seen -> seen.view() == View.HIDDEN)
        .findFirst()
        .or(() -> above.stream().filter(Sandbox::isOtherContent).max(BY_DEPTH))
        .filter(seen -> seen.view() == View.HIDDEN || seen.view() == View.PRIVATE)
        .orElseGet(() -> above.stream().max(BY_DEPTH).orElseThrow());
  }

  private static boolean isOtherContent(Seen seen) {
    return seen.view() == View.PRIVATE || seen.because().startsWith("Bind");
  }
}
