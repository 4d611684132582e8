package org.tocsin.app;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.tocsin.web.HttpResponse;

/**
 * Leaves the {@link HttpResponse} for the HTTP server to write; nothing of the request is sent
 * back.
 */
final class WriteAnswer implements Processor {
  @Override
  public void process(Exchange exchange) throws Exception {
    exchange.getMessage().getMandatoryBody(HttpResponse.class);
    exchange.getMessage().removeHeaders("*");
  }
}
