package org.tocsin.sheet.draft;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.zwobble.mammoth.DocumentConverter;
import org.zwobble.mammoth.Result;

/** A .docx, by way of HTML. */
final class WordPaste {
  private WordPaste() {}

  private static String styles() {
    StringBuilder styles =
        new StringBuilder(
            """
            p[style-name='Title'] => h1:fresh
            p[style-name='Subtitle'] => h2:fresh
            p[style-name='Quote'] => blockquote > p:fresh
            p[style-name='Intense Quote'] => blockquote > p:fresh
            """);
    String above = "";
    for (int level = 1; level <= 5; level++) {
      String name = level == 1 ? "" : " " + level;
      styles.append("p[style-name='List Bullet%s'] => %sul > li:fresh\n".formatted(name, above));
      styles.append("p[style-name='List Number%s'] => %sol > li:fresh\n".formatted(name, above));
      above += "ul|ol > li > ";
    }
    return styles.toString();
  }

  static Pasted of(String file, byte[] bytes) {
    try {
      Result<String> html =
          new DocumentConverter()
              .addStyleMap(styles())
              // a picture may lie at an address that a stranger chose
              .imageConverter(picture -> Map.of("src", ""))
              .convertToHtml(new ByteArrayInputStream(WordParts.checked(bytes)));
      List<String> notes = new ArrayList<>();
      html.getWarnings().stream()
          .filter(warning -> !warning.matches("(?s)Unrecognised.*|.*not defined.*"))
          .forEach(notes::add);
      Pasted pasted = HtmlPaste.of(file, html.getValue());
      notes.addAll(pasted.notes());
      return new Pasted(pasted.blocks(), pasted.lang(), pasted.clues(), notes);
    } catch (BadInput known) {
      throw known;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw Pasted.refused(
          file, "This is no .docx that can be read. Open it and save it as .docx or text again.");
    }
  }
}
