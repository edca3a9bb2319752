// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.ingestd.routes.condition.Subject;

/**
 * A file of a dry run, as conditions of rules see it.
 *
 * @param size 0 if it is not there to be looked at
 */
record TriedFile(Map<String, String> groups, long size, Optional<JsonNode> metadata)
    implements Subject {}
