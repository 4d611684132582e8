package org.tocsin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tocsin.TocsinException;

/** Postfix's own programs for measuring: a sink and a source, in C. Postfix itself never runs. */
final class Postfix {
  private final Path folder;
  private final Path work;

  private Postfix(Path folder, Path work) {
    this.folder = folder;
    this.work = work;
  }

  /**
   * @param given by the user, or null to look on the PATH
   * @param work a folder for its settings and, where {@code download}, for the package
   */
  static Optional<Postfix> find(Path given, boolean download, Path work) {
    Path configuration = work.resolve("postfix-settings");
    try {
      Files.createDirectories(configuration);
      Files.writeString(configuration.resolve("main.cf"), "inet_protocols = ipv4\n");
      Stream<Path> places =
          given != null
              ? Stream.of(given)
              : download ? Stream.of(unpacked(work)) : Stream.of(path()).map(Path::of);
      Optional<Postfix> found =
          places
              .filter(f -> Files.isExecutable(f.resolve("smtp-sink")))
              .filter(f -> Files.isExecutable(f.resolve("smtp-source")))
              .map(f -> new Postfix(f.toAbsolutePath(), configuration))
              .findFirst();
      if (found.isEmpty() && given != null) {
        throw new TocsinException("smtp-sink and smtp-source are not in " + given + ".");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] path() {
    return (System.getenv("PATH") + ":/usr/sbin").split(":");
  }

  private static Path unpacked(Path work) throws IOException {
    Path folder = work.resolve("postfix").toAbsolutePath();
    Path programs = folder.resolve("usr/sbin");
    if (!Files.exists(programs)) {
      Files.createDirectories(folder);
      String get = "apt-get download -qq postfix && dpkg -x postfix_*.deb .";
      Process process =
          new ProcessBuilder("sh", "-c", get).directory(folder.toFile()).inheritIO().start();
      if (Children.await(process) != 0) {
        throw new TocsinException("Postfix could not be downloaded. Leave --download-postfix out.");
      }
    }
    return programs;
  }

  private ProcessBuilder program(String... command) {
    List<String> line = new ArrayList<>(List.of(command));
    line.set(0, folder.resolve(command[0]).toString());
    ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
    builder.environment().put("MAIL_CONFIG", work.toAbsolutePath().toString());
    // where the package is unpacked and not installed
    builder.environment().put("LD_LIBRARY_PATH", folder.resolve("../lib/postfix").toString());
    return builder;
  }

  MailSink sink() {
    int port = Children.freePort();
    List<String> command = new ArrayList<>(List.of("smtp-sink"));
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.addAll(List.of("127.0.0.1:" + port, "1000"));
    Process process = Children.start(program(command.toArray(String[]::new)));
    Children.awaitPort(process, port);
    return new MailSink() {
      @Override
      public int port() {
        return port;
      }

      @Override
      public String name() {
        return "smtp-sink";
      }

      @Override
      public void close() {
        Children.stop(process);
      }
    };
  }

  /**
   * @return mails a second
   */
  double source(int port, int connections, int mails, int bytes) {
    Process process =
        Children.start(
            program(
                "smtp-source",
                "-d",
                "-s",
                "" + connections,
                "-m",
                "" + mails,
                "-l",
                "" + bytes,
                "-f",
                "a@example.org",
                "-t",
                "b@example.org",
                "127.0.0.1:" + port));
    long start = System.nanoTime();
    if (Children.await(process) != 0) {
      throw new TocsinException("smtp-source failed; see above.");
    }
    return mails / ((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
