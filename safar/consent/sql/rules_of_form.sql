-- The conditions of a permit, one function for each rule of voluntariness: V1 to V8.
-- Each takes a traveller, a declaration (null: none yet, or a child's permit) and the moment in question,
-- and answers with every reason why not; no reason means that this rule allows it.

CREATE FUNCTION consent_v1(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v1_not_arranged_by_us', '{}'::jsonb FROM consent_matter(t, d, at) m WHERE NOT m.arranged_by_us
  UNION ALL
  SELECT 'v1_not_going', '{}' FROM consent_matter(t, d, at) m WHERE m.going <> 'going'
  UNION ALL
  SELECT 'v1_no_declaration', '{}' FROM consent_matter(t, d, at) m WHERE m.own AND NOT m.declared
  UNION ALL
  SELECT 'v1_other_journey', '{}' FROM consent_matter(t, d, at) m
   WHERE EXISTS (SELECT 1 FROM consent_permit p WHERE p.person_id IN (SELECT people_same(m.person_id)) AND p.traveller_id <> t
                    AND p.state IN ('in_force', 'held'))
  UNION ALL
  SELECT 'v1_signed_by_another', '{}' FROM consent_matter(t, d, at) m WHERE m.declared AND m.signed_by <> m.person_id
  UNION ALL
  SELECT 'v1_session_without_person', '{}' FROM consent_matter(t, d, at) m WHERE m.declared AND m.session_id IS NULL
  UNION ALL
  SELECT 'v1_signed_before_session', '{}' FROM consent_matter(t, d, at) m
   WHERE m.declared AND m.declared_at < m.session_at
  UNION ALL
  SELECT 'v1_not_yet_signed', '{}' FROM consent_matter(t, d, at) m WHERE m.declared AND m.declared_at > at
  UNION ALL
  SELECT * FROM consent_v1_paper(t, d, at)
  UNION ALL
  SELECT 'v1_lapsed', jsonb_build_object('days', m.lapse_days) FROM consent_matter(t, d, at) m
   WHERE m.declared AND m.declared_at + make_interval(days => m.lapse_days) <= at
  UNION ALL
  SELECT 'v1_terms_changed', '{}' FROM consent_matter(t, d, at) m WHERE m.declared AND m.terms <> m.declared_terms
  UNION ALL
  -- Somebody's plans changed after this was signed, also where the signing is written down after the change.
  SELECT 'v1_ask_again', '{}' FROM consent_matter(t, d, at) m
   WHERE m.declared AND (m.declared_at <= m.ask_again_since OR EXISTS (
     SELECT 1 FROM consent_traveller other
      WHERE other.journey_id = m.journey_id AND other.id <> t
        AND (other.going <> 'going' AND m.declared_at <= other.struck_at
             OR EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.traveller_id = other.id AND m.declared_at <= w.said_at
                           AND NOT EXISTS (SELECT 1 FROM consent_departure dep
                                            WHERE dep.traveller_id = other.id AND dep.departed_at <= w.said_at)))))
  UNION ALL
  SELECT CASE WHEN x.programme_code <> m.programme_code THEN 'v1_text_of_other_programme'
              WHEN consent_words_since(x.id, x.current_from) > m.declared_at OR x.superseded_at <= m.declared_at THEN 'v1_text_superseded'
              ELSE 'v1_text_draft' END, jsonb_build_object('version', x.version)
    FROM consent_matter(t, d, at) m JOIN consent_declaration dec ON dec.id = d
    JOIN consent_declarationtext x ON x.id = dec.text_id
   WHERE m.declared AND (x.programme_code <> m.programme_code OR consent_words_since(x.id, x.current_from) > m.declared_at
         OR x.superseded_at <= m.declared_at
         OR (NOT consent_words_read(x.id, x.approved_at, m.declared_at) AND NOT safar_is_demonstration())) $$;

CREATE FUNCTION consent_v2(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH early AS (
    SELECT m.*, h.covered_at, dec.shortened_by_person AND btrim(dec.shortened_reason) <> '' AS shortened,
           dec.second_officer_id, dec.legal_advice_offered
      FROM consent_matter(t, d, at) m
      LEFT JOIN consent_declaration dec ON dec.id = d
     CROSS JOIN LATERAL (SELECT coalesce(max(heard_at), m.session_at) AS covered_at FROM consent_topics_heard(t, m.declared_at)
                          WHERE topic = ANY (m.required_topics)) h
     WHERE m.own AND m.declared_at < h.covered_at + make_interval(hours => m.reflection_hours))
  SELECT CASE
      WHEN NOT coalesce(e.shortened, false) THEN 'v2_reflection'
      WHEN NOT e.is_adult
        OR EXISTS (SELECT 1 FROM consent_open_capacity_doubts(t, consent_day(e.declared_at)))
        OR EXISTS (SELECT 1 FROM consent_red_screens(t)) THEN 'v2_never_shortened'
      ELSE 'v2_second_officer' END,
    jsonb_build_object('hours', e.reflection_hours,
                       'until', to_char(e.covered_at + make_interval(hours => e.reflection_hours), 'YYYY-MM-DD"T"HH24:MI:SSOF'))
    FROM early e
   WHERE NOT coalesce(e.shortened, false)
      OR NOT e.is_adult
      OR EXISTS (SELECT 1 FROM consent_open_capacity_doubts(t, consent_day(e.declared_at)))
      OR EXISTS (SELECT 1 FROM consent_red_screens(t))
      OR (EXISTS (SELECT 1 FROM consent_detention(t, e.declared_at) dp
                   WHERE dp.in_detention OR dp.removal_on <= consent_day(e.declared_at) + e.removal_date_days)
          AND (e.second_officer_id IS NULL OR e.second_officer_id IN (SELECT consent_counsellors(t))
               OR NOT consent_is_posted(e.second_officer_id, consent_day(e.declared_at)) OR NOT e.legal_advice_offered)) $$;

CREATE FUNCTION consent_v3(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v3_no_session', '{}'::jsonb FROM consent_matter(t, d, at) m WHERE m.own AND m.session_id IS NULL
  UNION ALL
  SELECT 'v3_topics_missing', jsonb_build_object('topics', to_jsonb(missing.topics), 'count', cardinality(missing.topics))
    FROM consent_matter(t, d, at) m
   CROSS JOIN LATERAL (SELECT ARRAY(SELECT r FROM unnest(m.required_topics) r
                                     WHERE r NOT IN (SELECT h.topic FROM consent_topics_heard(t, m.declared_at) h)) AS topics) missing
   WHERE m.own AND m.session_id IS NOT NULL AND missing.topics <> '{}'
  UNION ALL
  SELECT CASE WHEN p.id IS NULL THEN 'v3_no_pack'
              WHEN p.programme_code <> m.programme_code THEN 'v3_pack_of_other_programme'
              WHEN consent_words_since(p.id, p.current_from) > m.declared_at OR p.superseded_at <= m.declared_at THEN 'v3_pack_superseded'
              WHEN NOT consent_words_read(p.id, p.approved_at, m.declared_at) AND NOT safar_is_demonstration() THEN 'v3_pack_draft'
              ELSE 'v3_pack_language' END, jsonb_build_object('version', p.version, 'language', p.language)
    FROM consent_matter(t, d, at) m
    LEFT JOIN consent_declaration dec ON dec.id = d
    JOIN consent_sessionperson sp ON sp.session_id = m.session_id AND sp.traveller_id = t
    LEFT JOIN consent_informationpack p ON p.id = coalesce(dec.pack_id, sp.pack_id)
   WHERE m.own AND (p.id IS NULL OR p.programme_code <> m.programme_code OR consent_words_since(p.id, p.current_from) > m.declared_at
         OR p.superseded_at <= m.declared_at
         OR (NOT consent_words_read(p.id, p.approved_at, m.declared_at) AND NOT safar_is_demonstration())
         OR p.language <> dec.language)
  UNION ALL
  SELECT CASE WHEN NOT sp.understood THEN 'v3_not_understood' ELSE 'v3_manner' END, '{}'
    FROM consent_matter(t, d, at) m
    JOIN consent_sessionperson sp ON sp.session_id = m.session_id AND sp.traveller_id = t
   WHERE m.own AND (NOT sp.understood OR sp.manner = '' OR (m.cannot_read AND sp.manner NOT IN ('read_aloud', 'recorded_audio')))
  UNION ALL
  SELECT 'v3_recording_missing', '{}' FROM consent_matter(t, d, at) m
    JOIN consent_sessionperson sp ON sp.session_id = m.session_id AND sp.traveller_id = t
   WHERE m.own AND sp.manner = 'recorded_audio'
     AND NOT EXISTS (SELECT 1 FROM consent_audiopack au WHERE au.pack_id = sp.pack_id AND au.added_at <= m.session_at)
  UNION ALL
  SELECT DISTINCT 'v3_language_not_understood', jsonb_build_object('language', spoken.language)
    FROM consent_matter(t, d, at) m
   CROSS JOIN LATERAL (SELECT dec.language, dec.interpreter_id, dec.interpreter_name FROM consent_declaration dec WHERE dec.id = d
                       UNION ALL SELECT s.language, s.interpreter_id, s.interpreter_name FROM consent_session s
                                  WHERE s.id = m.session_id) spoken
   WHERE m.own AND NOT consent_understands(m.person_id, spoken.language, spoken.interpreter_id, spoken.interpreter_name)
  UNION ALL
  SELECT 'v3_own_words', '{}' FROM consent_matter(t, d, at) m
   WHERE m.own AND m.cannot_read AND NOT EXISTS (
     SELECT 1 FROM consent_sessionperson sp JOIN consent_session s ON s.id = sp.session_id
      WHERE sp.traveller_id = t AND s.held_at <= m.declared_at
        AND (SELECT count(*) FROM unnest(sp.own_words) w WHERE btrim(w) <> '') >= 3) $$;

CREATE FUNCTION consent_v4(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v4_withdrawn', '{}'::jsonb FROM consent_withdrawal w LEFT JOIN consent_declaration dec ON dec.id = d
   WHERE w.traveller_id = t
     AND CASE WHEN dec.id IS NOT NULL THEN w.said_at >= dec.signed_at OR w.recorded_at >= dec.recorded_at
              -- A child who said no goes when a parent of age, asked again, names it anew, or when it says so itself,
              -- heard alone. Another child's declaration is nobody's word.
              ELSE NOT consent_is_adult(t, consent_day(at)) AND NOT EXISTS (
                SELECT 1 FROM consent_declarationchild dc JOIN consent_declaration again ON again.id = dc.declaration_id
                 WHERE dc.child_id = t AND again.signed_at > w.said_at AND again.recorded_at > w.recorded_at
                   AND again.signed_at <= at AND consent_is_adult(again.traveller_id, consent_day(again.signed_at)))
                AND NOT EXISTS (
                  SELECT 1 FROM consent_childview cv
                   WHERE cv.child_id = t AND cv.alone AND cv.fits_age AND cv.wish = 'wants_to_return'
                     AND cv.heard_at > w.said_at AND cv.heard_at <= at AND cv.recorded_at > w.recorded_at) END
  UNION ALL
  SELECT 'v4_held', jsonb_build_object('kind', h.kind, 'hold', h.id) FROM consent_hold h
   WHERE h.traveller_id = t
     AND (h.kind IN ('message_from_other', 'dependant_of_withdrawn', 'not_sure', 'protection')
          -- V8 asks it of who declares; a child whom a doubt holds waits for it too.
          OR h.kind = 'capacity_doubt' AND NOT consent_is_adult(t, consent_day(at))
          OR h.kind IN ('child_procedure', 'parental_dissent') AND d IS NULL)
     AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id) $$;

CREATE FUNCTION consent_v5(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v5_consequences_not_told', '{}'::jsonb FROM consent_matter(t, d, at) m
   WHERE m.own AND NOT EXISTS (
     SELECT 1 FROM consent_sessionperson sp JOIN consent_session s ON s.id = sp.session_id
      WHERE sp.traveller_id = t AND sp.consequences_told AND s.held_at <= m.declared_at) $$;

CREATE FUNCTION consent_v6(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v6_not_screened_alone', '{}'::jsonb FROM consent_matter(t, d, at) m
   WHERE m.own AND NOT EXISTS (
     SELECT 1 FROM consent_screen sc JOIN consent_sessionperson sp ON sp.id = sc.session_person_id
       JOIN consent_session s ON s.id = sp.session_id
      WHERE sp.traveller_id = t AND sp.alone AND s.held_at <= m.declared_at
        AND NOT EXISTS (SELECT 1 FROM consent_presence pr WHERE pr.session_id = s.id AND pr.in_hearing
                           AND pr.kind IN ('spouse', 'family')))
  UNION ALL
  SELECT * FROM consent_v6_recovery(t, d, at)
  UNION ALL
  SELECT 'v6_red', jsonb_build_object('screen', sc.id)
    FROM consent_red_screens(t) sc
   WHERE NOT consent_is_cleared(sc.id, at)
      -- Who cleared it is not the counsellor before whom the person then declares.
      OR NOT EXISTS (SELECT 1 FROM consent_screenclearance c WHERE c.screen_id = sc.id AND c.outcome = 'cleared'
                        AND c.spoke_at <= at AND c.officer_id IS DISTINCT FROM
                            (SELECT s.counsellor_id FROM consent_declaration dec JOIN consent_session s ON s.id = dec.session_id
                              WHERE dec.id = d))
  UNION ALL
  SELECT 'v6_amber_measures', jsonb_build_object('measures', to_jsonb(missing.measures))
    FROM consent_matter(t, d, at) m
   CROSS JOIN LATERAL (SELECT ARRAY(
      SELECT x FROM unnest(ARRAY['advice_offered', 'private_place']) x
       WHERE NOT EXISTS (SELECT 1 FROM consent_ambermeasure am
                          WHERE am.traveller_id = t AND am.measure = x AND am.done_at <= at)) AS measures) missing
   WHERE m.own AND consent_is_amber(t, at) AND missing.measures <> '{}' $$;

CREATE FUNCTION consent_v7(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v7_authority_in_hearing', '{}'::jsonb FROM consent_matter(t, d, at) m
   WHERE m.own AND consent_authority_heard(m.session_id)
  UNION ALL
  SELECT 'v7_authority_at_signing', '{}' WHERE consent_heard_at_signing(d) $$;
