package org.tocsin.app.mailbox;

import jakarta.mail.Session;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.tocsin.email.LoginHint;

/**
 * Angus' store, which also remembers how the server lets one log in; its exceptions do not tell.
 */
final class OpenStore extends IMAPStore {
  private final boolean byToken;
  private boolean hasGreeted;
  private boolean takesTokens;
  private boolean takesPasswords;

  /**
   * @param byToken whether one logs in by XOAUTH2
   */
  OpenStore(Session session, boolean byToken) {
    super(session, null, "imap", false);
    this.byToken = byToken;
  }

  /** RFC 3501 6.1.1, 6.2.3. */
  @Override
  protected void preLogin(IMAPProtocol protocol) throws ProtocolException {
    hasGreeted = true;
    takesTokens = protocol.hasCapability("AUTH=XOAUTH2");
    takesPasswords =
        protocol.hasCapability("AUTH=PLAIN")
            || protocol.hasCapability("AUTH=LOGIN")
            || !protocol.hasCapability("LOGINDISABLED");
  }

  /** Whether it failed since the server offers no such way to log in. */
  boolean offersNoLogin() {
    return hasGreeted && !(byToken ? takesTokens : takesPasswords);
  }

  String hint() {
    return new LoginHint("The mailbox", "tocsin.imap", byToken, takesTokens, takesPasswords)
        .words();
  }
}
