// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.wire.AttachmentEntry;
import org.ingestd.testbed.catalogue.wire.FileEntry;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;

/**
 * Attaches children to collections, creating files and replicas on the way where an RSE is named
 * (rucio/core/did.py, {@code attach_dids_to_dids}).
 */
final class Attaching {

  private final CatalogueState state;
  private final ServerVersion version;
  private final ReplicaRegistration replicas;

  Attaching(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.version = version;
    this.replicas = new ReplicaRegistration(state);
  }

  /** Who attaches, and whether what is attached already is no error. */
  record Manner(String account, boolean ignoreDuplicate) {}

  void attach(Transaction transaction, AttachmentEntry attachment, Manner manner) {
    DidRow parent = state.existingDid(attachment.scope(), attachment.name());
    if (!(parent instanceof CollectionRow collection)) {
      throw RucioError.of("UnsupportedOperation", "Data identifier '" + parent + "' is a file");
    }
    if (!collection.open()) {
      throw RucioError.of("UnsupportedOperation", "Data identifier '" + parent + "' is closed");
    }
    // Duplicates inside one list are tolerated: the last one counts.
    Map<FileEntry.Key, FileEntry> children = new LinkedHashMap<>();
    attachment.children().forEach(child -> children.put(child.key(), child));
    if (collection.dataset()) {
      String rse = attachment.rse();
      if (rse != null) {
        List<FileEntry> files = List.copyOf(children.values());
        replicas.add(transaction, state.site().get(rse), files, manner.account);
      }
      attachFiles(transaction, collection, children.values(), manner);
    } else {
      attachCollections(transaction, collection, children.values(), manner);
    }
  }

  private void attachFiles(
      Transaction transaction,
      CollectionRow dataset,
      Collection<FileEntry> children,
      Manner manner) {
    int[] attached = new int[1];
    transaction.onRollback(() -> state.detachLatest(dataset, attached[0]));
    for (FileEntry child : children) {
      FileRow file = attachable(child);
      checkConsistency(child, file);
      if (file.isIn(dataset)) {
        if (!manner.ignoreDuplicate) {
          throw duplicate("FileAlreadyExists", dataset, file);
        }
        continue;
      }
      state.attach(dataset, file);
      attached[0]++;
    }
    if (attached[0] > 0) {
      List<DidRow> all = dataset.children();
      tellJudge(transaction, dataset, all.subList(all.size() - attached[0], all.size()));
    }
  }

  private FileRow attachable(FileEntry child) {
    DidRow row = state.existingDid(child.scope(), child.name());
    if (!(row instanceof FileRow file)) {
      throw RucioError.of(
          "UnsupportedOperation",
          "Data identifier "
              + row
              + " of type DIDType."
              + row.type()
              + " cannot be added to a dataset ");
    }
    if (file.lost()) {
      throw RucioError.of(
          "UnsupportedOperation", "File " + file + " is LOST and cannot be attached");
    }
    return file;
  }

  private static void checkConsistency(FileEntry child, FileRow file) {
    FileEntry.Size size = child.size();
    if (size != null && (size.outOfRange() || size.bytes() != file.bytes())) {
      throw mismatch("bytes", file, size.bytes(), file.bytes());
    }
    String adler32 = child.checksums().adler32();
    if (adler32 != null && !file.hasAdler32(adler32)) {
      throw mismatch("adler32", file, adler32, python(file.adler32()));
    }
    String md5 = child.checksums().md5();
    if (md5 != null && !file.hasMd5(md5)) {
      throw mismatch("md5", file, md5, python(file.md5()));
    }
  }

  private static Object python(@Nullable String text) {
    return text == null ? "None" : text;
  }

  private static RucioError mismatch(String key, FileRow file, Object sent, Object known) {
    return RucioError.of(
        "FileConsistencyMismatch", key + " mismatch for '" + file + "': " + sent + "!=" + known);
  }

  private void attachCollections(
      Transaction transaction,
      CollectionRow container,
      Collection<FileEntry> children,
      Manner manner) {
    for (FileEntry child : children) {
      DidRow row = existing(child);
      if (!(row instanceof CollectionRow collection)) {
        throw RucioError.of(
            "UnsupportedOperation",
            "Adding a file (" + row + ") to a container (" + container + ") is forbidden");
      }
      if (container.isOrLiesIn(collection)) {
        throw RucioError.of("UnsupportedOperation", "Self-append is not valid!");
      }
      if (collection.isIn(container)) {
        if (manner.ignoreDuplicate && version.ignoresDuplicateCollections()) {
          continue;
        }
        throw duplicate("DuplicateContent", container, row);
      }
      state.attach(container, collection);
      transaction.onRollback(() -> state.detachLatest(container, 1));
      collection.forEachDataset(
          dataset -> tellJudge(transaction, dataset, List.copyOf(dataset.children())));
    }
  }

  private DidRow existing(FileEntry child) {
    try {
      return state.existingDid(child.scope(), child.name());
    } catch (RucioError unknown) {
      throw version.knowsUnknownCollections()
          ? unknown
          : RucioError.withStatus(500, "", "tuple indices must be integers or slices, not str");
    }
  }

  /** Only what is kept is told: the row for the judge is part of the transaction. */
  private void tellJudge(Transaction transaction, CollectionRow dataset, List<DidRow> files) {
    List<DidRow> kept = List.copyOf(files);
    transaction.onCommit(
        () -> {
          kept.forEach(file -> dataset.addFresh((FileRow) file));
          state.markUpdated(dataset);
        });
  }

  private static RucioError duplicate(String exceptionClass, DidRow parent, DidRow child) {
    return RucioError.uniqueViolation(
        exceptionClass,
        "CONTENTS_PK",
        "(scope, name, child_scope, child_name)=("
            + String.join(", ", parent.scope(), parent.name(), child.scope(), child.name())
            + ")");
  }
}
