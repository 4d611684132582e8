package org.tocsin.web;

import java.util.Map;
import org.tocsin.BadInput;

/** Posted forms, as maps. */
public final class Forms {
  /**
   * @param body of the request; anything but a form has no fields
   * @throws BadInput where the form cannot be read, or a field stands twice
   */
  public Map<String, String> read(Object body) {
    return body instanceof PostedForm form ? form.fields() : Map.of();
  }
}
