package org.tocsin.console;

import java.util.Optional;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.SheetDrafts;

/** Saves what was typed, unless somebody has saved something else meanwhile. */
final class Keeping {
  private final SheetDrafts drafts;

  Keeping(SheetDrafts drafts) {
    this.drafts = drafts;
  }

  /**
   * What became of it.
   *
   * @param version that the editor has from now on
   * @param isNew whether something was saved; a form that says what is there already saves nothing
   * @param newer what somebody else saved meanwhile; then nothing was saved
   */
  record Kept(int version, boolean isNew, Optional<SheetDrafts.Text> newer) {}

  /**
   * @param isTyping whether it was saved by itself while somebody types
   * @throws org.tocsin.BadInput where the form cannot be read as a sheet
   */
  Kept keep(EditedSheet typed, String who, boolean isTyping) {
    String source = typed.form().source();
    Optional<SheetDrafts.Text> before = drafts.find(typed.slug(), typed.lang());
    if (before.filter(text -> says(text, source)).isPresent()) {
      if (!isTyping) {
        drafts.close(typed.slug(), typed.lang());
      }
      return new Kept(before.get().version(), false, Optional.empty());
    }
    Optional<SheetDrafts.Text> newer =
        isTyping
            ? drafts.saveTyped(typed.slug(), typed.lang(), typed.version(), source, who)
            : drafts.save(typed.slug(), typed.lang(), typed.version(), source, who);
    return newer.isPresent()
        ? new Kept(typed.version(), false, newer)
        : new Kept(typed.version() + 1, true, newer);
  }

  /** A form that says what the file says already leaves the file as it is. */
  private static boolean says(SheetDrafts.Text text, String source) {
    return EditionForm.of(text.source()).equals(EditionForm.of(source));
  }
}
