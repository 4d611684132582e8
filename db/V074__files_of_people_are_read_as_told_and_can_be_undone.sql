-- A file of people is read as an organizer says, imported by a job that every server sees, and undone within a day.
-- list: what the organizer calls it, or ''. reading: which column holds what, and how people agreed where no column
-- says it. looks: how often the organizer has said so. merged: rows that the job has done. What is in the file stays as
-- long as the row.
ALTER TABLE people_file DROP CONSTRAINT people_file_check;
ALTER TABLE people_file
  ADD COLUMN list      text NOT NULL DEFAULT '',
  ADD COLUMN reading   jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN looks     int NOT NULL DEFAULT 1,
  ADD COLUMN state     text NOT NULL DEFAULT 'looked'
    CHECK (state IN ('looked', 'asked', 'running', 'broken', 'done', 'undone')),
  ADD COLUMN who       text NOT NULL DEFAULT '',
  ADD COLUMN merged    bigint NOT NULL DEFAULT 0,
  ADD COLUMN undone_at timestamptz,
  ADD COLUMN undone_by text NOT NULL DEFAULT '',
  ADD COLUMN undone    jsonb NOT NULL DEFAULT '{}';
UPDATE people_file SET state = 'done' WHERE imported_at IS NOT NULL;
ALTER TABLE people_file ADD CHECK ((state IN ('done', 'undone')) <= (imported_at IS NOT NULL));
CREATE INDEX people_file_at_work ON people_file (id) WHERE state IN ('asked', 'running');

-- Who the rows of a file were about. said: of somebody who is new by it, what was known of them then; NULL of others.
CREATE TABLE people_import (
  file_id       bigint NOT NULL REFERENCES people_file ON DELETE CASCADE,
  subscriber_id bigint NOT NULL REFERENCES subscriber ON DELETE CASCADE,
  said          text,
  PRIMARY KEY (file_id, subscriber_id)
);
CREATE INDEX people_import_subscriber ON people_import (subscriber_id);

-- What is known of somebody but for tags and where they vote, so that a change is noticed.
CREATE FUNCTION what_is_said(s subscriber) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT md5(ROW(s.email, s.phone, s.first_name, s.last_name, s.language, s.street, s.city, s.state, s.zip,
                 s.email_consent, s.sms_consent, s.consent_source, extract(epoch FROM s.consent_at),
                 extract(epoch FROM s.email_said_at), extract(epoch FROM s.sms_said_at))::text)
$$;

-- How the columns of a list were read the last time, by the name that organizers gave it.
CREATE TABLE people_list (
  name    text PRIMARY KEY,
  columns jsonb NOT NULL,
  used_at timestamptz NOT NULL
);
