package org.tocsin.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Properties;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;
import org.simplejavamail.utils.mail.dkim.SigningAlgorithm;
import org.tocsin.TocsinException;

/**
 * Signs finished mails (RFC 6376 5.3: last of all), rsa-sha256, relaxed/relaxed, without l=. One
 * signature costs about a millisecond with a key of 2048 bits.
 */
final class Dkim {
  private static final Session SESSION = Session.getInstance(new Properties());

  private final DkimKey key;

  Dkim(DkimKey key) {
    this.key = key;
  }

  byte[] sign(byte[] mail) {
    try {
      MimeMessage parsed = new MimeMessage(SESSION, new ByteArrayInputStream(mail));
      ByteArrayOutputStream signed = new ByteArrayOutputStream(mail.length + 1024);
      new DkimMessage(parsed, signer()).writeTo(signed);
      return signed.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new TocsinException("A mail could not be signed with the DKIM key.", e);
    }
  }

  /** A new one each time: it is not safe for several threads, and cheap beside a signature. */
  private DkimSigner signer() {
    DkimSigner signer = new DkimSigner(key.domain(), key.selector(), key.key());
    signer.setSigningAlgorithm(SigningAlgorithm.SHA256_WITH_RSA);
    signer.setHeaderCanonicalization(Canonicalization.RELAXED);
    signer.setBodyCanonicalization(Canonicalization.RELAXED);
    // RFC 8058 3.1 wants both List-Unsubscribe headers signed; the default leaves one out
    signer.addHeaderToSign("List-Unsubscribe");
    signer.addHeaderToSign("List-Unsubscribe-Post");
    signer.addHeaderToSign("List-Id");
    signer.setCheckDomainKey(false);
    return signer;
  }
}
