package org.tocsin.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.audience.Remark;
import org.tocsin.audience.Subscribers;

/** A file of people in the body of a request. */
final class PeopleFile {
  private static final String NAME = "body";

  private PeopleFile() {}

  /**
   * What an import brought, for a program.
   *
   * @throws BadInput where the file cannot be read, or no row of it can be used
   */
  static Map<String, Object> take(Subscribers subscribers, byte[] csv) {
    Path file = kept(csv == null ? new byte[0] : csv);
    try {
      return summary(subscribers.importFile(file, rows -> {}));
    } catch (BadInput e) {
      throw new BadInput(e.problems().stream().map(PeopleFile::ofBody).toList());
    } finally {
      forget(file);
    }
  }

  private static Path kept(byte[] csv) {
    try {
      return Files.write(Files.createTempFile("people", ".csv"), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem ofBody(Problem problem) {
    return new Problem(problem.level(), NAME, problem.line(), problem.field(), problem.message());
  }

  private static Map<String, Object> summary(Subscribers.Imported in) {
    if (in.isUseless()) {
      List<Problem> why = in.problems().stream().map(PeopleFile::ofBody).limit(100).toList();
      throw why.isEmpty()
          ? new BadInput(Problem.error(NAME, 0, "", "There are no rows in it."))
          : new BadInput(why);
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("rows", in.rows());
    summary.put("added", in.added());
    summary.put("updated", in.updated());
    summary.put("unchanged", in.unchanged());
    summary.put("skipped", in.skipped());
    summary.put("opt_outs", in.optOuts());
    summary.put(
        "can_be_written_to", Map.of("email", in.reach().email(), "text", in.reach().text()));
    summary.put("zip_unknown", in.reach().zipUnknown());
    summary.put("remarks", in.remarks().stream().map(PeopleFile::remark).toList());
    return summary;
  }

  private static Map<String, Object> remark(Remark remark) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("field", remark.first().field());
    map.put("message", remark.cause());
    map.put("count", remark.count());
    map.put("lines", remark.places());
    return map;
  }
}
