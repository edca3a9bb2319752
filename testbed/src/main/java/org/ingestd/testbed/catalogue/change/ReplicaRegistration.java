// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseProtocol;
import org.ingestd.testbed.catalogue.wire.FileEntry;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.jspecify.annotations.Nullable;

/**
 * Creates missing file DIDs and missing replicas; what exists stays as it is, whatever the request
 * says (rucio/core/replica.py, {@code add_replicas}).
 */
final class ReplicaRegistration {

  private static final int LONGEST_PATH = 1024;

  private final CatalogueState state;

  ReplicaRegistration(CatalogueState state) {
    this.state = state;
  }

  void add(Transaction transaction, Rse rse, List<FileEntry> files, String account) {
    if (!rse.deterministic() && files.stream().anyMatch(file -> file.pfn() == null)) {
      throw RucioError.of(
          "UnsupportedOperation",
          "PFN needed for this (non deterministic) RSE " + rse.name() + " ");
    }
    Set<FileEntry.Key> seen = new HashSet<>();
    for (FileEntry file : files) {
      boolean first = seen.add(file.key());
      if (isNew(file, rse) && !first) {
        throw RucioError.uniqueViolation("RucioException", "DIDS_PK", key(file));
      }
      addDid(transaction, file, account);
    }
    checkSchemes(files);
    for (FileEntry file : files) {
      addReplica(transaction, rse, file);
    }
  }

  private boolean isNew(FileEntry file, Rse rse) {
    DidRow row = state.did(file.scope(), file.name());
    return !(row instanceof FileRow known) || known.replica(rse) == null;
  }

  private static String key(FileEntry file) {
    return "(scope, name)=(" + file.scope() + ", " + file.name() + ")";
  }

  private void addDid(Transaction transaction, FileEntry file, String account) {
    DidRow row = state.did(file.scope(), file.name());
    if (row instanceof FileRow) {
      return;
    }
    if (row != null) {
      throw RucioError.uniqueViolation("RucioException", "DIDS_PK", key(file));
    }
    long bytes = size(file);
    FileRow created = state.addFile(file.scope(), file.name(), account);
    transaction.onRollback(() -> state.removeDid(created));
    created.setContent(bytes, file.checksums().adler32(), file.checksums().md5());
    if (!file.meta().isEmpty()) {
      applyMeta(created, file.meta());
    }
  }

  private static long size(FileEntry file) {
    FileEntry.Size size = file.size();
    if (size == null) {
      throw RucioError.plainText("'bytes'");
    }
    if (size.outOfRange()) {
      throw RucioError.of(
          "RucioException", "('(psycopg.errors.NumericValueOutOfRange) bigint out of range',)");
    }
    return size.bytes();
  }

  /** Metadata may overwrite the DID's own columns: seen on all servers. */
  private static void applyMeta(FileRow file, Map<String, JsonNode> meta) {
    JsonNode bytes = meta.get("bytes");
    JsonNode adler32 = meta.get("adler32");
    JsonNode md5 = meta.get("md5");
    file.setContent(
        bytes == null ? file.bytes() : bytes.asLong(),
        adler32 == null ? file.adler32() : adler32.asText(),
        md5 == null ? file.md5() : md5.asText());
    Map<String, JsonNode> rest = Columns.kept(meta);
    rest.keySet().removeAll(Columns.RESERVED);
    file.putMeta(rest);
  }

  /** A scheme that begins another one's name finds PFNs that are not its own, and fails. */
  private static void checkSchemes(List<FileEntry> files) {
    Set<String> schemes = new LinkedHashSet<>();
    for (FileEntry file : files) {
      String pfn = file.pfn();
      if (pfn != null) {
        schemes.add(scheme(pfn));
      }
    }
    if (schemes.size() < 2) {
      return;
    }
    for (FileEntry file : files) {
      String pfn = file.pfn();
      for (String scheme : schemes) {
        if (pfn != null && pfn.startsWith(scheme) && !scheme(pfn).equals(scheme)) {
          throw RucioError.plainText("'" + pfn + "'");
        }
      }
    }
  }

  private static String scheme(String pfn) {
    int colon = pfn.indexOf(':');
    return colon < 0 ? pfn : pfn.substring(0, colon);
  }

  private void addReplica(Transaction transaction, Rse rse, FileEntry entry) {
    FileRow file = (FileRow) state.existingDid(entry.scope(), entry.name());
    String path = path(rse, entry);
    if (file.replica(rse) != null) {
      return;
    }
    size(entry);
    if (path != null && path.length() > LONGEST_PATH) {
      throw RucioError.of(
          "RucioException",
          "('(psycopg.errors.StringDataRightTruncation) value too long for type character varying"
              + "(1024)',)");
    }
    ReplicaState wanted = wantedState(entry);
    Replica added =
        path == null ? file.addComputedReplica(rse, wanted) : file.addReplica(rse, path, wanted);
    transaction.onRollback(() -> file.removeReplica(added));
  }

  /** Null where the RSE computes the path itself. */
  private static @Nullable String path(Rse rse, FileEntry entry) {
    String pfn = entry.pfn();
    if (pfn == null) {
      return null;
    }
    RseProtocol protocol = rse.writeProtocol(scheme(pfn));
    if (!rse.deterministic()) {
      return protocol.path(pfn);
    }
    String expected = rse.hashPath(entry.scope(), entry.name());
    if (!pfn.replace("localhost:0/", "localhost/").equals(protocol.pfn(expected))) {
      throw RucioError.of(
          "InvalidPath",
          "One of the PFNs provided {'"
              + pfn
              + "'} for [{'scope': '"
              + entry.scope()
              + "', 'name': '"
              + entry.name()
              + "'}] does not match the Rucio expected PFNs: {'"
              + protocol.pfn(expected)
              + "'}");
    }
    return null;
  }

  private static ReplicaState wantedState(FileEntry entry) {
    String letter = entry.state();
    return letter == null ? ReplicaState.AVAILABLE : ReplicaState.ofLetter(letter);
  }
}
