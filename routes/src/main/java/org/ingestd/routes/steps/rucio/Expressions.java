// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.rse.RseCheck.Finding;

/**
 * The RSE expressions of all rules, resolved by the server before the first file is registered. A
 * rule that Rucio can never make would otherwise show as one quarantined file after the other.
 * Thread-safe.
 */
public final class Expressions {

  /**
   * An expression and where it was written.
   *
   * @param key of the configuration
   */
  private record Use(String key, String expression, int copies) {}

  private final RucioClient rucio;
  private final List<Use> uses = new ArrayList<>();
  private volatile boolean resolved;

  /**
   * @param sources in the order of the configuration
   */
  public Expressions(RucioClient rucio, List<SourceSettings> sources) {
    this.rucio = rucio;
    for (int i = 0; i < sources.size(); i++) {
      List<RuleWish> rules = sources.get(i).treatment().rules();
      for (int j = 0; j < rules.size(); j++) {
        String rule = "sources[" + i + "].rules[" + j + "]";
        uses.add(new Use(rule + ".expression", rules.get(j).expression(), rules.get(j).copies()));
        rules.get(j).via().ifPresent(via -> uses.add(new Use(rule + ".chained.via", via, 1)));
      }
    }
    this.resolved = uses.isEmpty();
  }

  /** Whether every expression has named enough RSEs once; what changes later is found by rules. */
  public boolean areResolved() {
    return resolved;
  }

  /**
   * Asks the server about each expression, each once.
   *
   * @return what is wrong, its subject being the key of the configuration; empty if all is well
   */
  public List<Finding> resolve() throws RucioException {
    Map<String, Set<String>> answers = new HashMap<>();
    List<Finding> wrong = new ArrayList<>();
    for (Use use : uses) {
      Set<String> rses = answers.get(use.expression());
      if (rses == null) {
        rses = rucio.rses(use.expression());
        answers.put(use.expression(), rses);
      }
      if (rses.isEmpty()) {
        wrong.add(new Finding(use.key(), false, noRse(use)));
      } else if (rses.size() < use.copies()) {
        wrong.add(new Finding(use.key(), false, tooFew(use, rses)));
      }
    }
    resolved = wrong.isEmpty();
    return wrong;
  }

  private static String noRse(Use use) {
    return "'"
        + use.expression()
        + "' names no RSE in Rucio; correct it ('ingestd doctor' tries expressions), or have the"
        + " RSE or its attribute made";
  }

  private static String tooFew(Use use, Set<String> rses) {
    return "'"
        + use.expression()
        + "' names only "
        + String.join(", ", rses)
        + ", too few for "
        + use.copies()
        + " copies; correct expression or copies";
  }
}
