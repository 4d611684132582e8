package org.tocsin.alert;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Subscriber;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.NearestOffices;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.States;
import org.tocsin.civic.Zips;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.RenderingKey;
import org.tocsin.message.SheetVisit;
import org.tocsin.sheet.Sheet;

/** Shows what a sheet becomes for one reader, by the officials and the map in force. */
public final class Specimens {
  private final Jdbi jdbi;
  private final Rosters rosters;
  private final Districts districts;
  private final Renderer renderer;

  public Specimens(Jdbi jdbi, Rosters rosters, Districts districts, Renderer renderer) {
    this.jdbi = jdbi;
    this.rosters = rosters;
    this.districts = districts;
    this.renderer = renderer;
  }

  /**
   * A reader.
   *
   * @param language "" where it is not known
   */
  public record Reader(String language, Assignment assignment, String firstName, String zip) {
    public static Reader of(Subscriber person) {
      return new Reader(person.language(), person.assignment(), person.firstName(), person.zip());
    }

    /** The same, who reads another language. */
    public Reader reading(String other) {
      return new Reader(other, assignment, firstName, zip);
    }
  }

  /**
   * What one reader gets.
   *
   * @param firstName "" where they gave none
   * @param text empty where there is nobody it could name
   */
  public record Specimen(String firstName, Rendering email, Optional<Rendering> text) {
    /** A text of it as it would be read. */
    public String filled(String written, String token) {
      return Placeholders.fill(written, firstName, token);
    }

    /** The email as mail programs show it, a whole HTML document. */
    public String html(String token) {
      return Placeholders.fillHtml(email.html(), firstName, token);
    }
  }

  /**
   * Someone of a ZIP, with nothing else known.
   *
   * @throws TocsinException where it is no ZIP
   */
  public Reader inZip(String zip) {
    String five =
        Zips.five(zip)
            .orElseThrow(
                () -> new TocsinException("'" + zip + "' is no ZIP. Write five digits, 13202."));
    long map = districts.orRefused(rosters.orRefused().congress());
    Assignment assignment =
        Assignment.byZip(districts.ofZips(map, List.of(five)).getOrDefault(five, List.of()));
    return new Reader("", assignment, "", five);
  }

  /**
   * Someone with no more known of them than this.
   *
   * @param place a ZIP, a district, "NY-24", a state, "NY", or "" for nothing at all
   * @throws TocsinException where it is none of these
   */
  public Reader at(String place) {
    String written = place.strip().toUpperCase(Locale.ROOT);
    if (written.isEmpty()) {
      return new Reader("", new Assignment(Assignment.Kind.UNKNOWN, "", List.of()), "", "");
    }
    if (States.name(written).isPresent()) {
      return new Reader("", new Assignment(Assignment.Kind.STATE, written, List.of()), "", "");
    }
    return written.matches("[A-Z].*") ? inDistrict(District.of(written)) : inZip(written);
  }

  private static Reader inDistrict(District district) {
    return new Reader(
        "", new Assignment(Assignment.Kind.ADDRESS, district.state(), List.of(district)), "", "");
  }

  /**
   * @throws TocsinException where no officials or districts are known yet
   */
  public Specimen of(Sheet sheet, Reader reader) {
    Roster roster = rosters.orRefused();
    long map = districts.orRefused(roster.congress());
    String near = new NearestOffices(jdbi).of(roster.id(), map, reader.zip());
    RenderingKey fit =
        new RenderingKey(reader.language(), reader.assignment(), !reader.firstName().isEmpty())
            .near(near);
    return new Specimen(
        reader.firstName(), renderer.email(sheet, fit, roster), renderer.text(sheet, fit, roster));
  }

  /**
   * The sheet's web page once that reader has said where they live, a whole HTML document.
   *
   * @throws TocsinException where no officials are known yet
   */
  public String page(Sheet sheet, Reader reader) {
    boolean isKnown = reader.assignment().kind() != Assignment.Kind.UNKNOWN;
    SheetVisit anyone = SheetVisit.ofAnyone();
    SheetVisit visit =
        isKnown || !reader.zip().isEmpty() ? anyone.of(reader.assignment(), reader.zip()) : anyone;
    return renderer.page(sheet, reader.language(), visit, rosters.orRefused());
  }
}
