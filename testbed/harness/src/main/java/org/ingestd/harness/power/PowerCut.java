// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.ingestd.harness.world.World.Ground;

/** Worlds whose instrument and journal lie on a disk that may lose its power. */
public final class PowerCut {

  private PowerCut() {}

  /**
   * The files have been written, but not forced; the directory of the source is older.
   *
   * @param home existing, elsewhere: storage, notes, logs
   */
  public static World worldOn(LossyDisk disk, Path home, Workload workload)
      throws IOException, InterruptedException {
    return world(disk, new Ground(home, disk.directory()), workload);
  }

  /**
   * The same with the daemon's state elsewhere: each commit of the journal would carry along what
   * the file system of its disk has to do anyway.
   */
  public static World worldOfFilesOn(LossyDisk disk, Path home, Workload workload)
      throws IOException, InterruptedException {
    return world(disk, new Ground(home, disk.directory(), home), workload);
  }

  private static World world(LossyDisk disk, Ground ground, Workload workload)
      throws IOException, InterruptedException {
    Files.createDirectories(ground.source());
    disk.sync();
    return World.make(ground, workload);
  }

  /** The same on a disk of which copies are made. */
  public static World worldOn(CopiedDisk disk, Path home, Workload workload)
      throws IOException, InterruptedException {
    Ground ground = new Ground(home, disk.directory());
    Files.createDirectories(ground.source());
    disk.sync();
    return World.make(ground, workload);
  }

  /** Cuts the power under a daemon, dead or alive; then the disk is there again. */
  public static void under(LossyDisk disk, World world, DaemonRun run)
      throws IOException, InterruptedException {
    // Copies that are being made from this disk would fail, and their rules be stuck for long.
    world.catalogue().daemons().pause();
    disk.cutPower();
    run.kill();
    disk.restart();
    world.believeDiskButForSettled();
    world.catalogue().daemons().resume();
  }
}
