// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

/** The two lanes: live files go first, the backlog has a guaranteed share and a cap. */
public enum Lane {
  LIVE,
  BACKLOG
}
