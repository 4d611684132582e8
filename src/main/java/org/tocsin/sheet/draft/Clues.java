package org.tocsin.sheet.draft;

import java.util.List;

/**
 * What a file says of itself beside its text.
 *
 * @param title or ""
 * @param subject of the mail that it was, or ""
 * @param senders names of a site, a newsletter or a writer: none of them is a title
 */
record Clues(String title, String subject, List<String> senders) {
  static final Clues NONE = new Clues("", "", List.of());

  Clues {
    senders = senders.stream().map(String::strip).filter(s -> !s.isEmpty()).distinct().toList();
  }

  boolean isSender(String line) {
    return senders.stream().anyMatch(sender -> sender.equalsIgnoreCase(line.strip()));
  }
}
