package org.tocsin.verdict;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.verdict.Reasons.Rule;

/** Classes what a server said about one recipient: by the reason, not by the digit (B11, B12). */
public final class BounceClassifier {
  /** Said in answer to the recipient's name, and not to the mail. */
  private static final Pattern TO_RCPT =
      Pattern.compile(
          "(?i)\\brcpt[ _:]?to\\b|rcpt (host|command)|\\bto rcpt\\b|does not like recipient"
              + "|(rejected|refused) (the )?recipient|>>> rcpt|\\(state 14\\)");

  private static final Pattern TO_DATA =
      Pattern.compile(
          "(?i)(?m)^ *>>> data\\b|end of data|\\bto data\\b|after data|message body|end.of.data"
              + "|end of message|after (pipelined )?(sending )?(mail from|data)"
              + "|\\(state 1[78]\\)|after i sent the message");

  /** With these words an IronPort reports what it heard at another time than at the recipient's. */
  private static final Pattern GATEWAY = Pattern.compile("(?i)\\bother mail system problem\\b");

  /** A milter's doing: the words are sendmail's own for 5.1.1, and the code is not. */
  private static final Pattern MILTER =
      Pattern.compile("(?i)\\b5\\.2\\.1 <?\\S{1,300}\\.\\.\\. ?user unknown");

  private static final Set<Reason> OF_RECIPIENT =
      EnumSet.of(
          Reason.MAILBOX_FULL,
          Reason.SUSPENDED,
          Reason.RECIPIENT_REJECTED,
          Reason.SENDER_REJECTED,
          Reason.NETWORK,
          Reason.RATE);

  /** As much of a text as may be one answer that it quotes. */
  private static final int ANSWER = 200;

  private static final Pattern GLOSS =
      Pattern.compile(
          "(?im)^[45]\\d\\d [45]\\.\\d\\.\\d (<[^>\\n]{1,300}>|[^\\s]{1,300})\\.\\.\\. (user"
              + " unknown|service unavailable).*$");

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

    /** Where there are words for people only: what follows its code, as far as an answer goes. */
    private String quoted(String code) {
      int at = status.isBlank() && diagnostic.isBlank() ? notice.indexOf(code) : -1;
      String rest = at < 0 ? "" : notice.substring(at, Math.min(notice.length(), at + ANSWER));
      return rest.split("\\R\\s*\\R", 2)[0];
    }

    /** What sendmail makes of any answer that it quotes says nothing. */
    private Said withoutGloss() {
      return notice.contains("\n<<< ")
          ? new Said(status, diagnostic, GLOSS.matcher(notice).replaceAll(""))
          : this;
    }
  }

  /** Stands in a notice where whoever answered may have seen the mail. */
  public static final String AFTER_CONTENT = "(in reply to end of DATA command)";

  /** What a server said to us itself, at the recipient's name or at the mail. */
  public static Said answer(String code, String status, String text, boolean toRecipient) {
    String said = (code + " " + status).strip() + " " + text;
    return new Said(status, said, toRecipient ? "(in reply to RCPT TO command)" : AFTER_CONTENT);
  }

  /** Never fails; {@link Reason#UNCLEAR} where nothing is said that we know. */
  public Reason of(Said words) {
    Said said = words.withoutGloss();
    String code = said.code();
    Optional<Rule> rule = reasons.of(said.diagnostic());
    if (rule.isEmpty() && !isGeneral(code)) {
      rule = reasons.of(said.quoted(code)).filter(r -> says(r.reason(), code));
    } else if (rule.isEmpty()) {
      rule = reasons.of(said.notice()).filter(r -> !isPolicy(code) || !isHard(r.reason()));
    }
    Reason reason = rule.map(Rule::reason).or(() -> Status.reason(code)).orElse(Reason.UNCLEAR);
    return rule.isPresent() && rule.get().isSure() ? reason : weigh(reason, said, code);
  }

  /** 5.0.0 and such as every program gives when it knows no better. */
  private static boolean isGeneral(String code) {
    return code.isEmpty() || code.matches("[245]\\.[0357]\\.\\d+") && !code.endsWith(".3.2");
  }

  /** What a notice says around an answer is no word against a code that speaks of the address. */
  private static boolean says(Reason reason, String code) {
    return !Status.isOfAddress(code) || isHard(reason) || OF_RECIPIENT.contains(reason);
  }

  private Reason weigh(Reason reason, Said said, String code) {
    boolean ofAddress =
        Status.isOfAddress(code) || !isPolicy(code) && Status.isOfAddress(said.status());
    if (reason == Reason.RECIPIENT_REJECTED) {
      // what Exchange Online says of people that it does not know
      return ofAddress || code.equals("5.4.1")
          ? Reason.USER_UNKNOWN
          : Status.reason(code).filter(BounceClassifier::isHard).orElse(reason);
    }
    if (reason == Reason.USER_UNKNOWN && !ofAddress && !isSure(said, code)) {
      return Reason.RECIPIENT_REJECTED;
    }
    return isHard(reason) && isFull(said) ? Reason.MAILBOX_FULL : reason;
  }

  /**
   * Then a status of the reporting program's own, as 5.1.1 for all that is refused, is no word. The
   * code x.7.17 speaks of whose the mailbox is (RFC 7293).
   */
  private static boolean isPolicy(String code) {
    return code.matches("[45]\\.7\\.\\d+") && !code.endsWith(".7.17");
  }

  private static boolean isHard(Reason reason) {
    return reason.fault() == Reason.Fault.HARD;
  }

  /** Where two things are said, the one that excuses the recipient counts. */
  private boolean isFull(Said said) {
    return reasons.of(said.notice()).filter(r -> r.reason() == Reason.MAILBOX_FULL).isPresent();
  }

  /**
   * Filters say "user unknown" about mail that they do not like, after they have seen it. So an
   * answer counts when it was given to the recipient's name, or says it plainly and not in answer
   * to the mail; what the reporting program says from its own tables counts.
   */
  private boolean isSure(Said said, String code) {
    String all = said.diagnostic() + "\n" + said.notice();
    if (TO_DATA.matcher(all).find()) {
      return false;
    }
    if (TO_RCPT.matcher(all).find()) {
      return true;
    }
    return !MILTER.matcher(all).find() && (!Status.quotesAnswer(all) || isPlain(all, code));
  }

  private boolean isPlain(String all, String code) {
    boolean ofMail =
        isPolicy(code) || code.matches("5\\.(6\\.\\d+|5\\.[1-4])") || GATEWAY.matcher(all).find();
    return !ofMail && reasons.isPlain(all);
  }

  /** Gave up on what may pass: counted, not final (B07). */
  public static boolean isTransient(Said said) {
    String code = said.code();
    boolean quoted = Status.in(said.diagnostic()).isPresent();
    return Status.isTransient(code)
        || !quoted && Status.isTransientAnswer(said.diagnostic())
        || code.isEmpty() && Status.isTransientAnswer(said.diagnostic() + "\n" + said.notice());
  }
}
