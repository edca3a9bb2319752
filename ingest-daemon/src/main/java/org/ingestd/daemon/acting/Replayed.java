// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.ingestd.journal.replay.Replay;
import org.ingestd.routes.replay.ReplayView;

/**
 * What became of an order about a replay, on one level with how it stands.
 *
 * @param result {@code begun}, {@code paused}, {@code resumed}, {@code cancelled}, a word that
 *     begins with {@code already_}, or {@code refused}
 */
public record Replayed(String result, @JsonUnwrapped ReplayView replay) {

  public static final String REFUSED = "refused";

  static Replayed of(String result, Replay replay) {
    return new Replayed(result, ReplayView.of(replay));
  }

  @JsonIgnore
  public boolean isRefused() {
    return result.equals(REFUSED);
  }
}
