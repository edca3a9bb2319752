// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftptree;

import org.apache.camel.Processor;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpConsumer;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.treefile.Scanning;
import org.ingestd.routes.treefile.Scans;

/**
 * Scans a source on another host at every poll. Camel's own operations stay unconnected: they list
 * a directory into memory and share their one session with what reads.
 */
@SuppressWarnings("rawtypes") // As Camel has them.
public final class SftpTreeConsumer extends SftpConsumer implements Scanning {

  private final Scans scans;

  SftpTreeConsumer(
      SftpTreeEndpoint endpoint,
      Processor processor,
      RemoteFileOperations<SftpRemoteFile> operations,
      Scans scans) {
    super(endpoint, processor, operations, endpoint.strategy());
    this.scans = scans;
  }

  @Override
  protected void doStart() throws Exception {
    scans.begin(this);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    scans.end();
    super.doStop();
  }

  @Override
  protected int poll() {
    scans.poll();
    return 0;
  }

  @Override
  public Scans scans() {
    return scans;
  }

  @Override
  public FoundBy foundBy() {
    return FoundBy.LISTINGS;
  }
}
