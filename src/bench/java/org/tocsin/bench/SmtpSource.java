package org.tocsin.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the same ready bytes over and over: the ceiling where Postfix's smtp-source is missing. */
final class SmtpSource {
  private SmtpSource() {}

  static double perSecond(int port, int connections, int mails, int bytes) {
    byte[] content = content(bytes);
    return Crowd.perSecond(connections, mails, next -> send(port, mails, content, next));
  }

  private static byte[] content(int bytes) {
    String line = "Call on all elected officials to demand answers now, and call them today.\r\n";
    String body = line.repeat(1 + bytes / line.length()).substring(0, bytes);
    return ("Subject: x\r\n\r\n" + body + "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static void send(int port, int mails, byte[] content, AtomicInteger next)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      expect(in, '2');
      say(out, in, "HELO bench.example.org\r\n", '2');
      while (next.getAndIncrement() < mails) {
        say(out, in, "MAIL FROM:<a@example.org>\r\n", '2');
        say(out, in, "RCPT TO:<b@example.org>\r\n", '2');
        say(out, in, "DATA\r\n", '3');
        out.write(content);
        expect(in, '2');
      }
      say(out, in, "QUIT\r\n", '2');
    }
  }

  private static void say(OutputStream out, InputStream in, String command, char wanted)
      throws IOException {
    out.write(command.getBytes(StandardCharsets.US_ASCII));
    expect(in, wanted);
  }

  private static void expect(InputStream in, char wanted) throws IOException {
    int first = in.read();
    if (first != wanted) {
      throw new IOException("the sink answered " + (char) first + "xx");
    }
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the sink hung up");
      }
    }
  }
}
