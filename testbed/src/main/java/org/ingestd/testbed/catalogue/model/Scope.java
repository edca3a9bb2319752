// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.util.HashMap;
import java.util.Map;

/** A scope with its DIDs by name. */
final class Scope {

  final String name;
  final String owner;
  final Map<String, DidRow> dids = new HashMap<>();

  Scope(String name, String owner) {
    this.name = name;
    this.owner = owner;
  }
}
