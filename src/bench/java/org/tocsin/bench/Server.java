package org.tocsin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.tocsin.TocsinException;
import org.tocsin.app.EmbeddedDatabase;

/** The packaged program in a folder of its own, with a new embedded database. */
final class Server implements AutoCloseable {
  private final Setup setup;
  private final Path folder;
  private final EmbeddedDatabase database;
  private final Jdbi jdbi;
  private static final String PUBLIC_URL = "https://alerts.example.org";

  private final int httpPort = Children.freePort();
  private final int managementPort = Children.freePort();
  private final Thread interrupted = new Thread(this::end);
  private Process serving;

  private Server(Setup setup, Path folder, Map<String, String> settings) throws IOException {
    this.setup = setup;
    this.folder = folder;
    Files.writeString(folder.resolve("application.properties"), properties(settings));
    this.database = EmbeddedDatabase.open(folder.resolve("data"));
    Runtime.getRuntime().addShutdownHook(interrupted);
    this.jdbi =
        Jdbi.create(database.url(), database.user(), database.password())
            .installPlugin(new PostgresPlugin());
  }

  /**
   * Nothing runs yet but the database.
   *
   * @param settings over those of the benchmark
   */
  static Server create(Setup setup, Map<String, String> settings) {
    if (!Files.isExecutable(setup.tocsin)) {
      throw new TocsinException(
          setup.tocsin + " is missing. Build it first: mvn -DskipTests package");
    }
    try {
      Files.createDirectories(setup.out);
      return new Server(
          setup, Files.createTempDirectory(setup.out, "run-").toAbsolutePath(), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String properties(Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("tocsin.http.port", "" + httpPort);
    settings.put("tocsin.management.port", "" + managementPort);
    settings.put("tocsin.public-url", PUBLIC_URL);
    settings.put("tocsin.organization.name", "Neighbors of the Post Office");
    settings.put("tocsin.organization.postal-address", "PO Box 1, Northtown NY 10001");
    settings.put("tocsin.email.from", "alerts@example.org");
    settings.put("tocsin.smtp.tls", "none");
    settings.put("tocsin.quiet-hours", "off");
    settings.put("tocsin.sms.per-second", "0");
    settings.putAll(more);
    StringBuilder file = new StringBuilder();
    settings.forEach((name, value) -> file.append(name + " = " + value + "\n"));
    return file.toString();
  }

  /** Where it listens. */
  String url(String path) {
    return "http://127.0.0.1:" + httpPort + path;
  }

  /** Where the world believes it to be. */
  String publicUrl() {
    return PUBLIC_URL;
  }

  Path folder() {
    return folder;
  }

  /** How another process reaches its database. */
  Map<String, String> databaseSettings() {
    return Map.of(
        "tocsin.database.url", database.url(),
        "tocsin.database.username", database.user(),
        "tocsin.database.password", database.password());
  }

  /** For reading the ledger. */
  Jdbi jdbi() {
    return jdbi;
  }

  /** Runs one of its commands to the end. */
  void run(String... command) {
    Path log = folder.resolve(command[0] + ".log");
    if (Children.await(Children.start(program(log, command))) != 0) {
      throw failed(command[0], log);
    }
  }

  private ProcessBuilder program(Path log, String... command) {
    List<String> line = new ArrayList<>();
    line.add("" + setup.tocsin.toAbsolutePath());
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    // The settings of a real installation must not get in: its mail server is no sink.
    builder.environment().keySet().removeIf(name -> name.startsWith("TOCSIN_"));
    builder.environment().put("TOCSIN_HOME", folder.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "-Xmx" + setup.heapMegabytes + "m");
    return builder;
  }

  private TocsinException failed(String command, Path log) {
    setup.keep = true;
    try {
      return new TocsinException("tocsin " + command + " failed:\n" + Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts to send what is due. */
  void serve() {
    serving = Children.start(program(folder.resolve("serve.log"), "serve"));
    while (!isHealthy()) {
      checkAlive();
      Children.pause(100);
    }
  }

  private boolean isHealthy() {
    URI health = URI.create("http://127.0.0.1:" + managementPort + "/observe/health");
    try {
      return HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw Children.interrupted(e);
    }
  }

  void checkAlive() {
    if (!serving.isAlive()) {
      throw failed("serve", folder.resolve("serve.log"));
    }
  }

  /** The most memory that the serving process ever had, in bytes; empty where there is no /proc. */
  OptionalLong peakMemory() {
    Path status = Path.of("/proc", "" + serving.pid(), "status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stopServing() {
    if (serving != null) {
      Children.stop(serving);
    }
  }

  private void end() {
    stopServing();
    database.close();
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(interrupted);
    if (setup.keep) {
      Setup.say("The run is kept in " + folder);
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
