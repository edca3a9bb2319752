// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.nio.file.Path;

/** Where the files of a source lie. */
public sealed interface Location {

  /** The source's directory, absolute, on the host that has it. */
  Path directory();

  /** As it is told, e.g. {@code /data/R0} or {@code sftp://daq@camera1/data/R0}. */
  String text();

  /**
   * The directory on that host that the RSE's prefix stands for.
   *
   * @param here the one on this host
   */
  Path rseRoot(Path here);

  /** In this host's file system. */
  record Here(Path directory) implements Location {

    @Override
    public String text() {
      return directory.toString();
    }

    @Override
    public Path rseRoot(Path here) {
      return here;
    }
  }

  /**
   * On another host, over SFTP.
   *
   * @param root the directory there that the RSE's prefix stands for; the source's lies in it
   */
  record Remote(Path directory, Path root, SftpHost host) implements Location {

    public Remote {
      if (!directory.isAbsolute() || !root.isAbsolute() || !directory.startsWith(root)) {
        throw new IllegalArgumentException(directory + " does not lie in " + root);
      }
    }

    @Override
    public String text() {
      return "sftp://" + host.address() + directory;
    }

    @Override
    public Path rseRoot(Path here) {
      return root;
    }
  }
}
