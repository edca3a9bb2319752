// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import org.ingestd.checksum.Digests;
import org.ingestd.rse.Did;

/** A file to be registered in place. The checksums are lower-case hex. */
public record ReplicaEntry(Did did, long bytes, Digests digests, String pfn) {}
