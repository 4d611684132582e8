package org.tocsin.mailbox;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a program answered and not a person (RFC 3834, H06 to H10). */
final class AutoReply {
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?iu)^\\W*(re:\\s*)?(auto(matic|mated)?[-"
              + " ]?(re(ply|sponse|sponder)|respond\\w*|answer)|out[- ]of[- ](the[- ])?office|away"
              + " from (the|my)|vacation|on (vacation|leave|holiday)|respuesta autom[aá]tica|fuera"
              + " de (la )?oficina|r[eé]ponse automatique|absen(t|ce)"
              + " (du|de|au|notification)|automatische antwort|abwesen(d|heit)|risposta"
              + " automatica|resposta autom[aá]tica|automatisch antwoord|autosvar|自動返信|自动回复"
              + "|автоответ)");

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
