-- Above the limit of a network people come in with the answer to a question. An answer counts once.
ALTER TABLE sign_up_count DROP CONSTRAINT sign_up_count_kind_check;
ALTER TABLE sign_up_count ADD CONSTRAINT sign_up_count_kind_check
  CHECK (kind IN ('network', 'wide_network', 'proved', 'proof', 'domain', 'all', 'texts'));
