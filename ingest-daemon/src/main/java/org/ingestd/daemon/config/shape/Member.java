// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.shape;

import java.lang.reflect.RecordComponent;
import org.ingestd.daemon.config.model.Key;

/** A component of a configuration record, in the record's order. */
public sealed interface Member {

  RecordComponent component();

  /**
   * A component that is a key.
   *
   * @param name as written in the file
   * @param optional whether the component is an {@code Optional}
   */
  record Slot(RecordComponent component, String name, Key key, Form form, boolean optional)
      implements Member {

    /** Whether a file without this key is refused. */
    public boolean isRequired() {
      if (form instanceof Form.Group group) {
        return group.shape().slots().stream().anyMatch(Slot::isRequired);
      }
      return form instanceof Form.Several ? key.min() > 0 : !optional && key.unset().isEmpty();
    }
  }

  /** A component whose keys stand on this level. */
  record Inlined(RecordComponent component, Shape shape) implements Member {}
}
