// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ingestd.routes.contract.SourceSettings;

/** Whether the kernel's events are worth listening to: it tells nothing of what other hosts do. */
public final class Watching {

  private static final List<String> NETWORK =
      List.of("nfs", "lustre", "gpfs", "fuse", "cifs", "smb", "ceph", "glusterfs", "beegfs", "9p");

  private Watching() {}

  public static boolean wanted(SourceSettings source) {
    return switch (source.discovery().watch()) {
      case EVENTS -> true;
      case POLL -> false;
      case AUTO -> isLocal(source.path());
    };
  }

  private static boolean isLocal(Path directory) {
    try {
      return !isNetwork(Files.getFileStore(directory).type());
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isNetwork(String type) {
    return NETWORK.stream().anyMatch(type.toLowerCase(Locale.ROOT)::startsWith);
  }
}
