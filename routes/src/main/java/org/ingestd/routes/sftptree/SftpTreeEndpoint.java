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
import org.ingestd.routes.treefile.Scans;
import org.ingestd.routes.treefile.TreeContext;
import org.ingestd.routes.treefile.TreeOptions;

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
  private final TreeOptions options;

  SftpTreeEndpoint(
      String uri,
      SftpTreeComponent component,
      TreeContext context,
      TreeOptions options,
      SftpConfiguration configuration) {
    super(uri, component, configuration);
    this.context = context;
    this.options = options;
    setNoop(true);
    setIdempotent(false);
    setAutoCreate(false);
    setDownload(false);
  }

  @Override
  protected RemoteFileConsumer<SftpRemoteFile> buildConsumer(Processor processor) {
    return new SftpTreeConsumer(
        this, processor, createRemoteFileOperations(), new Scans(context, options));
  }

  GenericFileProcessStrategy<SftpRemoteFile> strategy() {
    return createGenericFileStrategy();
  }

  /** Two sources may share a server but not an endpoint; nothing secret stands in it. */
  @Override
  protected String createEndpointUri() {
    return "sftptree:" + options.source();
  }

  @Override
  public String getScheme() {
    return "sftptree";
  }
}
