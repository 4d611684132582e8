package org.tocsin.sheet.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links of a PDF as Markdown has them. */
final class PdfLinks {
  private static final Pattern LINK =
      Pattern.compile(
          PdfLine.LINK
              + "([^"
              + PdfLine.LEADS
              + "]*)"
              + PdfLine.LEADS
              + "([^"
              + PdfLine.LINK_END
              + "]*)"
              + PdfLine.LINK_END);

  private PdfLinks() {}

  static String marked(String text) {
    return LINK.matcher(text).replaceAll(m -> Matcher.quoteReplacement(of(m.group(1), m.group(2))));
  }

  /** An address that stands there itself stays as it is. */
  private static String of(String shown, String written) {
    String to = Redirect.followed(written.replace("\\", ""));
    boolean address = shown.matches("\\s*(https?://|www\\.).*") || shown.contains("@");
    boolean leads = to.matches("(?i)https?://[^\\s()<>]+");
    return address || !leads ? shown : "[" + shown.strip() + "](" + to + ")";
  }
}
