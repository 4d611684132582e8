-- CALLED in answer to a text counts like the button on a page, and is thanked.
ALTER TABLE reported_call DROP CONSTRAINT reported_call_way_check;
ALTER TABLE reported_call ADD CONSTRAINT reported_call_way_check CHECK (way IN ('link', 'page', 'text'));
ALTER TABLE inbound_text DROP CONSTRAINT inbound_text_answer_check;
ALTER TABLE inbound_text ADD CONSTRAINT inbound_text_answer_check CHECK
  (answer IN ('stopped', 'started', 'help', 'how_to_stop', 'sorry', 'emails_stopped', 'all_stopped', 'text_start',
    'called'));
