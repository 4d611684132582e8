-- What was imported can be taken back: it is kept and no longer used, and what was there before is in force again.
-- corrects: the roster that this one is a copy of, but for a number that people here know better.
ALTER TABLE roster
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN corrects     bigint REFERENCES roster ON DELETE SET NULL;
-- areas: whether it tells where people live, and not of the ZIPs of post offices alone.
ALTER TABLE district_map
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN areas        boolean NOT NULL DEFAULT true;

-- The newest map of each Congress.
CREATE VIEW maps_in_force AS
  SELECT congress, max(id) AS id FROM district_map WHERE areas AND withdrawn_at IS NULL GROUP BY congress;

-- A later Congress outranks a later day: its officials may have waited while those before them were still updated.
CREATE OR REPLACE VIEW officials_in_force AS
  SELECT id, as_of, congress FROM roster WHERE NOT waits AND withdrawn_at IS NULL
  ORDER BY congress DESC, as_of DESC, id DESC LIMIT 1;

-- The officials to go by when a certain Congress sits: also those that wait now and do so no longer then. The first is
-- the one in force, earlier ones follow.
CREATE FUNCTION officials_at(sitting int) RETURNS TABLE (id bigint, as_of date, congress int)
LANGUAGE sql STABLE AS $$
  SELECT r.id, r.as_of, r.congress FROM roster r
  WHERE r.withdrawn_at IS NULL AND (NOT r.waits OR (r.congress <= sitting
    AND EXISTS (SELECT FROM maps_in_force m WHERE m.congress = r.congress)))
  ORDER BY r.congress DESC, r.as_of DESC, r.id DESC
$$;

CREATE TRIGGER roster_taken_back_reassigns AFTER UPDATE OF withdrawn_at ON roster
  FOR EACH ROW EXECUTE FUNCTION ask_to_reassign();
CREATE TRIGGER district_map_taken_back_reassigns AFTER UPDATE OF withdrawn_at ON district_map
  FOR EACH ROW EXECUTE FUNCTION ask_to_reassign();
