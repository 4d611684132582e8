package org.tocsin.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every part needs to know. */
final class Setup {
  @Option(
      names = "--tocsin",
      paramLabel = "FILE",
      description = "The packaged program. Default: ${DEFAULT-VALUE}")
  Path tocsin = Path.of("target", "tocsin", "bin", "tocsin");

  @Option(
      names = "--heap",
      paramLabel = "MB",
      description = "Heap of the server. Default: ${DEFAULT-VALUE}")
  int heapMegabytes = 256;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where runs and results go. Default: ${DEFAULT-VALUE}")
  Path out = Path.of("target", "bench");

  @Option(names = "--keep", description = "Leave the database and logs of the run where they are")
  boolean keep;

  static void say(String line) {
    System.out.println(line);
  }
}
