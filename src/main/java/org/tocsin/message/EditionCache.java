package org.tocsin.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Positions;
import org.tocsin.sheet.Sheet;

/** Keeps the editions that were used last, compiled. Safe for several threads. */
final class EditionCache {
  private static final int SIZE = 64;

  /** Texts know their hash once it was asked for, so that this stays quick for long sources. */
  private record Key(String slug, String lang, List<String> sources, Positions positions) {
    static Key of(Sheet sheet, Edition edition) {
      List<String> sources = sheet.editions().stream().map(Edition::source).toList();
      return new Key(sheet.slug(), edition.lang(), sources, sheet.positions());
    }
  }

  private final Map<Key, CompiledEdition> ready =
      new LinkedHashMap<>(SIZE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompiledEdition> eldest) {
          return size() > SIZE;
        }
      };

  CompiledEdition of(Sheet sheet, String lang) {
    Edition edition = sheet.in(lang);
    Key key = Key.of(sheet, edition);
    synchronized (ready) {
      return ready.computeIfAbsent(key, missing -> CompiledEdition.of(sheet, edition));
    }
  }
}
