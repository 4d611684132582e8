package org.tocsin.message;

import java.util.List;
import java.util.Map;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/**
 * Where the links in a message or on a page lead.
 *
 * @param root the public address, without a slash at its end
 * @param personal whether the reader is a subscriber, so that a token will be filled in
 */
public record Links(String root, boolean personal) {
  public Links {
    root = root.replaceAll("/+$", "");
  }

  /** The web page of a sheet in one of its languages. */
  public String sheet(Sheet sheet, Edition edition) {
    return root + "/s/" + page(sheet, edition);
  }

  /** The same page for who comes from a text; as long as the other, so that no text costs more. */
  String sheetFromText(Sheet sheet, Edition edition) {
    return root + "/t/" + page(sheet, edition);
  }

  /** How a sheet's page in one of its languages is called below /s/. */
  String page(Sheet sheet, Edition edition) {
    return sheet.slug() + (edition.equals(sheet.first()) ? "" : "." + edition.lang());
  }

  /**
   * The same sheet's pages in its other languages, each with "url", "lang", "locale" and "words".
   */
  public List<Map<String, Object>> others(Sheet sheet, Edition edition) {
    return sheet.editions().stream()
        .filter(other -> !other.equals(edition))
        .map(other -> link(sheet, other))
        .toList();
  }

  private Map<String, Object> link(Sheet sheet, Edition edition) {
    Labels labels = Labels.in(edition.lang());
    return Map.of(
        "url", sheet(sheet, edition),
        "lang", edition.lang(),
        "locale", labels.get("page.locale"),
        "words", labels.edition(edition.lang()));
  }

  /** Where a reader says that they called an official. */
  String called(Sheet sheet, Edition edition, String official) {
    return sheet(sheet, edition)
        + "/called?official="
        + official
        + (personal ? "&token=" + Placeholders.TOKEN : "");
  }

  String unsubscribe() {
    return personal ? root + "/u/" + Placeholders.TOKEN : root + "/";
  }

  /** Where a reader says in which of several districts they live; "" where nobody knows them. */
  String settle() {
    return personal ? root + "/settle/" + Placeholders.TOKEN : "";
  }

  String preferences() {
    return personal ? root + "/preferences/" + Placeholders.TOKEN : root + "/";
  }
}
