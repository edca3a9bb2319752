// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.CopyCheck;
import org.ingestd.testbed.telescope.manifest.Finishing;
import org.ingestd.testbed.telescope.manifest.Manifest;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedFileTest {

  @TempDir Path directory;

  @Test
  void zerosBecomeHolesAndCountAllTheSame() throws Exception {
    Path file = directory.resolve("sparse");

    WrittenBytes written;
    RecordedFile out = RecordedFile.create(file);
    try (out) {
      out.write(1);
      out.write(new byte[16 << 20], 0, 16 << 20);
    }
    written = out.written();

    assertThat(written.size()).isEqualTo(Files.size(file)).isEqualTo((16 << 20) + 1);
    assertThat(Files.readAllBytes(file)).startsWith(1, 0).endsWith(0, 0);
    assertThat(blocks(file)).isLessThan(1_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"RENAME", "SLOW"})
  void aLargeMeasurementSetTakesLittleDisk(Finishing finishing) throws Exception {
    Manifest manifest = new Manifest();
    TickingClock clock = new TickingClock();
    TelescopeSettings settings =
        TelescopeSettings.in(directory)
            .withProfiles(Set.of(Profile.LOFAR))
            .withCampaign(new Campaign(1, TelescopeSettings.FIRST_NIGHT, 1_000))
            .withHabits(Habits.DEFAULT.withFinishing(Set.of(finishing)))
            .withPace(Pace.ofFiles(1));

    new MockTelescope(settings, clock, clock).run(TelescopeListener.into(manifest));

    Path file = manifest.entries().get(0).path().under(directory);
    assertThat(Files.size(file)).isGreaterThan(30_000_000);
    assertThat(blocks(file) * 512).isLessThan(3_000_000);
    assertThat(new CopyCheck(directory).compareSources(manifest.entries())).isEmpty();
  }

  @Test
  void createsOnlyNewFiles() throws Exception {
    Path file = Files.writeString(directory.resolve("there"), "precious");

    assertThatThrownBy(() -> RecordedFile.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(file).hasContent("precious");
  }

  private static long blocks(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    try (var out = stat.inputReader()) {
      return Long.parseLong(out.readLine());
    }
  }
}
