package org.tocsin.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "How long every page of the console takes, and how large it is, among a million people and"
            + " five million deliveries; beside it a page that looks nothing up. Ends with 1 where"
            + " a page is over the limits.")
final class ConsoleSpeed implements Callable<Integer> {
  private static final double MOST_MILLIS = 200;
  private static final int MOST_BYTES = 150_000;

  @Option(names = "--subscribers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int people = 1_000_000;

  @Option(
      names = "--alerts",
      paramLabel = "N",
      description = "To all of them, each. Default: ${DEFAULT-VALUE}")
  private int alerts = 5;

  @Option(
      names = "--visits",
      paramLabel = "N",
      description = "Of each page. Default: ${DEFAULT-VALUE}")
  private int visits = 20;

  /** The published files, in place of a made-up country. */
  static final class Published {
    @Option(names = "--officials", paramLabel = "FILE", required = true)
    private Path officials;

    @Option(names = "--offices", paramLabel = "FILE", required = true)
    private Path offices;

    @Option(names = "--zips", paramLabel = "FILE", required = true)
    private Path zips;

    @Option(names = "--as-of", paramLabel = "DATE", required = true)
    private String asOf;

    @Option(names = "--congress", paramLabel = "N", required = true)
    private String congress;

    void importInto(Server server) {
      server.run("officials", "import", "" + full(officials), "" + full(offices), "--as-of", asOf);
      server.run("districts", "import", "" + full(zips), "--congress", congress);
    }

    private static Path full(Path file) {
      return file.toAbsolutePath();
    }
  }

  @ArgGroup(exclusive = false)
  private Published published;

  @Mixin private Setup setup;

  /** What one page came to. */
  private record Page(
      String path, int status, double first, double median, double most, int bytes) {
    boolean isOver() {
      return most > MOST_MILLIS || bytes > MOST_BYTES || status != 200;
    }
  }

  @Override
  public Integer call() {
    Results results = new Results(setup, "console");
    boolean isOver = false;
    try (Server server = Server.create(setup, Map.of())) {
      World world = new World(server.folder());
      if (published == null) {
        world.importFacts(server);
      } else {
        published.importInto(server);
      }
      server.run("subscribers", "import", "" + oneInEachZip(server));
      new Filled(server, people, alerts).fill(world.sheet(6_500));
      ConsolePages pages = new ConsolePages(server.jdbi());
      pages.checkComplete(server.databaseSettings());
      Organizer organizer = Organizer.invited(server);
      server.serve();
      organizer.signIn();
      Setup.say("Opening " + pages.paths().size() + " pages, each " + visits + " times …");
      Page nothing = measure(organizer, "/console/sign-in/none");
      for (String path : pages.paths()) {
        Page page = measure(organizer, path);
        isOver |= page.isOver();
        add(results, page, nothing);
      }
    }
    results.write();
    return isOver ? 1 : 0;
  }

  private static Path oneInEachZip(Server server) {
    List<String> zips =
        server
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT DISTINCT zip FROM zip_district ORDER BY zip")
                        .mapTo(String.class)
                        .list());
    Path file = server.folder().resolve("people.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      World.writePeopleOf(zips, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private Page measure(Organizer organizer, String path) {
    double[] millis = new double[visits];
    int status = 0;
    int bytes = 0;
    for (int i = 0; i < visits; i++) {
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = organizer.get(path);
      millis[i] = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
      status = answer.statusCode();
      bytes = Math.max(bytes, answer.body().length);
    }
    double first = millis[0];
    Arrays.sort(millis);
    return new Page(path, status, first, millis[visits / 2], millis[(visits * 19 - 1) / 20], bytes);
  }

  private static void add(Results results, Page page, Page nothing) {
    results.add(
        page.path + (page.status == 200 ? "" : ", answered " + page.status),
        "%.0f ms, 95 %% within %.0f ms, first %.0f ms, %.1f kB"
            .formatted(page.median, page.most, page.first, page.bytes / 1000.0),
        "%s %.0f ms and %d kB; nothing looked up: %.0f ms"
            .formatted(
                page.isOver() ? "OVER" : "wanted:", MOST_MILLIS, MOST_BYTES / 1000, nothing.median),
        "%.2f".formatted(page.most / MOST_MILLIS));
  }
}
