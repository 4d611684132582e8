package org.tocsin.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sink in this process. It can wait before every answer, as a server far away would; commands
 * that were sent together are still answered together (RFC 2920).
 */
final class SmtpSink implements MailSink {
  private final Duration wait;
  private final ServerSocket server;
  private final AtomicLong mails = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Answers at once. */
  SmtpSink() {
    this(Duration.ZERO);
  }

  /**
   * @param wait from each command to its answer
   */
  SmtpSink(Duration wait) {
    this.wait = wait;
    try {
      server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "smtp-sink");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public String name() {
    return "sink in Java";
  }

  /** What came until now no longer counts. */
  void forget() {
    mails.set(0);
    bytes.set(0);
  }

  /** Of one mail on average, as it came over the wire. */
  long averageBytes() {
    return mails.get() == 0 ? 0 : bytes.get() / mails.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DelayedAnswers answers = new DelayedAnswers(socket.getOutputStream(), wait)) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      answers.say("220 sink ESMTP");
      answers.flush();
      for (String verb = verb(in); !verb.isEmpty(); verb = verb(in)) {
        converse(verb, in, answers);
        if (in.available() == 0) {
          answers.flush();
        }
      }
    } catch (IOException gone) {
      // the client hung up
    }
  }

  private void converse(String verb, InputStream in, DelayedAnswers answers) throws IOException {
    switch (verb) {
      case "EHLO" -> answers.say("250-sink\r\n250-PIPELINING\r\n250 8BITMIME");
      case "DATA" -> {
        answers.say("354 go");
        answers.flush();
        bytes.addAndGet(content(in));
        mails.incrementAndGet();
        answers.say("250 2.0.0 taken");
      }
      case "QUIT" -> {
        answers.say("221 bye");
        answers.flush();
      }
      default -> answers.say("250 2.0.0 ok");
    }
  }

  /** The first four letters of a line; "" at the end. */
  private static String verb(InputStream in) throws IOException {
    StringBuilder verb = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (verb.length() < 4) {
        verb.append((char) b);
      }
    }
    return verb.toString();
  }

  /** Reads a mail up to the line with a dot; how many bytes it had. */
  private static long content(InputStream in) throws IOException {
    String end = "\r\n.\r\n";
    // DATA itself ended a line, so a dot may come at once.
    int matched = 2;
    long size = 0;
    while (matched < end.length()) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("hung up in a mail");
      }
      size++;
      matched = b == end.charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return size - 3;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
