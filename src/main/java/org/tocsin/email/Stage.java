package org.tocsin.email;

/** How far a mail has come on its connection: which command the next answer belongs to. */
enum Stage {
  /** Greeting, EHLO, STARTTLS, AUTH. */
  CONNECT,
  MAIL,
  RCPT,
  DATA,
  /** The content is on its way; nothing is answered and nothing can be accepted yet. */
  CONTENT,
  /**
   * The final dot may have gone: without an answer nobody knows whether the server has the mail.
   */
  END
}
