package org.tocsin.app.http;

import io.vertx.ext.web.Router;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/**
 * Behind the tables of addresses in the routes. Camel's own engine reads bodies of any size into
 * memory, and form fields into headers.
 *
 * @param rooms where requests of a lane are answered
 */
record HttpEngine(
    Router router,
    Function<RequestLane, Room> rooms,
    Connections connections,
    BodyReader bodies,
    Replies replies,
    int port)
    implements PlatformHttpEngine {
  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new HttpConsumer(endpoint, processor, this);
  }

  @Override
  public int getServerPort() {
    return port;
  }
}
