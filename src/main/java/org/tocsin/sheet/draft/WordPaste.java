package org.tocsin.sheet.draft;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.zwobble.mammoth.DocumentConverter;
import org.zwobble.mammoth.Result;

/** A .docx, by way of HTML. */
final class WordPaste {
  private WordPaste() {}

  static Pasted of(String file, byte[] bytes) {
    try {
      Result<String> html =
          new DocumentConverter()
              .addStyleMap("p[style-name='Title'] => h1:fresh")
              .addStyleMap("p[style-name='Subtitle'] => h2:fresh")
              .addStyleMap("p[style-name='Quote'] => blockquote > p:fresh")
              .addStyleMap("p[style-name='Intense Quote'] => blockquote > p:fresh")
              .convertToHtml(new ByteArrayInputStream(bytes));
      List<String> notes = new ArrayList<>();
      html.getWarnings().stream()
          .filter(warning -> !warning.startsWith("Unrecognised"))
          .forEach(notes::add);
      return HtmlPaste.of(html.getValue(), notes);
    } catch (IOException | RuntimeException e) {
      throw Pasted.refused(
          file, "This is no .docx that can be read. Open it and save it as .docx or text again.");
    }
  }
}
