-- People who sign up wait here until they confirm it themselves: by the link in an email, by a YES.

-- *_words: exactly what stood at the box that was ticked, '' where it was not. subscriber_id: who it became.
CREATE TABLE sign_up (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at                 timestamptz NOT NULL,
  expires_at         timestamptz NOT NULL,
  email              text,
  email_key          uuid,
  email_words        text NOT NULL DEFAULT '',
  email_confirmed_at timestamptz,
  phone              text,
  phone_key          uuid,
  sms_words          text NOT NULL DEFAULT '',
  sms_confirmed_at   timestamptz,
  first_name         text NOT NULL DEFAULT '',
  last_name          text NOT NULL DEFAULT '',
  language           text NOT NULL DEFAULT '',
  street             text NOT NULL DEFAULT '',
  city               text NOT NULL DEFAULT '',
  state              text NOT NULL DEFAULT '',
  zip                text NOT NULL DEFAULT '' CHECK (zip ~ '^([0-9]{5})?$'),
  subscriber_id      bigint,
  CHECK ((email IS NULL) = (email_key IS NULL) AND (email IS NULL) = (email_words = '')),
  CHECK ((phone IS NULL) = (phone_key IS NULL) AND (phone IS NULL) = (sms_words = '')),
  CHECK (email IS NOT NULL OR phone IS NOT NULL),
  CHECK (expires_at > at)
);
CREATE INDEX sign_up_by_email_key ON sign_up (email_key);
CREATE INDEX sign_up_by_phone_key ON sign_up (phone_key);
CREATE INDEX sign_up_expiring ON sign_up (expires_at);

-- Short messages of our own to one person, such as "please confirm"; a queue. The attempt is written before the
-- network is touched, and what was attempted and has no outcome goes again: at least once for an email, at most
-- once for a text.
CREATE TABLE notice (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  channel      text NOT NULL CHECK (channel IN ('email', 'sms')),
  address      text NOT NULL,
  address_key  uuid NOT NULL,
  subject      text NOT NULL DEFAULT '',
  body         text NOT NULL,
  made_at      timestamptz NOT NULL,
  due_at       timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  attempts     smallint NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  settled_at   timestamptz,
  outcome      text NOT NULL DEFAULT 'waiting'
               CHECK (outcome IN ('waiting', 'accepted', 'refused', 'in_doubt', 'expired')),
  code         text NOT NULL DEFAULT '',
  CHECK ((outcome = 'waiting') = (settled_at IS NULL))
);
CREATE INDEX notice_due ON notice (channel, due_at) WHERE outcome = 'waiting';
CREATE INDEX notice_of_address ON notice (address_key, made_at);

-- How often someone came, by a keyed hash of where from, so that nobody signs up the whole phone book.
CREATE TABLE visit (
  visitor uuid NOT NULL,
  hour    timestamptz NOT NULL,
  times   int NOT NULL,
  PRIMARY KEY (visitor, hour)
);
