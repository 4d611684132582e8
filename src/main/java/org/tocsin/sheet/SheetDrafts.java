package org.tocsin.sheet;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.BadInput;

/**
 * Sheets as they are being written, an edition at a time. One who saves over what somebody else has
 * saved meanwhile is refused. An edition that nobody has touched is the published one.
 */
public final class SheetDrafts {
  /**
   * What the list of sheets shows. A sheet without a draft has a text of its newest revision only.
   */
  private static final String SUMMARIES =
      """
      WITH latest AS (
        SELECT DISTINCT ON (slug) id, slug, created_at FROM revision
        ORDER BY slug, greatest(created_at, (SELECT max(a.created_at) FROM alert a
                                             WHERE a.revision_id = revision.id)) DESC, number DESC
      ), known AS (
        SELECT slug FROM latest UNION SELECT slug FROM sheet_draft
      ), changed AS (
        SELECT known.slug,
          greatest(
            (SELECT max(d.saved_at) FROM sheet_draft d WHERE d.slug = known.slug),
            latest.created_at) AS at,
          EXISTS (
            SELECT FROM sheet_draft d WHERE d.slug = known.slug
              AND NOT EXISTS (SELECT FROM edition e
                              WHERE e.revision_id = latest.id AND e.source = d.source)) AS is_draft,
          coalesce(
            (SELECT d.source FROM sheet_draft d WHERE d.slug = known.slug AND d.lang = ''),
            (SELECT e.source FROM edition e WHERE e.revision_id = latest.id AND e.position = 0),
            '') AS source
        FROM known LEFT JOIN latest USING (slug)
      )
      SELECT slug, at, is_draft, source,
        coalesce((SELECT max(a.id) FROM alert a JOIN revision r ON r.id = a.revision_id
                  WHERE r.slug = changed.slug), 0) AS alert
      FROM changed
      WHERE at < :before
      ORDER BY at DESC, slug LIMIT :limit
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Sheets sheets;

  public SheetDrafts(Jdbi jdbi, Clock clock, Sheets sheets) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sheets = sheets;
  }

  /**
   * An edition as it stands.
   *
   * @param lang "" for the first edition
   * @param version how often it was saved; 0 for the published one
   * @param savedBy an account's email, "" for the published one
   */
  public record Text(
      String slug, String lang, int version, String source, Instant savedAt, String savedBy) {
    private Text next() {
      return new Text(slug, lang, version + 1, source, savedAt, savedBy);
    }
  }

  /**
   * A sheet in a list.
   *
   * @param at when it was changed
   * @param isDraft whether something of it is not published as it stands
   * @param source of its first edition
   * @param alert the id of its newest alert, or 0
   */
  public record Summary(String slug, Instant at, boolean isDraft, String source, long alert) {
    public String title() {
      return FrontMatter.of(slug, source)
          .text("title")
          .map(FrontMatter.Value::text)
          .filter(title -> !title.isEmpty())
          .orElse(slug);
    }
  }

  /**
   * The newest first.
   *
   * @param before only what was changed earlier
   */
  public List<Summary> list(Instant before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SUMMARIES)
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Summary.class))
                .list());
  }

  /** The draft, else what is published. */
  public Optional<Text> find(String slug, String lang) {
    return jdbi.withHandle(handle -> draft(handle, slug, lang))
        .or(() -> sheets.latest(slug).flatMap(revision -> published(revision.sheet(), lang)));
  }

  private static Optional<Text> draft(Handle handle, String slug, String lang) {
    return handle
        .createQuery("SELECT * FROM sheet_draft WHERE slug = :slug AND lang = :lang")
        .bind("slug", slug)
        .bind("lang", lang)
        .map(ConstructorMapper.of(Text.class))
        .findOne();
  }

  private static Optional<Text> published(Sheet sheet, String lang) {
    return sheet.editions().stream()
        .filter(edition -> SheetFiles.languageIn(edition.file()).equals(lang))
        .findFirst()
        .map(edition -> new Text(sheet.slug(), lang, 0, edition.source(), Instant.EPOCH, ""));
  }

  /**
   * Keeps an edition, and what it says now among what it said before.
   *
   * @param version that it was made of, 0 for none or the published one
   * @return empty where it is kept; else what somebody saved meanwhile, and nothing has changed
   * @throws BadInput where the sheet can have no such name
   */
  public Optional<Text> save(String slug, String lang, int version, String source, String who) {
    return save(new Text(slug, lang, version, source, clock.instant(), who), false);
  }

  /**
   * The same for what somebody is still typing: what they save next takes its place among what the
   * edition said before.
   */
  public Optional<Text> saveTyped(
      String slug, String lang, int version, String source, String who) {
    return save(new Text(slug, lang, version, source, clock.instant(), who), true);
  }

  private Optional<Text> save(Text made, boolean isOpen) {
    SheetFiles.checkSlug(made.slug());
    Optional<Text> published = made.version() > 0 ? Optional.empty() : published(made);
    return jdbi.inTransaction(
        handle -> {
          int kept =
              handle
                  .createUpdate(
                      made.version() == 0
                          ? """
                          INSERT INTO sheet_draft (slug, lang, version, source, saved_at, saved_by)
                          VALUES (:slug, :lang, :version + 1, :source, :savedAt, :savedBy)
                          ON CONFLICT DO NOTHING
                          """
                          : """
                          UPDATE sheet_draft SET version = version + 1, source = :source,
                            saved_at = :savedAt, saved_by = :savedBy
                          WHERE slug = :slug AND lang = :lang AND version = :version
                          """)
                  .bindMethods(made)
                  .execute();
          if (kept == 0) {
            return draft(handle, made.slug(), made.lang());
          }
          published.ifPresent(text -> SheetSaves.note(handle, text, false));
          SheetSaves.note(handle, made.next(), isOpen);
          return Optional.empty();
        });
  }

  private Optional<Text> published(Text made) {
    return sheets
        .latest(made.slug())
        .flatMap(revision -> published(revision.sheet(), made.lang()))
        .map(text -> new Text(text.slug(), text.lang(), 0, text.source(), made.savedAt(), ""));
  }

  /** Says that what an organizer typed is to be kept as it is now, whatever they type next. */
  public void close(String slug, String lang) {
    jdbi.useHandle(handle -> SheetSaves.close(handle, slug, lang));
  }

  /**
   * Keeps the first edition of a new sheet, within a transaction of the caller's.
   *
   * @return whether it is kept; nothing has changed where a sheet of that name is there already
   * @throws BadInput where the sheet can have no such name
   */
  public boolean begin(Handle handle, String slug, String source, String who) {
    SheetFiles.checkSlug(slug);
    Text made = new Text(slug, "", 1, source, clock.instant(), who);
    boolean isKept =
        handle
                .createUpdate(
                    """
                    INSERT INTO sheet_draft (slug, lang, version, source, saved_at, saved_by)
                    SELECT :slug, :lang, :version, :source, :savedAt, :savedBy
                    WHERE NOT EXISTS (SELECT FROM revision WHERE slug = :slug)
                    ON CONFLICT DO NOTHING
                    """)
                .bindMethods(made)
                .execute()
            > 0;
    if (isKept) {
      SheetSaves.note(handle, made, false);
    }
    return isKept;
  }

  /**
   * The whole sheet as it stands, as far as it can be read; empty where there is none.
   *
   * @throws BadInput where an edition is too large
   */
  public Optional<ParsedSheet> read(String slug) {
    Sources sources = sources(slug);
    return sources.files().containsKey("")
        ? Optional.of(SheetFiles.look(slug, sources.texts()))
        : Optional.empty();
  }

  /**
   * The same with another text for one edition, whether that one is there or not.
   *
   * @throws BadInput where an edition is too large
   */
  public ParsedSheet readWith(String slug, String lang, String source) {
    Sources sources = sources(slug);
    sources.put(slug, lang, source);
    return SheetFiles.look(slug, sources.texts());
  }

  /**
   * Of a sheet.
   *
   * @param files names by language
   * @param texts by name; lists of members too
   */
  private record Sources(Map<String, String> files, Map<String, String> texts) {
    void put(String slug, String lang, String source) {
      files.putIfAbsent(lang, file(slug, lang));
      texts.put(files.get(lang), source);
    }
  }

  private Sources sources(String slug) {
    Sources sources = new Sources(new HashMap<>(), new LinkedHashMap<>());
    sheets
        .latest(slug)
        .ifPresent(revision -> addPublished(revision.sheet(), sources.files(), sources.texts()));
    drafts(slug).forEach(draft -> sources.put(slug, draft.lang(), draft.source()));
    return sources;
  }

  private static void addPublished(
      Sheet sheet, Map<String, String> files, Map<String, String> sources) {
    for (Edition edition : sheet.editions()) {
      files.put(SheetFiles.languageIn(edition.file()), edition.file());
      sources.put(edition.file(), edition.source());
    }
    sheet.positions().lists().values().forEach(each -> sources.put(each.file(), each.source()));
  }

  private List<Text> drafts(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM sheet_draft WHERE slug = :slug ORDER BY lang")
                .bind("slug", slug)
                .map(ConstructorMapper.of(Text.class))
                .list());
  }

  /** Who saved each edition last, an account's email or the site that it comes from. */
  public static List<String> writers(Handle handle, String slug) {
    return handle
        .createQuery(
            "SELECT DISTINCT saved_by FROM sheet_draft WHERE slug = :slug ORDER BY saved_by")
        .bind("slug", slug)
        .mapTo(String.class)
        .list();
  }

  /** Of all editions, published or not; "" for the first. */
  public List<String> languages(String slug) {
    return read(slug)
        .map(
            read ->
                read.sheet().editions().stream()
                    .map(edition -> languageOf(edition.file()))
                    .toList())
        .orElse(List.of());
  }

  /** That a file's name tells, "" for a first edition. */
  public static String languageOf(String file) {
    return SheetFiles.languageIn(file);
  }

  private static String file(String slug, String lang) {
    return slug + (lang.isEmpty() ? "" : "." + lang) + ".md";
  }
}
