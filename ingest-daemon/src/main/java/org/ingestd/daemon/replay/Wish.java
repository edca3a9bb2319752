// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A request in the operator's own words, to be read by the form that all requests have. */
public record Wish(
    String source,
    @Nullable String from,
    @Nullable String to,
    @Nullable String pattern,
    @Nullable String rate) {

  ObjectNode form() {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.put("source", source);
    put(form, "from", from);
    put(form, "to", to);
    put(form, "pattern", pattern);
    if (rate != null && rate.matches("-?\\d{1,9}")) {
      form.put("rate", Integer.parseInt(rate));
    } else {
      put(form, "rate", rate);
    }
    return form;
  }

  private static void put(ObjectNode form, String field, @Nullable String value) {
    if (value != null) {
      form.put(field, value);
    }
  }
}
