package org.tocsin.app.mailbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.search.MessageIDTerm;
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
    IMAPMessage message = (IMAPMessage) mail.getOriginalMessage();
    Mailbox.Destination to = mailbox.take(message);
    DefaultMessage sorted = new DefaultMessage(exchange.getContext());
    if (!to.isNew() && liesIn(to.folder(), message)) {
      sorted.setHeader(MailConstants.MAIL_DELETE, true);
    } else {
      sorted.setHeader(MailConstants.MAIL_MOVE_TO, to.folder());
    }
    exchange.setIn(sorted);
  }

  /** Moving is copying and then removing; whatever ended between the two left a copy there. */
  private static boolean liesIn(String name, IMAPMessage message) throws MessagingException {
    String[] ids = message.getHeader("Message-ID");
    Folder folder = message.getFolder().getStore().getFolder(name);
    if (ids == null || ids[0].isBlank() || !folder.exists()) {
      return false;
    }
    folder.open(Folder.READ_ONLY);
    try {
      return folder.search(new MessageIDTerm(ids[0].strip())).length > 0;
    } finally {
      folder.close(false);
    }
  }
}
