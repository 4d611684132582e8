-- The feed of the group's site, as it was looked at last; one row for an address and a category. Whoever
-- moves next_at on looks, so that several servers ask the site once.
CREATE TABLE feed (
  url           text NOT NULL,
  category      text NOT NULL,
  -- when it was looked at first: what was published long before that becomes no draft
  since         timestamptz NOT NULL,
  next_at       timestamptz NOT NULL,
  read_at       timestamptz,
  failing_since timestamptz,
  failures      integer NOT NULL DEFAULT 0,
  trouble       text NOT NULL DEFAULT '',
  -- what the site wants to be asked with the next time
  etag          text NOT NULL DEFAULT '',
  modified      text NOT NULL DEFAULT '',
  -- posts in it, and those of the category
  posts         integer NOT NULL DEFAULT 0,
  chosen        integer NOT NULL DEFAULT 0,
  PRIMARY KEY (url, category),
  CHECK ((failing_since IS NULL) = (failures = 0))
);

-- A post of the category. It has one row for ever, so that it becomes one draft at most.
CREATE TABLE feed_post (
  id             text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 600),
  seen_at        timestamptz NOT NULL,
  link           text NOT NULL,
  title          text NOT NULL,
  -- of the sheet; NULL where the post was older than the first look
  slug           text UNIQUE,
  -- of the words that were taken or passed over last, and the draft that was made of them
  digest         bytea NOT NULL,
  source         text NOT NULL,
  -- what the post says now, while nobody has decided
  offered        bytea,
  offered_title  text,
  offered_source text,
  offered_at     timestamptz,
  CHECK ((offered IS NULL) = (offered_source IS NULL)),
  CHECK ((offered IS NULL) = (offered_title IS NULL)),
  CHECK ((offered IS NULL) = (offered_at IS NULL))
);
CREATE INDEX feed_post_offered ON feed_post (offered_at) WHERE offered IS NOT NULL;
CREATE INDEX feed_post_drafted ON feed_post (seen_at) WHERE slug IS NOT NULL;
