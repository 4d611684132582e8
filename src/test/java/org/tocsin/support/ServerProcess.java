package org.tocsin.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code tocsin serve} as a process of its own, told by its environment, which can be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Path LOGGING = MadeOnce.TARGET.resolve("test-classes/logback-test.xml");
  private final Path folder;
  private final Map<String, String> settings;
  private final File log;
  private Process process;

  /**
   * @param folder it runs in this one; its log is kept there
   * @param more settings over those of a test
   */
  public ServerProcess(Path folder, Map<String, String> more) {
    this(folder, more, folder.resolve("server.log").toFile());
  }

  /**
   * @param log where all that it says goes
   */
  public ServerProcess(Path folder, Map<String, String> more, File log) {
    this.folder = folder;
    this.log = log;
    this.settings = TestServer.settings();
    settings.put("tocsin.http.port", "0");
    settings.put("tocsin.management.port", "0");
    settings.putAll(more);
  }

  public void start() {
    start(
        ProgramJava.line(
            "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Dlogback.configurationFile=" + LOGGING));
  }

  /**
   * @param line how it is started, with all options for Java
   */
  void start(List<String> line) {
    List<String> words = new ArrayList<>(line);
    words.add("serve");
    ProcessBuilder builder = new ProcessBuilder(words);
    settings.forEach((name, value) -> builder.environment().put(inEnvironment(name), value));
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String inEnvironment(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** SIGTERM; it ends what it has in hand. */
  public void stop() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the server does not end: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All that it has said. */
  public String log() {
    try {
      return Files.readString(folder.resolve("server.log"));
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
  }
}
