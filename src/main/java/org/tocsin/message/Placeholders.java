package org.tocsin.message;

/**
 * The places in a rendering that are filled for each person. The marks are letters and digits only,
 * so that they pass through Markdown, HTML, links and sanitising unchanged.
 */
public final class Placeholders {
  /** The subscriber's first name; only in renderings made for people who gave one. */
  public static final String FIRST_NAME = "tOcSiN0first0name0";

  /** The token in this delivery's personal links. */
  public static final String TOKEN = "tOcSiN0token0";

  /** Characters in every token, so that the length of a text is known before it has one. */
  public static final int TOKEN_LENGTH = 48;

  private Placeholders() {}

  /** Fills plain text, such as the body of a text message. */
  public static String fill(String text, String firstName, String token) {
    return text.replace(FIRST_NAME, firstName).replace(TOKEN, token);
  }

  /** Fills HTML; a name cannot become markup. */
  public static String fillHtml(String html, String firstName, String token) {
    return fill(html, escape(firstName), token);
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
