package org.tocsin.verdict;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.verdict.Reasons.Rule;

/** Classes what a server said about one recipient: by the reason, not by the digit (B11, B12). */
public final class Verdict {
  /** Said in answer to the recipient's name, and not to the mail. */
  private static final Pattern TO_RCPT =
      Pattern.compile(
          "(?i)\\brcpt[ _:]?to\\b|rcpt (host|command)|\\bto rcpt\\b|does not like recipient"
              + "|(rejected|refused) (the )?recipient|>>> rcpt");

  private static final Pattern TO_DATA =
      Pattern.compile(
          "(?i)(?m)^ *>>> data\\b|end of data|\\bto data\\b|after data|message body|end.of.data"
              + "|end of message|after (pipelined )?(sending )?(mail from|data)");

  private final Reasons reasons = new Reasons();

  /**
   * What was said.
   *
   * @param status the field of that name, or ""
   * @param diagnostic what the far server said, or ""
   * @param notice what the reporting program wrote about this recipient for people to read, or ""
   */
  public record Said(String status, String diagnostic, String notice) {
    /** The most telling status among them, as "5.1.1" (RFC 3463), or "". */
    public String code() {
      return Status.of(diagnostic.isBlank() ? notice : diagnostic, status);
    }
  }

  /** What a server said to us itself, at the recipient's name or at the mail. */
  public static Said answer(String code, String status, String text, boolean toRecipient) {
    String asked = toRecipient ? "RCPT TO" : "end of DATA";
    String said = (code + " " + status).strip() + " " + text;
    return new Said(status, said, "(in reply to " + asked + " command)");
  }

  /** Never fails; {@link Reason#UNCLEAR} where nothing is said that we know. */
  public Reason of(Said said) {
    String code = said.code();
    Optional<Rule> rule = reasons.of(said.diagnostic());
    if (rule.isEmpty() && isGeneral(code)) {
      rule = reasons.of(said.notice());
    }
    Reason reason = rule.map(Rule::reason).or(() -> Status.reason(code)).orElse(Reason.UNCLEAR);
    return rule.isPresent() && rule.get().isSure() ? reason : weigh(reason, said, code);
  }

  /** 5.0.0 and such as every program gives when it knows no better. */
  private static boolean isGeneral(String code) {
    return code.isEmpty() || code.matches("[245]\\.[0357]\\.\\d+") && !code.endsWith(".3.2");
  }

  private Reason weigh(Reason reason, Said said, String code) {
    boolean ofAddress = Status.isOfAddress(code) || Status.isOfAddress(said.status());
    if (reason == Reason.RECIPIENT_REJECTED) {
      // what Exchange Online says of people whom it does not know
      return ofAddress || code.equals("5.4.1")
          ? Reason.USER_UNKNOWN
          : Status.reason(code).filter(Verdict::isHard).orElse(reason);
    }
    if (reason == Reason.USER_UNKNOWN && !ofAddress && !isSure(said)) {
      return Reason.RECIPIENT_REJECTED;
    }
    return isHard(reason) && isFull(said) ? Reason.MAILBOX_FULL : reason;
  }

  private static boolean isHard(Reason reason) {
    return reason.fault() == Reason.Fault.HARD;
  }

  /** Where two things are said, the one that excuses the recipient counts. */
  private boolean isFull(Said said) {
    return reasons.of(said.notice()).filter(r -> r.reason() == Reason.MAILBOX_FULL).isPresent();
  }

  /**
   * Filters say "user unknown" about mail that they do not like, after they have seen it. So a bare
   * answer counts only when it was given to the recipient's name; what the reporting program says
   * from its own tables counts.
   */
  private static boolean isSure(Said said) {
    String all = said.diagnostic() + "\n" + said.notice();
    if (TO_DATA.matcher(all).find()) {
      return false;
    }
    return TO_RCPT.matcher(all).find() || !Status.quotesAnswer(all);
  }

  /** Gave up on what may pass: counted, not final (B07). */
  public static boolean isTransient(Said said) {
    String code = said.code();
    return Status.isTransient(code)
        || code.isEmpty() && Status.isTransientAnswer(said.diagnostic() + "\n" + said.notice());
  }
}
