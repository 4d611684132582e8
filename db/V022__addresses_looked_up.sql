-- Which street addresses have been looked up at the Census, for one Congress each, so that none is asked for twice.
-- Nothing of the answer but the district is kept (residence). next_at: when it is tried again, or infinity.
CREATE TABLE lookup (
  subscriber_id bigint PRIMARY KEY REFERENCES subscriber ON DELETE CASCADE,
  street        text NOT NULL,
  city          text NOT NULL,
  state         text NOT NULL,
  zip           text NOT NULL,
  congress      int NOT NULL,
  outcome       text NOT NULL CHECK (outcome IN ('asked', 'found', 'ambiguous', 'not_found', 'failed')),
  tries         smallint NOT NULL DEFAULT 0,
  next_at       timestamptz NOT NULL
);
