package org.tocsin.sheet.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Lines that mail programs put above and below what people write. */
final class MailLine {
  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern HEADER =
      Pattern.compile("(?iu)(" + WORDS.any("HEADFIELD") + ")\\s*:(?:\\s+(.*)|)");

  private static final Pattern FORWARD =
      Pattern.compile("(?iu)[-_\\s>]*" + WORDS.any("FORWARD") + "\\s*:?[-_\\s]*");

  private static final Pattern WROTE =
      Pattern.compile(
          "(?iu)[> ]*"
              + WORDS.any("ONDAY")
              + "\\b.{5,300}"
              + WORDS.any("WROTE")
              + "\\s*:\\s*|[> ]*\\S.{0,80}<\\S+@\\S+>,? "
              + WORDS.any("WROTE")
              + "\\s*:\\s*");

  private static final Pattern ADDED = Pattern.compile("(?iu)" + WORDS.any("ADDED") + "|_{5,}");

  private static final Pattern CLOSE =
      Pattern.compile("(?iu)" + WORDS.any("CLOSE") + "\\s*[,.!–—-]*");

  private static final Pattern PREFIX =
      Pattern.compile(
          "(?iu)^(" + WORDS.any("PREFIX") + "(\\[\\d+\\])?\\s*:\\s*|\\[?[^\\]\\[:]{1,40}\\]\\s*)+");

  private static final Pattern SUBJECT = Pattern.compile("(?iu)" + WORDS.any("SUBJECTFIELD"));
  private static final Pattern FROM = Pattern.compile("(?iu)" + WORDS.any("FROMFIELD"));

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
    return SUBJECT.matcher(header).matches();
  }

  static boolean isFrom(String header) {
    return FROM.matcher(header).matches();
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
