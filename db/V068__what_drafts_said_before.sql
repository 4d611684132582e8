-- What an edition said before, for whoever wants it back. What one organizer types within some minutes is
-- one row that grows; a row that is not open stays as it is.
CREATE TABLE sheet_save (
  slug     text NOT NULL,
  lang     text NOT NULL,
  -- of the draft; 0 for what was published before anybody wrote a draft
  version  integer NOT NULL CHECK (version >= 0),
  source   text NOT NULL CHECK (length(source) <= 131072),
  begun_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL CHECK (saved_at >= begun_at),
  -- '' for what was published
  saved_by text NOT NULL,
  is_open  boolean NOT NULL,
  PRIMARY KEY (slug, lang, version),
  FOREIGN KEY (slug, lang) REFERENCES sheet_draft ON DELETE CASCADE
);
INSERT INTO sheet_save (slug, lang, version, source, begun_at, saved_at, saved_by, is_open)
SELECT slug, lang, version, source, saved_at, saved_at, saved_by, false FROM sheet_draft;
