-- A code of an app besides the link, for organizers who set it up. The secret counts once a code has shown
-- that the app has it. Codes are counted in steps of 30 seconds; none at or before last_step is taken.
CREATE TABLE second_factor (
  account_id bigint PRIMARY KEY REFERENCES account,
  secret     bytea NOT NULL CHECK (length(secret) = 20),
  made_at    timestamptz NOT NULL,
  set_up_at  timestamptz,
  last_step  bigint NOT NULL DEFAULT 0
);

-- For who has lost the app: each works once. Only a hash is kept.
CREATE TABLE recovery_code (
  code_hash  bytea PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account
);
CREATE INDEX recovery_code_account ON recovery_code (account_id);

-- Codes that were wrong, so that nobody can try them all.
CREATE TABLE second_factor_failure (
  account_id bigint NOT NULL REFERENCES account,
  at         timestamptz NOT NULL
);
CREATE INDEX second_factor_failure_account ON second_factor_failure (account_id, at);

-- Until the code is typed, a session opens nothing but the page that asks for it.
ALTER TABLE console_session ADD COLUMN is_pending boolean NOT NULL DEFAULT false;
