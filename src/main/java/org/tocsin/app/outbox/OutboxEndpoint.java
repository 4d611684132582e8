package org.tocsin.app.outbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.tocsin.Channel;

/** The due deliveries of one channel. Can only be read from. */
public final class OutboxEndpoint extends DefaultEndpoint {
  private final OutboxComponent component;
  private final Channel channel;
  private int consumers = 1;
  private int claim = 1;
  private int claimsPerConnection = 1;

  OutboxEndpoint(String uri, OutboxComponent component, Channel channel) {
    super(uri, component);
    this.component = component;
    this.channel = channel;
  }

  /** Claims that are handed over side by side, each over a connection of its own. */
  public void setConsumers(int consumers) {
    this.consumers = consumers;
  }

  /** Deliveries leased at once. */
  public void setClaim(int claim) {
    this.claim = claim;
  }

  /**
   * Claims in hand for each connection: the ledger is written for one while another is on its way.
   * As many may be in doubt after a crash.
   */
  public void setClaimsPerConnection(int claimsPerConnection) {
    this.claimsPerConnection = claimsPerConnection;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    Claiming claiming = component.claiming(channel, claim);
    OutboxConsumer consumer =
        new OutboxConsumer(this, processor, claiming, consumers * claimsPerConnection);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "Deliveries are entered by gathering an alert, not by sending to " + getEndpointUri());
  }
}
