package org.tocsin.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * All results so far, of every part the newest, as a table in Markdown. They are kept in a file, so
 * that parts can be run one by one.
 */
final class Results {
  /**
   * A line of the table: a figure, and what it stands beside, measured in the same run.
   *
   * @param part which part of the benchmark; its results replace earlier ones
   */
  record Result(
      String part, String what, String figure, String beside, String ratio, String machine) {}

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final Path table;
  private final String part;
  private final List<Result> added = new ArrayList<>();

  Results(Setup setup, String part) {
    this.file = setup.out.resolve("results.json");
    this.table = setup.out.resolve("results.md");
    this.part = part;
  }

  /** Two speeds. */
  void addSpeeds(String what, double perSecond, String besideWhat, double besidePerSecond) {
    add(
        what,
        "%,.0f/s".formatted(perSecond),
        besideWhat + ": %,.0f/s".formatted(besidePerSecond),
        "%.2f".formatted(perSecond / besidePerSecond));
  }

  void addMemory(String what, OptionalLong peakBytes, int heapMegabytes) {
    peakBytes.ifPresent(
        bytes -> {
          double megabytes = bytes / 1048576.0;
          add(
              what + ", peak memory of the process",
              "%,.0f MB".formatted(megabytes),
              "its heap: %d MB".formatted(heapMegabytes),
              "%.2f".formatted(megabytes / heapMegabytes));
        });
  }

  void add(String what, String figure, String beside, String ratio) {
    added.add(new Result(part, what, figure, beside, ratio, Machine.describe()));
    Setup.say(what + ": " + figure + "   (" + beside + "; ratio " + ratio + ")");
  }

  /** Keeps them, and writes the table again. */
  void write() {
    try {
      List<Result> all = new ArrayList<>(earlier());
      all.removeIf(result -> result.part().equals(part));
      all.addAll(added);
      JSON.writeValue(file.toFile(), all);
      Files.writeString(table, markdown(all));
      Setup.say("The table of all results is in " + table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Result> earlier() throws IOException {
    return Files.exists(file)
        ? JSON.readValue(file.toFile(), new TypeReference<List<Result>>() {})
        : List.of();
  }

  private static String markdown(List<Result> all) {
    StringBuilder text = new StringBuilder();
    text.append("| measured | figure | beside it, in the same run | ratio |\n|---|---|---|---|\n");
    for (Result r : all) {
      String line = "| %s | %s | %s | %s |\n";
      text.append(line.formatted(r.what, r.figure, r.beside, r.ratio));
    }
    text.append('\n');
    all.stream()
        .map(Result::machine)
        .distinct()
        .forEach(m -> text.append("Measured on " + m + ".\n"));
    return text.toString();
  }
}
