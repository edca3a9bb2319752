// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member;
import org.ingestd.daemon.config.shape.Member.Inlined;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.daemon.config.yaml.YamlNode;
import org.ingestd.daemon.config.yaml.YamlNode.Kind;
import org.ingestd.daemon.config.yaml.YamlNode.YamlList;
import org.ingestd.daemon.config.yaml.YamlNode.YamlMap;
import org.ingestd.daemon.config.yaml.YamlNode.YamlScalar;
import org.ingestd.daemon.config.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of a YAML tree and goes on after each fault, so that all are told at once. A value
 * that is refused is replaced by its default, so that what depends on it can still be checked;
 * where there is none, the group is left out.
 */
final class Binder {

  private final Faults faults;
  private final Leaves leaves;
  private final UnknownKeys unknownKeys;
  private final BiConsumer<String, Object> bound;

  /**
   * @param bound is told of each value and each group that was made, with its path, the inner ones
   *     first
   */
  Binder(Faults faults, Expansion expansion, BiConsumer<String, Object> bound) {
    this.faults = faults;
    this.leaves = new Leaves(faults, expansion);
    this.unknownKeys = new UnknownKeys(faults);
    this.bound = bound;
  }

  /**
   * @return null if a required part was refused
   */
  @Nullable Config whole(Shape shape, YamlMap map) {
    return (Config) group(shape, map, "");
  }

  /**
   * @return the group's record; null if a required part of it was refused
   */
  private @Nullable Object group(Shape shape, YamlMap map, String path) {
    boolean later = unknownKeys.refuse(shape, map, path);
    return build(shape, map, path, later);
  }

  /**
   * @param later whether the group asks for what this version has not; then what is missing for
   *     this version's way is not asked for
   */
  private @Nullable Object build(Shape shape, YamlMap map, String path, boolean later) {
    @Nullable Object[] values = new @Nullable Object[shape.members().size()];
    boolean whole = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = member(shape.members().get(i), map, path, later);
      whole &= values[i] != null;
    }
    return whole ? construct(shape, values, path) : null;
  }

  private @Nullable Object member(Member member, YamlMap map, String path, boolean later) {
    if (member instanceof Inlined inlined) {
      return build(inlined.shape(), map, path, later);
    }
    Slot slot = (Slot) member;
    String at = Faults.below(path, slot.name());
    YamlNode node = map.entries().get(slot.name());
    if (node == null || (node instanceof YamlScalar scalar && scalar.kind() == Kind.NULL)) {
      return absent(slot, at, later);
    }
    Object value = value(slot, slot.form(), node, at);
    if (value == null) {
      return slot.isRequired() ? null : absent(slot, at, later);
    }
    return slot.optional() ? Optional.of(value) : value;
  }

  private @Nullable Object absent(Slot slot, String at, boolean later) {
    if (slot.optional()) {
      return Optional.empty();
    }
    if (!slot.key().unset().isEmpty()) {
      YamlNode unset = requireNonNull(YamlReader.read(slot.key().unset(), new Faults("default")));
      return value(slot, slot.form(), unset, at);
    }
    if (slot.form() instanceof Form.Group group) {
      return build(group.shape(), new YamlMap(0, Map.of()), at, later);
    }
    if (slot.isRequired()) {
      if (!later) {
        faults.refuse(at, "missing. " + slot.key().value());
      }
      return null;
    }
    return List.of();
  }

  private @Nullable Object value(Slot slot, Form form, YamlNode node, String at) {
    if (form instanceof Form.Leaf leaf) {
      Object value = leaves.value(slot.key(), leaf.scalar(), node, at);
      if (value != null) {
        bound.accept(at, value);
      }
      return value;
    }
    if (form instanceof Form.Several several) {
      return items(slot, several, node, at);
    }
    Shape shape = ((Form.Group) form).shape();
    if (node instanceof YamlMap map) {
      return group(shape, map, at);
    }
    faults.refuse(at, "must be a group of keys: " + UnknownKeys.names(shape));
    return null;
  }

  private @Nullable Object items(Slot slot, Form.Several several, YamlNode node, String at) {
    if (!(node instanceof YamlList list)) {
      faults.refuse(at, "must be a list, written as [a, b] or as lines that begin with a dash");
      return null;
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      Object item = value(slot, several.item(), list.items().get(i), Faults.item(at, i));
      if (item != null) {
        items.add(item);
      }
    }
    if (list.items().size() < slot.key().min()) {
      faults.refuse(at, "at least " + slot.key().min() + " is needed");
    }
    return several.set() ? new LinkedHashSet<>(items) : List.copyOf(items);
  }

  private @Nullable Object construct(Shape shape, @Nullable Object[] values, String path) {
    Class<?>[] types =
        shape.members().stream().map(member -> member.component().getType()).toArray(Class[]::new);
    try {
      Object made = shape.type().getDeclaredConstructor(types).newInstance(values);
      bound.accept(path, made);
      return made;
    } catch (InvocationTargetException e) {
      faults.refuse(path, String.valueOf(e.getTargetException().getMessage()));
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make a " + shape.type(), e);
    }
  }
}
