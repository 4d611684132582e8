package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.civic.ZipFile.Kind;

/** Takes in a file of districts, or refuses it whole. */
final class MapImport {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Path path;
  private final int congress;
  private final Set<String> only;
  private final List<Problem> warnings = new ArrayList<>();

  /**
   * @param only USPS codes of the states that the file is of, or none
   */
  MapImport(Jdbi jdbi, Clock clock, Path path, int congress, Set<String> only) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.path = path;
    this.congress = congress;
    this.only = only;
  }

  /** A map that is here. */
  private record Before(long id, int congress) {}

  Districts.Imported run() {
    ZipFile file = ZipFile.read(path, congress);
    return jdbi.inTransaction(
        handle -> {
          Districts.lock(handle);
          Optional<Before> before = before(handle);
          boolean adds = before.filter(old -> old.congress() == congress).isPresent();
          check(handle, file, before, adds);
          boolean areas = adds || file.kind() != Kind.BOXES;
          long id = Districts.addMap(handle, congress, source(), areas, clock.instant());
          Districts.copy(handle, id, file.kind(), file.rows());
          handle.execute("ANALYZE zip_district"); // what is here now, for the plans of what follows
          before.ifPresent(old -> carryOver(handle, file, old, id, adds));
          return imported(handle, id, file);
        });
  }

  /** The map of this Congress, or else the newest of the last before it. */
  private Optional<Before> before(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, congress FROM district_map
            WHERE congress <= :congress AND withdrawn_at IS NULL
            ORDER BY congress DESC, id DESC LIMIT 1
            """)
        .bind("congress", congress)
        .map((row, c) -> new Before(row.getLong("id"), row.getInt("congress")))
        .findOne();
  }

  private String source() {
    return path.getFileName().toString();
  }

  private void check(Handle handle, ZipFile file, Optional<Before> before, boolean adds) {
    boolean whole = file.kind() == Kind.AREAS || (file.kind() == Kind.SHARES && !adds);
    if (whole) {
      Set<String> known = before.map(old -> statesOf(handle, old, adds)).orElse(Set.of());
      new PartOfMap(path, file.states(), only).check(known);
    } else if (!only.isEmpty()) {
      throw refused("--only", "A file of this kind adds to the map by itself. Leave out --only.");
    }
    if (!only.isEmpty() && !adds) {
      before.ifPresent(old -> checkSameSeats(old.congress()));
    }
  }

  /** Of territories, which vote for no member, not every file tells. */
  private static Set<String> statesOf(Handle handle, Before map, boolean adds) {
    return handle
        .createQuery(
            "SELECT DISTINCT state FROM zip_district WHERE map_id = :map AND kind = 'area'")
        .bind("map", map.id())
        .mapTo(String.class)
        .stream()
        .filter(state -> adds || States.votes(state))
        .collect(Collectors.toSet());
  }

  /** The lines of other states hold on where no seats were newly apportioned (2 U.S.C. 2a). */
  private void checkSameSeats(int before) {
    boolean same =
        States.codes().stream()
            .allMatch(s -> Apportionment.seats(s, before).equals(Apportionment.seats(s, congress)));
    if (!same) {
      throw refused(
          "--only",
          "The map before is of the "
              + Congress.ordinal(before)
              + " Congress, in which states had other numbers of seats. Take the file of the whole"
              + " country.");
    }
  }

  private void carryOver(Handle handle, ZipFile file, Before old, long id, boolean adds) {
    if (file.kind() == Kind.AREAS) {
      new NewLines(path, file.states(), !only.isEmpty())
          .check(handle, old.id(), id, old.congress(), congress)
          .ifPresent(warnings::add);
    }
    if (adds) {
      MapMerge.of(file.kind()).carryOver(handle, old.id(), id, only);
    } else if (!only.isEmpty()) {
      MapMerge.otherStates(handle, old.id(), id, only);
      warnings.add(
          warning(
              "--only",
              "The other states are those of the map of the "
                  + Congress.ordinal(old.congress())
                  + " Congress. Import theirs too where they have new lines."));
    }
    if (file.kind() != Kind.BOXES) {
      Boxes.of(handle, old.id(), id)
          .carryOver(old.congress(), congress)
          .map(words -> warning("zip-supplement", words))
          .ifPresent(warnings::add);
    }
  }

  private Districts.Imported imported(Handle handle, long id, ZipFile file) {
    Set<String> named = new TreeSet<>();
    Set<String> zips = new TreeSet<>();
    handle
        .createQuery("SELECT DISTINCT state, zip FROM zip_district WHERE map_id = :map")
        .bind("map", id)
        .map((row, c) -> Map.entry(row.getString("state"), row.getString("zip")))
        .forEach(
            each -> {
              named.add(each.getKey());
              zips.add(each.getValue());
            });
    statesLeftOut(named).ifPresent(warnings::add);
    warnings.addAll(SeatsOnMap.compare(handle, path, congress));
    return new Districts.Imported(
        id,
        file.rows().size(),
        ZipFile.split(file.rows().values()),
        zips.size(),
        warnings,
        FromWhen.map(handle, congress, clock.instant()));
  }

  private Optional<Problem> statesLeftOut(Set<String> named) {
    Set<String> leftOut = new TreeSet<>(States.codes());
    leftOut.removeAll(named);
    return leftOut.isEmpty()
        ? Optional.empty()
        : Optional.of(
            warning(
                "state_abbr",
                "No ZIP lies in: "
                    + String.join(", ", leftOut)
                    + ". People there are known by state only."));
  }

  private Problem warning(String field, String message) {
    return Problem.warning(path.toString(), 0, field, message);
  }

  private BadInput refused(String field, String message) {
    return new BadInput(Problem.error(path.toString(), 0, field, message));
  }
}
