package org.tocsin.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fast mail server on loopback that takes all mail and notes when and for whom. Answers to what
 * came together leave together, in one packet, after the time that a distant server takes.
 */
public final class SmtpSink implements AutoCloseable {
  /**
   * A mail that was taken.
   *
   * @param nanos of {@link System#nanoTime} when its last byte had come
   * @param connection counted from 1
   */
  public record Taken(long nanos, String to, String messageId, int connection) {}

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();
  private volatile String extension = "250-PIPELINING\r\n";
  private volatile long distanceMillis;
  private volatile long latencyMillis;
  private volatile boolean late;
  private volatile boolean inSingleBytes;
  private volatile String refused = "";

  public SmtpSink() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
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

  /** Each turn of the conversation takes so long. */
  public SmtpSink distant(long millis) {
    distanceMillis = millis;
    return this;
  }

  /** Taking a mail takes so long. */
  public SmtpSink slow(long millis) {
    latencyMillis = millis;
    return this;
  }

  public SmtpSink withoutPipelining() {
    extension = "";
    return this;
  }

  /**
   * Its last word on a mail comes after the answers to the commands behind it, against RFC 2920.
   */
  public SmtpSink outOfOrder() {
    late = true;
    return this;
  }

  /** This recipient is unknown here. */
  public SmtpSink refusing(String address) {
    refused = address;
    return this;
  }

  /** Its answers come in packets of one byte. */
  public SmtpSink inSingleBytes() {
    inSingleBytes = true;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  public int count() {
    return count.get();
  }

  public int connections() {
    return connections.get();
  }

  /** How often all that had come was answered and it was the client's turn to speak. */
  public int turns() {
    return turns.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        int number = connections.incrementAndGet();
        open.add(socket);
        start(() -> serve(socket, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new Conversation(socket, number).hold();
    } catch (IOException gone) {
      // the client hung up, or the test closed us
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private final class Conversation {
    private final Socket socket;
    private final InputStream in;
    private final int number;
    private final StringBuilder answers = new StringBuilder("220 sink ESMTP\r\n");
    private String lateAnswer = "";
    private String to = "";

    Conversation(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), 32_768);
      this.number = number;
    }

    void hold() throws IOException, InterruptedException {
      for (String line = next(); line != null; line = next()) {
        String verb = line.substring(0, Math.min(4, line.length()));
        switch (verb) {
          case "EHLO" -> answer("250-sink\r\n" + extension + "250 ENHANCEDSTATUSCODES");
          case "RCPT" -> {
            to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            answer(to.equals(refused) ? "550 5.1.1 no such user" : "250 2.1.5 ok");
          }
          case "DATA" -> data();
          case "QUIT" -> answer("221 bye");
          case "MAIL", "RSET" -> answer("250 2.1.0 ok");
          default -> answer("502 5.5.2 what");
        }
      }
    }

    private void data() throws IOException, InterruptedException {
      if (to.equals(refused)) {
        answer("554 5.5.1 no valid recipients");
      } else {
        answer("354 go");
        take();
      }
    }

    private void answer(String line) {
      answers.append(line).append("\r\n");
    }

    private String next() throws IOException, InterruptedException {
      if (in.available() == 0) {
        Thread.sleep(distanceMillis);
        if (in.available() == 0) {
          speak();
        }
      }
      return line();
    }

    private void speak() throws IOException {
      byte[] bytes = (answers + lateAnswer).getBytes(StandardCharsets.US_ASCII);
      answers.setLength(0);
      lateAnswer = "";
      turns.incrementAndGet();
      int step = inSingleBytes ? 1 : Math.max(1, bytes.length);
      for (int from = 0; from < bytes.length; from += step) {
        socket.getOutputStream().write(bytes, from, step);
      }
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(80);
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
        line.write(b);
      }
      return null;
    }

    private void take() throws IOException, InterruptedException {
      String messageId = "";
      for (String line = next(); !".".equals(line); line = line()) {
        if (line == null) {
          throw new IOException("broken off");
        }
        messageId = line.startsWith("Message-ID: ") ? line.substring(12) : messageId;
      }
      taken.add(new Taken(System.nanoTime(), to, messageId, number));
      count.incrementAndGet();
      Thread.sleep(latencyMillis);
      if (late) {
        lateAnswer = "250 2.0.0 queued\r\n";
      } else {
        answer("250 2.0.0 queued");
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException alreadyClosed) {
      // gone is gone
    }
  }
}
