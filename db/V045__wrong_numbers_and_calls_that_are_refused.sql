-- Whoever answers that a number is not theirs, or that its owner has died, gets nothing more there.
ALTER TABLE suppression DROP CONSTRAINT suppression_reason_check;
ALTER TABLE suppression ADD CONSTRAINT suppression_reason_check CHECK
  (reason IN ('stop', 'unsubscribe', 'by_hand', 'complaint', 'hard_bounce', 'provider', 'wrong_number'));

ALTER TABLE inbound_text DROP CONSTRAINT inbound_text_answer_check;
ALTER TABLE inbound_text ADD CONSTRAINT inbound_text_answer_check CHECK
  (answer IN ('stopped', 'started', 'help', 'how_to_stop', 'sorry', 'emails_stopped', 'all_stopped', 'text_start'));

-- What became of a notice is reported by its provider's id, as of a delivery.
ALTER TABLE notice ADD COLUMN provider_id text;
ALTER TABLE notice DROP CONSTRAINT notice_outcome_check;
ALTER TABLE notice ADD CONSTRAINT notice_outcome_check CHECK
  (outcome IN ('waiting', 'accepted', 'refused', 'in_doubt', 'expired', 'delivered', 'undelivered'));
CREATE INDEX notice_provider ON notice (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX early_report_at ON early_report (at);

-- Calls to a webhook: how many were refused since the last one that was genuine, and when. A row for each webhook.
CREATE TABLE webhook_call (
  path       text PRIMARY KEY,
  refused    bigint NOT NULL DEFAULT 0,
  refused_at timestamptz,
  genuine_at timestamptz
);
