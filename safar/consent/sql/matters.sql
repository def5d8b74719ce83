-- What the rules ask: who is adult on a day, what a declaration is about, which sessions count, what is amber.

CREATE TYPE consent_refusal AS (code text, params jsonb);

-- Refuse like a constraint: the code names the rule, the detail carries what its sentence needs.
CREATE FUNCTION consent_refuse(code text, params jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Refused by the rule % %', code, params
    USING ERRCODE = '23514', CONSTRAINT = code, DETAIL = params::text;
END $$;

-- A day as the rules count it: in Coordinated Universal Time.
CREATE FUNCTION consent_day(moment timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE AS $$ SELECT (moment AT TIME ZONE 'UTC')::date $$;

-- Adult on a day (V10): the latest possible birthday has passed and nobody disputes it.
-- Eighteen years are taken from the day, so that somebody born on 29 February comes of age on 1 March.
CREATE FUNCTION consent_is_adult(traveller uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT people_human_of_age(t.person_id, day) FROM consent_traveller t WHERE t.id = traveller), false) $$;

-- The human behind a traveller on whichever journey and under whichever record of theirs: what stands against a return
-- stands on the next journey too.
CREATE FUNCTION consent_same_person(t uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT other.id FROM consent_traveller v JOIN consent_traveller other ON other.person_id IN (SELECT people_same(v.person_id))
   WHERE v.id = t $$;

-- One journey is changed by one transaction at a time. An update and not a mere lock: a transaction that reads an old
-- snapshot fails here instead of missing what another has just written.
CREATE FUNCTION consent_lock(traveller uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE consent_journey SET turn = turn + 1
   WHERE id = (SELECT t.journey_id FROM consent_traveller t WHERE t.id = traveller) $$;

-- Everything about one traveller, one declaration (or none yet: then as if they declared at `at`) and one moment.
CREATE FUNCTION consent_matter(t uuid, d uuid, at timestamptz) RETURNS TABLE (
  journey_id uuid, person_id uuid, going text, cannot_read boolean, ask_again_since timestamptz, arranged_by_us boolean,
  programme_code text, reflection_hours int, lapse_days int, removal_date_days int, required_topics text[],
  irreversible_steps text[], terms text, declared boolean, declared_at timestamptz, declared_terms text,
  signed_by uuid, session_id uuid, session_at timestamptz, counsellor_id int, is_adult boolean, own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT j.id, v.person_id, v.going, v.cannot_read, v.ask_again_since, j.arranged_by_us,
         j.programme_code, j.reflection_hours, j.lapse_days, j.removal_date_days, j.required_topics,
         j.irreversible_steps, concat_ws('|', j.programme_version_id, j.return_country, j.return_place, j.promised_digest),
         dec.id IS NOT NULL, coalesce(dec.signed_at, at),
         concat_ws('|', dec.programme_version_id, dec.return_country, dec.return_place, dec.promised_digest),
         dec.signed_by_id, s.id, s.held_at, s.counsellor_id, a.is_adult, dec.id IS NOT NULL OR a.is_adult
    FROM consent_traveller v
    JOIN consent_journey j ON j.id = v.journey_id
    LEFT JOIN consent_declaration dec ON dec.id = d AND dec.traveller_id = v.id
   CROSS JOIN LATERAL (SELECT consent_is_adult(t, consent_day(coalesce(dec.signed_at, at))) AS is_adult) a
    LEFT JOIN LATERAL (
      SELECT ses.id, ses.held_at, ses.counsellor_id
        FROM consent_session ses JOIN consent_sessionperson sp ON sp.session_id = ses.id AND sp.traveller_id = v.id
       WHERE CASE WHEN dec.id IS NULL THEN ses.held_at <= at ELSE ses.id = dec.session_id END
       ORDER BY ses.held_at DESC LIMIT 1) s ON true
   WHERE v.id = t $$;

-- Whether somebody of an authority was within hearing (V7); a guardian, a court or social service is no such authority.
CREATE FUNCTION consent_authority_heard(session uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_presence pr WHERE pr.session_id = session AND pr.in_hearing
                    AND pr.kind IN ('police', 'detention', 'immigration', 'origin_state')) $$;

-- Since when words were in use: since they were published here, or since a day on which the same were in use on paper.
CREATE FUNCTION consent_words_since(words uuid, published timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least(published, (SELECT min(o.since)::timestamp AT TIME ZONE 'UTC' FROM consent_wordsonpaper o
                            WHERE o.pack_id = words OR o.text_id = words)) $$;

-- Whether words had been read and approved by a moment: here, or by the reader named for their use on paper.
CREATE FUNCTION consent_words_read(words uuid, approved timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT approved IS NOT NULL AND least(approved, consent_words_since(words, approved)) <= at $$;

-- The topics a traveller had heard by a moment, each with when first: only talks they understood, with a pack of the
-- programme that was current at the time, and no authority within hearing.
CREATE FUNCTION consent_topics_heard(t uuid, at timestamptz) RETURNS TABLE (topic text, heard_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT topic, min(s.held_at)
    FROM consent_sessionperson sp
    JOIN consent_traveller v ON v.id = sp.traveller_id
    JOIN consent_journey j ON j.id = v.journey_id
    JOIN consent_session s ON s.id = sp.session_id
    JOIN consent_informationpack p ON p.id = sp.pack_id AND p.programme_code = j.programme_code
         AND consent_words_since(p.id, p.current_from) <= s.held_at AND (p.superseded_at IS NULL OR p.superseded_at > s.held_at)
   CROSS JOIN LATERAL unnest(sp.topics) AS topic
   WHERE sp.traveller_id = t AND sp.understood AND s.held_at <= at AND NOT consent_authority_heard(s.id)
   GROUP BY topic $$;

-- The detention position last stated by a moment.
CREATE FUNCTION consent_detention(t uuid, at timestamptz) RETURNS consent_detentionposition
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT dp FROM consent_detentionposition dp WHERE dp.traveller_id = t AND dp.stated_at <= at
   ORDER BY dp.stated_at DESC, dp.recorded_at DESC LIMIT 1 $$;

-- Amber (V6, V7): an amber screen, an authority in sight, detention or a removal date.
CREATE FUNCTION consent_is_amber(t uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_screen sc JOIN consent_sessionperson sp ON sp.id = sc.session_person_id
                   JOIN consent_session s ON s.id = sp.session_id
                  WHERE sp.traveller_id = t AND s.held_at <= at AND sc.result = 'amber')
      OR EXISTS (SELECT 1 FROM consent_presence pr JOIN consent_sessionperson sp ON sp.session_id = pr.session_id
                   JOIN consent_session s ON s.id = sp.session_id
                  WHERE sp.traveller_id = t AND s.held_at <= at AND pr.in_sight
                    AND pr.kind IN ('police', 'detention', 'immigration', 'origin_state'))
      OR EXISTS (SELECT 1 FROM consent_declarationpresence pr JOIN consent_declaration dec ON dec.id = pr.declaration_id
                  WHERE dec.traveller_id = t AND dec.signed_at <= at AND pr.in_sight
                    AND pr.kind IN ('police', 'detention', 'immigration', 'origin_state'))
      OR coalesce((SELECT dp.in_detention OR dp.removal_on IS NOT NULL FROM consent_detention(t, at) dp), false) $$;

-- Red screens of the person, on whichever journey.
CREATE FUNCTION consent_red_screens(t uuid) RETURNS SETOF consent_screen
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sc.* FROM consent_screen sc JOIN consent_sessionperson sp ON sp.id = sc.session_person_id
   WHERE sc.result = 'red' AND sp.traveller_id IN (SELECT consent_same_person(t)) $$;

-- A screen was cleared by a moment: what the protection officer found last counts.
CREATE FUNCTION consent_is_cleared(screen uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT c.outcome = 'cleared' FROM consent_screenclearance c
                    WHERE c.screen_id = screen AND c.spoke_at <= at
                    ORDER BY c.spoke_at DESC, c.recorded_at DESC LIMIT 1), false) $$;

-- Those who counselled somebody, in whichever session.
CREATE FUNCTION consent_counsellors(t uuid) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.counsellor_id FROM consent_session s JOIN consent_sessionperson sp ON sp.session_id = s.id
   WHERE sp.traveller_id = t $$;

-- Whether somebody held any post on a day.
CREATE FUNCTION consent_is_posted(member int, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM accounts_posting p
                  WHERE p.user_id = member AND p.from_on <= day AND (p.until_on IS NULL OR p.until_on >= day)) $$;

-- Whether a row was written by the transaction that is asking: what belongs to it is still being written down.
CREATE FUNCTION consent_is_being_written(written xid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT pg_xact_status((((pg_snapshot_xmax(pg_current_snapshot())::text::bigint >> 32) << 32)
                         | written::text::bigint)::text::xid8) = 'in progress' $$;

-- Whether a role was held by somebody on a day, and in which office; null when it was not.
CREATE FUNCTION consent_post_of(member int, wanted text, day date) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.office_id FROM accounts_posting p
   WHERE p.user_id = member AND p.role = wanted AND p.from_on <= day AND (p.until_on IS NULL OR p.until_on >= day)
   LIMIT 1 $$;
