-- What people here know better than the published files: the number of an office. Laid over every import until undone.
-- phone: null where the office has none that works. published: what the files said last, null where they had none.
CREATE TABLE correction (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bioguide  text NOT NULL,
  office    text NOT NULL CHECK (office <> ''),
  phone     text CHECK (phone ~ '^[0-9]{3}-[0-9]{3}-[0-9]{4}$'),
  published text,
  said_by   text NOT NULL CHECK (said_by <> ''),
  said_at   timestamptz NOT NULL,
  undone_by text,
  undone_at timestamptz,
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE INDEX correction_in_force ON correction (bioguide) WHERE undone_at IS NULL;
