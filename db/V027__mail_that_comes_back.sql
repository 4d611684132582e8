-- Mails that came into the mailbox, once each by a digest of their Message-ID; not what they say.
-- counts: a soft bounce that counts towards giving up on the address. folder: where the mail lies now.
CREATE TABLE inbound_mail (
  digest      text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  at          timestamptz NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('bounce', 'complaint', 'auto-reply', 'other')),
  reason      text NOT NULL DEFAULT '',
  folder      text NOT NULL,
  delivery_id bigint,
  address_key uuid,
  counts      boolean NOT NULL DEFAULT false,
  CHECK (NOT counts OR address_key IS NOT NULL)
);
CREATE INDEX inbound_mail_counts ON inbound_mail (address_key, at) WHERE counts;
