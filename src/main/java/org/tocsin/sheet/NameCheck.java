package org.tocsin.sheet;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

/** Officials who are named as such and hold no seat, or another one. */
final class NameCheck {
  /** Before a name, in the same sentence. */
  private static final Pattern FORMER =
      Pattern.compile(
          "(?iu)\\b"
              + Expressions.of("sheets").any("FORMER")
              + "\\b[^.!?;\\n"
              + "]*(?:(?:Sen|Rep)s?\\.[^.!?;\\n"
              + "]*)?$");

  /** Of so many people also the last name alone is looked for. */
  private static final int MOST_NAMES = 100;

  private final Directory directory;
  private final SourceText text;
  private final Findings findings;
  private final Set<String> lookedFor = new HashSet<>();

  NameCheck(Directory directory, SourceText text, Findings findings) {
    this.directory = directory;
    this.text = text;
    this.findings = findings;
  }

  void check(List<Mention> mentions) {
    for (Mention mention : mentions) {
      if (mention.may().stream().noneMatch(Known::current)) {
        gone(mention, mentions);
      } else {
        chamber(mention);
      }
    }
  }

  /** Also where the last name alone speaks of the same person. */
  private void gone(Mention mention, List<Mention> mentions) {
    String field = mention.lastWord();
    String message = message(mention);
    findings.warning(mention.start(), field, message);
    if (!lookedFor.add(field) || lookedFor.size() > MOST_NAMES) {
      return;
    }
    Matcher alone =
        Pattern.compile("(?<![\\p{L}@])" + Pattern.quote(field) + "(?!\\p{L})")
            .matcher(text.text());
    boolean another =
        mentions.stream()
            .anyMatch(m -> m.lastWord().equals(field) && !m.may().equals(mention.may()));
    while (!another && alone.find()) {
      String before = text.text().substring(Math.max(0, alone.start() - 60), alone.start());
      if (!FORMER.matcher(before).find()) {
        findings.warning(alone.start(), field, message);
      }
    }
  }

  private String message(Mention mention) {
    String asOf = directory.inForce().asOf().toString();
    if (mention.may().isEmpty()) {
      return "Nobody in the roster of "
          + asOf
          + " is called '"
          + name(mention)
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

  /** Without the title, so that who is named twice is reported once. */
  private static String name(Mention mention) {
    String words = mention.words().replaceAll("\\s+", " ");
    return mention.chamber().isPresent() ? words.replaceFirst("^\\S+ ", "") : words;
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
