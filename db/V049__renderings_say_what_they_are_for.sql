-- Columns say what a rendering is for. The key only tells one from another; nothing can be read from it.
-- choices: the districts among which its reader's lies, in the order in which a text numbers them; none where it is
-- one. tells_stop: whether a text names the sender and says how to stop (L12).
ALTER TABLE rendering
  ALTER COLUMN tells_stop DROP EXPRESSION,
  ALTER COLUMN tells_stop SET DEFAULT true,
  ALTER COLUMN tells_stop SET NOT NULL,
  ADD COLUMN key uuid,
  ADD COLUMN choices text[] NOT NULL DEFAULT '{}';
UPDATE rendering SET
  key = md5(regexp_replace(fits, '\|told$', ''))::uuid,
  choices = CASE split_part(fits, '|', 2) WHEN 'ZIP_SPLIT' THEN string_to_array(split_part(fits, '|', 3), ',')
            ELSE '{}' END;
ALTER TABLE rendering
  DROP COLUMN fits,
  ALTER COLUMN key SET NOT NULL,
  ADD UNIQUE (alert_id, channel, key, tells_stop);
