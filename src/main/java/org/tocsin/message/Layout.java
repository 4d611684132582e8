package org.tocsin.message;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Our own HTML around a sheet, from {@code templates/}. Values are escaped unless marked raw. */
final class Layout {
  private final PebbleEngine engine;

  Layout() {
    ClasspathLoader loader = new ClasspathLoader(Layout.class.getClassLoader());
    loader.setPrefix("templates");
    loader.setSuffix(".html");
    this.engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .newLineTrimming(false)
            .methodAccessValidator((object, method) -> false)
            .build();
  }

  String render(String template, Map<String, Object> values) {
    StringWriter html = new StringWriter(8192);
    try {
      engine.getTemplate(template).evaluate(html, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }
}
