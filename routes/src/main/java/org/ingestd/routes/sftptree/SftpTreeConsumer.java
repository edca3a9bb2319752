// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftptree;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpConsumer;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.ingestd.routes.treefile.Scanning;
import org.ingestd.routes.treefile.Scans;
import org.jspecify.annotations.Nullable;

/**
 * Scans a source on another host at every poll. Camel's own operations stay unconnected: they list
 * a directory into memory and share their one session with what reads.
 */
@SuppressWarnings("rawtypes") // As Camel has them.
public final class SftpTreeConsumer extends SftpConsumer implements Scanning {

  private final SftpTreeEndpoint tree;
  private final Scans scans;
  private @Nullable ExecutorService threads;

  SftpTreeConsumer(
      SftpTreeEndpoint endpoint,
      Processor processor,
      RemoteFileOperations<SftpRemoteFile> operations,
      Scans scans) {
    super(endpoint, processor, operations, endpoint.strategy());
    this.tree = endpoint;
    this.scans = scans;
  }

  @Override
  protected void doStart() throws Exception {
    scans.run(true);
    threads =
        tree.getCamelContext()
            .getExecutorServiceManager()
            .newCachedThreadPool(this, "sftptree-" + tree.getSource());
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    scans.run(false);
    super.doStop();
    if (threads != null) {
      tree.getCamelContext().getExecutorServiceManager().shutdownNow(threads);
    }
  }

  @Override
  public void rescan() {
    if (threads != null) {
      threads.execute(() -> scans.again(this));
    }
  }

  @Override
  protected int poll() {
    scans.poll(this);
    return 0;
  }

  @Override
  public boolean isDead(Duration after) {
    return scans.isDead(after);
  }
}
