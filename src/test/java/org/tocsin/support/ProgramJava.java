package org.tocsin.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.tocsin.app.Main;

/**
 * How a process of its own is told to run the program. As where it is installed, its classes lie in
 * a jar in {@code lib}; and Java has them from an archive of how they lay in memory once before
 * (class data sharing), with which a start takes about half of the work.
 */
final class ProgramJava {
  private static final String NAME = "test-program-";
  private static final Path CLASSES = MadeOnce.TARGET.resolve("classes");
  private static final String LIBRARIES =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> entry.endsWith(".jar"))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
  private static final Path FOLDER =
      MadeOnce.TARGET.resolve(NAME + MadeOnce.key(CLASSES, LIBRARIES));
  private static final Path JAR = FOLDER.resolve("lib/tocsin.jar");
  private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

  private ProgramJava() {}

  /**
   * The words of its command line, up to those for the program.
   *
   * @param options for Java, besides those of every process of a test
   */
  static List<String> line(String... options) {
    MadeOnce.unless(ARCHIVE, NAME, ProgramJava::make);
    return with("-XX:SharedArchiveFile=" + ARCHIVE, options);
  }

  private static List<String> with(String archive, String... options) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", archive));
    line.add("-Xlog:disable"); // Java would say on the program's output that it has no use for it
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", JAR + File.pathSeparator + LIBRARIES, Main.class.getName()));
    return line;
  }

  private static void make() throws IOException {
    Files.createDirectories(JAR.getParent());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(JAR));
        Stream<Path> files = Files.walk(CLASSES)) {
      jar.setLevel(0);
      for (Path file : files.skip(1).toList()) {
        String name = CLASSES.relativize(file).toString().replace(File.separatorChar, '/');
        boolean isFolder = Files.isDirectory(file);
        jar.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
        if (!isFolder) {
          Files.copy(file, jar);
        }
      }
    }
    Path half = FOLDER.resolve("half.jsa");
    serveOnce(with("-XX:ArchiveClassesAtExit=" + half));
    Files.move(half, ARCHIVE);
  }

  /** Which classes it needs for that goes into the archive. */
  private static void serveOnce(List<String> line) throws IOException {
    Path home = Files.createDirectory(FOLDER.resolve("home"));
    int port = TestServer.freePort();
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.data-dir", ReadyData.copyTo(home.resolve("data")).toString());
    settings.put("tocsin.management.port", "" + port);
    try (ServerProcess server = new ServerProcess(home, settings)) {
      server.start(line);
      Awaitility.await()
          .ignoreExceptions()
          .failFast("it serves", () -> !server.isRunning())
          .until(
              () -> Http.get("http://127.0.0.1:" + port + "/observe/health").statusCode() == 200);
      server.stop();
    }
    MadeOnce.delete(home);
  }
}
