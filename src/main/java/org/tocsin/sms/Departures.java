package org.tocsin.sms;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.consent.SamePerson;

/** What changes when a text asks to end texts or emails, or comes from somebody else. */
final class Departures {
  private final Consent consent;
  private final Holds holds;

  Departures(Consent consent, Holds holds) {
    this.consent = consent;
    this.holds = holds;
  }

  /**
   * @param key of the number that it came from
   * @param sid of the text
   */
  record Said(UUID key, String sid, String words, ReplyClassification reading) {}

  /** What should be said about it (L08). */
  AutoReplyKind stop(Handle handle, Said said) {
    return switch (said.reading().about()) {
      case EMAILS -> emails(handle, said);
      case BOTH -> both(handle, said);
      default -> texts(handle, said) ? AutoReplyKind.STOPPED : AutoReplyKind.NOTHING;
    };
  }

  private boolean texts(Handle handle, Said said) {
    return withdraw(handle, Channel.SMS, said.key(), Consent.Reason.STOP, said);
  }

  private boolean withdraw(
      Handle handle, Channel channel, UUID key, Consent.Reason reason, Said said) {
    return consent.withdraw(
        handle, channel, key, reason, new Evidence("text", said.sid(), said.words()));
  }

  /** Where it is not sure whose emails, a person decides. */
  private AutoReplyKind emails(Handle handle, Said said) {
    List<UUID> emails = SamePerson.emails(handle, said.key());
    if (emails.size() != 1) {
      return unsure(
          handle,
          said,
          new ReplyClassification(
              ReplyIntent.UNSURE, "asks to end emails, and it is not known to which address"));
    }
    boolean ended =
        withdraw(handle, Channel.EMAIL, emails.get(0), Consent.Reason.UNSUBSCRIBE, said);
    return ended ? AutoReplyKind.EMAILS_STOPPED : AutoReplyKind.NOTHING;
  }

  private AutoReplyKind both(Handle handle, Said said) {
    List<UUID> emails = SamePerson.emails(handle, said.key());
    boolean texts = texts(handle, said);
    boolean mails =
        emails.size() == 1
            && withdraw(handle, Channel.EMAIL, emails.get(0), Consent.Reason.UNSUBSCRIBE, said);
    return mails
        ? AutoReplyKind.ALL_STOPPED
        : texts ? AutoReplyKind.STOPPED : AutoReplyKind.NOTHING;
  }

  /** A number that is another's now gets nothing more; it is no doubt about what they want. */
  AutoReplyKind unsure(Handle handle, Said said, ReplyClassification reading) {
    if (reading.about() == ReplyClassification.About.ANOTHER_PERSON) {
      return withdraw(handle, Channel.SMS, said.key(), Consent.Reason.WRONG_NUMBER, said)
          ? AutoReplyKind.SORRY
          : AutoReplyKind.NOTHING;
    }
    boolean held =
        !consent.isSuppressed(handle, Channel.SMS, said.key())
            && holds.hold(handle, Channel.SMS, said.key(), said.sid(), said.words(), reading);
    return held ? AutoReplyKind.HOW_TO_STOP : AutoReplyKind.NOTHING;
  }
}
