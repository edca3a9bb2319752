// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.exchange;

import java.io.IOException;

/** Answers one operation; errors are thrown as {@code RucioError}. */
@FunctionalInterface
public interface Call {
  Reply answer(Exchange exchange) throws IOException;
}
