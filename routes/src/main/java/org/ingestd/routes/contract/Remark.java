// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

/** What is odd about a file, holds nothing up, and stands in the file's history. */
public enum Remark {
  /** It has other names on its file system: hard links, each of which is a file of its own. */
  HARD_LINKS,
  /** Most of it are pages of zeros: a hole, or room that was reserved and never written. */
  ZEROS,
  /** Another file has the same size and the same MD5 or SHA-256. */
  SAME_CONTENT
}
