-- Organizers look people up by how a name or an address begins, by ZIP and by district, among a million of them.
CREATE INDEX subscriber_by_last_name ON subscriber (lower(last_name) text_pattern_ops);
CREATE INDEX subscriber_by_first_name ON subscriber (lower(first_name) text_pattern_ops);
CREATE INDEX subscriber_by_email_start ON subscriber (email text_pattern_ops);
CREATE INDEX subscriber_by_zip ON subscriber (zip);
CREATE INDEX subscriber_by_districts ON subscriber USING gin (districts);
