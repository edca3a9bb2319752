/**
 * What is shown of files and of the whole, once for command line, HTTP and page: records that
 * become JSON as the written contract says; nothing is asked or decided here.
 */
@NullMarked
package org.ingestd.daemon.view;

import org.jspecify.annotations.NullMarked;
