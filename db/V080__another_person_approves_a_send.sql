-- Who has approved what, before it goes to many. It holds for one text and one way of sending it, and for one alert.
CREATE TABLE send_approval (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug        text NOT NULL,
  -- of the sheet with all its editions and positions
  fingerprint text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  -- audience, channels and times
  sending     text NOT NULL CHECK (length(sending) <= 20000),
  messages    bigint NOT NULL CHECK (messages > 0),
  account_id  bigint NOT NULL REFERENCES account,
  approved_at timestamptz NOT NULL,
  -- that was made by it; then it is used up
  alert_id    bigint REFERENCES alert
);
CREATE INDEX send_approval_open ON send_approval (slug, fingerprint) WHERE alert_id IS NULL;
CREATE INDEX send_approval_account ON send_approval (account_id);
CREATE INDEX send_approval_alert ON send_approval (alert_id) WHERE alert_id IS NOT NULL;
