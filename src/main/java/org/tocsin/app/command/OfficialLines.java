package org.tocsin.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;

/** Officials as commands tell them. */
final class OfficialLines {
  private OfficialLines() {}

  /**
   * @param numbers whether each office follows with its number
   */
  static void print(List<Official> officials, boolean json, boolean numbers, PrintWriter out) {
    if (json) {
      out.println(Context.json(officials.stream().map(OfficialLines::json).toList()));
    } else {
      for (Official official : officials) {
        out.println(line(official));
        if (numbers) {
          official.offices().forEach(office -> out.println("  " + line(office)));
        }
      }
    }
    out.flush();
  }

  private static String line(Official official) {
    return official.bioguide()
        + "  "
        + official.titled()
        + ", "
        + official.party()
        + ", term ends "
        + official.termEnd();
  }

  private static String line(Office office) {
    return office.label() + ": " + (office.phone() == null ? "no number" : office.phone());
  }

  private static Map<String, Object> json(Official official) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", official.bioguide());
    map.put("name", official.fullName());
    map.put("chamber", official.district() == null ? "senate" : "house");
    map.put("party", official.party());
    map.put("state", official.state());
    map.put("district", official.district() == null ? null : official.district().code());
    map.put("term_end", official.termEnd().toString());
    List<Map<String, String>> phones = new ArrayList<>();
    official.offices().stream()
        .filter(office -> office.phone() != null)
        .forEach(office -> phones.add(Map.of("label", office.label(), "number", office.phone())));
    map.put("phones", phones);
    return map;
  }
}
