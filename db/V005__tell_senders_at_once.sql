-- Senders that have a delivery in hand hear of an opt-out or a halt at once, from whatever process or
-- program it was written by: it is told with the commit of the row itself (P3).

CREATE FUNCTION tell_opt_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('tocsin', 'back ' || OLD.channel || ' ' || OLD.address_key);
    RETURN OLD;
  END IF;
  PERFORM pg_notify('tocsin', 'left ' || NEW.channel || ' ' || NEW.address_key);
  RETURN NEW;
END $$;
CREATE TRIGGER suppression_told AFTER INSERT OR DELETE ON suppression
  FOR EACH ROW EXECUTE FUNCTION tell_opt_out();

-- Consent that is taken back by an import is an opt-out too, though not one that outlives the next import.
CREATE FUNCTION tell_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.email_consent AND NOT NEW.email_consent AND OLD.email_key IS NOT NULL THEN
    UPDATE delivery SET state = 'suppressed', settled_at = now()
    WHERE subscriber_id = NEW.id AND channel = 'email' AND state = 'queued';
    PERFORM pg_notify('tocsin', 'left email ' || OLD.email_key);
  END IF;
  IF OLD.sms_consent AND NOT NEW.sms_consent AND OLD.phone_key IS NOT NULL THEN
    UPDATE delivery SET state = 'suppressed', settled_at = now()
    WHERE subscriber_id = NEW.id AND channel = 'sms' AND state = 'queued';
    PERFORM pg_notify('tocsin', 'left sms ' || OLD.phone_key);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consent_told AFTER UPDATE OF email_consent, sms_consent ON subscriber
  FOR EACH ROW WHEN (OLD.email_consent AND NOT NEW.email_consent
                     OR OLD.sms_consent AND NOT NEW.sms_consent)
  EXECUTE FUNCTION tell_consent();

CREATE FUNCTION tell_alert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tocsin',
    CASE WHEN NEW.state IN ('paused', 'cancelled') THEN 'halt ' ELSE 'go ' END || 'alert ' || NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER alert_told AFTER UPDATE OF state ON alert
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_alert();

CREATE FUNCTION tell_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('tocsin', 'go channel ' || OLD.channel);
    RETURN OLD;
  END IF;
  PERFORM pg_notify('tocsin', 'halt channel ' || NEW.channel);
  RETURN NEW;
END $$;
CREATE TRIGGER channel_pause_told AFTER INSERT OR DELETE ON channel_pause
  FOR EACH ROW EXECUTE FUNCTION tell_pause();
