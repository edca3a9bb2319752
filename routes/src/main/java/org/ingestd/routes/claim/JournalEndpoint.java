// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.life.FileState;

/**
 * Claims due files of one state from the journal. The body of each exchange is a {@code
 * List<JournalFile>}; the files are in hand until the exchange is done, and then due again unless
 * the route recorded an outcome.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "journal",
    title = "Journal",
    syntax = "journal:state",
    consumerOnly = true,
    category = Category.DATABASE)
public final class JournalEndpoint extends DefaultEndpoint {

  private final ClaimDesk desk;
  private final LiveTraffic traffic;

  @UriPath(description = "The state whose due files are claimed, in lower case")
  @Metadata(required = true)
  private final FileState state;

  @UriParam(defaultValue = "any", description = "Which size class: small, large or any")
  private SizeClass size = SizeClass.ANY;

  @UriParam(defaultValue = "500", description = "At most so many files an exchange")
  private int batch = 500;

  @UriParam(
      defaultValue = "0",
      description = "At most so many bytes an exchange, one file at least; 0: no limit")
  private long maxBytes;

  @UriParam(defaultValue = "1", description = "How many exchanges may be under way")
  private int concurrentConsumers = 1;

  @UriParam(
      defaultValue = "0",
      description = "How many more may be under way that take live files alone")
  private int liveConsumers;

  @UriParam(
      defaultValue = "500",
      description = "Milliseconds between two looks at the journal while nothing wakes it")
  private long delay = 500;

  @UriParam(
      description = "A BooleanSupplier in the registry; while it says false nothing is claimed")
  private BooleanSupplier gate = () -> true;

  JournalEndpoint(String uri, JournalComponent component, ClaimDesk desk, String state) {
    super(uri, component);
    this.desk = desk;
    this.traffic = component.traffic();
    this.state = FileState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("Outcomes are recorded by steps, not by an endpoint");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    JournalConsumer consumer = new JournalConsumer(this, processor, desk, traffic);
    configureConsumer(consumer);
    return consumer;
  }

  public FileState getState() {
    return state;
  }

  public SizeClass getSize() {
    return size;
  }

  public void setSize(SizeClass size) {
    this.size = size;
  }

  public int getBatch() {
    return batch;
  }

  public void setBatch(int batch) {
    this.batch = batch;
  }

  public long getMaxBytes() {
    return maxBytes;
  }

  public void setMaxBytes(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  public int getConcurrentConsumers() {
    return concurrentConsumers;
  }

  public void setConcurrentConsumers(int concurrentConsumers) {
    this.concurrentConsumers = concurrentConsumers;
  }

  public int getLiveConsumers() {
    return liveConsumers;
  }

  public void setLiveConsumers(int liveConsumers) {
    this.liveConsumers = liveConsumers;
  }

  public long getDelay() {
    return delay;
  }

  public void setDelay(long delay) {
    this.delay = delay;
  }

  public BooleanSupplier getGate() {
    return gate;
  }

  public void setGate(BooleanSupplier gate) {
    this.gate = gate;
  }
}
