// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.shape;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.daemon.config.model.ByteRate;
import org.ingestd.daemon.config.model.ByteSize;
import org.ingestd.daemon.config.model.Glob;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.config.model.Secret;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.config.shape.Scalar.Conversion;
import org.ingestd.daemon.config.yaml.YamlNode.Kind;
import org.ingestd.routes.condition.Wildcard;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** Every kind of single value that a configuration has. */
final class Scalars {

  private static final Map<Class<?>, Scalar<?>> KNOWN =
      Stream.of(
              text(String.class, "text", Function.identity()),
              text(Path.class, "an absolute path", Scalars::path),
              text(SourcePath.class, SourcePath.ALLOWED, SourcePath::parse),
              text(URI.class, "an address such as https://rucio.example.org", Scalars::uri),
              text(Secret.class, "text, or ${file:PATH}", text -> new Secret(() -> text)),
              text(RawPath.class, "a path below the source's", RawPath::of),
              text(Glob.class, "a pattern such as \"**/*.fits\"", Glob::new),
              text(ListenAddress.class, "host:port", ListenAddress::parse),
              text(ZoneId.class, "a time zone such as UTC or Atlantic/Canary", Scalars::zone),
              text(Pattern.class, "a regular expression", Scalars::pattern),
              text(ByteSize.class, "a size such as 500MB or 2GiB", ByteSize::parse),
              text(ByteRate.class, "a rate such as 500MB/s", ByteRate::parse),
              duration(),
              number(Integer.class, Set.of(Kind.WHOLE_NUMBER), "a whole number", Integer::valueOf),
              number(
                  Double.class,
                  Set.of(Kind.WHOLE_NUMBER, Kind.NUMBER),
                  "a number",
                  Double::valueOf),
              wildcard(),
              truth(),
              digest())
          .collect(Collectors.toUnmodifiableMap(Scalar::type, Function.identity()));

  private Scalars() {}

  /**
   * @throws IllegalStateException if a record uses a type that nothing here can read
   */
  static Scalar<?> of(Class<?> type) {
    Class<?> boxed = boxed(type);
    Scalar<?> scalar = KNOWN.get(boxed);
    if (scalar != null) {
      return scalar;
    }
    if (boxed.isEnum()) {
      return choice(boxed);
    }
    throw new IllegalStateException("No way to write a " + type);
  }

  private static Class<?> boxed(Class<?> type) {
    if (type == int.class) {
      return Integer.class;
    }
    if (type == double.class) {
      return Double.class;
    }
    return type == boolean.class ? Boolean.class : type;
  }

  private static <T> Scalar<T> text(Class<T> type, String allowed, Function<String, T> parse) {
    return new Scalar<>(
        type,
        Set.of(Kind.TEXT),
        allowed,
        new Conversion<>(parse, Object::toString),
        Map.of("type", "string"));
  }

  private static Scalar<Duration> duration() {
    return new Scalar<>(
        Duration.class,
        Set.of(Kind.TEXT),
        "a duration such as 30s, 5m, 24h or 14d",
        new Conversion<>(Durations::parse, Durations::print),
        Map.of("type", "string", "pattern", "^[0-9]{1,9}(ms|s|m|h|d)$"));
  }

  private static <T extends Number> Scalar<T> number(
      Class<T> type, Set<Kind> kinds, String allowed, Function<String, T> parse) {
    return new Scalar<>(
        type,
        kinds,
        allowed,
        new Conversion<>(parse, Object::toString),
        Map.of("type", type == Integer.class ? "integer" : "number"));
  }

  /** What looks like a number is one of a name's digits as a rule: it is taken as it is written. */
  private static Scalar<Wildcard> wildcard() {
    return new Scalar<>(
        Wildcard.class,
        Set.of(Kind.TEXT, Kind.WHOLE_NUMBER, Kind.NUMBER, Kind.TRUTH),
        "text, in which * stands for any text and ? for one character",
        new Conversion<>(Wildcard::new, Wildcard::text),
        Map.of("type", List.of("string", "number", "boolean")));
  }

  private static Scalar<Boolean> truth() {
    return new Scalar<>(
        Boolean.class,
        Set.of(Kind.TRUTH),
        "true or false",
        new Conversion<>(Scalars::truth, Object::toString),
        Map.of("type", "boolean"));
  }

  private static Scalar<DigestAlgorithm> digest() {
    List<String> keys = Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::key).toList();
    return new Scalar<>(
        DigestAlgorithm.class,
        Set.of(Kind.TEXT),
        "one of " + String.join(", ", keys),
        new Conversion<>(DigestAlgorithm::ofKey, DigestAlgorithm::key),
        Map.of("type", "string", "enum", keys));
  }

  private static <E> Scalar<E> choice(Class<E> type) {
    Map<String, E> byKey = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      byKey.put(key(constant), constant);
    }
    List<String> keys = List.copyOf(byKey.keySet());
    String allowed = keys.size() == 1 ? keys.get(0) : "one of " + String.join(", ", keys);
    return new Scalar<>(
        type,
        Set.of(Kind.TEXT),
        allowed,
        new Conversion<>(text -> known(byKey.get(text)), Scalars::key),
        Map.of("type", "string", "enum", keys));
  }

  private static <E> E known(@Nullable E value) {
    if (value == null) {
      throw new IllegalArgumentException("");
    }
    return value;
  }

  private static String key(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("");
    }
    return text.equals("true");
  }

  private static Path path(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("it begins with /");
    }
    return Path.of(text).normalize();
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || uri.getHost() == null) {
        throw new IllegalArgumentException("scheme and host are needed");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getReason(), e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("unknown here", e);
    }
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          e.getDescription() + " at character " + (e.getIndex() + 1), e);
    }
  }
}
