-- Organizers look at the deliveries of an alert that failed, among millions that did not. Mails that go well have no
-- entry here and pay nothing for it.
CREATE INDEX delivery_failed ON delivery (alert_id, state, subscriber_id)
  WHERE state IN ('undelivered', 'refused', 'suppressed');
