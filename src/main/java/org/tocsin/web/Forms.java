package org.tocsin.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** Posted forms as the HTTP server gives them: a map, in which a field sent twice is a list. */
public final class Forms {
  /**
   * @param body of the request; anything but a form has no fields
   * @throws BadInput where a field stands twice: a signature covers both, a map holds one (I09)
   */
  public Map<String, String> read(Object body) {
    Map<String, String> form = new LinkedHashMap<>();
    if (body instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> form.put(name.toString(), single(name, value)));
    }
    return form;
  }

  private static String single(Object name, Object value) {
    if (value instanceof Iterable<?>) {
      throw new BadInput(Problem.error("posted form", 0, name.toString(), "stands twice."));
    }
    return value == null ? "" : value.toString();
  }
}
