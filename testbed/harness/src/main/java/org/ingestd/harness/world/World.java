// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.world;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.harness.crash.Notes;
import org.ingestd.harness.oracle.CatalogueContent;
import org.ingestd.harness.oracle.DiskFile;
import org.ingestd.harness.oracle.DiskPicture;
import org.ingestd.harness.oracle.Evidence;
import org.ingestd.harness.oracle.Evidence.Acknowledged;
import org.ingestd.harness.oracle.Evidence.Catalogued;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.oracle.JournalCopy;
import org.ingestd.harness.oracle.Oracle;
import org.ingestd.harness.oracle.RucioReading;
import org.ingestd.harness.oracle.Wishes;
import org.ingestd.harness.oracle.Wishes.Collecting;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;

/**
 * One experiment's surroundings: files that were written before it began, a catalogue in this
 * process that survives every death of the daemon, and the daemon's configuration and state.
 */
public final class World implements AutoCloseable {

  /** Soon enough for runs of seconds, and still later than the call that it judges. */
  private static final Duration JUDGE = Duration.ofMillis(30);

  private final Ground ground;
  private final EmbeddedCatalogue catalogue;
  private DiskPicture before;
  private Settings settings = Settings.SOON;

  /**
   * Where things lie.
   *
   * @param folder of the experiment itself: storage, notes, logs
   * @param disk of the instrument's files
   * @param home of the daemon's state
   */
  public record Ground(Path folder, Path disk, Path home) {

    /** Files and state on one disk, which may lose power. */
    public Ground(Path folder, Path disk) {
      this(folder, disk, disk);
    }

    Path data() {
      return disk.resolve("data");
    }

    /** The instrument's directory. */
    public Path source() {
      return data().resolve("R0");
    }

    /** The daemon's state directory. */
    public Path state() {
      return home.resolve("state");
    }

    /** What the daemon writes down for the harness. */
    public Path notes() {
      return folder.resolve("notes");
    }

    Path configuration() {
      return folder.resolve("ingestd.yaml");
    }

    Path log() {
      return folder.resolve("daemon.log");
    }
  }

  private World(Ground ground, EmbeddedCatalogue catalogue, DiskPicture before) {
    this.ground = ground;
    this.catalogue = catalogue;
    this.before = before;
  }

  /** Everything in one folder. */
  public static World make(Path folder, Workload workload) throws IOException {
    return make(new Ground(folder, folder), workload);
  }

  public static World make(Ground ground, Workload workload) throws IOException {
    Files.createDirectories(ground.source());
    Files.createDirectories(ground.notes());
    workload.write(ground.source());
    EmbeddedCatalogue catalogue =
        EmbeddedCatalogue.start(
            ground.folder().resolve("storage"),
            ground.data(),
            CatalogueSettings.DEFAULT.withJudgeDelay(JUDGE));
    World world = new World(ground, catalogue, DiskPicture.of(ground.source()));
    world.configure(Settings.SOON);
    return world;
  }

  /** The disk is looked at once at each start, and no event is listened to. */
  public void scanOnce() throws IOException {
    configure(settings.discovering("rescan: 1h, watch: poll"));
  }

  /** A file is believed to be complete when it was unchanged for so long; 200 ms otherwise. */
  public void waitForQuiet(Duration quiet) throws IOException {
    configure(settings.quiet(quiet));
  }

  /** Datasets are limited, closed when as many files as there are have arrived, and contained. */
  public void collect(Collecting collecting) throws IOException {
    configure(settings.collecting(new Settings.Night(collecting, files())));
  }

  /** An instrument has written since: what lies there now is what counts. */
  public void believeDisk() throws IOException {
    before = DiskPicture.of(ground.source());
  }

  /**
   * The disk has lost its power and is there again: a file that was never said to be SETTLED may
   * have gone with it, or lost its end. All others must be as they were.
   */
  public void believeDiskButForSettled() throws IOException {
    Map<String, DiskFile> believed = new HashMap<>(DiskPicture.of(ground.source()).files());
    for (Acknowledged told : notes().acknowledged()) {
      DiskFile written = before.files().get(told.path());
      if (told.state().equals("SETTLED") && written != null) {
        believed.put(told.path(), written);
      }
    }
    before = new DiskPicture(believed);
  }

  private void configure(Settings now) throws IOException {
    settings = now;
    settings.write(ground, catalogue.url());
  }

  public Ground ground() {
    return ground;
  }

  /** The instrument's files as they were written. */
  public DiskPicture before() {
    return before;
  }

  /** How many files there are; each ends SAFE or QUARANTINED. */
  int files() {
    return before.files().size();
  }

  public EmbeddedCatalogue catalogue() {
    return catalogue;
  }

  /** What the configuration asks for. */
  public Wishes wishes() {
    return new Wishes(
        new Wishes.Naming(
            path -> "R0/" + path,
            path -> "R0/" + path.substring(0, path.lastIndexOf('/')),
            path -> ground.source().resolve(path).toString()),
        Map.of(Settings.SOURCE_RSE, 1, "QOS=TAPE", 1),
        new Wishes.Safe(Settings.SOURCE_RSE, Set.of("TAPE-A"), 1),
        settings.night().map(Settings.Night::collecting));
  }

  /** How much the daemon has noted so far, in bytes: it grows while the daemon works. */
  public long noted() throws IOException {
    Path points = ground.notes().resolve(Notes.POINTS);
    return Files.exists(points) ? Files.size(points) : 0;
  }

  /** What the daemon noted in all its lives so far. */
  public Notes notes() throws IOException {
    return Notes.read(ground.notes());
  }

  /**
   * Asks the oracle. No daemon may be running.
   *
   * @param ended whether the daemon had the time to finish
   */
  public List<Finding> judge(boolean ended) throws IOException, InterruptedException {
    Evidence evidence =
        new Evidence(
            before,
            DiskPicture.of(ground.source()),
            catalogued(),
            JournalCopy.read(ground.state(), ground.folder()),
            notes().acknowledged(),
            ended);
    return new Oracle(wishes()).judge(evidence);
  }

  /** What the catalogue and the other storage elements have. */
  public Catalogued catalogued() throws IOException, InterruptedException {
    CatalogueContent content =
        new RucioReading(catalogue.url(), Settings.SCOPE)
            .read(new RucioReading.Account("ingest", "pw"));
    return new Catalogued(content, copies(content));
  }

  private static Map<String, DiskFile> copies(CatalogueContent content) throws IOException {
    Map<String, DiskFile> copies = new HashMap<>();
    for (CatalogueContent.File file : content.files().values()) {
      for (CatalogueContent.Replica replica : file.replicas()) {
        Path path = Path.of(URI.create(replica.pfn()).getPath());
        if (!replica.rse().equals(Settings.SOURCE_RSE) && Files.isRegularFile(path)) {
          copies.put(replica.pfn(), DiskFile.of(path));
        }
      }
    }
    return copies;
  }

  @Override
  public void close() {
    catalogue.close();
  }
}
