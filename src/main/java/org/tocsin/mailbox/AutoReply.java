package org.tocsin.mailbox;

import java.util.Locale;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Whether a program answered and not a person (RFC 3834, H06 to H10). */
final class AutoReply {
  private static final Pattern SUBJECT =
      Pattern.compile("(?iu)^\\W*(re:\\s*)?" + Expressions.of("mailbox").any("AUTOREPLY"));

  private static final Pattern PRECEDENCE = Pattern.compile("(?i)auto[_-]?reply|vacation");

  private AutoReply() {}

  static boolean is(InboundMessage letter) {
    Headers head = letter.headers();
    String submitted = head.get("auto-submitted").toLowerCase(Locale.ROOT);
    boolean automatic = !submitted.isEmpty() && !submitted.startsWith("no");
    return automatic
        || head.has("x-autoreply")
        || head.has("x-autorespond")
        || head.has("x-autoreply-from")
        || head.has("x-mail-autoreply")
        || PRECEDENCE.matcher(head.get("precedence")).find()
        || SUBJECT.matcher(head.text("subject")).find();
  }
}
