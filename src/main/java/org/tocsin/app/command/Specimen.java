package org.tocsin.app.command;

import java.util.List;
import java.util.Optional;
import org.tocsin.TocsinException;
import org.tocsin.app.Services;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Subscriber;
import org.tocsin.civic.NearestOffices;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Zips;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Rendering;
import org.tocsin.message.RenderingKey;
import org.tocsin.sheet.Sheet;

/**
 * What a sheet becomes for one reader, by the officials and the map in force.
 *
 * @param firstName "" where they gave none
 * @param text empty where there is nobody it could name
 */
record Specimen(String firstName, Rendering email, Optional<Rendering> text) {
  /**
   * A reader.
   *
   * @param language "" where it is not known
   */
  record Reader(String language, Assignment assignment, String firstName, String zip) {
    static Reader of(Subscriber person) {
      return new Reader(person.language(), person.assignment(), person.firstName(), person.zip());
    }

    /**
     * Someone of a ZIP, with nothing else known.
     *
     * @throws TocsinException where it is no ZIP
     */
    static Reader ofZip(Services parts, String zip) {
      String five =
          Zips.five(zip)
              .orElseThrow(
                  () -> new TocsinException("'" + zip + "' is no ZIP. Write five digits, 13202."));
      long map = parts.districts.orRefused(parts.rosters.orRefused().congress());
      Assignment assignment =
          Assignment.byZip(
              parts.districts.ofZips(map, List.of(five)).getOrDefault(five, List.of()));
      return new Reader("", assignment, "", five);
    }
  }

  /**
   * @throws TocsinException where no officials or districts are known yet
   */
  static Specimen of(Services parts, Sheet sheet, Reader reader) {
    Roster roster = parts.rosters.orRefused();
    long map = parts.districts.orRefused(roster.congress());
    String near = new NearestOffices(parts.jdbi).of(roster.id(), map, reader.zip());
    RenderingKey fit =
        new RenderingKey(reader.language(), reader.assignment(), !reader.firstName().isEmpty())
            .near(near);
    return new Specimen(
        reader.firstName(),
        parts.renderer.email(sheet, fit, roster),
        parts.renderer.text(sheet, fit, roster));
  }

  /** A text of it as it would be read. */
  String filled(String written, String token) {
    return Placeholders.fill(written, firstName, token);
  }
}
