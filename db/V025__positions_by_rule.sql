-- Lists of members that a sheet's rules name, kept word for word with the revision.
CREATE TABLE member_list (
  revision_id bigint NOT NULL REFERENCES revision,
  file        text NOT NULL,
  source      text NOT NULL,
  PRIMARY KEY (revision_id, file)
);

-- Where an official was found to stand after an alert was published; the newest holds for what is not yet rendered.
CREATE TABLE position_change (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  bioguide text NOT NULL CHECK (bioguide ~ '^[A-Z][0-9]{6}$'),
  was      text NOT NULL,
  position text NOT NULL CHECK (position IN ('supports', 'silent', 'opposes', 'unknown')),
  at       timestamptz NOT NULL,
  who      text NOT NULL DEFAULT ''
);
CREATE INDEX position_change_alert ON position_change (alert_id, id);
