package org.tocsin.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tocsin.web.HttpResponse;

/** The console's style and scripts. Their address changes with what is in them. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "console.css", "text/css; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "editor.js", "text/javascript; charset=utf-8");

  private static final Map<String, String> FILES =
      TYPES.keySet().stream().collect(Collectors.toMap(Function.identity(), Assets::read));

  /** Of what is in them. */
  static final String VERSION =
      Integer.toHexString(
          TYPES.keySet().stream()
              .sorted()
              .map(FILES::get)
              .collect(Collectors.joining())
              .hashCode());

  private Assets() {}

  private static String read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream("/console/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<HttpResponse> of(String name) {
    return Optional.ofNullable(FILES.get(name))
        .map(
            text ->
                HttpResponse.of(200, TYPES.get(name), text)
                    .with("Cache-Control", "public, max-age=31536000, immutable"));
  }
}
