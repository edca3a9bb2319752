// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.File;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.spi.UriEndpoint;

/**
 * A source's directory, streamed. Has the File component's scheduling options ({@code delay},
 * {@code initialDelay} …); its options that write, move, lock or delete are without effect, because
 * an instrument's file is never changed. The body of each exchange is a {@code List<Sighting>}; the
 * route leaves a {@code SightingReport} in its place.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "treefile",
    title = "Tree of files",
    syntax = "treefile:directoryName",
    consumerOnly = true,
    category = Category.FILE)
public final class TreeFileEndpoint extends FileEndpoint {

  private final TreeContext context;
  private final TreeOptions options;

  TreeFileEndpoint(
      String uri, TreeFileComponent component, TreeContext context, TreeOptions options) {
    super(uri, component);
    this.context = context;
    this.options = options;
    setNoop(true);
    setIdempotent(false);
    setAutoCreate(false);
  }

  @Override
  protected FileConsumer newFileConsumer(
      Processor processor, GenericFileOperations<File> operations) {
    return new TreeFileConsumer(
        this,
        processor,
        operations,
        createGenericFileStrategy(),
        context,
        new Scans(context, options));
  }

  /** Two sources may share a directory's name but not an endpoint. */
  @Override
  protected String createEndpointUri() {
    return "treefile:" + getFile() + "?source=" + options.source();
  }

  @Override
  public String getScheme() {
    return "treefile";
  }
}
