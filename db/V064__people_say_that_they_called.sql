-- What people say came of their calls. A person counts once for each official and sheet; what they said last holds.
-- Who has no link of their own is known by a keyed hash of their browser's cookie. alert_id: the alert by which the
-- person was asked, 0 where there was none.
CREATE TABLE reported_call (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug          text NOT NULL,
  official      text NOT NULL,
  subscriber_id bigint REFERENCES subscriber ON DELETE CASCADE,
  browser       uuid,
  alert_id      bigint NOT NULL,
  result        text NOT NULL CHECK (result IN ('reached', 'message', 'busy', 'supports', 'opposes')),
  way           text NOT NULL CHECK (way IN ('link', 'page')),
  at            timestamptz NOT NULL,
  CHECK (subscriber_id IS NOT NULL OR browser IS NOT NULL)
);
CREATE UNIQUE INDEX reported_call_person ON reported_call (slug, official, subscriber_id)
  WHERE subscriber_id IS NOT NULL;
CREATE UNIQUE INDEX reported_call_visitor ON reported_call (slug, official, browser) WHERE subscriber_id IS NULL;
CREATE INDEX reported_call_browser ON reported_call (slug, official, browser) WHERE browser IS NOT NULL;
CREATE INDEX reported_call_subscriber ON reported_call (subscriber_id);

-- The same in numbers, which is all that a page or an alert shows. It follows the rows above, whoever changes them.
CREATE TABLE call_count (
  slug     text NOT NULL,
  official text NOT NULL,
  day      date NOT NULL,
  alert_id bigint NOT NULL,
  result   text NOT NULL,
  people   int NOT NULL CHECK (people >= 0),
  PRIMARY KEY (slug, official, day, alert_id, result)
);
CREATE INDEX call_count_alert ON call_count (alert_id);

CREATE FUNCTION count_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO call_count AS c (slug, official, day, alert_id, result, people)
    VALUES (NEW.slug, NEW.official, (NEW.at AT TIME ZONE 'UTC')::date, NEW.alert_id, NEW.result, 1)
    ON CONFLICT (slug, official, day, alert_id, result) DO UPDATE SET people = c.people + 1;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    UPDATE call_count SET people = people - 1
    WHERE slug = OLD.slug AND official = OLD.official AND day = (OLD.at AT TIME ZONE 'UTC')::date
      AND alert_id = OLD.alert_id AND result = OLD.result;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER reported_call_is_counted AFTER INSERT OR UPDATE OR DELETE ON reported_call
  FOR EACH ROW EXECUTE FUNCTION count_calls();

-- Calls that come from a network without a link of one's own are counted in the same way as sign-ups.
ALTER TABLE sign_up_count DROP CONSTRAINT sign_up_count_kind_check;
ALTER TABLE sign_up_count ADD CONSTRAINT sign_up_count_kind_check
  CHECK (kind IN ('network', 'wide_network', 'proved', 'proof', 'domain', 'all', 'texts', 'calls'));
