package org.tocsin.mailbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** From the bytes of a part to words; whatever is wrong with them, words come out. */
final class BodyDecoder {
  private static final int LONGEST_CHARSET = 40;

  private BodyDecoder() {}

  /**
   * @param raw a character for each byte
   * @param encoding the Content-Transfer-Encoding
   */
  static String of(String raw, String encoding, String charset) {
    // a database takes no NUL in a text
    return words(bytes(raw, encoding.strip().toLowerCase(Locale.ROOT)), charset).replace('\0', ' ');
  }

  private static String words(byte[] bytes, String charset) {
    Optional<Charset> named = charset(charset);
    if (named.isPresent() && !named.get().equals(StandardCharsets.US_ASCII)) {
      return new String(bytes, named.get());
    }
    return utf8(bytes).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static byte[] bytes(String raw, String encoding) {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    return switch (encoding) {
      case "base64" -> base64(raw).orElse(bytes);
      case "quoted-printable" -> quotedPrintable(bytes);
      default -> bytes;
    };
  }

  /** What stands after the last whole group of four, as in a message cut off, is left out. */
  private static Optional<byte[]> base64(String raw) {
    String letters = raw.replaceAll("[^A-Za-z0-9+/]", "");
    try {
      return Optional.of(Base64.getDecoder().decode(letters.substring(0, whole(letters.length()))));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static int whole(int length) {
    return length % 4 == 1 ? length - 1 : length;
  }

  private static byte[] quotedPrintable(byte[] in) {
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '=') {
        out.put(in[i]);
      } else if (i + 1 < in.length && in[i + 1] == '\n') {
        i++;
      } else if (i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
        out.put((byte) (hex(in[i + 1]) << 4 | hex(in[i + 2])));
        i += 2;
      } else {
        out.put(in[i]);
      }
    }
    byte[] decoded = new byte[out.position()];
    out.flip().get(decoded);
    return decoded;
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  private static Optional<Charset> charset(String name) {
    try {
      return name.isEmpty() || name.length() > LONGEST_CHARSET
          ? Optional.empty()
          : Optional.of(Charset.forName(name.strip()));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** Empty where the bytes are not UTF-8. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException other) {
      return Optional.empty();
    }
  }
}
