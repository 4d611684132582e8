package org.tocsin.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A mail server on loopback that keeps what it takes, byte for byte, and does as it is told. Each
 * command is first shown to the script, which may answer in its place: a reply, {@link #DROP} or
 * {@link #HANG}. The greeting is asked for as "CONNECT" and the end of a mail as ".".
 */
public final class SmtpPeer implements AutoCloseable {
  /** Closes the connection without an answer. */
  public static final String DROP = "drop";

  /** Never answers. */
  public static final String HANG = "hang";

  /** Begins an answer and never ends it, a line at a time. */
  public static final String DRIP = "drip";

  /** Answers, then closes the connection. */
  public static final String THEN_DROP = "\0";

  /** A mail as it came over the wire, dots unstuffed. */
  public record Mail(String from, String to, byte[] raw) {
    public String text() {
      return new String(raw, StandardCharsets.ISO_8859_1);
    }
  }

  private final boolean startTls;
  private final boolean tls;
  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private volatile Function<String, String> script = command -> null;

  /** Speaks in the clear. */
  public SmtpPeer() {
    this(false, false, 0);
  }

  /** The same on a port that was kept for it. */
  public SmtpPeer(ReservedPort port) {
    this(false, false, port.give());
  }

  /** Offers STARTTLS, with a certificate that nobody trusts. */
  public static SmtpPeer withStartTls() {
    return new SmtpPeer(true, false, 0);
  }

  /** Encrypted from the first byte, with a certificate that nobody trusts. */
  public static SmtpPeer withTls() {
    return new SmtpPeer(false, true, 0);
  }

  private SmtpPeer(boolean startTls, boolean tls, int port) {
    this.startTls = startTls;
    this.tls = tls;
    try {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "smtp-peer");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  public SmtpPeer script(Function<String, String> script) {
    this.script = script;
    return this;
  }

  /** Answers every command that begins so. */
  public SmtpPeer answer(String start, String reply) {
    return script(command -> command.startsWith(start) ? reply : null);
  }

  public List<Mail> mails() {
    return mails;
  }

  /** All that was said to it, in order. */
  public List<String> commands() {
    return commands;
  }

  public int connections() {
    return connections.get();
  }

  /** As a server does that is tired of idle clients. */
  public void dropConnections() {
    for (Socket socket : open) {
      quietly(socket);
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // gone is gone
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Socket spoken = tls ? encrypted(socket) : socket;
      if (say(spoken.getOutputStream(), "CONNECT", replyTo("CONNECT", "220 peer ESMTP"))) {
        converse(spoken);
      }
    } catch (IOException gone) {
      // the client hung up, or the test closed us
    }
  }

  private static Socket encrypted(Socket plain) throws IOException {
    var factory = context().getSocketFactory();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, "localhost", plain.getPort(), true);
    socket.setUseClientMode(false);
    return socket;
  }

  /** With the certificate that GreenMail brings for tests, as key and as the only one trusted. */
  public static SSLContext context() {
    try (InputStream file = SmtpPeer.class.getResourceAsStream("/greenmail.p12")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, "changeit".toCharArray());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, "changeit".toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("peer", store.getCertificate("greenmail"));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void converse(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    String from = "";
    String to = "";
    for (String line = line(in); line != null; line = line(in)) {
      String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
      String answer = replyTo(line, usual(verb));
      if (!say(out, line, answer)) {
        return;
      }
      if (verb.equals("STAR")) {
        converse(encrypted(socket));
        return;
      }
      from = verb.equals("MAIL") ? between(line) : from;
      to = verb.equals("RCPT") ? between(line) : to;
      if (verb.equals("DATA") && answer.startsWith("354") && !take(in, out, from, to)) {
        return;
      }
    }
  }

  /** Keeps a mail unless the script refuses it; also where no answer follows. */
  private boolean take(InputStream in, OutputStream out, String from, String to)
      throws IOException {
    byte[] raw = content(in);
    if (raw == null) {
      return false;
    }
    String answer = replyTo(".", "250 2.0.0 queued");
    if (answer.startsWith("2") || answer.equals(DROP) || answer.equals(HANG)) {
      mails.add(new Mail(from, to, raw));
    }
    return say(out, ".", answer);
  }

  private String usual(String verb) {
    return switch (verb) {
      case "EHLO" ->
          "250-peer\r\n"
              + (startTls ? "250-STARTTLS\r\n" : "")
              + "250-AUTH PLAIN\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES";
      case "AUTH" -> "235 2.7.0 welcome";
      case "STAR" -> "220 2.0.0 go";
      case "DATA" -> "354 go";
      case "QUIT" -> "221 bye";
      default -> "250 2.0.0 ok";
    };
  }

  private String replyTo(String command, String usual) {
    commands.add(command);
    String scripted = script.apply(command);
    return scripted == null ? usual : scripted;
  }

  /** False where the conversation ends. */
  private static boolean say(OutputStream out, String command, String answer) throws IOException {
    if (answer.equals(DROP)) {
      return false;
    }
    if (answer.equals(DRIP)) {
      drip(out);
    }
    if (!answer.equals(HANG)) {
      String line = answer.replace(THEN_DROP, "") + "\r\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    return !answer.endsWith(THEN_DROP) && !command.equals("QUIT");
  }

  private static void drip(OutputStream out) throws IOException {
    try {
      while (true) {
        out.write("250-x\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String between(String line) {
    return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      String text = line.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n")) {
        return text.substring(0, text.length() - 2);
      }
    }
    return null;
  }

  /** Null where it breaks off before its end. */
  private static byte[] content(InputStream in) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (String line = line(in); !".".equals(line); line = line(in)) {
      if (line == null) {
        return null;
      }
      String plain = line.startsWith(".") ? line.substring(1) : line;
      content.writeBytes((plain + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    return content.toByteArray();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException alreadyClosed) {
      // gone is gone
    }
    dropConnections();
  }
}
