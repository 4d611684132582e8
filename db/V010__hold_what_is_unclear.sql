-- Someone wrote what may be an opt-out and may not be. While a row is open nothing goes to that address on that
-- channel: what is queued waits, until an organizer decides or the person says it clearly. What they write in the
-- meantime is added to its words.
CREATE TABLE hold (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  channel     text NOT NULL CHECK (channel IN ('email', 'sms')),
  address_key uuid NOT NULL,
  since       timestamptz NOT NULL,
  source      text NOT NULL,
  words       text NOT NULL,
  why         text NOT NULL,
  decided_at  timestamptz,
  decision    text CHECK (decision IN ('stop', 'keep')),
  CHECK ((decided_at IS NULL) = (decision IS NULL))
);
CREATE UNIQUE INDEX hold_open ON hold (channel, address_key) WHERE decided_at IS NULL;
CREATE INDEX hold_address ON hold (address_key);

-- What was answered to a text, so that the same text again gets the same answer; null: nothing.
ALTER TABLE inbound_text ADD COLUMN answer text
  CHECK (answer IN ('stopped', 'started', 'help', 'how_to_stop'));

-- Senders hear of a hold as of an opt-out. They hear that someone is back when neither is left.
CREATE FUNCTION tell_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_at IS NULL THEN
    PERFORM pg_notify('tocsin', 'left ' || NEW.channel || ' ' || NEW.address_key);
  ELSIF NOT EXISTS (SELECT FROM suppression
                    WHERE channel = NEW.channel AND address_key = NEW.address_key) THEN
    PERFORM pg_notify('tocsin', 'back ' || NEW.channel || ' ' || NEW.address_key);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_told AFTER INSERT OR UPDATE OF decided_at ON hold
  FOR EACH ROW EXECUTE FUNCTION tell_hold();

CREATE OR REPLACE FUNCTION tell_opt_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_notify('tocsin', 'left ' || NEW.channel || ' ' || NEW.address_key);
  ELSIF NOT EXISTS (SELECT FROM hold WHERE channel = OLD.channel AND address_key = OLD.address_key
                      AND decided_at IS NULL) THEN
    PERFORM pg_notify('tocsin', 'back ' || OLD.channel || ' ' || OLD.address_key);
  END IF;
  RETURN NULL;
END $$;
