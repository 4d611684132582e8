-- A running process. It says every few seconds that it lives; when it has not, what it leased is taken over.
-- This clock is the database's own, so that processes need not agree on the time.
CREATE TABLE worker (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at  timestamptz NOT NULL DEFAULT now(),
  alive_until timestamptz NOT NULL
);

-- The ledger and the queue in one: a row for each alert, subscriber and channel. Who moves a row on stands at
-- org.tocsin.outbox.DeliveryState. worker_id: who leased it. No foreign keys: they would double the time of
-- gathering, which enters rows under a lock on their alert, right after their renderings; neither is ever deleted.
CREATE TABLE delivery (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id     bigint NOT NULL,
  subscriber_id bigint NOT NULL,
  rendering_id bigint NOT NULL,
  address_key  uuid NOT NULL,
  due_at       timestamptz NOT NULL,
  -- the end of the hours in which it may go, or the alert's deadline, whichever comes first
  closes_at    timestamptz,
  worker_id    bigint,
  attempted_at timestamptz,
  settled_at   timestamptz,
  in_doubt_at  timestamptz,
  attempts     smallint NOT NULL DEFAULT 0,
  channel      text NOT NULL CHECK (channel IN ('email', 'sms')),
  state        text NOT NULL DEFAULT 'queued'
               CHECK (state IN ('queued', 'leased', 'accepted', 'delivered', 'undelivered', 'refused', 'in_doubt',
                                'suppressed', 'expired', 'cancelled')),
  address      text NOT NULL,
  first_name   text NOT NULL DEFAULT '',
  segments     smallint NOT NULL DEFAULT 0,
  provider_id  text,
  code         text,
  reason       text,
  CHECK ((state = 'leased') = (worker_id IS NOT NULL)),
  CHECK (state NOT IN ('accepted', 'delivered', 'undelivered') OR attempts > 0)
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 0);

CREATE UNIQUE INDEX delivery_no_twins ON delivery (subscriber_id, alert_id, channel);
-- A number that two people share gets one text.
CREATE UNIQUE INDEX delivery_one_text_a_number ON delivery (alert_id, address_key) WHERE channel = 'sms';
CREATE INDEX delivery_due ON delivery (alert_id, channel, due_at) WHERE state = 'queued';
CREATE INDEX delivery_unsettled ON delivery (alert_id, worker_id) WHERE state IN ('leased', 'in_doubt');
CREATE INDEX delivery_doubted ON delivery (alert_id) WHERE in_doubt_at IS NOT NULL;
CREATE INDEX delivery_closing ON delivery (closes_at) WHERE state = 'queued' AND closes_at IS NOT NULL;
CREATE INDEX delivery_provider ON delivery (provider_id) WHERE channel = 'sms' AND provider_id IS NOT NULL;

-- What happened to a delivery off the straight way: deferrals, doubts, refusals, reports from the provider.
CREATE TABLE delivery_event (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id bigint NOT NULL REFERENCES delivery ON DELETE CASCADE,
  at          timestamptz NOT NULL,
  attempt     smallint NOT NULL,
  what        text NOT NULL,
  detail      text NOT NULL DEFAULT ''
);
CREATE INDEX delivery_event_delivery ON delivery_event (delivery_id);

-- A report that came before the send call had returned with its id; applied when it has.
CREATE TABLE early_report (
  provider_id text NOT NULL,
  status      text NOT NULL,
  code        text NOT NULL DEFAULT '',
  at          timestamptz NOT NULL,
  PRIMARY KEY (provider_id, status)
);

-- A channel that a configuration fault stopped; a row is a pause, and why.
CREATE TABLE channel_pause (
  channel text PRIMARY KEY CHECK (channel IN ('email', 'sms')),
  since   timestamptz NOT NULL,
  reason  text NOT NULL
);

CREATE TABLE api_token (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  hash       bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);

-- How fast a channel may go, over all processes: from free_at on the next unit may. 0 a second is no limit.
CREATE TABLE rate (
  channel    text PRIMARY KEY CHECK (channel IN ('email', 'sms')),
  per_second float8 NOT NULL CHECK (per_second >= 0),
  free_at    timestamptz NOT NULL DEFAULT now()
);
INSERT INTO rate (channel, per_second) VALUES ('email', 0), ('sms', 0);
