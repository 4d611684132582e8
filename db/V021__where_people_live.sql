-- What is known of where someone lives beyond their ZIP, and how everyone is assigned anew when officials or lines change.

-- A district that holds for one ZIP and one Congress: when either changes, the ZIP tells again.
-- way: 'page' and 'text' the person said so; 'geocoder' the Census found the street address.
CREATE TABLE residence (
  subscriber_id bigint PRIMARY KEY REFERENCES subscriber ON DELETE CASCADE,
  zip           text NOT NULL,
  street        text NOT NULL DEFAULT '',
  congress      int NOT NULL,
  district      text NOT NULL CHECK (district ~ '^[A-Z]{2}-[0-9]{1,2}$'),
  way           text NOT NULL CHECK (way IN ('page', 'text', 'geocoder')),
  told_at       timestamptz NOT NULL
);

-- Everyone is to be looked at again, in chunks: up to checkpoint it is done. Asked for by a new roster or map, in
-- the transaction that brings it, so that none is forgotten.
CREATE TABLE reassignment (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asked_at    timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  checkpoint  bigint NOT NULL DEFAULT 0,
  changed     bigint NOT NULL DEFAULT 0
);
CREATE INDEX reassignment_unfinished ON reassignment (id) WHERE finished_at IS NULL;

-- Who moved, in the manner of subscriber.assignment and districts: "ZIP NY-24" to "ZIP_SPLIT NY-22,NY-24".
CREATE TABLE moved (
  reassignment_id bigint NOT NULL REFERENCES reassignment ON DELETE CASCADE,
  subscriber_id   bigint NOT NULL REFERENCES subscriber ON DELETE CASCADE,
  was             text NOT NULL,
  is_now          text NOT NULL,
  PRIMARY KEY (reassignment_id, subscriber_id)
);
CREATE INDEX moved_subscriber ON moved (subscriber_id);

-- Chunks of alerts hold the same lock shared, so that lines never change under one.
CREATE FUNCTION ask_to_reassign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7465368102); -- org.tocsin.alert.Lines holds it shared
  INSERT INTO reassignment DEFAULT VALUES;
  RETURN NEW;
END $$;
CREATE TRIGGER roster_reassigns AFTER INSERT ON roster FOR EACH ROW EXECUTE FUNCTION ask_to_reassign();
CREATE TRIGGER district_map_reassigns AFTER INSERT ON district_map FOR EACH ROW EXECUTE FUNCTION ask_to_reassign();
