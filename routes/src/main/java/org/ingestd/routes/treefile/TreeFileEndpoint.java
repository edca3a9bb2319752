// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.io.File;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;

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

  @UriParam(description = "Name of the configured source, whose directory is scanned")
  private String source = "";

  @UriParam(defaultValue = "1000", description = "Names a look at the journal, sightings a batch")
  private int batch = 1000;

  TreeFileEndpoint(String uri, TreeFileComponent component, TreeContext context) {
    super(uri, component);
    this.context = context;
    setNoop(true);
    setIdempotent(false);
    setAutoCreate(false);
  }

  @Override
  protected FileConsumer newFileConsumer(
      Processor processor, GenericFileOperations<File> operations) {
    return new TreeFileConsumer(this, processor, operations, createGenericFileStrategy(), context);
  }

  /** Two sources may share a directory's name but not an endpoint. */
  @Override
  protected String createEndpointUri() {
    return "treefile:" + getFile() + "?source=" + source;
  }

  @Override
  public String getScheme() {
    return "treefile";
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
