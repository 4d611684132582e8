package org.tocsin.sheet.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that mail programs put above and below what people write. */
final class MailLine {
  private static final Pattern HEADER =
      Pattern.compile(
          "(?iu)(from|to|date|sent|subject|cc|bcc|reply-to|de|para|fecha|enviado(?: el)?|asunto|cco"
              + "|responder a)\\s*:(?:\\s+(.*)|)");

  private static final Pattern FORWARD =
      Pattern.compile(
          "(?iu)[-_\\s>]*(begin forwarded message|forwarded message|original message|mensaje"
              + " reenviado|mensaje original|inicio del mensaje reenviado|forwarded by"
              + " .{1,80}|reenviado por .{1,80})\\s*:?[-_\\s]*");

  private static final Pattern WROTE =
      Pattern.compile(
          "(?iu)[> ]*(on|el|le)\\b.{5,300}(wrote|writes|escribi[oó]|a écrit)\\s*:\\s*|[>"
              + " ]*\\S.{0,80}<\\S+@\\S+>,? (wrote|escribi[oó])\\s*:\\s*");

  private static final Pattern ADDED =
      Pattern.compile(
          "(?iu)sent (from|with|via) (my |mail for |yahoo|proton|outlook|the all"
              + " new|aol|gmail).{0,80}|(get|obtener) outlook (for|para) .{0,60}|enviado desde"
              + " (mi|mail) .{0,60}|.{0,60}google groups.{0,160}|to (post to|unsubscribe from|view"
              + " this discussion).*|for more options,?"
              + " visit.*|.{0,20}(caution|external|warning|precauci[oó]n).{0,40}"
              + "(email|message|mensaje|correo).{0,80}(outside|external|externo|fuera).*|visit this"
              + " group at.*|_{5,}|view in (browser|gmail).*|\\[?message clipped\\]?.*|\\[?quoted"
              + " text hidden\\]?|this (e-?mail|message) (and any|may contain|is"
              + " intended).*|confidentiality notice.*|caution:.*|.{0,4}(external|externo)"
              + " (e-?mail|sender).{0,4}");

  private static final Pattern CLOSE =
      Pattern.compile(
          "(?iu)((many |with )?thanks( so much| again| a lot| everyone| all| in advance)?|thank you"
              + "( all| everyone| so much)?|thx|(all (the|my) )?best( wishes| regards)?|(kind|warm"
              + "|best) regards|regards|sincerely( yours)?|yours( truly)?|cheers|warmly|(in|with)"
              + " (solidarity|hope|peace|gratitude|love)|in peace|onward|peace|love|take"
              + " care|respectfully|(muchas )?gracias( a tod[oa]s)?|saludos"
              + "( cordiales)?|atentamente|cordialmente|en solidaridad|con cariño|(un"
              + " )?abrazos?)\\s*[,.!–—-]*");

  private static final Pattern PREFIX =
      Pattern.compile(
          "(?iu)^((re|fw|fwd|rv|reenv|tr|aw)(\\[\\d+\\])?\\s*:\\s*|\\[?[^\\]\\[:]{1,40}\\]\\s*)+");

  private MailLine() {}

  /** "subject" of "Subject: Fwd: Vote no", in lower case; empty for other lines. */
  static Optional<String> header(String line) {
    Matcher header = HEADER.matcher(line.strip());
    return header.matches()
        ? Optional.of(header.group(1).toLowerCase(java.util.Locale.ROOT))
        : Optional.empty();
  }

  static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  static boolean isSubject(String header) {
    return header.equals("subject") || header.equals("asunto");
  }

  static boolean isFrom(String header) {
    return header.equals("from") || header.equals("de");
  }

  /** "---------- Forwarded message ---------" */
  static boolean isForward(String line) {
    return line.length() < 200 && FORWARD.matcher(line).matches();
  }

  /** "On Tue, Nov 17, 2026, Pat wrote:" */
  static boolean isReply(String line) {
    return line.length() < 500 && WROTE.matcher(line).matches();
  }

  /** Put below by a program: "Sent from my iPhone". */
  static boolean isAdded(String line) {
    return ADDED.matcher(line).matches();
  }

  /** "Thanks," or "In solidarity," alone in a line. */
  static boolean isClose(String line) {
    return CLOSE.matcher(line).matches();
  }

  /** "Vote no" of "Fwd: Re: [group] Vote no". */
  static String subject(String written) {
    return PREFIX.matcher(written.strip()).replaceFirst("").strip();
  }
}
