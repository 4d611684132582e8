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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before an IMAP server and answers some commands in its place. */
public final class ImapProxy implements AutoCloseable {
  private static final Pattern COMMAND = Pattern.compile("(\\S+) ((?:UID )?[A-Za-z]+.*)");

  private final ServerSocket server;
  private final int target;
  private final Function<String, String> answers;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /**
   * @param answers to a command without its tag: "NO not here", with lines before it if need be; or
   *     null for what the server itself is to answer
   */
  public ImapProxy(int target, Function<String, String> answers) {
    this.target = target;
    this.answers = answers;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "imap-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What was answered here, as it came and without its tag. */
  public List<String> answered() {
    return commands;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        daemon(() -> ask(near, far));
        daemon(() -> copy(far, near));
      } catch (IOException closed) {
        // the next one, if there is one
      }
    }
  }

  private void ask(Socket near, Socket far) {
    try (near;
        far) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(near.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Matcher command = COMMAND.matcher(line);
        String answer = command.matches() ? answers.apply(command.group(2)) : null;
        if (answer == null) {
          write(far.getOutputStream(), line);
        } else {
          commands.add(command.group(2));
          int last = answer.lastIndexOf('\n') + 1;
          String before = answer.substring(0, last).replace("\n", "\r\n");
          write(near.getOutputStream(), before + command.group(1) + " " + answer.substring(last));
        }
      }
    } catch (IOException gone) {
      // both ends are closed
    }
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // both ends are closed
    }
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
