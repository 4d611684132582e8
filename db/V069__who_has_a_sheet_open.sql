-- Who has a sheet open in the editor, so that two hear of each other. Browsers say it again and again.
CREATE TABLE sheet_editor (
  slug    text NOT NULL CHECK (length(slug) <= 60),
  who     text NOT NULL,
  since   timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (slug, who)
);
