-- A newer alert of a sheet takes the place of an older one: what had not gone is cancelled with it.
-- correction: those who have had an older revision get this one too, marked as a correction.
ALTER TABLE alert
  ADD COLUMN replaced_by bigint REFERENCES alert,
  ADD COLUMN correction  boolean NOT NULL DEFAULT false,
  ADD CHECK (replaced_by > id);
