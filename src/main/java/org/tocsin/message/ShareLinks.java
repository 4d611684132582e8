package org.tocsin.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How a reader passes a sheet on: links that need no script, and by which nobody hears who looked
 * at the page. They carry its public address alone, never the reader's ZIP or token.
 */
final class ShareLinks {
  private ShareLinks() {}

  /**
   * Each with "words" and "url".
   *
   * @param title of the edition
   * @param url the edition's public address
   */
  static List<Map<String, String>> of(Labels labels, String title, String url) {
    String both = encoded(title + "\n" + url);
    return List.of(
        link(labels, "email", "mailto:?subject=" + encoded(title) + "&body=" + both),
        link(labels, "text", "sms:?&body=" + both),
        link(labels, "whatsapp", "https://wa.me/?text=" + both),
        link(labels, "facebook", "https://www.facebook.com/sharer/sharer.php?u=" + encoded(url)),
        link(labels, "bluesky", "https://bsky.app/intent/compose?text=" + both));
  }

  private static Map<String, String> link(Labels labels, String name, String url) {
    return Map.of("words", labels.get("page.share." + name), "url", url);
  }

  /** For the query of a mailto: as well, where a plus sign stays one (RFC 6068). */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
