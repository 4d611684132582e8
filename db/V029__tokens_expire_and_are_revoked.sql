-- A token of the API ends by itself or is ended. Those that are there go on for a year.
ALTER TABLE api_token
  ADD COLUMN expires_at   timestamptz,
  ADD COLUMN last_used_at timestamptz,
  ADD COLUMN revoked_at   timestamptz;
UPDATE api_token SET expires_at = greatest(created_at, now()) + interval '365 days';
ALTER TABLE api_token
  ALTER COLUMN expires_at SET NOT NULL,
  ADD CHECK (expires_at > created_at);

-- The name of a revoked one can be given again.
ALTER TABLE api_token DROP CONSTRAINT api_token_name_key;
CREATE UNIQUE INDEX api_token_name ON api_token (name) WHERE revoked_at IS NULL;
