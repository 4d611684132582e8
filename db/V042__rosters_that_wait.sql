-- A roster that waits is kept and not in force: its Congress has not begun, or the districts of that
-- Congress are not known yet.
ALTER TABLE roster ADD COLUMN waits boolean NOT NULL DEFAULT false;

CREATE VIEW officials_in_force AS
  SELECT id, as_of, congress FROM roster WHERE NOT waits ORDER BY as_of DESC, id DESC LIMIT 1;

CREATE TRIGGER roster_that_waited_reassigns AFTER UPDATE OF waits ON roster
  FOR EACH ROW EXECUTE FUNCTION ask_to_reassign();

-- Whoever published it wants it sent although the terms of the House's members have ended.
ALTER TABLE alert ADD COLUMN stale_roster boolean NOT NULL DEFAULT false;
