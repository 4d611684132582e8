-- How many sign-ups came in an hour or a day: from a network, for the addresses of one domain, and in all. The row
-- is locked while it is counted, so that those who come at the same moment count one after the other. A network
-- and a domain stand here as a keyed hash.
CREATE TABLE sign_up_count (
  kind  text NOT NULL CHECK (kind IN ('network', 'wide_network', 'domain', 'all', 'texts')),
  key   uuid NOT NULL,
  since timestamptz NOT NULL,
  times int NOT NULL CHECK (times > 0),
  PRIMARY KEY (kind, key, since)
);
CREATE INDEX sign_up_count_since ON sign_up_count (since);

DROP TABLE visit;
