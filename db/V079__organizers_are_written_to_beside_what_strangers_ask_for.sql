-- The limits for an address hold for what anybody can ask for, such as a link to sign in. What we write to
-- organizers by ourselves neither counts there nor is held back by it.
ALTER TABLE notice ADD COLUMN asked boolean NOT NULL DEFAULT true;
