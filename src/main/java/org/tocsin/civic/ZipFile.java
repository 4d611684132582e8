package org.tocsin.civic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** A file that tells which districts a ZIP lies in, of one of three kinds, known by its columns. */
final class ZipFile {
  /** What a file tells of. */
  enum Kind {
    /** zccd.csv: every ZIP that has an area, without shares. */
    AREAS,
    /** zip-supplement.csv: ZIPs of post offices, which have no area. */
    BOXES,
    /** The relationship file of the Census: ZIPs that have an area, with shares of their land. */
    SHARES
  }

  private static final int REPORTED = 20;
  private static final Pattern SESSION = Pattern.compile("geoid_cd([0-9]+)_20");

  private final Path path;
  private final int congress;
  private final Map<String, Map<District, ZipRow>> rows = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private Kind kind;

  private ZipFile(Path path, int congress) {
    this.path = path;
    this.congress = congress;
  }

  /** Reads all of it, or refuses all of it. */
  static ZipFile read(Path path, int congress) {
    ZipFile file = new ZipFile(path, congress);
    try (CsvFile csv = CsvFile.openSeparatedBy(path, ',', '|')) {
      file.read(csv);
    }
    return file;
  }

  Kind kind() {
    return kind;
  }

  /** By ZIP. */
  Map<String, Map<District, ZipRow>> rows() {
    return rows;
  }

  private void read(CsvFile csv) {
    ZipLine line = line(csv);
    Optional<CsvRow> row = csv.next();
    while (row.isPresent() && problems.size() < REPORTED) {
      line.read(row.get(), problems)
          .map(r -> new ZipRow(r.zip(), Apportionment.seat(r.district(), congress), r.share()))
          .ifPresent(
              r ->
                  rows.computeIfAbsent(r.zip(), z -> new TreeMap<>())
                      .merge(r.district(), r, ZipFile::both));
      row = csv.next();
    }
    if (problems.isEmpty() && rows.isEmpty()) {
      problems.add(Problem.error(path.toString(), 0, "", "It has a header and no rows."));
    }
    checkSeats();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    if (kind == Kind.SHARES) {
      rows.replaceAll((zip, parts) -> shares(parts));
    }
  }

  /** What a state cannot have tells a file of another Congress. */
  private void checkSeats() {
    rows.values().stream()
        .flatMap(parts -> parts.keySet().stream())
        .distinct()
        .sorted()
        .flatMap(district -> Apportionment.objection(district, congress).stream())
        .limit(REPORTED)
        .forEach(why -> problems.add(Problem.error(path.toString(), 0, "cd", why)));
  }

  /** Every state that it names. */
  Set<String> states() {
    return rows.values().stream()
        .flatMap(parts -> parts.keySet().stream())
        .map(District::state)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private ZipLine line(CsvFile csv) {
    Optional<Integer> session = session(csv.columns());
    if (session.isPresent()) {
      kind = Kind.SHARES;
      if (session.get() != congress) {
        throw new BadInput(otherCongress(session.get()));
      }
      return new RelationshipLine(path.toString(), csv, congress);
    }
    kind = csv.has("zip") && !csv.has("zcta") ? Kind.BOXES : Kind.AREAS;
    String zip = kind == Kind.BOXES ? "zip" : "zcta";
    csv.require("state_abbr", zip, "cd");
    return new ListedLine(path.toString(), zip);
  }

  private static Optional<Integer> session(List<String> columns) {
    return columns.stream()
        .map(SESSION::matcher)
        .filter(Matcher::matches)
        .map(m -> Integer.valueOf(m.group(1)))
        .findFirst();
  }

  private Problem otherCongress(int session) {
    return Problem.error(
        path.toString(),
        1,
        "--congress",
        "The file is of Congress "
            + session
            + ", not "
            + congress
            + ". Say --congress "
            + session
            + ", or take the other file.");
  }

  private static ZipRow both(ZipRow one, ZipRow other) {
    return one.share() == null
        ? one
        : new ZipRow(one.zip(), one.district(), one.share() + other.share());
  }

  /**
   * Areas of land become shares; where only water lies, nobody lives, unless it is all there is.
   */
  private static Map<District, ZipRow> shares(Map<District, ZipRow> parts) {
    double land = parts.values().stream().mapToDouble(ZipRow::share).sum();
    Map<District, ZipRow> shares = new TreeMap<>();
    parts.forEach(
        (district, part) -> {
          if (land == 0 || part.share() > 0) {
            shares.put(
                district, new ZipRow(part.zip(), district, land == 0 ? null : part.share() / land));
          }
        });
    return shares;
  }

  /** How many ZIPs lie in several districts. */
  static int split(Collection<Map<District, ZipRow>> rows) {
    return (int) rows.stream().filter(parts -> parts.size() > 1).count();
  }
}
