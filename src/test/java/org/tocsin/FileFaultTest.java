package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P11: a file that cannot be used is told in a sentence that says what to do. */
class FileFaultTest {
  @TempDir Path folder;

  @Test
  void a_file_that_is_not_there_is_told_from_one_that_may_not_be_read() {
    Path none = folder.resolve("none.csv");
    IOException fault = catchThrowableOfType(IOException.class, () -> Files.readAllBytes(none));
    assertThat(FileFault.ofReading(none, fault)).startsWith("There is no such file. Look at");
    assertThat(FileFault.ofReading(none, new AccessDeniedException("none.csv")))
        .contains(System.getProperty("user.name") + " may not read it", "/tmp");
  }

  @Test
  void a_folder_in_place_of_a_file_is_called_one() {
    IOException reading = catchThrowableOfType(IOException.class, () -> Files.readAllBytes(folder));
    IOException writing =
        catchThrowableOfType(IOException.class, () -> Files.writeString(folder, "x"));
    assertThat(FileFault.ofReading(folder, reading)).isEqualTo("It is a folder. Name a file.");
    assertThat(FileFault.ofWriting(folder, writing)).isEqualTo("It is a folder. Name a file.");
  }

  @Test
  void where_nothing_may_be_written_another_place_is_asked_for() {
    Path nowhere = folder.resolve("none/x.csv");
    IOException fault =
        catchThrowableOfType(IOException.class, () -> Files.writeString(nowhere, "x"));
    assertThat(FileFault.ofWriting(nowhere, fault)).startsWith("There is no such folder.");
    assertThat(FileFault.ofWriting(nowhere, new AccessDeniedException("x.csv")))
        .contains("may not write there", "/tmp");
  }
}
