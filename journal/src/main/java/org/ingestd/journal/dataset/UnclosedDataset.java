// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

/**
 * A dataset that is to be closed, with one of the nights that it has files of; it stands once for
 * each.
 *
 * @param night {@code YYYYMMDD}
 */
public record UnclosedDataset(JournalDataset dataset, String source, String night) {}
