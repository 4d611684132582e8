package org.tocsin.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An IMAP server on loopback that offers what it is told to and answers as the script says. */
public final class ImapLines implements AutoCloseable {
  private final ServerSocket server;
  private final String capabilities;
  private final Function<String, String> script;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /**
   * @param capabilities "IMAP4rev1 AUTH=XOAUTH2"
   * @param script from a command without its tag to "OK", "NO why" and the like
   */
  public ImapLines(String capabilities, Function<String, String> script) {
    this.capabilities = capabilities;
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::accept, "imap-lines");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        serve(socket);
      } catch (IOException gone) {
        // the client hung up, or the test closed us
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
    BufferedReader lines = new BufferedReader(in);
    OutputStream out = socket.getOutputStream();
    say(out, "* OK [CAPABILITY " + capabilities + "] ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.split(" ", 2);
      String command = parts.length == 2 ? parts[1] : "";
      commands.add(command);
      if (command.startsWith("CAPABILITY")) {
        say(out, "* CAPABILITY " + capabilities);
      }
      boolean isKnown = command.startsWith("CAPABILITY") || command.startsWith("LOGOUT");
      say(out, parts[0] + " " + (isKnown ? "OK" : script.apply(command)));
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Without their tags. */
  public List<String> commands() {
    return commands;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
