package org.tocsin.sheet;

import java.util.List;
import java.util.Optional;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

/** Officials who are named as such and hold no seat, or another one. */
final class NameCheck {
  private final Directory directory;
  private final SourceText text;
  private final Findings findings;

  NameCheck(Directory directory, SourceText text, Findings findings) {
    this.directory = directory;
    this.text = text;
    this.findings = findings;
  }

  void check(List<Mention> mentions) {
    for (Mention mention : mentions) {
      if (mention.may().stream().noneMatch(Known::current)) {
        gone(mention);
      } else {
        chamber(mention);
      }
    }
  }

  private void gone(Mention mention) {
    String field = mention.lastWord();
    String message = message(mention);
    findings.warning(mention.start(), field, message);
    for (int at : LastNames.places(text.text(), field, 0, text.text().length())) {
      findings.warning(at, field, message);
    }
  }

  private String message(Mention mention) {
    String asOf = directory.inForce().asOf().toString();
    if (mention.may().isEmpty()) {
      return "Nobody in the roster of "
          + asOf
          + " is called '"
          + mention.words().replaceAll("\\s+", " ")
          + "'. Check the name; for who once held a seat, write \"former\" before the title.";
    }
    Known was = mention.may().get(0);
    return was.official().fullName()
        + " holds no seat in the roster of "
        + asOf
        + " (was "
        + was.spoken()
        + now(was.official())
        + "). Name who sits there now, or write \"former\" before the title.";
  }

  private String now(Official was) {
    return Optional.ofNullable(was.district())
        .flatMap(directory.inForce()::houseMember)
        .map(member -> "; " + member.titled() + " now")
        .orElse("");
  }

  private void chamber(Mention mention) {
    Optional<Official> official = mention.official();
    boolean wrong =
        official.isPresent()
            && mention.chamber().isPresent()
            && mention.chamber().get() != official.get().chamber();
    if (wrong) {
      boolean senate = official.get().chamber() == Chamber.SENATE;
      findings.warning(
          mention.start(),
          mention.lastWord(),
          official.get().fullName()
              + " sits in the "
              + (senate ? "Senate" : "House")
              + ": "
              + official.get().titled()
              + ". Change the title.");
    }
  }
}
