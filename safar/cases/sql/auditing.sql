-- D18: an auditor reads some cases, drawn by a seed that anybody can check, by number only, for some days, and every
-- opening is written down. The donor's reader comes with the figures.

CREATE FUNCTION cases_audits_today(sample uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_auditsample s JOIN accounts_posting p ON p.user_id = s.auditor_id AND p.role = 'auditor'
                  WHERE s.id = sample AND s.auditor_id = safar_user()
                    AND consent_day(clock_timestamp()) BETWEEN s.from_on AND s.until_on
                    AND p.from_on <= consent_day(clock_timestamp())
                    AND (p.until_on IS NULL OR p.until_on >= consent_day(clock_timestamp()))) $$;

-- The draw: the cases of the office opened in the period, in the order of the digest of seed and reference.
CREATE FUNCTION cases_draw_sample() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cases_auditedcase (id, sample_id, case_id, number)
  SELECT gen_random_uuid(), NEW.id, drawn.id, row_number() OVER (ORDER BY drawn.place)
    FROM (SELECT c.id, encode(sha256(convert_to(NEW.seed || c.reference, 'UTF8')), 'hex') AS place FROM cases_case c
           WHERE c.office_id = NEW.office_id AND consent_day(c.opened_at) BETWEEN NEW.opened_from AND NEW.opened_until
           ORDER BY 2 LIMIT NEW.wanted) drawn;
  RETURN NULL;
END $$;
CREATE TRIGGER m_draw AFTER INSERT ON cases_auditsample FOR EACH ROW EXECUTE FUNCTION cases_draw_sample();

CREATE FUNCTION cases_sample_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM accounts_posting p WHERE p.user_id = NEW.auditor_id AND p.role = 'auditor'
                    AND p.from_on <= NEW.until_on AND (p.until_on IS NULL OR p.until_on >= NEW.from_on)) THEN
    PERFORM cases_refuse('d18_no_auditor', 'That colleague is not posted as an auditor in those days.');
  ELSIF NEW.until_on > NEW.from_on + 90 THEN
    PERFORM cases_refuse('d18_sample_ends', 'A sample can be read for ninety days at most.');
  END IF;
  NEW.drawn_by_id := safar_user();
  NEW.recorded_at := clock_timestamp();
  NEW.population := (SELECT count(*) FROM cases_case c WHERE c.office_id = NEW.office_id
                        AND consent_day(c.opened_at) BETWEEN NEW.opened_from AND NEW.opened_until);
  RETURN NEW;
END $$;
CREATE TRIGGER a_before BEFORE INSERT ON cases_auditsample FOR EACH ROW EXECUTE FUNCTION cases_sample_before();
REVOKE UPDATE ON cases_auditsample FROM safar_app;
REVOKE INSERT, UPDATE ON cases_auditedcase FROM safar_app;

-- The auditor's own samples, without the cases in them.
CREATE FUNCTION cases_my_samples()
RETURNS TABLE (id uuid, office text, purpose text, seed text, wanted int, population int, from_on date, until_on date,
               numbers int[], references_drawn text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, o.name, s.purpose, s.seed, s.wanted::int, s.population, s.from_on, s.until_on,
         (SELECT array_agg(a.number::int ORDER BY a.number) FROM cases_auditedcase a WHERE a.sample_id = s.id),
         (SELECT array_agg(c.reference ORDER BY a.number) FROM cases_auditedcase a JOIN cases_case c ON c.id = a.case_id
           WHERE a.sample_id = s.id)
    FROM cases_auditsample s JOIN accounts_office o ON o.id = s.office_id
   WHERE cases_audits_today(s.id) ORDER BY s.drawn_at $$;

-- One sampled case by number: what happened when and which papers there are. No name, no reason, no story.
CREATE FUNCTION cases_audit_open(sample uuid, wanted int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held cases_case;
BEGIN
  SELECT c.* INTO held FROM cases_auditedcase a JOIN cases_case c ON c.id = a.case_id
   WHERE a.sample_id = sample AND a.number = wanted AND cases_audits_today(sample);
  IF held.id IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM cases_log_opening('audit', 'sampled case', held.office_id,
                            (SELECT array_agg(m.person_id) FROM cases_member m WHERE m.case_id = held.id));
  RETURN jsonb_build_object('number', wanted, 'reference', held.reference, 'opened_at', held.opened_at,
    'closed_at', held.closed_at, 'closure_reason', held.closure_reason,
    'programme', (SELECT string_agg(e.programme_code, ', ') FROM cases_enrolment e WHERE e.case_id = held.id),
    'lines', (SELECT coalesce(jsonb_agg(jsonb_build_array(l.kind, l.said, l.at) ORDER BY l.at NULLS LAST, l.kind), '[]') FROM (
      SELECT 'session' AS kind, s.place_kind AS said, s.held_at AS at FROM consent_session s WHERE s.journey_id = held.journey_id
      UNION ALL SELECT 'declaration', d.manner, d.signed_at FROM consent_declaration d JOIN consent_traveller v ON v.id = d.traveller_id
       WHERE v.journey_id = held.journey_id
      UNION ALL SELECT 'confirmation', c.which, c.asked_at FROM consent_confirmation c JOIN consent_traveller v ON v.id = c.traveller_id
       WHERE v.journey_id = held.journey_id
      UNION ALL SELECT 'departure', d.way, d.departed_at FROM consent_departure d JOIN consent_traveller v ON v.id = d.traveller_id
       WHERE v.journey_id = held.journey_id
      UNION ALL SELECT 'arrival', a.outcome, a.arrived_at FROM consent_arrival a JOIN consent_traveller v ON v.id = a.traveller_id
       WHERE v.journey_id = held.journey_id
      UNION ALL SELECT 'decision', d.kind || ' ' || d.answer, d.decided_on::timestamp AT TIME ZONE 'UTC'
        FROM cases_decision d JOIN cases_enrolment e ON e.id = d.enrolment_id WHERE e.case_id = held.id
      UNION ALL SELECT 'stage', mv.new_stage, mv.moved_at FROM cases_move mv
        JOIN cases_enrolmentmember em ON em.id = mv.enrolment_member_id JOIN cases_enrolment e ON e.id = em.enrolment_id
       WHERE e.case_id = held.id
      UNION ALL SELECT 'receipt', i.line || ' ' || coalesce(i.amount::text, '') || ' ' || i.currency || ' ' || i.receipt,
             i.handed_over_on::timestamp AT TIME ZONE 'UTC'
        FROM cases_dueitem i JOIN cases_enrolment e ON e.id = i.enrolment_id
       WHERE e.case_id = held.id AND i.handed_over_on IS NOT NULL
      UNION ALL SELECT 'paper', f.kind, f.added_at FROM cases_casefile f WHERE f.case_id = held.id) l));
END $$;
GRANT EXECUTE ON FUNCTION cases_my_samples(), cases_audit_open(uuid, int) TO safar_app;
