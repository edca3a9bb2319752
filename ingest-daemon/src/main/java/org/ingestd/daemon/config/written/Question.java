// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.model.Secret;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Scalar;
import org.ingestd.daemon.config.shape.Shape;
import org.ingestd.daemon.config.yaml.YamlNode.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A key that a configuration to begin with can be given a value for.
 *
 * @param at where it stands, {@code sources[].path}
 * @param begins whether the template sets it anyway, so that somebody should be asked for it
 * @param scalar what it takes; null: a list, written as YAML
 */
record Question(String at, Key key, boolean begins, @Nullable Scalar<?> scalar) {

  private static final String FILE = "${file:";

  /** In the order of the file. */
  static List<Question> all() {
    List<Question> all = new ArrayList<>();
    gather(Shape.ofConfig(), "", true, all);
    return all;
  }

  private static void gather(Shape shape, String path, boolean begins, List<Question> all) {
    for (Slot slot : shape.slots()) {
      String at = path + slot.name();
      boolean set = begins && TemplateWriter.begins(slot);
      if (slot.form() instanceof Form.Group inner) {
        gather(inner.shape(), at + ".", set, all);
      } else if (slot.form() instanceof Form.Several several
          && several.item() instanceof Form.Group item) {
        gather(item.shape(), at + "[].", set, all);
      } else {
        Scalar<?> scalar = slot.form() instanceof Form.Leaf leaf ? leaf.scalar() : null;
        all.add(new Question(at, slot.key(), set, scalar));
      }
    }
  }

  boolean isSecret() {
    return scalar != null && scalar.type() == Secret.class;
  }

  /** What the file says for a secret that lies in this one. */
  static String secretIn(String file) {
    return FILE + file + "}";
  }

  /** What is wrong with an answer; empty: nothing that can be told without the others. */
  Optional<String> refusal(String answer) {
    if (answer.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("control characters are not allowed");
    }
    if (isSecret() && !answer.startsWith(FILE)) {
      return Optional.of("a secret does not belong here; write it to a file and say ${file:PATH}");
    }
    if (scalar == null || isSecret()) {
      return Optional.empty();
    }
    try {
      scalar.parse(answer);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("must be " + scalar.allowed());
    }
  }

  /** An answer as it is written in YAML. */
  String yaml(String answer) {
    return scalar != null && scalar.kinds().contains(Kind.TEXT)
        ? '"' + answer.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : answer;
  }
}
