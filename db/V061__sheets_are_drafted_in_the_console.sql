-- Sheets that organizers write in the console, one row an edition. The version counts saves, so that
-- nobody writes over what they have not seen.
CREATE TABLE sheet_draft (
  slug     text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
  -- '' for the first edition, whatever language it is in
  lang     text NOT NULL CHECK (lang ~ '^([a-z]{2,3}(-[A-Za-z0-9]{2,4})?)?$'),
  version  integer NOT NULL CHECK (version > 0),
  source   text NOT NULL CHECK (length(source) <= 131072),
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (slug, lang)
);
