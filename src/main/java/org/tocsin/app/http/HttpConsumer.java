package org.tocsin.app.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.support.DefaultConsumer;
import org.tocsin.web.HttpResponse;
import org.tocsin.web.PostedForm;

/** Takes the requests of one route. */
final class HttpConsumer extends DefaultConsumer implements PlatformHttpConsumer {
  private final HttpEngine engine;
  private Route route;

  HttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, HttpEngine engine) {
    super(endpoint, processor);
    this.engine = engine;
  }

  @Override
  public PlatformHttpEndpoint getEndpoint() {
    return (PlatformHttpEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    String path = getEndpoint().getPath().replaceAll("\\{([^/}]+)\\}", ":$1");
    route = engine.router().route(path).setName(path);
    for (Method method : Method.parseList(getEndpoint().getHttpMethodRestrict())) {
      route.method(HttpMethod.valueOf(method.name()));
      if (method == Method.GET) {
        route.method(HttpMethod.HEAD); // RFC 9110 9.3.2: as GET, without the body
      }
    }
    route.handler(this::read);
  }

  @Override
  protected void doStop() throws Exception {
    route.remove();
    super.doStop();
  }

  private void read(RoutingContext request) {
    if (holdsNul(request)) {
      request.fail(400);
      return;
    }
    RequestLane lane = RequestLane.of(request);
    engine
        .bodies()
        .read(request, lane.largestBody(), (body, letGo) -> answer(request, lane, body, letGo));
  }

  /** No text of ours has one, and the database takes none. */
  private static boolean holdsNul(RoutingContext request) {
    return Stream.concat(
            request.pathParams().values().stream(),
            request.queryParams().entries().stream().map(Map.Entry::getValue))
        .anyMatch(value -> value.indexOf(0) >= 0);
  }

  private void answer(RoutingContext request, RequestLane lane, Buffer body, Runnable letGo) {
    Room room = engine.rooms().apply(lane);
    if (!room.enter()) {
      letGo.run();
      request.fail(503);
      return;
    }
    if (!engine.connections().taken(request.request().connection())) {
      room.leave();
      letGo.run();
      return;
    }
    room.run(() -> answer(request, body))
        .onComplete(
            done -> {
              room.leave();
              letGo.run();
              engine.connections().given();
              if (done.succeeded()) {
                engine.replies().write(request.request(), done.result());
              } else {
                request.fail(done.cause());
              }
            });
  }

  private HttpResponse answer(RoutingContext request, Buffer body) throws Exception {
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    try {
      createUoW(exchange);
      exchange.setMessage(message(exchange, request, body));
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      HttpResponse answer = exchange.getMessage().getMandatoryBody(HttpResponse.class);
      return engine.replies().inLook(request.request(), answer);
    } finally {
      doneUoW(exchange);
      releaseExchange(exchange, false);
    }
  }

  /** Of the request itself, only what names the path is a header; a form is in the body. */
  private static Message message(Exchange exchange, RoutingContext context, Buffer body) {
    HttpServerRequest request = context.request();
    Message message = new HttpMessage(exchange, request, context.response());
    context.pathParams().forEach(message::setHeader);
    String type = request.getHeader("Content-Type");
    message.setBody(
        PostedForm.isForm(type) ? new PostedForm(type, body.getBytes()) : body.getBytes());
    return message;
  }
}
