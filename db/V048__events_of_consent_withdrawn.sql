-- Whoever's consent is withdrawn gets nothing of what waits, and that is noted as everywhere else.
CREATE OR REPLACE FUNCTION tell_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.email_consent AND NOT NEW.email_consent AND OLD.email_key IS NOT NULL THEN
    PERFORM suppress_waiting(NEW.id, 'email');
    PERFORM pg_notify('tocsin', 'left email ' || OLD.email_key);
  END IF;
  IF OLD.sms_consent AND NOT NEW.sms_consent AND OLD.phone_key IS NOT NULL THEN
    PERFORM suppress_waiting(NEW.id, 'sms');
    PERFORM pg_notify('tocsin', 'left sms ' || OLD.phone_key);
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION suppress_waiting(subscriber bigint, on_channel text) RETURNS void LANGUAGE sql AS $$
  WITH gone AS (
    UPDATE delivery SET state = 'suppressed', settled_at = now()
    WHERE subscriber_id = subscriber AND channel = on_channel AND state = 'queued'
    RETURNING id, attempts)
  INSERT INTO delivery_event (delivery_id, at, attempt, what)
  SELECT id, now(), attempts, 'left' FROM gone
$$;
