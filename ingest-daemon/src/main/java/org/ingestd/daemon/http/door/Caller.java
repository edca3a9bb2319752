// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.util.Optional;

/**
 * Somebody who showed a token that is taken.
 *
 * @param name by the issuer; empty for whoever has the content of api-token, who names himself
 * @param mayAct or only look
 */
public record Caller(Optional<String> name, boolean mayAct) {}
