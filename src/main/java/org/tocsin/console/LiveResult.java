package org.tocsin.console;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.account.Role;
import org.tocsin.alert.Review;
import org.tocsin.alert.Specimens.Reader;
import org.tocsin.alert.Specimens.Specimen;
import org.tocsin.audience.Subscribers;
import org.tocsin.message.Segments;
import org.tocsin.sheet.ParsedSheet;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;

/**
 * What a sheet as it stands in the editor comes to, saved or not: what is found in it, and what a
 * reader would get. Nothing is kept.
 */
final class LiveResult {
  /** Where nothing was looked at. */
  static final Map<String, Object> NONE =
      Map.of("shown", false, "no_result", "", "subject", "", "text", "", "cost", "");

  /** Stands in links that are only shown. */
  private static final String TOKEN = "TOKEN";

  private static final int DIGITS_OF_A_NUMBER = 10;

  private final SheetDesk desk;
  private final Review review;
  private final Subscribers subscribers;
  private final Clock clock;
  private final String base;

  /** Measuring the messages of all places keeps a processor busy for a second or more. */
  private final Semaphore measuring = new Semaphore(1);

  /**
   * @param base of the console's addresses
   */
  LiveResult(ConsoleParts parts, String base) {
    this.desk = parts.sheets();
    this.review = desk.review();
    this.subscribers = parts.people().subscribers();
    this.clock = parts.clock();
    this.base = base;
  }

  /**
   * What the template "look" asks for.
   *
   * @param isWhole whether to look at everything; where somebody else's sheet is being measured
   *     this one is not, and the values say so
   */
  Map<String, Object> of(Visit visit, EditedSheet edited, boolean isWhole) {
    try {
      return of(visit, edited, edited.form().source(), isWhole);
    } catch (BadInput e) {
      Map<String, Object> values = new HashMap<>(NONE);
      values.putAll(new EditorFindings(visit, edited, base).unreadable(e.problems()));
      values.put("no_result", visit.words("look.mend"));
      return values;
    }
  }

  /**
   * The same where it is known what the file says.
   *
   * @throws BadInput where it is too large
   */
  Map<String, Object> of(Visit visit, EditedSheet edited, String source, boolean isWhole) {
    ParsedSheet read = desk.drafts().readWith(edited.slug(), edited.lang(), source);
    Map<String, Object> values = new HashMap<>(NONE);
    values.putAll(found(visit, edited, read, source, isWhole));
    try {
      put(visit, specimen(visit, edited, read), values);
    } catch (TocsinException e) {
      values.put("no_result", e.getMessage());
    }
    return values;
  }

  private Map<String, Object> found(
      Visit visit, EditedSheet edited, ParsedSheet read, String source, boolean isWhole) {
    EditorFindings findings = new EditorFindings(visit, edited, base);
    if (isWhole && measuring.tryAcquire()) {
      try {
        return findings.of(read, source, review.whole(read, clock.instant()), true);
      } finally {
        measuring.release();
      }
    }
    return findings.of(read, source, review.atOnce(read, clock.instant()), false);
  }

  private void put(Visit visit, Specimen specimen, Map<String, Object> values) {
    Optional<String> text =
        specimen.text().map(rendering -> specimen.filled(rendering.body(), TOKEN));
    values.put("shown", true);
    values.put("subject", specimen.filled(specimen.email().subject(), TOKEN));
    values.put("text", text.orElse(""));
    values.put("cost", text.map(body -> cost(visit, body)).orElse(""));
  }

  private String cost(Visit visit, String body) {
    Segments.Count count = Segments.count(body);
    BigDecimal price = desk.forecast().price().multiply(BigDecimal.valueOf(count.segments()));
    return visit.words(
        "look.cost",
        "" + count.segments(),
        count.encoding().label,
        "" + body.length(),
        price.stripTrailingZeros().toPlainString());
  }

  private Specimen specimen(Visit visit, EditedSheet edited, ParsedSheet read) {
    return desk.specimens().of(sound(visit, read), reader(visit, edited));
  }

  /** The sheet where it can be shown. */
  private Sheet sound(Visit visit, ParsedSheet read) {
    boolean isSound =
        read.problems().isEmpty()
            && new SheetCheck().check(read.sheet()).stream().noneMatch(Problem::isError);
    if (!isSound) {
      throw new TocsinException(visit.words("look.mend"));
    }
    try {
      return desk.publishing().known(read.sheet());
    } catch (BadInput e) {
      throw new TocsinException(visit.words("look.mend"), e);
    }
  }

  private Reader reader(Visit visit, EditedSheet edited) {
    String place = visit.request().field("reader");
    String language = visit.request().field("language");
    String own = edited.form().values().getOrDefault("lang", "");
    if (isPerson(place)) {
      Reader person = person(visit, place);
      return language.isEmpty() ? person : person.reading(language);
    }
    return desk.specimens().at(place).reading(language.isEmpty() ? own : language);
  }

  private static boolean isPerson(String place) {
    return place.contains("@") || place.replaceAll("\\D", "").length() >= DIGITS_OF_A_NUMBER;
  }

  private Reader person(Visit visit, String address) {
    if (!visit.session().may(Role.PUBLISHER)) {
      throw new TocsinException(visit.words("look.may-not"));
    }
    return subscribers
        .find(address)
        .map(Reader::of)
        .orElseThrow(() -> new TocsinException(visit.words("look.nobody")));
  }

  /**
   * The email as mail programs show it.
   *
   * @throws TocsinException where there is none; the words say why
   */
  String email(Visit visit, EditedSheet edited) {
    return specimen(visit, edited, read(edited)).html(TOKEN);
  }

  /** The same for the sheet's page on the web. */
  String page(Visit visit, EditedSheet edited) {
    Sheet sheet = sound(visit, read(edited));
    return desk.specimens().page(sheet, reader(visit, edited));
  }

  private ParsedSheet read(EditedSheet edited) {
    return desk.drafts().readWith(edited.slug(), edited.lang(), edited.form().source());
  }
}
