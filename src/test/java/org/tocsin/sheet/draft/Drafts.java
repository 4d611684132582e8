package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tocsin.Problem;
import org.tocsin.sheet.Officials;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;

/** Drafts of files as tests write them, with a few officials known. */
record Drafts(Path folder) {
  Draft draft(String name, String text) {
    try {
      return of(Files.writeString(folder.resolve(name), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Draft of(Path file) {
    return Draft.of(file, Optional.of(Officials.DIRECTORY));
  }

  /** The same, read as a sheet: it has no error and one call list. */
  Sheet sheet(String name, String text) {
    return sheet(draft(name, text));
  }

  static Sheet sheet(Draft draft) {
    Sheet sheet = SheetFiles.parse("draft", Map.of("draft.md", draft.source()));
    assertThat(new SheetCheck().check(sheet)).filteredOn(Problem::isError).isEmpty();
    assertThat(sheet.first().body().split("\\{\\{ call_list }}", -1)).hasSize(2);
    return sheet;
  }
}
