package org.tocsin.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command as a process of its own, typed in some folder with some environment, run to its end.
 */
public final class TocsinProcess {
  private TocsinProcess() {}

  /** What it left behind; both texts without space around them. */
  public record Ended(int exit, String out, String err) {
    public Ended done() {
      assertThat(exit).as("exit code; it said: " + out + err).isZero();
      return this;
    }

    /** In words for people, and never a stack trace (P11). */
    public Ended failed(String... words) {
      assertThat(exit).as("exit code; it said: " + out + err).isEqualTo(1);
      assertThat(List.of(words)).allSatisfy(word -> assertThat(err).contains(word));
      assertThat(err).doesNotContain("\tat ", "Exception");
      return this;
    }
  }

  /**
   * @param folder where it is typed
   * @param environment all of it that begins with TOCSIN_
   */
  public static Ended run(Path folder, Map<String, String> environment, String... words) {
    List<String> line =
        new ArrayList<>(
            // it logs as the program does
            ProgramJava.line("-Dlogback.configurationFile=logback.xml"));
    line.addAll(List.of(words));
    try {
      Path out = Files.createTempFile("tocsin", ".out");
      Path err = Files.createTempFile("tocsin", ".err");
      ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("TOCSIN_"));
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
      return new Ended(process.exitValue(), take(out), take(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String take(Path file) throws IOException {
    String text = Files.readString(file).strip();
    Files.delete(file);
    return text;
  }
}
