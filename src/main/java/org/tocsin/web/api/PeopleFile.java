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
      return told(subscribers.importFile(file, rows -> {}));
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

  private static Map<String, Object> told(Subscribers.Imported in) {
    if (in.isUseless()) {
      List<Problem> why = in.problems().stream().map(PeopleFile::ofBody).limit(100).toList();
      throw why.isEmpty()
          ? new BadInput(Problem.error(NAME, 0, "", "There are no rows in it."))
          : new BadInput(why);
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("rows", in.rows());
    told.put("added", in.added());
    told.put("updated", in.updated());
    told.put("unchanged", in.unchanged());
    told.put("skipped", in.skipped());
    told.put("opt_outs", in.optOuts());
    told.put("can_be_written_to", Map.of("email", in.reach().email(), "text", in.reach().text()));
    told.put("zip_unknown", in.reach().zipUnknown());
    told.put("remarks", in.remarks().stream().map(PeopleFile::remark).toList());
    return told;
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
