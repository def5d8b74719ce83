-- What the application may ask of tables it cannot read itself; each answers only about what is in scope.

CREATE FUNCTION consent_in_scope(ids uuid[]) RETURNS TABLE (traveller_id uuid, journey_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.id, v.journey_id FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
   WHERE v.id = ANY (ids)
     AND (j.office_id = ANY (safar_scope()) OR j.offered_to_id = ANY (safar_scope()) OR j.sent_from_id = ANY (safar_scope())
          OR j.id = ANY (accounts_glass_broken())) $$;

-- Every reason that stands against a permit, a ticket or a departure, for many travellers at once.
CREATE FUNCTION consent_waits(ids uuid[], what text, at timestamptz)
RETURNS TABLE (traveller_id uuid, code text, params jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.traveller_id, r.code, r.params FROM consent_in_scope(ids) s
    LEFT JOIN LATERAL (SELECT d.id FROM consent_declaration d WHERE d.traveller_id = s.traveller_id
                        ORDER BY d.signed_at DESC, d.recorded_at DESC LIMIT 1) d ON true
   CROSS JOIN LATERAL consent_permit_refusals(s.traveller_id, d.id, at) r
   WHERE what = 'permit' AND NOT EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = s.traveller_id)
  UNION ALL
  SELECT s.traveller_id, r.code, r.params FROM consent_in_scope(ids) s
   CROSS JOIN LATERAL consent_ticketing_refusals(s.traveller_id, at) r WHERE what = 'ticketing'
  UNION ALL
  SELECT s.traveller_id, r.code, r.params FROM consent_in_scope(ids) s
   CROSS JOIN LATERAL consent_departure_refusals(s.traveller_id, NULL, at) r WHERE what = 'departure' $$;

-- What a screen came to, without its signs: a counsellor sees the result and never the protection class itself.
CREATE FUNCTION consent_screen_results(ids uuid[]) RETURNS TABLE (traveller_id uuid, result text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.traveller_id,
         CASE WHEN bool_or(sc.result = 'red' AND NOT consent_is_cleared(sc.id, clock_timestamp())) THEN 'red'
              WHEN consent_is_amber(s.traveller_id, clock_timestamp()) THEN 'amber' ELSE 'green' END
    FROM consent_in_scope(ids) s JOIN consent_sessionperson sp ON sp.traveller_id = s.traveller_id
    JOIN consent_screen sc ON sc.session_person_id = sp.id GROUP BY s.traveller_id $$;

-- The travellers whose death is reported, on this journey or another, and not refuted (V20).
CREATE FUNCTION consent_frozen(ids uuid[]) RETURNS TABLE (traveller_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.traveller_id FROM consent_in_scope(ids) s WHERE consent_is_frozen(s.traveller_id) $$;

-- Doubts about refoulement wait for a protection officer of another office, who sees them without seeing the file.
CREATE FUNCTION consent_refoulement_doubts_open()
RETURNS TABLE (doubt_id uuid, office_id int, return_country text, raised_at timestamptz, note text, earlier text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT rd.id, j.office_id, j.return_country, rd.raised_at, rd.note,
         coalesce((SELECT r.note FROM consent_refoulementdecision r WHERE r.doubt_id = rd.id
                    ORDER BY r.decided_at DESC, r.recorded_at DESC LIMIT 1), '')
    FROM consent_refoulementdoubt rd JOIN consent_traveller v ON v.id = rd.traveller_id
    JOIN consent_journey j ON j.id = v.journey_id
   WHERE consent_post_of(safar_user(), 'protection_officer', consent_day(clock_timestamp())) IS NOT NULL
     AND consent_post_of(safar_user(), 'protection_officer', consent_day(clock_timestamp())) <> j.office_id
     -- Undecided, or declined and the person asks somebody else to look again: then not whoever has looked already.
     AND (NOT EXISTS (SELECT 1 FROM consent_refoulementdecision r WHERE r.doubt_id = rd.id)
          OR coalesce((SELECT r.decision = 'declined' AND x.wants_second FROM consent_refoulementdecision r
                         LEFT JOIN consent_refoulementtold x ON x.decision_id = r.id WHERE r.doubt_id = rd.id
                        ORDER BY r.decided_at DESC, r.recorded_at DESC LIMIT 1), false)
         AND NOT EXISTS (SELECT 1 FROM consent_refoulementdecision r
                          WHERE r.doubt_id = rd.id AND r.decided_by_id = safar_user())) $$;

CREATE FUNCTION consent_decide_refoulement(decision_id uuid, doubt uuid, at timestamptz, answer text, words text,
                                           for_person text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO consent_refoulementdecision (id, doubt_id, decided_by_id, decided_at, decision, note, reason_for_person,
                                           recorded_at)
  VALUES (decision_id, doubt, safar_user(), at, answer, words, for_person, clock_timestamp()) $$;

-- Until when the reader's own people recover, without why: a counsellor sees that nothing is asked, not what was seen.
CREATE FUNCTION consent_recovering(ids uuid[]) RETURNS TABLE (traveller_id uuid, period_id uuid, started_at timestamptz, until_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.traveller_id, p.id, p.started_at, p.until_at FROM consent_in_scope(ids) s
    JOIN consent_recoveryperiod p ON p.traveller_id IN (SELECT consent_same_person(s.traveller_id))
   WHERE NOT EXISTS (SELECT 1 FROM consent_recovery_talk(p.id, clock_timestamp()) e WHERE e.wish = 'go_on') $$;

GRANT EXECUTE ON FUNCTION consent_waits(uuid[], text, timestamptz), consent_recovering(uuid[]),
  consent_screen_results(uuid[]), consent_frozen(uuid[]),
  consent_refoulement_doubts_open(), consent_decide_refoulement(uuid, uuid, timestamptz, text, text, text),
  consent_verify_chain(int), consent_resume(uuid, timestamptz), consent_lapse_permits(timestamptz) TO safar_app;
