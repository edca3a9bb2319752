/**
 * What people want to see of a journal beside single files: lists to leaf through, what is in the
 * way of how many files, how far copies are, what operators did, and how it was in the last days.
 */
@NullMarked
package org.ingestd.journal.outlook;

import org.jspecify.annotations.NullMarked;
