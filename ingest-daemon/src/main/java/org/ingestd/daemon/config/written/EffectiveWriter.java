// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member;
import org.ingestd.daemon.config.shape.Member.Inlined;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;

/** What holds, defaults among it, with secrets masked. */
public final class EffectiveWriter {

  private EffectiveWriter() {}

  /** By key, in the order of the documentation; what is absent and has no default is left out. */
  public static Map<String, Object> values(Config config) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("instance", Wiring.instance(config));
    put(Shape.ofConfig(), config, values);
    return values;
  }

  /** As YAML that could be used again, but for the masks. */
  public static String yaml(Config config) {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .disable(Feature.WRITE_DOC_START_MARKER)
            .enable(Feature.MINIMIZE_QUOTES, Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    try {
      return mapper.writeValueAsString(values(config));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A map that cannot be written", e);
    }
  }

  private static void put(Shape shape, Object group, Map<String, Object> values) {
    for (Member member : shape.members()) {
      Object value = read(member, group);
      if (member instanceof Inlined inlined) {
        put(inlined.shape(), value, values);
      } else if (value instanceof Optional<?> optional) {
        optional.ifPresent(present -> values.put(name(member), shown(form(member), present)));
      } else {
        values.put(name(member), shown(form(member), value));
      }
    }
  }

  private static String name(Member member) {
    return ((Slot) member).name();
  }

  private static Form form(Member member) {
    return ((Slot) member).form();
  }

  private static Object read(Member member, Object group) {
    try {
      return member.component().getAccessor().invoke(group);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + member.component(), e);
    }
  }

  private static Object shown(Form form, Object value) {
    if (form instanceof Form.Several several) {
      return ((Collection<?>) value).stream().map(item -> shown(several.item(), item)).toList();
    }
    if (form instanceof Form.Group group) {
      Map<String, Object> values = new LinkedHashMap<>();
      put(group.shape(), value, values);
      return values;
    }
    boolean plain = value instanceof Number || value instanceof Boolean;
    return plain ? value : ((Form.Leaf) form).scalar().print(value);
  }
}
