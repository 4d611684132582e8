-- By which hours the times of texts that wait were worked out. A process with other ones works them out anew.
CREATE TABLE text_hours (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  in_force text NOT NULL
);
