// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.random;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Postpone;
import org.ingestd.journal.life.Verdict;
import org.jspecify.annotations.Nullable;

/** What a journal may get wrong: negative controls of the comparison. */
enum Lie {
  NONE {
    @Override
    Journal told(Journal honest) {
      return honest;
    }
  },

  /** Says that a failed attempt was written down, and forgets it. */
  FORGOTTEN_POSTPONEMENT {
    @Override
    @Nullable Object answer(Journal honest, String method, List<?> given) {
      return method.equals("record") ? recorded(honest, given) : null;
    }

    private List<Verdict> recorded(Journal honest, List<?> given) {
      List<Entry> kept = new ArrayList<>();
      List<Integer> forgotten = new ArrayList<>();
      for (Object outcome : given) {
        if (outcome instanceof Postpone postpone
            && honest
                .file(postpone.file())
                .filter(file -> file.state() == postpone.expected())
                .isPresent()) {
          forgotten.add(kept.size() + forgotten.size());
        } else {
          kept.add((Entry) outcome);
        }
      }
      List<Verdict> verdicts = new ArrayList<>(honest.record(kept));
      forgotten.forEach(place -> verdicts.add(place, Verdict.RECORDED));
      return verdicts;
    }
  },

  /** Lets a file with its marker wait like any other: a wrong rule. */
  MARKER_IGNORED {
    @Override
    @Nullable Object answer(Journal honest, String method, List<?> given) {
      return method.equals("sight")
          ? honest.sight(given.stream().map(Sighting.class::cast).map(Lie::unmarked).toList())
          : null;
    }
  };

  /** Null: the truth. */
  @Nullable Object answer(Journal honest, String method, List<?> given) {
    return null;
  }

  Journal told(Journal honest) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> {
              Object lie =
                  arguments != null && arguments[0] instanceof List<?> given
                      ? answer(honest, method.getName(), given)
                      : null;
              try {
                return lie == null ? method.invoke(honest, arguments) : lie;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Sighting unmarked(Sighting seen) {
    return new Sighting(seen.key(), seen.stamp(), seen.lane(), seen.did(), seen.due(), false);
  }
}
