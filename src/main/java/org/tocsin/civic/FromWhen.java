package org.tocsin.civic;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** From when something that was imported is used, in whole sentences. */
final class FromWhen {
  private FromWhen() {}

  /** Of a map that is here. */
  static String map(Handle handle, int congress, Instant now) {
    if (!hasAreas(handle, congress)) {
      return "It is used when the map of where people live is here. Run: tocsin districts import"
          + " ZCCD --congress "
          + congress;
    }
    boolean officials = areHere(handle, congress);
    if (now.isBefore(Congress.begins(congress))) {
      return "It is kept and comes into force "
          + beginning(congress)
          + (officials
              ? ", with its officials, who are here."
              : ", with its officials: import them as soon as they are published (tocsin officials"
                  + " update).");
    }
    int inForce = inForce(handle).orElse(0);
    if (inForce == congress) {
      return "It is in force.";
    }
    if (inForce > congress) {
      return "It is kept. The officials in force are those of the "
          + Congress.ordinal(inForce)
          + " Congress, and its districts are used.";
    }
    return officials
        ? "It comes into force at once, with its officials, who waited for it."
        : "It comes into force with the officials of the "
            + Congress.ordinal(congress)
            + " Congress. Run: tocsin officials import LEGISLATORS OFFICES --as-of DATE";
  }

  /** "at noon Eastern on 2027-01-03, when the 120th Congress begins". */
  static String beginning(int congress) {
    return "at noon Eastern on "
        + Congress.endOf(congress - 1)
        + ", when the "
        + Congress.ordinal(congress)
        + " Congress begins";
  }

  private static boolean hasAreas(Handle handle, int congress) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM maps_in_force WHERE congress = :congress)")
        .bind("congress", congress)
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean areHere(Handle handle, int congress) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM roster
                           WHERE congress = :congress AND withdrawn_at IS NULL)
            """)
        .bind("congress", congress)
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<Integer> inForce(Handle handle) {
    return handle
        .createQuery("SELECT congress FROM officials_in_force")
        .mapTo(Integer.class)
        .findOne();
  }
}
