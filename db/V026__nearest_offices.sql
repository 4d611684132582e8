-- Where a ZIP lies, in degrees, from the Census gazetteer of ZIP areas.
CREATE TABLE zip_point (
  zip       text PRIMARY KEY CHECK (zip ~ '^[0-9]{5}$'),
  latitude  double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180)
);

-- For each ZIP the office with a number that lies nearest, of each of its officials: "K000386=Syracuse;S000148=Albany".
-- Worked out once for a roster and a map, from the tables above; worth nothing when they are gone.
CREATE TABLE zip_near (
  roster_id bigint NOT NULL REFERENCES roster ON DELETE CASCADE,
  map_id    bigint NOT NULL REFERENCES district_map ON DELETE CASCADE,
  zip       text NOT NULL,
  near      text NOT NULL,
  PRIMARY KEY (roster_id, map_id, zip)
);
