-- People, what they agreed to, and whom nobody may write to.

-- Keys that this installation made for itself. 'token' signs links (the newest signs, all verify);
-- 'address' turns addresses into suppression keys and never changes.
CREATE TABLE secret (
  id         smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purpose    text NOT NULL CHECK (purpose IN ('token', 'address')),
  key        bytea NOT NULL CHECK (octet_length(key) = 32),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX secret_one_address_key ON secret (purpose) WHERE purpose = 'address';
INSERT INTO secret (purpose, key)
SELECT purpose, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
FROM (VALUES ('token'), ('address')) AS needed (purpose);

-- email: lower case. phone: E.164. *_key: AddressKey of the address beside it.
-- zones: IANA time zones that the person may be in, by ZIP. districts: "NY-24", several where the ZIP is split.
CREATE TABLE subscriber (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email          text UNIQUE,
  email_key      uuid,
  phone          text,
  phone_key      uuid,
  first_name     text NOT NULL DEFAULT '',
  last_name      text NOT NULL DEFAULT '',
  language       text NOT NULL DEFAULT '',
  street         text NOT NULL DEFAULT '',
  city           text NOT NULL DEFAULT '',
  state          text NOT NULL DEFAULT '',
  zip            text NOT NULL DEFAULT '' CHECK (zip ~ '^([0-9]{5})?$'),
  email_consent  boolean NOT NULL DEFAULT false,
  sms_consent    boolean NOT NULL DEFAULT false,
  consent_source text NOT NULL DEFAULT '',
  consent_at     timestamptz,
  assignment     text NOT NULL DEFAULT 'UNKNOWN'
                 CHECK (assignment IN ('ADDRESS', 'ZIP', 'ZIP_SPLIT', 'STATE', 'UNKNOWN')),
  districts      text[] NOT NULL DEFAULT '{}',
  zones          text[] NOT NULL DEFAULT '{}',
  created_at     timestamptz NOT NULL DEFAULT now(),
  CHECK (email IS NOT NULL OR phone IS NOT NULL),
  CHECK ((email IS NULL) = (email_key IS NULL)),
  CHECK ((phone IS NULL) = (phone_key IS NULL)),
  CHECK (assignment NOT IN ('ADDRESS', 'ZIP') OR cardinality(districts) = 1),
  CHECK (assignment <> 'ZIP_SPLIT' OR cardinality(districts) > 1)
);
CREATE INDEX subscriber_by_phone ON subscriber (phone) WHERE phone IS NOT NULL;
CREATE INDEX subscriber_by_email_key ON subscriber (email_key);
CREATE INDEX subscriber_by_phone_key ON subscriber (phone_key);

-- Outlives the person's row. Lifted only by the person's own START or a confirmed sign-up.
CREATE TABLE suppression (
  channel     text NOT NULL CHECK (channel IN ('email', 'sms')),
  address_key uuid NOT NULL,
  reason      text NOT NULL CHECK (reason IN ('stop', 'unsubscribe', 'by_hand', 'complaint', 'hard_bounce', 'provider')),
  since       timestamptz NOT NULL,
  PRIMARY KEY (channel, address_key)
);

-- Every change of consent, in the words that were shown or received. Only added to.
CREATE TABLE consent_event (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL,
  channel     text NOT NULL CHECK (channel IN ('email', 'sms')),
  address_key uuid NOT NULL,
  change      text NOT NULL CHECK (change IN ('given', 'withdrawn', 'restored')),
  way         text NOT NULL,
  source      text NOT NULL DEFAULT '',
  words       text NOT NULL DEFAULT ''
);
CREATE INDEX consent_event_address ON consent_event (address_key, at);

-- Texts that came in, once each by the provider's id (the signature has no timestamp, so a replay must find this row).
CREATE TABLE inbound_text (
  provider_id text PRIMARY KEY,
  at          timestamptz NOT NULL,
  address_key uuid NOT NULL,
  body        text NOT NULL,
  reading     text NOT NULL CHECK (reading IN ('stop', 'start', 'help', 'unsure', 'other'))
);
CREATE INDEX inbound_text_address ON inbound_text (address_key, at);
