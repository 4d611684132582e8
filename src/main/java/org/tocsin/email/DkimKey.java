package org.tocsin.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.TocsinException;

/**
 * What mail is signed with.
 *
 * @param domain d=, the domain of the From address or one above it (D04)
 * @param selector s=, the name under which the public key stands in DNS
 */
public record DkimKey(String domain, String selector, RSAPrivateKey key) {
  private static final int LEAST_BITS = 1024;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  public DkimKey {
    if (key.getModulus().bitLength() < LEAST_BITS) {
      throw new TocsinException(
          "The DKIM key has less than 1024 bits and no receiver accepts it. Make one of 2048.");
    }
  }

  /** Where the public key has to stand in the DNS, as a TXT record (RFC 6376 3.6.2.1). */
  public String recordName() {
    return selector + "._domainkey." + domain;
  }

  /**
   * What that record says (RFC 6376 3.6.1).
   *
   * @throws TocsinException when the file holds no public exponent
   */
  public String recordValue() {
    if (!(key instanceof RSAPrivateCrtKey whole)) {
      throw new TocsinException("The DKIM key names no public key. Make a new one with openssl.");
    }
    try {
      PublicKey open =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(whole.getModulus(), whole.getPublicExponent()));
      return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(open.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param file PEM with an RSA key in PKCS#8
   */
  public static DkimKey read(String domain, String selector, Path file) {
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw new TocsinException(
          "The DKIM key in "
              + file
              + " may not be read by the user "
              + System.getProperty("user.name")
              + ". Give it to that user: chown "
              + System.getProperty("user.name")
              + " "
              + file);
    }
    try {
      String text = Files.readString(file);
      Matcher pem = PEM.matcher(text);
      if (!pem.find()) {
        throw new TocsinException(otherForm(file, text));
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      return new DkimKey(domain, selector, (RSAPrivateKey) key);
    } catch (IOException e) {
      String why = Files.exists(file) ? "the file cannot be read" : "there is no such file";
      throw new TocsinException(unreadable(file, why), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TocsinException(unreadable(file, "it is not an RSA key"), e);
    }
  }

  /** A key whose other half may stand in the DNS already is better converted than replaced. */
  private static String otherForm(Path file, String text) {
    boolean isLocked = text.contains("ENCRYPTED");
    if (!isLocked && !text.contains("BEGIN RSA PRIVATE KEY")) {
      return unreadable(file, "it holds no PRIVATE KEY block");
    }
    return "The DKIM key in "
        + file
        + (isLocked ? " is locked by a passphrase" : " is in an older form")
        + ". Convert it, then name the new file: openssl pkcs8 -topk8 -nocrypt -in "
        + file.getFileName()
        + " -out new-"
        + file.getFileName();
  }

  private static String unreadable(Path file, String why) {
    return "No DKIM key in "
        + file
        + ": "
        + why
        + ". Make a PKCS#8 PEM file with: openssl genpkey -algorithm RSA -pkeyopt"
        + " rsa_keygen_bits:2048 -out "
        + file.getFileName();
  }
}
