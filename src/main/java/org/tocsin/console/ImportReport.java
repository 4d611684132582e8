package org.tocsin.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.audience.Remark;
import org.tocsin.audience.Subscribers;

/** What an import would do, or did, as it is kept and shown. */
final class ImportReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CAUSES = 100;
  private static final int LINES = 200;

  private ImportReport() {}

  static String json(Subscribers.Imported in) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("rows", in.rows());
    report.put("added", in.added());
    report.put("updated", in.updated());
    report.put("unchanged", in.unchanged());
    report.put("skipped", in.skipped());
    report.put("opt_outs", in.optOuts());
    report.put("emails", in.reach().email());
    report.put("texts", in.reach().text());
    report.put("zip_unknown", in.reach().zipUnknown());
    report.put("useless", in.isUseless());
    report.put("errors", remarks(in, true));
    report.put("warnings", remarks(in, false));
    return json(report);
  }

  /** Of a file that cannot be read before somebody says what its columns hold. */
  static String refused(BadInput why) {
    return json(Map.of("wrong", why.problems().get(0).message()));
  }

  private static String json(Map<String, Object> report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new TocsinException("The report could not be written as JSON.", e);
    }
  }

  /** By cause, with the lines. */
  private static List<Map<String, Object>> remarks(Subscribers.Imported in, boolean errors) {
    return in.remarks().stream()
        .filter(remark -> remark.first().isError() == errors)
        .limit(CAUSES)
        .map(remark -> remark(in.problems(), remark))
        .toList();
  }

  private static Map<String, Object> remark(List<Problem> problems, Remark remark) {
    List<String> all =
        problems.stream()
            .filter(problem -> isOf(remark, problem))
            .map(problem -> "" + problem.line())
            .toList();
    List<String> lines = all.size() < remark.places().size() ? remark.places() : all;
    String shown = lines.stream().limit(LINES).collect(Collectors.joining(", "));
    boolean isOfFile = lines.equals(List.of("0"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("field", remark.first().field());
    map.put("cause", remark.cause());
    map.put("count", remark.count());
    map.put(
        "lines",
        isOfFile ? "" : shown + (remark.count() > Math.min(lines.size(), LINES) ? " …" : ""));
    return map;
  }

  private static boolean isOf(Remark remark, Problem problem) {
    return problem.level() == remark.first().level()
        && problem.field().equals(remark.first().field())
        && problem.message().equals(remark.cause());
  }

  /** Rows of the file; 0 where it could not be read. */
  static long rows(String json) {
    return read(json).get("rows") instanceof Number rows ? rows.longValue() : 0;
  }

  /** Rows that are not left out. */
  static long usable(String json) {
    return rows(json) - (read(json).get("skipped") instanceof Number out ? out.longValue() : 0);
  }

  /** As a template asks for it. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> read(String json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new TocsinException("The report of an import cannot be read.", e);
    }
  }
}
