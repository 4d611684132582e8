package org.tocsin.sms;

/**
 * Answers to Twilio (I08). Not the builder of the SDK: it sets up a document and a transformer for
 * every answer, also for that to a STOP.
 */
final class Twiml {
  static final String NOTHING = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

  private Twiml() {}

  static String message(String text) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>"
        + escape(text)
        + "</Message></Response>";
  }

  /** XML 1.0 has no place at all for most control characters, not even escaped. */
  private static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
