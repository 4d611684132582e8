package org.tocsin.civic;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a new map keeps of the one before it, of the same Congress, by the kind of file; of the ZIPs
 * of post offices see {@link Boxes}.
 */
final class MapMerge {
  /** ZIPs that the new one does not list. */
  private static final String UNLISTED =
      """
      INSERT INTO zip_district (map_id, zip, state, district, kind, share)
      SELECT :new, zip, state, district, kind, share FROM zip_district o
      WHERE map_id = :old <which>
        AND NOT EXISTS (SELECT FROM zip_district n WHERE n.map_id = :new AND n.zip = o.zip)
      """;

  /** Where people live is better known than where a post office stands. */
  private static final String NO_BOX_IN_AN_AREA =
      """
      DELETE FROM zip_district n WHERE map_id = :new
        AND EXISTS (SELECT FROM zip_district o
                    WHERE o.map_id = :old AND o.zip = n.zip AND o.kind = 'area')
      """;

  private static final String OTHER_STATES =
      """
      INSERT INTO zip_district (map_id, zip, state, district, kind, share)
      SELECT :new, zip, state, district, kind, share FROM zip_district
      WHERE map_id = :old AND kind = 'area' AND NOT state = ANY(string_to_array(:only, ','))
      """;

  private static final String SAME_SHARES =
      """
      UPDATE zip_district n SET share = o.share FROM zip_district o
      WHERE n.map_id = :new AND o.map_id = :old AND o.share IS NOT NULL AND n.share IS NULL
        AND (n.zip, n.state, n.district) = (o.zip, o.state, o.district)
      """;

  private final List<String> steps;

  private MapMerge(String... steps) {
    this.steps = List.of(steps);
  }

  static MapMerge of(ZipFile.Kind kind) {
    return switch (kind) {
      case AREAS -> new MapMerge(SAME_SHARES);
      case BOXES ->
          new MapMerge(NO_BOX_IN_AN_AREA, UNLISTED.replace("<which>", "AND kind = 'area'"));
      case SHARES -> new MapMerge(UNLISTED.replace("<which>", ""));
    };
  }

  /**
   * @param only the states that the file is of, or none where it is of the whole country
   */
  void carryOver(Handle handle, long old, long id, Set<String> only) {
    if (!only.isEmpty()) {
      otherStates(handle, old, id, only);
    }
    for (String step : steps) {
      handle.createUpdate(step).bind("old", old).bind("new", id).execute();
    }
  }

  /** Where people live in the states that the file is not of. */
  static void otherStates(Handle handle, long old, long id, Set<String> only) {
    handle
        .createUpdate(OTHER_STATES)
        .bind("old", old)
        .bind("new", id)
        .bind("only", String.join(",", only))
        .execute();
  }
}
