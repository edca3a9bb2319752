// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source's pattern on file names, and the bytes that its groups catch. A name that is not UTF-8
 * is matched as Latin-1, one character a byte, so that no byte is lost.
 */
final class FileNamePattern {

  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  private final Pattern pattern;
  private final List<String> groups;

  FileNamePattern(Pattern pattern) {
    this.pattern = pattern;
    this.groups = groups(pattern);
  }

  /**
   * The JDK tells the names of groups only from 20 on. What looks like one may stand behind a
   * backslash or in brackets, so each is tried: an empty alternative in front makes the pattern
   * match nothing at all, and then unknown groups throw while known ones do not.
   */
  private static List<String> groups(Pattern pattern) {
    Matcher empty = Pattern.compile("|" + pattern.pattern(), pattern.flags()).matcher("");
    List<String> groups = new ArrayList<>();
    Matcher candidate = GROUP.matcher(pattern.pattern());
    while (empty.matches() && candidate.find()) {
      String group = candidate.group(1);
      if (!groups.contains(group) && isGroup(empty, group)) {
        groups.add(group);
      }
    }
    return List.copyOf(groups);
  }

  private static boolean isGroup(Matcher matched, String group) {
    try {
      matched.start(group);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Names of the groups, in the pattern's order. */
  List<String> groups() {
    return groups;
  }

  /**
   * @return what the groups caught, without those that took no part; empty if the whole name does
   *     not fit
   */
  Optional<Map<String, byte[]>> match(RawPath name) {
    Charset charset = name.isUtf8() ? UTF_8 : ISO_8859_1;
    Matcher matcher = pattern.matcher(new String(name.shared(), charset));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, byte[]> caught = new LinkedHashMap<>();
    for (String group : groups) {
      String value = matcher.group(group);
      if (value != null) {
        caught.put(group, value.getBytes(charset));
      }
    }
    return Optional.of(caught);
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
