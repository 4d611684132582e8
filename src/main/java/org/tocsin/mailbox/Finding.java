package org.tocsin.mailbox;

import java.util.List;
import java.util.Locale;
import org.tocsin.verdict.Reason;

/**
 * What a mail that came in is.
 *
 * @param recipients those it is about; for a complaint who complained, where it says so
 * @param complaint the Feedback-Type of a complaint (RFC 5965), else ""
 */
public record Finding(Kind kind, List<Recipient> recipients, String complaint) {
  public Finding {
    recipients = List.copyOf(recipients);
  }

  /** What it is. */
  public enum Kind {
    BOUNCE,
    COMPLAINT,
    AUTO_REPLY,
    OTHER;

    /** As it is shown: "auto-reply". */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One that a bounce is about.
   *
   * @param address "" where it does not say
   * @param status as "5.1.1" (RFC 3463), or ""
   * @param isFinal whether the server has given up, and not only on a fault that may pass
   */
  public record Recipient(String address, String status, Reason reason, boolean isFinal) {
    /** Whether nothing can ever be delivered there (B05, B07, B11). */
    public boolean isHard() {
      return isFinal && reason.fault() == Reason.Fault.HARD;
    }
  }

  static Finding of(Kind kind) {
    return new Finding(kind, List.of(), "");
  }

  /** A05: what asks to get no more. */
  public boolean isObjection() {
    return List.of("abuse", "opt-out", "opt-out-list", "fraud").contains(complaint);
  }

  /** Whether someone must not be written to again because of it, if they were written to. */
  public boolean suppresses() {
    return isObjection() || recipients.stream().anyMatch(Recipient::isHard);
  }
}
