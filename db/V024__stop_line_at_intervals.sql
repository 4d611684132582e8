-- Whether a text names the sender and says how to stop (L12). What is known to have told a number lately
-- lets the next texts to it be shorter; their renderings are named so.
ALTER TABLE rendering ADD COLUMN tells_stop boolean GENERATED ALWAYS AS (fits NOT LIKE '%|told') STORED;
