// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

/**
 * One violation that was found.
 *
 * @param subject the file, DID or rule
 * @param evidence what both sides say
 */
public record Finding(Violation violation, String subject, String evidence) {

  @Override
  public String toString() {
    return violation + " " + subject + ": " + evidence;
  }
}
