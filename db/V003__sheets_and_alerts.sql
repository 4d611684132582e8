-- Sheets never change once used: a changed file is a new revision.

CREATE TABLE revision (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug        text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  number      int NOT NULL,
  fingerprint text NOT NULL,
  created_at  timestamptz NOT NULL,
  UNIQUE (slug, number),
  UNIQUE (slug, fingerprint)
);

CREATE TABLE edition (
  revision_id bigint NOT NULL REFERENCES revision,
  position    int NOT NULL,
  lang        text NOT NULL,
  file        text NOT NULL,
  source      text NOT NULL,
  PRIMARY KEY (revision_id, lang),
  UNIQUE (revision_id, position)
);

-- checkpoint: the last subscriber id that has been gathered. audience: states and districts, both empty for everyone.
-- roster_id, map_id: the data in force at release, used for every message of this alert.
CREATE TABLE alert (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  revision_id     bigint NOT NULL REFERENCES revision,
  state           text NOT NULL DEFAULT 'scheduled'
                  CHECK (state IN ('scheduled', 'gathering', 'sending', 'paused', 'done', 'cancelled')),
  channels        text[] NOT NULL CHECK (channels <@ ARRAY['email', 'sms'] AND cardinality(channels) > 0),
  audience        text[] NOT NULL DEFAULT '{}',
  again           boolean NOT NULL DEFAULT false,
  release_at      timestamptz NOT NULL,
  deadline        timestamptz,
  created_at      timestamptz NOT NULL,
  released_at     timestamptz,
  gathered_at     timestamptz,
  finished_at     timestamptz,
  roster_id       bigint REFERENCES roster,
  map_id          bigint REFERENCES district_map,
  checkpoint      bigint NOT NULL DEFAULT 0,
  CHECK (deadline IS NULL OR deadline > release_at)
);
-- Two publishes of one revision at the same moment cannot both gather: who had it already is settled first.
CREATE UNIQUE INDEX alert_one_gathering ON alert (revision_id)
  WHERE gathered_at IS NULL AND NOT again AND state <> 'cancelled';

CREATE TABLE exclusion (
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  reason   text NOT NULL,
  people   bigint NOT NULL,
  PRIMARY KEY (alert_id, reason)
);

-- One finished text for all whom it fits; only the slots of message.Slots differ from person to person.
CREATE TABLE rendering (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id   bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  fits       text NOT NULL,
  channel    text NOT NULL CHECK (channel IN ('email', 'sms')),
  lang       text NOT NULL,
  subject    text NOT NULL DEFAULT '',
  body       text NOT NULL,
  html       text NOT NULL DEFAULT '',
  segments   smallint NOT NULL DEFAULT 0,
  UNIQUE (alert_id, channel, fits)
);
