// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;

/** A configuration to begin with: every key with what it is for and what holds without it. */
public final class TemplateWriter {

  private static final int WIDTH = 92;

  /** What becomes of keys that are not required. */
  public enum Extent {
    /** Commented out: take the comment sign away to set one. */
    REQUIRED_KEYS_SET,
    /** Set to their example or default: a tour of all that can be set. */
    ALL_KEYS_SET
  }

  private final Extent extent;
  private final Answers answers;
  private final List<String> lines = new ArrayList<>();

  private TemplateWriter(Extent extent, Answers answers) {
    this.extent = extent;
    this.answers = answers;
  }

  /** YAML that can be read back. */
  public static String write(Extent extent) {
    return write(extent, new Answers());
  }

  /** The same with these values; their keys are set. */
  public static String write(Extent extent, Answers answers) {
    TemplateWriter writer = new TemplateWriter(extent, answers);
    writer.group(Shape.ofConfig(), new Place("", "", "", ""));
    return String.join("\n", writer.lines) + "\n";
  }

  /** Whether the template sets the key, unless a group around it is commented out. */
  static boolean begins(Slot slot) {
    return slot.isRequired() || slot.key().begins();
  }

  /**
   * Where lines go.
   *
   * @param path of the group, before the names of its keys
   * @param margin blanks before the comment sign
   * @param sign {@code #} within what is commented out
   * @param indent blanks after it
   */
  private record Place(String path, String margin, String sign, String indent) {

    /** Of the keys of an item that begins here. */
    Place deeper() {
      return sign.isEmpty()
          ? new Place(path, margin + "  ", sign, indent)
          : new Place(path, margin, sign, indent + "  ");
    }

    /** Of what stands below a key. */
    Place deeper(String key) {
      return new Place(path + key, margin, sign, indent).deeper();
    }

    Place commentedOut() {
      return sign.isEmpty() ? new Place(path, margin, "#", indent) : this;
    }

    String line(String text) {
      return margin + sign + indent + text;
    }
  }

  private void group(Shape shape, Place place) {
    for (Slot slot : shape.slots()) {
      slot(slot, place, "");
    }
  }

  /**
   * @param dash the list's sign before the first key of an item
   */
  private void slot(Slot slot, Place place, String dash) {
    String at = place.path() + slot.name();
    boolean set =
        begins(slot)
            || answers.reach(at)
            || (extent == Extent.ALL_KEYS_SET && !written(slot).isEmpty());
    boolean group = isGroup(slot.form()) || isGroupList(slot.form());
    if (place.margin().isEmpty() && place.indent().isEmpty() && dash.isEmpty()) {
      lines.add("");
    }
    explain(slot, place);
    Place here = set || (group && extent == Extent.ALL_KEYS_SET) ? place : place.commentedOut();
    if (slot.form() instanceof Form.Group inner) {
      lines.add(here.line(slot.name() + ":"));
      group(inner.shape(), here.deeper(slot.name() + "."));
    } else if (slot.form() instanceof Form.Several several
        && several.item() instanceof Form.Group item) {
      lines.add(here.line(slot.name() + ":"));
      item(item.shape(), here.deeper(slot.name() + "[]."));
    } else {
      String value = answers.of(at).orElseGet(() -> written(slot));
      lines.add(here.line(dash + slot.name() + ": " + value).stripTrailing());
    }
  }

  private void item(Shape shape, Place place) {
    List<Slot> slots = shape.slots();
    slot(slots.get(0), place, "- ");
    for (Slot slot : slots.subList(1, slots.size())) {
      slot(slot, place.deeper(), "");
    }
  }

  private static boolean isGroup(Form form) {
    return form instanceof Form.Group;
  }

  private static boolean isGroupList(Form form) {
    return form instanceof Form.Several several && isGroup(several.item());
  }

  private static String written(Slot slot) {
    Key key = slot.key();
    return key.example().isEmpty() ? key.unset() : key.example();
  }

  private void explain(Slot slot, Place place) {
    StringBuilder text = new StringBuilder(slot.key().value());
    if (!slot.key().unset().isEmpty()) {
      text.append(" Default: ").append(slot.key().unset()).append('.');
    } else if (!slot.key().unsetSays().isEmpty()) {
      text.append(" Default: ").append(slot.key().unsetSays()).append('.');
    }
    StringBuilder line = new StringBuilder();
    for (String word : text.toString().split(" ")) {
      if (line.length() + word.length() > WIDTH - place.line("").length()) {
        lines.add(comment(place, line));
        line.setLength(0);
      }
      line.append(' ').append(word);
    }
    lines.add(comment(place, line));
  }

  private static String comment(Place place, StringBuilder text) {
    return place.margin() + "#" + place.indent() + text;
  }
}
