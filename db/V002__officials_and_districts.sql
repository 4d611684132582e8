-- Who represents whom, each with the date from which it holds. A new import adds a roster or map; none is changed.

CREATE TABLE roster (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  as_of       date NOT NULL,
  congress    int NOT NULL,
  source      text NOT NULL,
  imported_at timestamptz NOT NULL
);
CREATE INDEX roster_in_force ON roster (as_of DESC, id DESC);

-- A seat and who holds it. district: null for a senator, 0 for an at-large seat or a delegate.
CREATE TABLE official (
  roster_id  bigint NOT NULL REFERENCES roster ON DELETE CASCADE,
  bioguide   text NOT NULL,
  first_name text NOT NULL,
  last_name  text NOT NULL CHECK (last_name <> ''),
  full_name  text NOT NULL CHECK (full_name <> ''),
  party      text NOT NULL DEFAULT '',
  chamber    text NOT NULL CHECK (chamber IN ('house', 'senate')),
  state      text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
  district   int CHECK (district >= 0),
  term_start date NOT NULL,
  term_end   date NOT NULL,
  PRIMARY KEY (roster_id, bioguide),
  CHECK ((chamber = 'house') = (district IS NOT NULL))
);
CREATE UNIQUE INDEX official_one_house_seat ON official (roster_id, state, district) WHERE chamber = 'house';

-- label: the town, or "DC". phone: as people write it, "315-423-5657"; null where the office has none.
CREATE TABLE office (
  roster_id bigint NOT NULL,
  bioguide  text NOT NULL,
  position  int NOT NULL,
  label     text NOT NULL,
  phone     text CHECK (phone ~ '^[0-9]{3}-[0-9]{3}-[0-9]{4}$'),
  latitude  double precision,
  longitude double precision,
  PRIMARY KEY (roster_id, bioguide, position),
  FOREIGN KEY (roster_id, bioguide) REFERENCES official ON DELETE CASCADE
);

CREATE TABLE district_map (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  congress    int NOT NULL,
  source      text NOT NULL,
  imported_at timestamptz NOT NULL
);
CREATE INDEX district_map_in_force ON district_map (congress, id DESC);

CREATE TABLE zip_district (
  map_id   bigint NOT NULL REFERENCES district_map ON DELETE CASCADE,
  zip      text NOT NULL CHECK (zip ~ '^[0-9]{5}$'),
  state    text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
  district int NOT NULL CHECK (district >= 0),
  PRIMARY KEY (map_id, zip, state, district)
);

CREATE TABLE zip_zone (
  zip  text PRIMARY KEY CHECK (zip ~ '^[0-9]{5}$'),
  zone text NOT NULL
);
