-- Who was meant by the names under a sheet's positions when it was kept, so that a later roster changes nothing.
CREATE TABLE position_name (
  revision_id bigint NOT NULL REFERENCES revision,
  name        text NOT NULL,
  bioguide    text NOT NULL CHECK (bioguide ~ '^[A-Z][0-9]{6}$'),
  PRIMARY KEY (revision_id, name)
);

-- Words by which a group sorts its people, such as {driver,volunteers}: lower case, sorted, each once.
ALTER TABLE subscriber ADD COLUMN tags text[] NOT NULL DEFAULT '{}';

-- Sheets whose page says that it was taken down.
CREATE TABLE taken_down (
  slug text PRIMARY KEY,
  at   timestamptz NOT NULL
);

-- Whether the start page names the sheet. What went to a part of the people only was for them.
ALTER TABLE alert ADD COLUMN listed boolean NOT NULL DEFAULT true;
UPDATE alert SET listed = false WHERE cardinality(audience) > 0;
