-- When free_at was last moved on, by the same clock: should that clock be set back, both move along.
ALTER TABLE rate ADD COLUMN asked_at timestamptz NOT NULL DEFAULT now();
