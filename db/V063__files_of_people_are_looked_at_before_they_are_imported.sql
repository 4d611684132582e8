-- A file of people between the look at what it would do and the import. What is in it goes with the import, or after a
-- day. report: what it would do, or did, as JSON.
CREATE TABLE people_file (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL,
  content     bytea,
  made_at     timestamptz NOT NULL,
  imported_at timestamptz,
  report      jsonb NOT NULL,
  CHECK ((content IS NULL) = (imported_at IS NOT NULL))
);
CREATE INDEX people_file_made ON people_file (made_at);
