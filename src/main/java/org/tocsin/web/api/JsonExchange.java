package org.tocsin.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;
import org.tocsin.web.PostedForm;

/** What the API takes and answers, as bytes. */
final class JsonExchange {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonExchange() {}

  /** What a program sent by accident as a form, as curl does unless asked otherwise, is no body. */
  static byte[] bytes(Object body, String type) {
    if (body instanceof PostedForm form && form.body().length == 0) {
      return form.body();
    }
    if (!(body instanceof byte[] bytes)) {
      throw new HttpFault(415, "Send the body as it is, with 'Content-Type: " + type + "'.");
    }
    return bytes;
  }

  static HttpResponse answer(int status, Object value) {
    try {
      return HttpResponse.json(status, JSON.writeValueAsString(value)).forOne();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
