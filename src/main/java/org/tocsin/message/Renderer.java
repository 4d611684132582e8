package org.tocsin.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.Roster;
import org.tocsin.sheet.Sheet;

/**
 * Makes finished texts out of sheets. What differs from person to person is left as marks (see
 * {@link Placeholders}). Safe for several threads; an edition is compiled once and kept.
 */
public final class Renderer {
  private static final Assignment NOWHERE = new Assignment(Assignment.Kind.UNKNOWN, "", List.of());

  private final Organization organization;
  private final String publicUrl;
  private final int mostSegments;
  private final EditionCache shelf = new EditionCache();
  private final Layout layout = new Layout();
  private final PageLayout frame;
  private final Prose.Kept prose = new Prose.Kept();

  /**
   * @param publicUrl where readers reach this installation, "https://alerts.example.org"
   * @param mostSegments of a text; a longer one is cut at a word
   */
  public Renderer(Organization organization, String publicUrl, int mostSegments) {
    this.organization = organization;
    this.publicUrl = publicUrl;
    this.mostSegments = mostSegments;
    this.frame = new PageLayout(organization, layout);
  }

  /** Always something: where nobody is known, the call list says so. */
  public Rendering email(Sheet sheet, RenderingKey fit, Roster roster) {
    Composition composition = composition(sheet, fit, roster);
    return new RenderedMail(composition, organization, layout, fit.corrects()).rendering();
  }

  /**
   * The text that names the reader's own representative, else the general one. What is longer than
   * the limit is cut only where the sheet has nothing shorter to say.
   *
   * @return empty where no text fits: nobody to name and no general text, or it came out too long
   */
  public Optional<Rendering> text(Sheet sheet, RenderingKey fit, Roster roster) {
    Composition composition = composition(sheet, fit, roster);
    TextMessage message = new TextMessage(composition, organization, fit, mostSegments);
    List<String> choices = choices(composition);
    return choices.stream()
        .map(message::whole)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> choices.stream().map(message::cut).flatMap(Optional::stream).findFirst())
        .map(body -> new Rendering(composition.ready.edition().lang(), "", body, ""));
  }

  /** The same text in the characters that the sheet and the names have, where it was not cut. */
  public Optional<String> unfolded(Sheet sheet, RenderingKey fit, Roster roster) {
    Composition composition = composition(sheet, fit, roster);
    TextMessage message = new TextMessage(composition, organization, fit, mostSegments);
    return choices(composition).stream()
        .filter(text -> message.whole(text).isPresent())
        .findFirst()
        .map(message::written);
  }

  /** What the sheet has to say by text to these people, the best first. */
  private static List<String> choices(Composition composition) {
    CompiledEdition ready = composition.ready;
    Optional<CompiledEdition.Line> own =
        ready.sms().filter(line -> !composition.delegation.house().isEmpty());
    return Stream.of(own, ready.smsGeneral())
        .flatMap(Optional::stream)
        .filter(line -> makesSense(line.needs(), composition.delegation))
        .flatMap(line -> said(composition, line))
        .toList();
  }

  /** Who has several candidates is asked which is theirs, where the text has room for it. */
  private static Stream<String> said(Composition composition, CompiledEdition.Line line) {
    String text = composition.text(line);
    boolean asks =
        composition.delegation.isSplit()
            && (line.needs().contains("representative") || line.needs().contains("candidates"));
    return asks ? Stream.of(text + " " + composition.question(), text) : Stream.of(text);
  }

  private static boolean makesSense(Set<String> needs, Delegation delegation) {
    boolean senators = !delegation.senators().isEmpty();
    boolean house = !delegation.house().isEmpty();
    return (senators || !needs.contains("senators") && !needs.contains("senators_line"))
        && (house || !needs.contains("representative") && !needs.contains("candidates"))
        && (house || senators || !needs.contains("officials"));
  }

  private Composition composition(Sheet sheet, RenderingKey fit, Roster roster) {
    return new Composition(
        shelf.of(sheet, fit.lang()),
        Delegation.of(fit.assignment(), roster, fit.near()),
        organization,
        new Links(publicUrl, true),
        fit.named(),
        prose);
  }

  /** The sheet as a web page with a ZIP box (a GET form with the parameter {@code zip}). */
  public String page(Sheet sheet, String lang, SheetVisit visit, Roster roster) {
    Composition composition =
        new Composition(
            shelf.of(sheet, lang),
            Delegation.of(visit.assignment().orElse(NOWHERE), roster),
            organization,
            new Links(publicUrl, false),
            false,
            prose);
    return new Page(composition, frame, layout).html(visit);
  }
}
