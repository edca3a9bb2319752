// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ingestd.routes.Preflight;
import org.ingestd.rse.RseCheck.Finding;

/** The daemon cannot start, and waiting would not help; the message names what must be changed. */
public final class StartRefused extends Exception {

  private static final long serialVersionUID = 1L;
  private static final String RSE_KEY = "rse.name";

  /** What must be changed. */
  public enum Cause {
    /** The source RSE cannot be used so: exit 78. */
    RSE,
    /** The source RSE fits, and rules want RSEs that Rucio has not: exit 78. */
    RULES,
    /** We are taken for another account than the configured one: exit 77. */
    ACCOUNT,
    /** The page's address is taken: exit 75. */
    ADDRESS
  }

  private final Cause why;
  private final transient List<Finding> findings;

  StartRefused(Cause why, String message) {
    super(message);
    this.why = why;
    this.findings = List.of();
  }

  StartRefused(Preflight.Result.Fatal fatal) {
    super(fatal.words());
    this.why = fatal.findings().stream().allMatch(StartRefused::isOfRule) ? Cause.RULES : Cause.RSE;
    this.findings = fatal.findings();
  }

  private static boolean isOfRule(Finding finding) {
    return finding.subject().startsWith("sources[");
  }

  /** What Rucio's side says against the configuration, by the key that must be looked at. */
  public Map<String, String> complaints() {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    for (Finding finding : findings) {
      String key = isOfRule(finding) ? finding.subject() : RSE_KEY;
      byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(finding.message());
    }
    Map<String, String> complaints = new LinkedHashMap<>();
    byKey.forEach((key, messages) -> complaints.put(key, String.join("; ", messages)));
    return complaints;
  }

  public Cause why() {
    return why;
  }
}
