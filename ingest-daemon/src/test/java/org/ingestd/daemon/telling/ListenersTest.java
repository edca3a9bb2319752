// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ingestd.routes.contract.IngestListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ListenersTest {

  /** A method that does nothing unless it is overridden would be forgotten without a word. */
  @Test
  void everythingReachesEveryListener() throws Exception {
    List<String> told = new ArrayList<>();
    Listeners listeners = new Listeners(recording("first", told), recording("second", told));

    for (Method method : IngestListener.class.getMethods()) {
      if (method.getDeclaringClass() != Object.class) {
        told.clear();
        method.invoke(
            listeners, Stream.of(method.getParameterTypes()).map(ListenersTest::nothing).toArray());

        assertThat(told)
            .as(method.toString())
            .containsExactly("first " + method.getName(), "second " + method.getName());
      }
    }
  }

  private static @Nullable Object nothing(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }

  private static IngestListener recording(String name, List<String> told) {
    return (IngestListener)
        Proxy.newProxyInstance(
            IngestListener.class.getClassLoader(),
            new Class<?>[] {IngestListener.class},
            (proxy, method, arguments) -> {
              told.add(name + " " + method.getName());
              return null;
            });
  }
}
