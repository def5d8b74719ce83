-- V18: where return is not advised or is halted. V21: through whom people speak with us.

-- The name of a place as it is compared: small letters, no accents, one spelling of the Persian letters, words apart.
CREATE FUNCTION consent_place_key(place text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(
           translate(regexp_replace(normalize(lower(place), NFKD), '[\u0300-\u036f\u064b-\u065f\u0670\u200b\u200d-\u200f\u2060\ufeff]', '', 'g'), 'يىك', 'ییک'),
           '[^[:alnum:]]+', ' ', 'g')) $$;

-- Whether a place lies in one of some areas, each given by a name or by a place code, whose longer codes lie within.
-- No area means the whole country. A place that nobody wrote down may lie anywhere, so it lies within.
CREATE FUNCTION consent_place_within(place text, areas text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT cardinality(areas) = 0 OR consent_place_key(place) = '' OR EXISTS (
    SELECT 1 FROM unnest(areas) area WHERE consent_place_key(area) <> '' AND position(
      ' ' || consent_place_key(area) || CASE WHEN consent_place_key(area) ~ '^[a-z]{2}[0-9]+$' THEN '' ELSE ' ' END
      IN ' ' || consent_place_key(place) || ' ') > 0) $$;

-- What the person last said about a kind of people that an advisory names; null when nobody has asked them.
CREATE FUNCTION consent_profile_said(t uuid, wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT tp.fits FROM consent_travellerprofile tp
   WHERE tp.traveller_id IN (SELECT consent_same_person(t)) AND tp.profile = wanted
   ORDER BY tp.noted_at DESC, tp.recorded_at DESC LIMIT 1 $$;

-- The adults on the journey of a traveller who are to travel.
CREATE FUNCTION consent_adults_with(t uuid, day date) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT other.id FROM consent_traveller v JOIN consent_traveller other ON other.journey_id = v.journey_id
   WHERE v.id = t AND other.going = 'going' AND consent_is_adult(other.id, day) $$;

-- Whether somebody is of the kinds of people an advisory names: null when that is not known and must be asked.
-- A child is of a kind when an adult it travels with is.
CREATE FUNCTION consent_fits(t uuid, profiles text[], day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH one AS (
    SELECT p.sex, p.birth_earliest, consent_is_adult(t, day) AS grown,
           NOT EXISTS (SELECT 1 FROM consent_adults_with(t, day) a WHERE a <> t) AS alone,
           EXISTS (SELECT 1 FROM consent_traveller c WHERE c.journey_id = v.journey_id AND c.going = 'going' AND c.id <> t
                      AND NOT consent_is_adult(c.id, day)) AS with_children
      FROM consent_traveller v CROSS JOIN LATERAL people_heads(v.person_id) p WHERE v.id = t),
  answers AS (
    SELECT consent_profile_said(who, wanted) AS said
      FROM unnest(profiles) wanted
     CROSS JOIN LATERAL (SELECT t AS who WHERE consent_is_adult(t, day) OR NOT EXISTS (SELECT 1 FROM consent_adults_with(t, day))
                         UNION SELECT a FROM consent_adults_with(t, day) a WHERE NOT consent_is_adult(t, day)) asked
     WHERE wanted NOT IN ('women_alone', 'children', 'single_parents', 'older_people'))
  SELECT CASE
    WHEN cardinality(profiles) = 0 THEN true
    WHEN EXISTS (SELECT 1 FROM one WHERE
           'women_alone' = ANY (profiles) AND one.sex = 'female' AND one.grown AND one.alone
        OR 'children' = ANY (profiles) AND NOT one.grown
        OR 'single_parents' = ANY (profiles) AND one.grown AND one.alone AND one.with_children
        OR 'older_people' = ANY (profiles) AND one.birth_earliest <= (day - interval '60 years')::date) THEN true
    ELSE (SELECT CASE WHEN bool_or(a.said) THEN true WHEN bool_or(a.said IS NULL) THEN NULL ELSE false END FROM answers a
          HAVING count(*) > 0) END $$;

-- The advisories in force at a moment.
CREATE FUNCTION consent_advisories_at(at timestamptz) RETURNS SETOF consent_advisory
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.* FROM consent_advisory a
   WHERE a.from_at <= at AND (a.until_at IS NULL OR at < a.until_at)
     AND NOT EXISTS (SELECT 1 FROM consent_advisorylifting l WHERE l.advisory_id = a.id AND l.lifted_at <= at) $$;

-- The advisories in force at a moment that concern a traveller as they are on a day (that moment's own if none is given);
-- `known` is false where a kind of people must first be asked after.
CREATE FUNCTION consent_concerning(t uuid, at timestamptz, day date DEFAULT NULL)
RETURNS TABLE (advisory_id uuid, level text, from_at timestamptz, place text, known boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, a.level, a.from_at, coalesce(a.areas[1], a.country), f.fits IS NOT NULL
    FROM consent_advisories_at(at) a
    JOIN consent_traveller v ON v.id = t
    JOIN consent_journey j ON j.id = v.journey_id AND j.return_country = a.country AND consent_place_within(j.return_place, a.areas)
   CROSS JOIN LATERAL (SELECT CASE WHEN cardinality(a.profiles) = 0 THEN true
                                   ELSE coalesce(consent_fits(t, a.profiles, coalesce(day, consent_day(at))),
                                        CASE WHEN a.profiles <@ ARRAY['women_alone', 'children', 'single_parents', 'older_people']
                                             THEN false END) END AS fits) f
   WHERE j.arranged_by_us AND f.fits IS NOT FALSE $$;

-- A halt refuses; a caution is told to the person before what they declare counts. A permit that was older than the
-- caution stands once they are told.
CREATE FUNCTION consent_v18(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v18_halt', jsonb_build_object('advisory', c.advisory_id, 'place', c.place)
    FROM consent_concerning(t, at) c WHERE c.level = 'halt' AND c.known
  UNION
  SELECT 'v18_halt', jsonb_build_object('advisory', a.id, 'place', coalesce(a.areas[1], a.country))
    FROM consent_hold h JOIN consent_advisory a ON a.id = h.source_id
   WHERE h.traveller_id = t AND h.kind = 'advisory' AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)
  UNION
  SELECT 'v18_not_asked', jsonb_build_object('advisory', c.advisory_id, 'place', c.place)
    FROM consent_concerning(t, at) c WHERE c.level IN ('halt', 'caution') AND NOT c.known
  UNION
  SELECT 'v18_not_told', jsonb_build_object('advisory', c.advisory_id, 'place', c.place)
    FROM consent_matter(t, d, at) m CROSS JOIN consent_concerning(t, at) c
   WHERE m.own AND c.level = 'caution' AND c.known AND NOT EXISTS (
     SELECT 1 FROM consent_advisorytelling te JOIN consent_advisorytold told ON told.telling_id = te.id
      WHERE te.advisory_id = c.advisory_id AND te.traveller_id = t AND te.why = 'issued' AND told.told_at <= at
        AND (m.declared_at < c.from_at OR told.told_at <= m.declared_at)) $$;

-- What an interpreter was last found to be, by when it began; no row: nothing was found.
CREATE FUNCTION consent_finding(i uuid) RETURNS consent_interpreterfinding
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f FROM consent_interpreterfinding f WHERE f.interpreter_id = i
   ORDER BY f.found_at DESC, f.recorded_at DESC LIMIT 1 $$;

-- Whether what was said through an interpreter at a moment may count; nobody to interpret is no such fault.
CREATE FUNCTION consent_is_fit(i uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT NOT f.unfit OR f.unfit_from > moment FROM consent_finding(i) f), true) $$;

-- What stands against an interpreter for one traveller at a moment, besides having been found unfit.
CREATE FUNCTION consent_against_interpreter(i uuid, t uuid, moment timestamptz) RETURNS TABLE (code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH the AS (SELECT * FROM consent_interpreter x WHERE x.id = i),
  party AS (SELECT same AS person_id FROM consent_traveller v JOIN consent_traveller other ON other.journey_id = v.journey_id
             CROSS JOIN LATERAL people_same(other.person_id) same WHERE v.id = t),
  conflict AS (SELECT c.* FROM consent_interpreterconflict c
                WHERE c.interpreter_id = i AND (c.from_on IS NULL OR c.from_on <= consent_day(moment))
                  AND (c.until_on IS NULL OR c.until_on > consent_day(moment)))
  SELECT 'v21_interpreter_child' FROM the
   WHERE NOT the.of_age OR (the.born_in IS NOT NULL AND make_date(the.born_in + 18, 12, 31) > consent_day(moment))
  UNION ALL
  SELECT 'v21_interpreter_authority' FROM the
   WHERE the.of_authority OR EXISTS (SELECT 1 FROM conflict c WHERE c.kind IN ('authority', 'origin_state'))
  UNION ALL
  SELECT 'v21_interpreter_family' FROM the
   WHERE the.person_id IN (SELECT p.person_id FROM party p)
      OR EXISTS (SELECT 1 FROM people_relation r JOIN party p ON p.person_id IN (r.person_id, r.other_id)
                   JOIN people_same(the.person_id) own ON own IN (r.person_id, r.other_id))
      OR EXISTS (SELECT 1 FROM people_householdmember mine JOIN people_householdmember theirs ON theirs.household_id = mine.household_id
                   JOIN party p ON p.person_id = theirs.person_id
                  WHERE mine.person_id IN (SELECT people_same(the.person_id)) AND (mine.until_on IS NULL OR mine.until_on > consent_day(moment))
                    AND (theirs.until_on IS NULL OR theirs.until_on > consent_day(moment)))
      OR EXISTS (SELECT 1 FROM conflict c WHERE c.kind = 'family' AND c.person_id IN (SELECT p.person_id FROM party p))
  UNION ALL
  SELECT 'v21_interpreter_conflict' FROM the
   WHERE EXISTS (SELECT 1 FROM conflict c WHERE c.kind IN ('personal', 'employer', 'other')
                    AND c.person_id IN (SELECT p.person_id FROM party p))
  UNION ALL
  SELECT 'v21_refused_by_person' FROM the
   WHERE coalesce((SELECT r.refuses FROM consent_interpreterrefusal r
                    WHERE r.interpreter_id = i AND r.traveller_id IN (SELECT consent_same_person(t)) AND r.said_at <= moment
                    ORDER BY r.said_at DESC, r.recorded_at DESC LIMIT 1), false) $$;

-- Whether somebody still waits to be asked again because an interpreter was found unfit: through another, or through none
-- where they understand us without, they have neither declared nor confirmed since.
CREATE FUNCTION consent_waits_for_another(t uuid, i uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT f.unfit FROM consent_finding(i) f), false)
     AND NOT EXISTS (
       SELECT 1 FROM consent_declaration dec JOIN consent_session s ON s.id = dec.session_id, consent_finding(i) f
        WHERE dec.traveller_id = t AND dec.signed_at >= f.found_at AND consent_is_fit(dec.interpreter_id, dec.signed_at)
          AND consent_is_fit(s.interpreter_id, s.held_at))
     AND NOT EXISTS (
       SELECT 1 FROM consent_confirmation c, consent_finding(i) f
        WHERE c.traveller_id = t AND c.alone AND c.answer = 'still_yes' AND c.asked_at >= f.found_at
          AND CASE WHEN c.interpreter_id IS NOT NULL THEN consent_is_fit(c.interpreter_id, c.asked_at)
                   ELSE EXISTS (SELECT 1 FROM consent_traveller v JOIN people_spokenlanguage l ON l.person_id = v.person_id
                                 WHERE v.id = t AND l.ended_at IS NULL AND NOT l.needs_interpreter) END) $$;

-- The interpreter is neither family, child nor the authority's, not one whom the person refused, and stands in the register;
-- what was declared through one found unfit is asked again through another.
CREATE FUNCTION consent_v21(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH used AS (
    SELECT dec.interpreter_id AS who, dec.interpreter_name AS name, dec.signed_at AS moment
      FROM consent_declaration dec WHERE dec.id = d AND dec.traveller_id = t
    UNION ALL
    SELECT s.interpreter_id, s.interpreter_name, s.held_at
      FROM consent_matter(t, d, at) m JOIN consent_session s ON s.id = m.session_id WHERE m.own)
  SELECT DISTINCT 'v21_not_in_register', jsonb_build_object('name', u.name) FROM used u WHERE u.name <> '' AND u.who IS NULL
  UNION ALL
  SELECT DISTINCT x.code, jsonb_build_object('number', i.number)
    FROM used u JOIN consent_interpreter i ON i.id = u.who
   CROSS JOIN LATERAL consent_against_interpreter(i.id, t, u.moment) x
  UNION ALL
  SELECT DISTINCT 'v21_unfit', jsonb_build_object('number', i.number)
    FROM (SELECT who, moment FROM used
          UNION ALL
          -- Every talk counts in which the topics may have been heard, not the last alone.
          SELECT s.interpreter_id, s.held_at FROM consent_matter(t, d, at) m
            JOIN consent_sessionperson sp ON sp.traveller_id = t JOIN consent_session s ON s.id = sp.session_id
           WHERE m.own AND s.held_at <= m.declared_at) u
    JOIN consent_interpreter i ON i.id = u.who
   WHERE NOT consent_is_fit(i.id, u.moment) AND consent_waits_for_another(t, i.id) $$;
