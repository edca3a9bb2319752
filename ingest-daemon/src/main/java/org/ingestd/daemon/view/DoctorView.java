// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * What the doctor found, as {@code /api/doctor} shows it.
 *
 * @param at when it looked
 * @param findings as {@code doctor --json} writes them
 */
public record DoctorView(Instant at, List<JsonNode> findings) {}
