-- The conditions of a permit, continued: V9, V10, V13, V15 to V17 and V20; and all of them together.

CREATE FUNCTION consent_v10(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p.birth_disputed THEN 'v10_birth_disputed' ELSE 'v10_not_adult' END, '{}'::jsonb
    FROM consent_matter(t, d, at) m JOIN people_person p ON p.id = m.person_id
   WHERE m.declared AND NOT m.is_adult $$;

CREATE FUNCTION consent_v13(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v13_advice', '{}'::jsonb
   WHERE coalesce((SELECT ap.status IN ('open_claim', 'open_appeal') AND (ap.advice = '' OR ap.advice_on > consent_day(at))
                     FROM consent_asylumposition ap WHERE ap.traveller_id = t AND ap.stated_at <= at
                    ORDER BY ap.stated_at DESC, ap.recorded_at DESC LIMIT 1), true)
  UNION ALL
  -- Declined is declined on paper, taken is taken from somebody; a child is advised in its own right, with somebody at
  -- its side whom it trusts.
  SELECT CASE WHEN ap.advice = 'declined_in_writing' AND btrim(ap.advice_paper) = '' THEN 'v13_advice_paper'
              WHEN ap.advice = 'taken' AND btrim(ap.advice_by) = '' THEN 'v13_adviser'
              ELSE 'v13_child_advice' END, '{}'
    FROM (SELECT ap.* FROM consent_asylumposition ap WHERE ap.traveller_id = t AND ap.stated_at <= at
           ORDER BY ap.stated_at DESC, ap.recorded_at DESC LIMIT 1) ap
   WHERE ap.status IN ('open_claim', 'open_appeal') AND ap.advice <> ''
     AND (ap.advice = 'declined_in_writing' AND btrim(ap.advice_paper) = ''
          OR ap.advice = 'taken' AND btrim(ap.advice_by) = ''
          OR NOT consent_is_adult(t, consent_day(at)) AND btrim(ap.advice_with) = '')
  UNION ALL
  SELECT CASE WHEN last.decision = 'declined' THEN 'v13_declined' ELSE 'v13_undecided' END, '{}'
    FROM consent_refoulementdoubt rd
    LEFT JOIN LATERAL (SELECT r.decision FROM consent_refoulementdecision r
                        WHERE r.doubt_id = rd.id AND r.decided_at <= at
                        ORDER BY r.decided_at DESC, r.recorded_at DESC LIMIT 1) last ON true
   WHERE rd.traveller_id IN (SELECT consent_same_person(t)) AND last.decision IS DISTINCT FROM 'may_go' $$;

CREATE FUNCTION consent_v15(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v15_copy_not_offered', '{}'::jsonb FROM consent_declaration dec WHERE dec.id = d
     AND (dec.copy_answer NOT IN ('taken', 'declined', 'safe_keeping')
          OR dec.reading_aloud_answer NOT IN ('taken', 'declined', 'safe_keeping')) $$;

CREATE FUNCTION consent_v17(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v17_not_acknowledged', jsonb_build_object('steps', to_jsonb(missing.steps))
    FROM consent_matter(t, d, at) m
   CROSS JOIN LATERAL (SELECT ARRAY(
      SELECT code FROM unnest(m.irreversible_steps) code
       WHERE NOT EXISTS (SELECT 1 FROM consent_irreversiblestep st
                          WHERE st.traveller_id = t AND st.code = code.code AND st.explained_at <= st.acknowledged_at
                            AND st.acknowledged_at <= m.declared_at)) AS steps) missing
   WHERE m.own AND missing.steps <> '{}' $$;

CREATE FUNCTION consent_is_frozen(traveller uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_deathreport r WHERE r.traveller_id IN (SELECT consent_same_person(traveller))
                    AND NOT EXISTS (SELECT 1 FROM consent_deathanswer a WHERE a.report_id = r.id AND NOT a.confirmed)) $$;

CREATE FUNCTION consent_v20(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v20_death_reported', '{}'::jsonb
   WHERE consent_is_frozen(t)
      OR EXISTS (SELECT 1 FROM consent_traveller v WHERE v.id = t AND people_has_died(v.person_id)) $$;

-- Every reason why no permit can be made, or why one that was made must not be used, in the order of the rules; or the
-- first reason only, which is enough for a refusal and spares the rules after it.
CREATE FUNCTION consent_permit_refusals(t uuid, d uuid, at timestamptz, only_first boolean DEFAULT false) RETURNS SETOF consent_refusal
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT * FROM consent_v20(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v10(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v9(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v4(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v6(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v7(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v8(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v19(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v13(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v18(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v21(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v3(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v5(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v17(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v2(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v15(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v16(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v16_missing(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM consent_v1(t, d, at);
  IF FOUND AND only_first THEN RETURN; END IF;
END $$;
