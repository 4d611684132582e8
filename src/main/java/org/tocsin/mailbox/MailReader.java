package org.tocsin.mailbox;

import java.util.Optional;
import org.tocsin.mailbox.Finding.Kind;

/** Says what a mail that came in is: a bounce, a complaint, an automatic answer, or other. */
public final class MailReader {
  private final Bounce bounce = new Bounce();

  /** Takes anything, and never fails on what is in it. */
  public Finding read(InboundMessage letter) {
    return Complaint.read(letter)
        .or(() -> bounce.read(letter))
        .or(
            () ->
                AutoReply.is(letter) ? Optional.of(Finding.of(Kind.AUTO_REPLY)) : Optional.empty())
        .orElseGet(() -> Finding.of(Kind.OTHER));
  }
}
