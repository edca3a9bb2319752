// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftptree;

import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.component.file.remote.RemoteFileConsumer;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.ingestd.routes.treefile.Scans;
import org.ingestd.routes.treefile.TreeContext;

/**
 * A source's directory on another host, streamed. Has the SFTP component's scheduling options;
 * those that write, move, lock or delete are without effect. The body of each exchange is a {@code
 * List<Sighting>}; the route leaves a {@code SightingReport} in its place.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "sftptree",
    title = "Tree of files over SFTP",
    syntax = "sftptree:address",
    consumerOnly = true,
    category = Category.FILE)
@SuppressWarnings("rawtypes") // As Camel has them.
public final class SftpTreeEndpoint extends SftpEndpoint {

  private final TreeContext context;

  @UriParam(description = "Name of the configured source, whose directory is scanned")
  private String source = "";

  @UriParam(defaultValue = "1000", description = "Names a look at the journal, sightings a batch")
  private int batch = 1000;

  SftpTreeEndpoint(
      String uri,
      SftpTreeComponent component,
      TreeContext context,
      SftpConfiguration configuration) {
    super(uri, component, configuration);
    this.context = context;
    setNoop(true);
    setIdempotent(false);
    setAutoCreate(false);
    setDownload(false);
  }

  @Override
  protected RemoteFileConsumer<SftpRemoteFile> buildConsumer(Processor processor) {
    return new SftpTreeConsumer(
        this, processor, createRemoteFileOperations(), new Scans(context, source, batch));
  }

  GenericFileProcessStrategy<SftpRemoteFile> strategy() {
    return createGenericFileStrategy();
  }

  /** Two sources may share a server but not an endpoint; nothing secret stands in it. */
  @Override
  protected String createEndpointUri() {
    return "sftptree:" + source;
  }

  @Override
  public String getScheme() {
    return "sftptree";
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public int getBatch() {
    return batch;
  }

  public void setBatch(int batch) {
    this.batch = batch;
  }
}
