-- When the last word on each channel was said, yes or no; null where nobody knows. An earlier word that comes later
-- in another file changes nothing.
ALTER TABLE subscriber
  ADD COLUMN email_said_at timestamptz,
  ADD COLUMN sms_said_at timestamptz;

UPDATE subscriber s SET
  email_said_at = coalesce(CASE WHEN email_consent THEN consent_at END,
    (SELECT max(at) FROM consent_event e WHERE e.channel = 'email' AND e.address_key = s.email_key
       AND e.change = 'withdrawn')),
  sms_said_at = coalesce(CASE WHEN sms_consent THEN consent_at END,
    (SELECT max(at) FROM consent_event e WHERE e.channel = 'sms' AND e.address_key = s.phone_key
       AND e.change = 'withdrawn'));
