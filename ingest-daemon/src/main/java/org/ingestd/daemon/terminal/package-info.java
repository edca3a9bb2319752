/** What verbs speak with: data and messages, aligned tables, amounts in words, exit codes. */
@NullMarked
package org.ingestd.daemon.terminal;

import org.jspecify.annotations.NullMarked;
