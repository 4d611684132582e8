package org.tocsin.app;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.tocsin.web.Answer;

/** Turns an {@link Answer} into an HTTP response; nothing of the request is sent back. */
final class WriteAnswer implements Processor {
  /**
   * Which of our headers go out: Camel's own rule would keep Cache-Control back. Nothing comes in,
   * since Camel would take parameters and form fields for headers: see {@link ReadRequest}.
   */
  static HeaderFilterStrategy headers() {
    HttpHeaderFilterStrategy headers =
        new HttpHeaderFilterStrategy() {
          @Override
          public boolean applyFilterToExternalHeaders(
              String name, Object value, Exchange exchange) {
            return true;
          }
        };
    headers.getOutFilter().remove("cache-control");
    return headers;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
    Message response = exchange.getMessage();
    response.removeHeaders("*");
    response.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    response.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
    // Tokens stand in our addresses; they are not to travel on.
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(response::setHeader);
    response.setBody(answer.body());
  }
}
