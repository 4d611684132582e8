package org.tocsin.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tocsin.TocsinException;

/**
 * Signs finished mails (RFC 6376 5.3: last of all), rsa-sha256, relaxed/relaxed, without l=. One
 * signature costs about a millisecond with a key of 2048 bits.
 */
final class Dkim {
  /** As many of them as there are. */
  private static final List<String> SIGNED = List.of("Message-ID", "List-Id", "MIME-Version");

  /**
   * And one more, so that nobody can set a second one in front of them (RFC 6376 5.4.2). RFC 8058
   * 3.1 wants both List-Unsubscribe headers signed.
   */
  private static final List<String> SEALED =
      List.of(
          "From",
          "To",
          "Subject",
          "Date",
          "Reply-To",
          "Content-Type",
          "List-Unsubscribe",
          "List-Unsubscribe-Post");

  private final DkimKey key;

  Dkim(DkimKey key) {
    this.key = key;
  }

  /**
   * @param mail its lines ended by CRLF
   * @return the same, with the signature in front
   */
  byte[] sign(byte[] mail) {
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    Map<String, List<String>> fields = fields(text.substring(0, end));
    List<String> names = names(fields);
    String head = head(names, hash(relaxedBody(text.substring(end + 4))));
    String field = head + signature(signed(fields, names) + relaxed(head)) + "\r\n";
    return (field + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** By their names in lower case. */
  private static Map<String, List<String>> fields(String head) {
    Map<String, List<String>> fields = new HashMap<>();
    for (String field : head.split("\r\n(?![ \t])")) {
      String name = field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
      fields.computeIfAbsent(name, none -> new ArrayList<>()).add(field);
    }
    return fields;
  }

  private static List<String> names(Map<String, List<String>> fields) {
    List<String> names = new ArrayList<>();
    SEALED.forEach(name -> add(names, name, count(fields, name) + 1));
    SIGNED.forEach(name -> add(names, name, count(fields, name)));
    return names;
  }

  private static int count(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).size();
  }

  private static void add(List<String> names, String name, int times) {
    for (int i = 0; i < times; i++) {
      names.add(name);
    }
  }

  private String head(List<String> names, String hash) {
    return "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d="
        + key.domain()
        + "; s="
        + key.selector()
        + ";\r\n h="
        + String.join(":\r\n ", names)
        + ";\r\n bh="
        + hash
        + ";\r\n b=";
  }

  /** Of several under one name the last stands first; one that is not there adds nothing. */
  private static String signed(Map<String, List<String>> fields, List<String> names) {
    StringBuilder signed = new StringBuilder();
    Map<String, Integer> left = new HashMap<>();
    for (String name : names) {
      String key = name.toLowerCase(Locale.ROOT);
      int at = left.merge(key, -1, (before, less) -> before - 1) + count(fields, key);
      if (at >= 0) {
        signed.append(relaxed(fields.get(key).get(at))).append("\r\n");
      }
    }
    return signed.toString();
  }

  /** RFC 6376 3.4.2. */
  private static String relaxed(String field) {
    int colon = field.indexOf(':');
    String value = field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ");
    return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":" + value.strip();
  }

  /** RFC 6376 3.4.4: empty lines at the end do not count. */
  private static String relaxedBody(String body) {
    StringBuilder relaxed = new StringBuilder(body.length());
    int empty = 0;
    for (String line : body.split("\r\n", -1)) {
      String plain = relaxedLine(line);
      if (plain.isEmpty()) {
        empty++;
      } else {
        relaxed.append("\r\n".repeat(empty)).append(plain).append("\r\n");
        empty = 0;
      }
    }
    return relaxed.toString();
  }

  private static String relaxedLine(String line) {
    boolean plain = line.indexOf('\t') < 0 && !line.contains("  ") && !line.endsWith(" ");
    return plain ? line : line.replaceAll("[ \t]+", " ").replaceAll(" $", "");
  }

  private static String hash(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      return base64(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new TocsinException("This Java has no SHA-256. Install a full JDK.", e);
    }
  }

  private String signature(String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.key());
      signature.update(signed.getBytes(StandardCharsets.ISO_8859_1));
      return base64(signature.sign()).replaceAll("(.{72})(?=.)", "$1\r\n ");
    } catch (GeneralSecurityException e) {
      throw new TocsinException("A mail could not be signed with the DKIM key.", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
