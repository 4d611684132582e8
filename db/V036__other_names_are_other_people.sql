-- A name without case, accents, spaces and points.
CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(lower(normalize(coalesce(name, ''), NFKD)),
                        '[\u0300-\u036f[:space:][:punct:]]', '', 'g')
$$;

-- Whether two names that are known cannot be one person's: "Ann" may be "Anne Doe" or "A. Doe", not "Bob Doe".
CREATE FUNCTION are_other_people(first_a text, last_a text, first_b text, last_b text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT a <> '' AND b <> '' AND NOT (
      starts_with(a, b) OR starts_with(b, a)
      OR (starts_with(fa, fb) OR starts_with(fb, fa)) AND (la = lb OR la = '' OR lb = ''))
  FROM (SELECT folded_name(first_a) || folded_name(last_a) AS a,
               folded_name(first_b) || folded_name(last_b) AS b,
               folded_name(first_a) AS fa, folded_name(last_a) AS la,
               folded_name(first_b) AS fb, folded_name(last_b) AS lb) AS names
$$;
