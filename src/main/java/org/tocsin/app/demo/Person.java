package org.tocsin.app.demo;

import java.util.List;

/**
 * A subscriber of the demo, and what came of the latest alert for them.
 *
 * @param name first and last name, or ""
 * @param district "NY-24", "NY-22 or NY-24" where the ZIP is split, "WY at large", or ""
 * @param representatives who holds that seat, or all who may; empty where it is vacant or not known
 * @param language as a BCP 47 tag
 */
public record Person(
    long id,
    String name,
    String zip,
    String district,
    List<Representative> representatives,
    String language,
    Way email,
    Way text) {

  /**
   * Who a person is asked to call.
   *
   * @param phone in Washington, else of the first office that has one, "202-225-3701"; or ""
   */
  public record Representative(String name, String lastName, String phone) {}

  /**
   * One channel of a person.
   *
   * @param address an email address or an E.164 number, or "" where the person has none
   * @param brief what came of it in a few words, for a table
   * @param sentence the same for a reader
   * @param left how the person left this channel, or "" while they have not
   * @param held why nothing goes there until an organizer has looked, or ""
   */
  public record Way(
      String address, Standing standing, String brief, String sentence, String left, String held) {}

  public enum Standing {
    ARRIVED,
    /** Not yet, but it still may. */
    WAITING,
    /** And nothing will come. */
    NOTHING,
    /** The person has no address there. */
    ABSENT
  }

  /** Whether this person got nothing at all and will not. */
  public boolean gotNothing() {
    return !isOpen(email.standing) && !isOpen(text.standing);
  }

  private static boolean isOpen(Standing standing) {
    return standing == Standing.ARRIVED || standing == Standing.WAITING;
  }

  /** How to call someone who may have given no name. */
  public String label() {
    return name.isEmpty() ? "(no name given)" : name;
  }
}
