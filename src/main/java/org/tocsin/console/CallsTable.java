package org.tocsin.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.call.CallResult;
import org.tocsin.civic.Roster;

/** The calls that people reported, as a table. */
final class CallsTable {
  private CallsTable() {}

  /** What stands above its columns. */
  static List<String> results(Visit visit) {
    return Stream.of(CallResult.values())
        .map(result -> visit.words("alert.call." + result.code()))
        .toList();
  }

  /**
   * A row for each official that people say they called; who has left office goes by id.
   *
   * @param calls by official and result
   */
  static List<Map<String, Object>> rows(
      Optional<Roster> roster, Map<String, Map<String, Long>> calls) {
    return calls.entrySet().stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "official",
                    roster.map(known -> known.titled(each.getKey())).orElse(each.getKey()),
                    "people",
                    Stream.of(CallResult.values())
                        .map(result -> each.getValue().getOrDefault(result.code(), 0L))
                        .toList()))
        .toList();
  }
}
