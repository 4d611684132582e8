-- An audience that organizers use again, by a name of their own. areas: as alert.audience has them.
CREATE TABLE saved_audience (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name      text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
  areas     text[] NOT NULL CHECK (cardinality(areas) BETWEEN 1 AND 100),
  saved_by  text NOT NULL,
  saved_at  timestamptz NOT NULL
);
