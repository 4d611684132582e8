package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tocsin.app.Settings;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import picocli.CommandLine;

/** The command line as someone types it, over a database of a test. */
final class Cli {
  /** What a command left behind. */
  record Ran(int exit, String out, String err) {
    Ran done() {
      assertThat(exit).as("exit code; it said: " + err).isZero();
      assertThat(err).isEmpty();
      return this;
    }

    /** In words for people: never a stack trace (P11). */
    Ran failed(String... words) {
      return ended(1, words);
    }

    Ran wrongUsage(String... words) {
      ended(2, words);
      assertThat(err).containsPattern("Usage: tocsin|Did you mean: tocsin|See: tocsin .* --help");
      return this;
    }

    private Ran ended(int code, String... words) {
      assertThat(exit).as("exit code; it said: " + out + err).isEqualTo(code);
      assertThat(List.of(words)).allSatisfy(word -> assertThat(err).contains(word));
      assertThat(err).doesNotContain("\tat ", "Exception", "nobody foresaw");
      return this;
    }
  }

  private final TestDatabase database;
  private final Context context;
  private final Path folder;

  /**
   * @param folder where {@link #file} puts files
   */
  Cli(TestDatabase database, Clock clock, Path folder) {
    this(database, clock, folder, Map.of());
  }

  /**
   * @param more settings over those of a test
   */
  Cli(TestDatabase database, Clock clock, Path folder, Map<String, String> more) {
    this.database = database;
    this.folder = folder;
    Map<String, String> all = new TreeMap<>(TestServer.on(database));
    all.put("tocsin.database.connections", "2");
    all.put("tocsin.organization.name", "CNY Solidarity Coalition");
    all.putAll(more);
    Settings settings = Settings.of(all);
    this.context = new Context(() -> settings, clock);
  }

  Ran run(Object... words) {
    return run(Tocsin.line(context), words);
  }

  /** On a command line with settings of its own. */
  static Ran run(CommandLine line, Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    return new Ran(line.execute(args), out.toString(), err.toString());
  }

  Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything in the database: rows and a checksum for each table. */
  Map<String, String> everything() {
    Map<String, String> tables = new TreeMap<>();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                    .mapTo(String.class)
                    .forEach(
                        table ->
                            tables.put(
                                table,
                                handle
                                    .createQuery(
                                        """
                                        SELECT count(*) || ' ' ||
                                          coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')
                                        FROM %s t
                                        """
                                            .formatted(table))
                                    .mapTo(String.class)
                                    .one())));
    return tables;
  }
}
