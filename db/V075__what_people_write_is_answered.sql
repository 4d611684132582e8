-- What people write, by text or by email, has a number in the order in which it came, and organizers answer it.
-- inbound_mail.number, words, from_key: only of a reply of somebody on the list; the first of what they wrote.
CREATE SEQUENCE reply_number;
ALTER TABLE inbound_text ADD COLUMN number bigint;
WITH came AS (SELECT provider_id, row_number() OVER (ORDER BY at, provider_id) AS n FROM inbound_text)
UPDATE inbound_text t SET number = came.n FROM came WHERE came.provider_id = t.provider_id;
SELECT setval('reply_number', greatest(1, (SELECT count(*) FROM inbound_text)));
ALTER TABLE inbound_text ALTER number SET DEFAULT nextval('reply_number'), ALTER number SET NOT NULL;
CREATE UNIQUE INDEX inbound_text_number ON inbound_text (number);

ALTER TABLE inbound_mail
  ADD COLUMN number   bigint,
  ADD COLUMN words    text NOT NULL DEFAULT '',
  ADD COLUMN from_key uuid,
  ADD CHECK ((number IS NULL) = (from_key IS NULL));
CREATE UNIQUE INDEX inbound_mail_number ON inbound_mail (number) WHERE number IS NOT NULL;
CREATE INDEX inbound_mail_from ON inbound_mail (from_key, at) WHERE from_key IS NOT NULL;

CREATE VIEW reply AS
  SELECT number, 'sms' AS channel, at, address_key, body AS words, reading, coalesce(answer, '') AS said
  FROM inbound_text
  UNION ALL
  SELECT number, 'email', at, from_key, words, reason, '' FROM inbound_mail WHERE number IS NOT NULL;

-- An answer goes through the queue of notices. It does not go to somebody who has left, whenever that was, and waits
-- while it is not clear whether they have.
ALTER TABLE notice ADD COLUMN answers bigint;
CREATE TABLE reply_answer (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number      bigint NOT NULL,
  channel     text NOT NULL CHECK (channel IN ('email', 'sms')),
  address_key uuid NOT NULL,
  at          timestamptz NOT NULL,
  who         text NOT NULL,
  words       text NOT NULL,
  notice_id   bigint NOT NULL
);
CREATE INDEX reply_answer_number ON reply_answer (number);
CREATE INDEX reply_answer_address ON reply_answer (address_key);
