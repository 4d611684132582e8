package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.ChannelSql;
import org.tocsin.support.TestDatabase;

/** P10: memory does not grow with the file. */
final class ManyRowsTest {
  private static final int ROWS = 100_000;

  @TempDir Path folder;

  @Test
  void a_hundred_thousand_rows_go_through_a_heap_of_40_megabytes() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    Path file = write(folder.resolve("people.csv"), ROWS);
    Path log = folder.resolve("import.log");
    Process child = importInOwnProcess(database, file, log);
    boolean ended = child.waitFor(5, TimeUnit.MINUTES);
    child.destroyForcibly();
    assertThat(ended).isTrue();
    assertThat(Files.readString(log)).contains("added " + ROWS);
    assertThat(new Subscribers(database.jdbi(), People.CLOCK, null).count()).isEqualTo(ROWS);
  }

  private static Path write(Path file, int rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("email,phone,first_name,last_name,language,zip,email_consent,sms_consent\n");
      for (int i = 0; i < rows; i++) {
        String phone = i % 3 == 0 ? String.format("+1315%07d", 4_000_000 + i) : "";
        out.write("u" + i + "@example.org," + phone + ",Pat" + i + ",Doe,en,13202,yes,yes\n");
      }
    }
    return file;
  }

  private static Process importInOwnProcess(TestDatabase database, Path file, Path log)
      throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx40m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            path,
            ManyRowsTest.class.getName(),
            database.url(),
            database.user(),
            database.password(),
            file.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  public static void main(String[] args) {
    Jdbi jdbi =
        Jdbi.create(args[0], args[1], args[2])
            .installPlugin(new PostgresPlugin())
            .installPlugin(new ChannelSql());
    People people = new People(jdbi, Path.of("."));
    Subscribers.Imported imported = people.subscribers.importFile(Path.of(args[3]), rows -> {});
    System.out.println("added " + imported.added());
    StringCounter counter = new StringCounter();
    people.subscribers.export(counter);
    System.out.println("exported " + counter.characters + " characters");
  }

  /** Takes an export without keeping it. */
  private static final class StringCounter implements Appendable {
    private long characters;

    @Override
    public Appendable append(CharSequence text) {
      characters += text.length();
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) {
      characters++;
      return this;
    }
  }
}
