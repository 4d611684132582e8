package org.tocsin.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
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

  /**
   * @param file PEM with an RSA key in PKCS#8
   */
  public static DkimKey read(String domain, String selector, Path file) {
    try {
      Matcher pem = PEM.matcher(Files.readString(file));
      if (!pem.find()) {
        throw new TocsinException(unreadable(file, "it holds no PRIVATE KEY block"));
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      return new DkimKey(domain, selector, (RSAPrivateKey) key);
    } catch (IOException e) {
      throw new TocsinException(unreadable(file, "the file cannot be read"), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TocsinException(unreadable(file, "it is not an RSA key"), e);
    }
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
