-- Two records of one person are merged (people_merge_records): what stands on a journey may show that they are two
-- people, or that something has to be ended first. Nothing of a journey changes by a merge: the rules read the records
-- together (consent_same_person), so that what stands against a return on one of them stands against it on both.

-- What lies in an office out of sight refuses without saying why (D9).
CREATE FUNCTION consent_refuse_merge(travellers uuid[], why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF travellers IS NULL THEN
    RETURN;
  END IF;
  PERFORM consent_refuse(CASE WHEN bool_and(j.office_id = ANY (safar_scope()) OR j.offered_to_id = ANY (safar_scope())
                                            OR j.sent_from_id = ANY (safar_scope()))
                              THEN why ELSE 'people_merge_not_now' END)
     FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id WHERE v.id = ANY (travellers);
END $$;

CREATE FUNCTION consent_merging() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- On one journey, or at one session, stood two people.
  PERFORM consent_refuse_merge(array_agg(a.id) || array_agg(b.id), 'people_merge_together')
     FROM consent_traveller a CROSS JOIN consent_traveller b
    WHERE a.person_id IN (SELECT people_same(NEW.kept_id)) AND b.person_id IN (SELECT people_same(NEW.gone_id))
      AND (a.journey_id = b.journey_id
           OR EXISTS (SELECT 1 FROM consent_sessionperson one JOIN consent_sessionperson two ON two.session_id = one.session_id
                       WHERE one.traveller_id = a.id AND two.traveller_id = b.id));
  -- V1: one permit for one person.
  PERFORM consent_refuse_merge(array_agg(a.traveller_id) || array_agg(b.traveller_id), 'people_merge_two_permits')
     FROM consent_permit a CROSS JOIN consent_permit b
    WHERE a.person_id IN (SELECT people_same(NEW.kept_id)) AND b.person_id IN (SELECT people_same(NEW.gone_id))
      AND a.state IN ('in_force', 'held') AND b.state IN ('in_force', 'held');
  -- V20: a report of a death is answered before it is read about somebody else's journey too.
  PERFORM consent_refuse_merge(array_agg(v.id), 'people_merge_death_reported')
     FROM consent_deathreport r JOIN consent_traveller v ON v.id = r.traveller_id
    WHERE v.person_id IN (SELECT people_same(NEW.kept_id) UNION SELECT people_same(NEW.gone_id))
      AND NOT EXISTS (SELECT 1 FROM consent_deathanswer answer WHERE answer.report_id = r.id);
  -- What a journey rests on is corrected as a correction, with all that follows, and not in passing by a merge.
  IF NEW.taken ?| ARRAY['sex', 'birth_latest', 'died_on'] THEN
    PERFORM consent_refuse_merge(array_agg(v.id), 'people_merge_pick_rests')
       FROM consent_traveller v
      WHERE v.person_id IN (SELECT people_same(NEW.kept_id)) AND v.going = 'going'
        AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = v.id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_consent BEFORE INSERT ON people_merge FOR EACH ROW EXECUTE FUNCTION consent_merging();
