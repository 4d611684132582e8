package org.tocsin.app.mailbox;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailConstants;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.tocsin.mailbox.Mailbox;

/**
 * Has a mail processed, copies it to where it belongs, and tells Camel to remove it. The message
 * that Camel made is not touched, and another takes its place: it asks the mail server to take the
 * head apart, and servers refuse that where the head is broken.
 */
public final class MailSorter implements Processor {
  private final Mailbox mailbox;
  private final WaitingMails waiting;
  private final Folders folders = new Folders();

  public MailSorter(Mailbox mailbox, WaitingMails waiting) {
    this.mailbox = mailbox;
    this.waiting = waiting;
  }

  /** Why mails stay where they came in, in a sentence for an operator; empty while they do not. */
  public Optional<String> trouble() {
    return folders.trouble();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    MailMessage mail = (MailMessage) exchange.getIn();
    IMAPMessage message = (IMAPMessage) mail.getOriginalMessage();
    Mailbox.Destination to = mailbox.take(message);
    DefaultMessage sorted = new DefaultMessage(exchange.getContext());
    // moving is copying and then removing; whatever ends between the two leaves a copy there
    if (folders.copy(message, to.folder(), to.isNew())) {
      sorted.setHeader(MailConstants.MAIL_DELETE, true);
    } else {
      waiting.keep(message);
    }
    exchange.setIn(sorted);
  }
}
