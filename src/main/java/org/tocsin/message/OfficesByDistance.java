package org.tocsin.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;

/** Puts the offices of officials in the order in which someone would call them. */
final class OfficesByDistance {
  private final Map<String, String> labels = new HashMap<>();

  /**
   * @param near "K000386=Syracuse;S000148=Albany", by bioguide id the office nearest to the reader;
   *     "" where that is not known
   */
  OfficesByDistance(String near) {
    for (String each : near.split(";")) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        labels.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
  }

  /** The nearest, then DC, then the rest; where none is known as nearest, DC comes last. */
  Official of(Official official) {
    String label = labels.get(official.bioguide());
    List<Office> offices = new ArrayList<>(official.offices());
    boolean known =
        offices.stream().anyMatch(office -> office.label().equals(label) && Names.answers(office));
    offices.sort(
        Comparator.comparing(
            office -> {
              boolean capital = office.label().equals(Names.CAPITAL);
              return known ? office.label().equals(label) ? 0 : capital ? 1 : 2 : capital ? 1 : 0;
            }));
    return official.withOffices(offices);
  }
}
