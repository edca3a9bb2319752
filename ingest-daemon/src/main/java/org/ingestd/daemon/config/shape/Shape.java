// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.Inline;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.model.Later;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one group.
 *
 * @param type the record
 * @param later keys of later versions
 */
public record Shape(Class<? extends Record> type, List<Member> members, List<String> later) {

  /** The whole configuration. */
  public static Shape ofConfig() {
    return of(Config.class);
  }

  static Shape of(Class<?> type) {
    Class<? extends Record> record = type.asSubclass(Record.class);
    List<Member> members = Arrays.stream(type.getRecordComponents()).map(Shape::member).toList();
    Later later = type.getAnnotation(Later.class);
    return new Shape(record, members, later == null ? List.of() : List.of(later.value()));
  }

  private static Member member(RecordComponent component) {
    if (component.isAnnotationPresent(Inline.class)) {
      return new Member.Inlined(component, of(component.getType()));
    }
    Key key = component.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalStateException("A key without @Key: " + component);
    }
    Type generic = component.getGenericType();
    boolean optional = component.getType() == Optional.class;
    Form form = form(optional ? argument(generic) : generic);
    String name = key.named().isEmpty() ? kebab(component.getName()) : key.named();
    return new Member.Slot(component, name, key, form, optional);
  }

  private static Form form(Type type) {
    if (type instanceof ParameterizedType several) {
      return new Form.Several(form(argument(several)), several.getRawType() == Set.class);
    }
    Class<?> plain = (Class<?>) type;
    return isGroup(plain) ? new Form.Group(of(plain)) : new Form.Leaf(Scalars.of(plain));
  }

  /** A record whose components are keys; a record of a value, as ByteSize, has none. */
  private static boolean isGroup(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .allMatch(
                component ->
                    component.isAnnotationPresent(Key.class)
                        || component.isAnnotationPresent(Inline.class));
  }

  private static Type argument(Type generic) {
    return ((ParameterizedType) generic).getActualTypeArguments()[0];
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** All keys of this level, those of inlined records among them. */
  public List<Member.Slot> slots() {
    List<Member.Slot> slots = new ArrayList<>();
    for (Member member : members) {
      if (member instanceof Member.Slot slot) {
        slots.add(slot);
      } else if (member instanceof Member.Inlined inlined) {
        slots.addAll(inlined.shape().slots());
      }
    }
    return slots;
  }

  /** The key of this name; null if there is none. */
  public Member.@Nullable Slot slot(String name) {
    return slots().stream().filter(slot -> slot.name().equals(name)).findFirst().orElse(null);
  }
}
