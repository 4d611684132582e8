package org.tocsin.sheet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.WallTime;
import org.tocsin.civic.Official;

/**
 * A fact sheet in all its languages. Positions and the deadline are the first edition's.
 *
 * @param slug its name in links: lower-case letters, digits and single dashes
 * @param editions at least one; the first serves everyone whose language there is no edition for
 * @param positions the first edition's
 */
public record Sheet(String slug, List<Edition> editions, Positions positions) {
  public Sheet {
    editions = List.copyOf(editions);
    if (editions.isEmpty()) {
      throw new IllegalArgumentException("a sheet has at least one edition");
    }
  }

  public Edition first() {
    return editions.get(0);
  }

  /**
   * The edition for a reader of this language, else the first.
   *
   * @param lang BCP 47 tag; a region that no edition has ("es-MX") is left aside
   */
  public Edition in(String lang) {
    return edition(lang).or(() -> edition(lang.replaceFirst("-.*", ""))).orElseGet(this::first);
  }

  private Optional<Edition> edition(String lang) {
    return editions.stream().filter(e -> e.lang().equalsIgnoreCase(lang)).findFirst();
  }

  public Position positionOf(Official official) {
    return positions.of(official);
  }

  /**
   * The same sheet where some officials are known to stand elsewhere by now.
   *
   * @param learnt by bioguide id
   */
  public Sheet with(Map<String, Position> learnt) {
    return learnt.isEmpty() ? this : new Sheet(slug, editions, positions.with(learnt));
  }

  /**
   * The same sheet where it is known who is meant by the names among its positions.
   *
   * @param ids bioguide ids by name
   */
  Sheet meaning(Map<String, String> ids) {
    return ids.isEmpty() ? this : new Sheet(slug, editions, positions.meaning(ids));
  }

  /** What this edition asks for, or what the first edition does where it is silent. */
  public Optional<String> ask(Edition edition, Position position) {
    return Optional.ofNullable(edition.asks().get(position))
        .or(() -> Optional.ofNullable(first().asks().get(position)));
  }

  public Optional<WallTime> deadline() {
    return first().deadline();
  }
}
