package org.tocsin.app.outbox;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.tocsin.Channel;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Tempo;
import org.tocsin.outbox.Unwritten;

/**
 * Camel's view of the ledger as a queue: {@code outbox:email?consumers=8&claim=25}. An exchange
 * carries one claim, a {@code List<Due>} whose attempts are written and which may be handed over.
 */
public final class OutboxComponent extends DefaultComponent {
  private final Outbox outbox;
  private final LostLeaseRescuer strays;
  private final Unwritten unwritten;
  private final Tempo tempo;

  public OutboxComponent(Outbox outbox, LostLeaseRescuer strays, Unwritten unwritten, Tempo tempo) {
    this.outbox = outbox;
    this.strays = strays;
    this.unwritten = unwritten;
    this.tempo = tempo;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Channel channel = Channel.of(remaining);
    OutboxEndpoint endpoint = new OutboxEndpoint(uri, this, channel);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /**
   * @param size how many deliveries at once
   */
  Claiming claiming(Channel channel, int size) {
    return new Claiming(channel, outbox, strays, unwritten, tempo, size);
  }
}
