// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import java.util.List;
import java.util.Map;

/**
 * A file's replicas as {@code POST /replicas/list} shows them.
 *
 * @param states by RSE, e.g. AVAILABLE
 * @param pfns by RSE
 */
public record CatalogueReplicas(
    CatalogueFile file, Map<String, String> states, Map<String, List<String>> pfns) {}
