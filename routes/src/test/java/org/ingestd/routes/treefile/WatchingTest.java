// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ingestd.routes.Given;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File systems that other hosts write to send no events: they are polled without being asked. */
class WatchingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"nfs", "nfs4", "lustre", "gpfs", "fuse.sshfs", "cifs", "ceph", "beegfs", "9p"})
  void theyArePolled(String type) {
    assertThat(Watching.isNetwork(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay"})
  void localOnesAreListenedTo(String type) {
    assertThat(Watching.isNetwork(type)).isFalse();
  }

  @Test
  void whoeverAsksForOneWayGetsIt(@TempDir Path data) {
    assertThat(Watching.wanted(Given.at(data).watch(Watch.POLL).source())).isFalse();
    assertThat(Watching.wanted(Given.at(data).watch(Watch.EVENTS).source())).isTrue();
    assertThat(Watching.wanted(Given.at(data.resolve("nowhere")).watch(Watch.AUTO).source()))
        .as("what cannot be asked is polled")
        .isFalse();
  }
}
