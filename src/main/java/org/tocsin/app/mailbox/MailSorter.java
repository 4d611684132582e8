package org.tocsin.app.mailbox;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailConstants;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.tocsin.mailbox.Mailbox;

/**
 * Has a mail heeded and tells Camel where to move it. The message that Camel made is not touched,
 * and another takes its place: it asks the mail server to take the head apart, and servers refuse
 * that where the head is broken.
 */
public final class MailSorter implements Processor {
  private final Mailbox mailbox;

  public MailSorter(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    MailMessage mail = (MailMessage) exchange.getIn();
    DefaultMessage sorted = new DefaultMessage(exchange.getContext());
    sorted.setHeader(
        MailConstants.MAIL_MOVE_TO, mailbox.take((IMAPMessage) mail.getOriginalMessage()));
    exchange.setIn(sorted);
  }
}
