package org.tocsin.sheet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.tocsin.TocsinException;

/** Keeps sheets. What was stored never changes; the same content again is the same revision. */
public final class Sheets {
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String REVISION =
      "SELECT id FROM revision WHERE slug = :slug AND fingerprint = :fingerprint";

  private final Jdbi jdbi;
  private final Clock clock;

  public Sheets(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Stores a sheet, or finds the revision that has exactly this content.
   *
   * @param sheet with it known who is meant by names among its positions
   */
  public Revision store(Sheet sheet) {
    if (!sheet.positions().unknownNames().isEmpty()) {
      throw new TocsinException(
          "It is not known who is meant by "
              + String.join(", ", sheet.positions().unknownNames())
              + ". Import the officials, or write their ids.");
    }
    while (true) {
      try {
        return jdbi.inTransaction(handle -> store(handle, sheet));
      } catch (StatementException e) {
        // Someone else stored other content under the same number at this moment: take the next.
        if (!(e.getCause() instanceof SQLException sql)
            || !UNIQUE_VIOLATION.equals(sql.getSQLState())) {
          throw e;
        }
      }
    }
  }

  /** The id of the revision that has exactly this content, if it is stored. */
  public Optional<Long> find(Sheet sheet) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(REVISION)
                .bind("slug", sheet.slug())
                .bind("fingerprint", fingerprint(sheet))
                .mapTo(Long.class)
                .findOne());
  }

  private Revision store(Handle handle, Sheet sheet) {
    String fingerprint = fingerprint(sheet);
    Optional<Long> added =
        handle
            .createQuery(
                """
                INSERT INTO revision (slug, number, fingerprint, created_at)
                SELECT :slug, coalesce(max(number), 0) + 1, :fingerprint, :now
                FROM revision WHERE slug = :slug
                ON CONFLICT (slug, fingerprint) DO NOTHING
                RETURNING id
                """)
            .bind("slug", sheet.slug())
            .bind("fingerprint", fingerprint)
            .bind("now", clock.instant())
            .mapTo(Long.class)
            .findOne();
    added.ifPresent(id -> addEditions(handle, id, sheet));
    long id = added.orElseGet(() -> find(handle, sheet.slug(), fingerprint));
    return new Revision(id, number(handle, id), sheet);
  }

  /**
   * What tells one content from another: SHA-256 over all editions, lists of members and what the
   * names among the positions mean, in 64 hexadecimal digits.
   */
  public static String fingerprint(Sheet sheet) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Edition edition : sheet.editions()) {
        for (String part : new String[] {edition.lang(), edition.file(), edition.source()}) {
          digest.update(part.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
        }
      }
      for (MemberList list : lists(sheet)) {
        digest.update((list.file() + '\0' + list.source() + '\0').getBytes(StandardCharsets.UTF_8));
      }
      for (Map.Entry<String, String> each : names(sheet)) {
        digest.update(
            (each.getKey() + '\0' + each.getValue() + '\0').getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new TocsinException("This Java has no SHA-256. Install a full JDK.", e);
    }
  }

  private static void addEditions(Handle handle, long id, Sheet sheet) {
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO edition (revision_id, position, lang, file, source)
            VALUES (:revision, :position, :lang, :file, :source)
            """);
    for (int i = 0; i < sheet.editions().size(); i++) {
      Edition edition = sheet.editions().get(i);
      batch
          .bind("revision", id)
          .bind("position", i)
          .bind("lang", edition.lang())
          .bind("file", edition.file())
          .bind("source", edition.source())
          .add();
    }
    batch.execute();
    for (MemberList list : lists(sheet)) {
      handle.execute(
          "INSERT INTO member_list (revision_id, file, source) VALUES (?, ?, ?)",
          id,
          list.file(),
          list.source());
    }
    for (Map.Entry<String, String> each : names(sheet)) {
      handle.execute(
          "INSERT INTO position_name (revision_id, name, bioguide) VALUES (?, ?, ?)",
          id,
          each.getKey(),
          each.getValue());
    }
  }

  private static List<Map.Entry<String, String>> names(Sheet sheet) {
    return sheet.positions().names().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .toList();
  }

  private static List<MemberList> lists(Sheet sheet) {
    return sheet.positions().lists().values().stream()
        .sorted(Comparator.comparing(MemberList::file))
        .toList();
  }

  private static long find(Handle handle, String slug, String fingerprint) {
    return handle
        .createQuery(REVISION)
        .bind("slug", slug)
        .bind("fingerprint", fingerprint)
        .mapTo(Long.class)
        .one();
  }

  private static int number(Handle handle, long id) {
    return handle
        .createQuery("SELECT number FROM revision WHERE id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  public Revision get(long revisionId) {
    return jdbi.withHandle(handle -> load(handle, revisionId))
        .orElseThrow(() -> new TocsinException("There is no sheet revision " + revisionId + "."));
  }

  /**
   * The id of the revision that a sheet's page shows: the one taken in or published last, but for
   * what was called off before anyone got it. {@code <slug>} is to be replaced.
   */
  public static final String SHOWN =
      """
      SELECT r.id FROM revision r
      CROSS JOIN LATERAL (
        SELECT max(a.created_at) AS at,
          coalesce(bool_and(a.state = 'cancelled' AND a.released_at IS NULL), false) AS is_off
        FROM alert a WHERE a.revision_id = r.id) published
      WHERE r.slug = <slug>
      ORDER BY published.is_off, greatest(r.created_at, published.at) DESC, r.number DESC
      LIMIT 1\
      """;

  /** What a sheet's page shows; see {@link #SHOWN}. */
  public Optional<Revision> shown(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SHOWN.replace("<slug>", ":slug"))
                .bind("slug", slug)
                .mapTo(Long.class)
                .findOne()
                .flatMap(id -> load(handle, id)));
  }

  /** The revision of a sheet that was taken in or published last. */
  public Optional<Revision> latest(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.id FROM revision r WHERE r.slug = :slug
                    ORDER BY greatest(r.created_at, (SELECT max(a.created_at) FROM alert a
                                                     WHERE a.revision_id = r.id)) DESC,
                      r.number DESC
                    LIMIT 1
                    """)
                .bind("slug", slug)
                .mapTo(Long.class)
                .findOne()
                .flatMap(id -> load(handle, id)));
  }

  private static Optional<Revision> load(Handle handle, long id) {
    Map<String, String> sources = new LinkedHashMap<>();
    handle
        .createQuery("SELECT file, source FROM edition WHERE revision_id = :id ORDER BY position")
        .bind("id", id)
        .map((row, context) -> Map.entry(row.getString("file"), row.getString("source")))
        .forEach(entry -> sources.put(entry.getKey(), entry.getValue()));
    handle
        .createQuery("SELECT file, source FROM member_list WHERE revision_id = :id")
        .bind("id", id)
        .map((row, context) -> Map.entry(row.getString("file"), row.getString("source")))
        .forEach(entry -> sources.put(entry.getKey(), entry.getValue()));
    Map<String, String> ids = new HashMap<>();
    handle
        .createQuery("SELECT name, bioguide FROM position_name WHERE revision_id = :id")
        .bind("id", id)
        .map((row, context) -> Map.entry(row.getString("name"), row.getString("bioguide")))
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    return handle
        .createQuery("SELECT slug, number FROM revision WHERE id = :id")
        .bind("id", id)
        .map(
            (row, context) ->
                new Revision(
                    id,
                    row.getInt("number"),
                    SheetFiles.parse(row.getString("slug"), sources).meaning(ids)))
        .findOne();
  }
}
