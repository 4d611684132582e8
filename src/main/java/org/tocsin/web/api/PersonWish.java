package org.tocsin.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code POST /subscribers} says of a person: the columns of an import, of which email or
 * phone is needed. Consent is true or false, tags are a list; all else is text.
 */
final class PersonWish {
  private static final List<String> TEXTS =
      List.of(
          "email",
          "phone",
          "first_name",
          "last_name",
          "language",
          "street",
          "city",
          "state",
          "zip",
          "consent_source",
          "consent_at");
  private static final List<String> CONSENTS = List.of("email_consent", "sms_consent");
  private static final String TAGS = "tags";

  private PersonWish() {}

  /**
   * By the names of an import's columns.
   *
   * @throws org.tocsin.BadInput naming every field that is wrong
   */
  static Map<String, String> read(byte[] body) {
    StrictObject wish =
        StrictObject.read(
            body, Stream.of(TEXTS, CONSENTS, List.of(TAGS)).flatMap(List::stream).toList());
    Map<String, String> said = new LinkedHashMap<>();
    TEXTS.forEach(field -> wish.text(field).ifPresent(text -> said.put(field, text)));
    CONSENTS.forEach(
        field -> wish.choice(field).ifPresent(yes -> said.put(field, yes ? "yes" : "no")));
    wish.texts(TAGS, "[\"volunteers\", \"phone bank\"]")
        .ifPresent(tags -> said.put(TAGS, String.join(";", tags)));
    wish.check();
    return said;
  }
}
