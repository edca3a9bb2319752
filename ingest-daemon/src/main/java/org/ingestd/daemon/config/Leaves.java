// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.model.Secret;
import org.ingestd.daemon.config.shape.Scalar;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.daemon.config.yaml.YamlNode;
import org.ingestd.daemon.config.yaml.YamlNode.Kind;
import org.ingestd.daemon.config.yaml.YamlNode.YamlMap;
import org.ingestd.daemon.config.yaml.YamlNode.YamlScalar;
import org.jspecify.annotations.Nullable;

/** Reads single values. */
final class Leaves {

  /** It is refused, and shall not be shown by the refusal. */
  private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("[a-z]+://[^/@]*:[^/]*@");

  private final Faults faults;
  private final Expansion expansion;

  Leaves(Faults faults, Expansion expansion) {
    this.faults = faults;
    this.expansion = expansion;
  }

  /**
   * @return null if it was refused
   */
  @Nullable Object value(Key key, Scalar<?> scalar, YamlNode node, String at) {
    if (scalar.type() == Secret.class) {
      faults.conceal(at);
    }
    if (isLater(key, node)) {
      faults.refuse(at, UnknownKeys.NOT_YET + "; allowed: " + scalar.allowed());
      return null;
    }
    if (!(node instanceof YamlScalar written)) {
      faults.refuse(at, "must be " + scalar.allowed());
      return null;
    }
    return scalar.type() == Secret.class ? secret(written, at) : plain(key, scalar, written, at);
  }

  /** Whether a value (or a key of a map in its place) is one of a later version. */
  static boolean isLater(Key key, @Nullable YamlNode node) {
    if (node instanceof YamlMap map) {
      return Arrays.stream(key.later()).anyMatch(map.entries()::containsKey);
    }
    return node instanceof YamlScalar scalar
        && Arrays.stream(key.later())
            .anyMatch(
                later ->
                    scalar.text().equals(later)
                        || (later.endsWith(":") && scalar.text().startsWith(later))
                        || scalar.text().startsWith(later + ":"));
  }

  private @Nullable Object secret(YamlScalar written, String at) {
    if (written.kind() != Kind.TEXT) {
      faults.refuse(at, "must be text: put it in quotes, or better into a file: ${file:PATH}");
      return null;
    }
    boolean fromEnvironment = Expansion.usesEnvironment(written.text());
    if (fromEnvironment) {
      faults.warn(at, "a password in the environment can be seen by others; use ${file:PATH}");
    }
    if (!Expansion.isNeeded(written.text()) && expansion.isOpenToAll()) {
      faults.warn(at, "everybody on this host can read it here; use ${file:PATH} or chmod 640");
    }
    Secret secret = expansion.secret(written.text());
    try {
      if (secret.reveal().isEmpty()) {
        faults.warn(at, "it is empty");
      }
    } catch (IllegalArgumentException e) {
      if (fromEnvironment || e instanceof Expansion.Open) {
        faults.refuse(at, String.valueOf(e.getMessage()));
      } else {
        faults.warn(at, e.getMessage() + "; it is looked for again at each sign-in");
      }
    }
    return secret;
  }

  private @Nullable Object plain(Key key, Scalar<?> scalar, YamlScalar written, String at) {
    if (PASSWORD_IN_ADDRESS.matcher(written.text()).lookingAt()) {
      faults.conceal(at);
    }
    boolean expanded = Expansion.isNeeded(written.text());
    if (!expanded && !scalar.kinds().contains(written.kind())) {
      faults.refuse(at, "must be " + scalar.allowed() + ", this is " + written.kind().words());
      return null;
    }
    try {
      String text = expanded ? expansion.expand(written.text()) : written.text();
      return inRange(key, scalar, text, at);
    } catch (IllegalArgumentException e) {
      String why = e instanceof NumberFormatException ? "" : String.valueOf(e.getMessage());
      faults.refuse(at, "must be " + scalar.allowed() + (why.isEmpty() ? "" : "; " + why));
      return null;
    }
  }

  private @Nullable Object inRange(Key key, Scalar<?> scalar, String text, String at) {
    if (text.isBlank()) {
      faults.refuse(at, "must be " + scalar.allowed() + ", not empty");
      return null;
    }
    if (!key.matches().isEmpty() && !text.matches(key.matches())) {
      faults.refuse(at, "must be " + key.allowed());
      return null;
    }
    Object value = scalar.parse(text);
    if (value instanceof Number number && isOutside(key, number.doubleValue())) {
      faults.refuse(at, "must be " + scalar.allowed() + " from " + key.min() + " to " + key.max());
      return null;
    }
    if (value instanceof Duration duration && isOutside(key, (double) duration.toMillis())) {
      faults.refuse(at, "must be longer than nothing");
      return null;
    }
    return value;
  }

  private static boolean isOutside(Key key, double number) {
    return !(number >= key.min() && number <= key.max());
  }
}
