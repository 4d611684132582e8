package org.tocsin.mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Mails that went wrong on their way, the same ones for the same seed. */
final class Mutations {
  /** What stands in mails and is apt to break a reader that meets it in another place. */
  private static final List<byte[]> PIECES =
      List.of(
              "\n",
              "\r",
              "\r\n\r\n",
              "\0",
              "--b\n",
              "--b--\n",
              "--",
              "Content-Type: multipart/mixed; boundary=b\n",
              "Content-Type: multipart/report; boundary=\"\n",
              "Content-Type: message/delivery-status\n",
              "Content-Transfer-Encoding: base64\n",
              "Content-Transfer-Encoding: quoted-printable\n",
              "Content-Type: text/html; charset=utf-16\n",
              "Content-Type: text/plain; charset=utf-7\n",
              "=?utf-8?B?4pyT",
              "=?x-none?Q?=FF?=",
              "=",
              "=0",
              "<",
              "<style>",
              "</",
              "@",
              ">",
              "a@b ",
              ": ",
              "(",
              "\\",
              "%",
              "5.1.1 ",
              "550 ",
              "Final-Recipient: rfc822;",
              "Action: failed\n",
              " ",
              "\t",
              "\u00ff\u00fe",
              "\ud83d\ude00")
          .stream()
          .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
          .toList();

  private final Random random;
  private final List<byte[]> mails;

  Mutations(long seed, List<byte[]> mails) {
    this.random = new Random(seed);
    this.mails = mails;
  }

  byte[] next() {
    byte[] mail = anyOf(mails);
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      mail = changed(mail);
    }
    return mail;
  }

  private byte[] changed(byte[] mail) {
    int from = random.nextInt(mail.length + 1);
    int to = Math.min(mail.length, from + random.nextInt(80));
    byte[] some = Arrays.copyOfRange(mail, from, to);
    return switch (random.nextInt(7)) {
      case 0 -> joined(mail, from, to, new byte[0]);
      case 1 -> joined(mail, from, from, anyOf(PIECES));
      case 2 -> joined(mail, from, to, anyOf(PIECES));
      case 3 -> joined(mail, from, from, some);
      case 4 -> joined(mail, from, from, anyOf(PIECES), anyOf(PIECES), anyOf(PIECES));
      case 5 -> Arrays.copyOf(mail, from);
      default -> withOneByteChanged(mail);
    };
  }

  private byte[] withOneByteChanged(byte[] mail) {
    byte[] other = mail.clone();
    if (other.length > 0) {
      other[random.nextInt(other.length)] = (byte) random.nextInt(256);
    }
    return other;
  }

  private static byte[] joined(byte[] mail, int from, int to, byte[]... between) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(mail, 0, from);
    for (byte[] piece : between) {
      out.writeBytes(piece);
    }
    out.write(mail, to, mail.length - to);
    return out.toByteArray();
  }

  private byte[] anyOf(List<byte[]> some) {
    return some.get(random.nextInt(some.size()));
  }
}
