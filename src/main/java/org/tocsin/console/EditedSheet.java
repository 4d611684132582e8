package org.tocsin.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.sheet.EditionForm;

/**
 * What stands in the editor's form, as it was posted.
 *
 * @param slug the sheet's name in its address, "" where none is chosen yet
 * @param lang of the edition, "" for the first
 * @param version that it was made of
 */
record EditedSheet(String slug, String lang, int version, EditionForm form) {
  static EditedSheet of(ConsoleRequest request, String slug) {
    Map<String, String> values = new LinkedHashMap<>();
    EditionForm.KEYS.forEach(key -> values.put(key, request.field(key)));
    EditionForm form =
        new EditionForm(
            values,
            request.field("positions"),
            request.field("rest"),
            request.form().getOrDefault("body", ""));
    return new EditedSheet(slug, request.field("edition"), version(request.field("version")), form);
  }

  /** 0 where it is none. */
  static int version(String version) {
    return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
  }

  /** With one more line of positions. */
  EditedSheet with(String position) {
    String positions = (form.positions() + "\n" + position).strip();
    return new EditedSheet(
        slug, lang, version, new EditionForm(form.values(), positions, form.rest(), form.body()));
  }

  /** How the record of what organizers did names it. */
  String forRecord() {
    return "sheet " + slug + " " + lang;
  }

  EditedSheet named(String other) {
    return new EditedSheet(other, lang, version, form);
  }

  EditedSheet onVersion(int other) {
    return new EditedSheet(slug, lang, other, form);
  }
}
