ALTER TABLE residence RENAME COLUMN told_at TO known_at;
