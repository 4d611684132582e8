package org.tocsin.web.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** The one encoding of what the API takes (RFC 8259 8.1). */
final class Utf8 {
  private Utf8() {}

  /**
   * @param name of what is read, for people
   * @param bytes or null for none
   * @throws BadInput where they are something else
   */
  static String read(String name, byte[] bytes) {
    try {
      return bytes == null
          ? ""
          : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInput(
          Problem.error(name, 0, "", "It is not in UTF-8. Send it in that encoding."));
    }
  }
}
