-- Organizers who use the console. One who is removed stays as a row: the record of who did what names them.
CREATE TABLE account (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email      text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%'),
  role       text NOT NULL CHECK (role IN ('author', 'publisher', 'admin')),
  created_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE UNIQUE INDEX account_email ON account (email) WHERE removed_at IS NULL;

-- A link that signs in once. Only a hash of its token is kept. Without an account it makes the first admin.
CREATE TABLE sign_in_link (
  token_hash bytea PRIMARY KEY,
  account_id bigint REFERENCES account,
  browser    bytea,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX sign_in_link_account ON sign_in_link (account_id);

-- Who asked for a link, so that nobody can ask for thousands. The client is an address or network.
CREATE TABLE sign_in_request (
  client text NOT NULL,
  at     timestamptz NOT NULL
);
CREATE INDEX sign_in_request_client ON sign_in_request (client, at);

-- Every server knows it, and it outlives a restart. Only a hash of what the cookie holds is kept.
CREATE TABLE console_session (
  token_hash bytea PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account,
  csrf       text NOT NULL,
  began_at   timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL
);
CREATE INDEX console_session_account ON console_session (account_id);

-- Who did what in the console. Rows are only ever added.
CREATE TABLE audit_entry (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at     timestamptz NOT NULL,
  who    text NOT NULL,
  action text NOT NULL,
  detail text NOT NULL
);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
