-- V13, V17, V19: contact with the country of origin, refusals of return and their second look, removal by the State.

-- Whether a claim or an appeal of the person is open by a moment, on whichever journey it was written down.
CREATE FUNCTION consent_claim_open(t uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT ap.status IN ('open_claim', 'open_appeal') FROM consent_asylumposition ap
                    WHERE ap.traveller_id IN (SELECT consent_same_person(t)) AND ap.stated_at <= at
                    ORDER BY ap.stated_at DESC, ap.recorded_at DESC LIMIT 1), false) $$;

-- V13: while it is open nobody speaks of the person to the country of origin, unless they wish it in writing. The wish
-- stands in the last position: whoever takes it back has it taken back.
CREATE FUNCTION consent_origin_contact_barred(t uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- Judged at the stated moment and by all that is on file: a contact dated before the claim is no way around it.
  SELECT EXISTS (SELECT 1 FROM unnest(ARRAY[at, greatest(at, clock_timestamp())]) moment
   WHERE consent_claim_open(t, moment) AND NOT coalesce(
    (SELECT ap.wishes_origin_contact AND btrim(ap.origin_wish_paper) <> '' AND ap.origin_wish_on <= consent_day(moment)
       FROM consent_asylumposition ap
      WHERE ap.traveller_id IN (SELECT consent_same_person(t)) AND ap.stated_at <= moment
      ORDER BY ap.stated_at DESC, ap.recorded_at DESC LIMIT 1), false)) $$;

-- V19: whom the State removed, on whichever journey it was written down.
CREATE FUNCTION consent_is_removed(t uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_removal r WHERE r.traveller_id = t) $$;

CREATE FUNCTION consent_v19(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v19_removed_by_state', '{}'::jsonb WHERE consent_is_removed(t) $$;

-- The State was faster: the permit ends with everything tied to it, and nothing of it was ours.
CREATE FUNCTION consent_removal_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(NEW.traveller_id);
  IF EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = NEW.traveller_id) THEN
    PERFORM consent_refuse('v19_departed_with_us');
  ELSIF btrim(NEW.authority) = '' OR btrim(NEW.told_by) = '' THEN
    PERFORM consent_refuse('v19_by_whom');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_first BEFORE INSERT ON consent_removal FOR EACH ROW EXECUTE FUNCTION consent_removal_before();

CREATE FUNCTION consent_removed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consent_permit SET state = 'lapsed', ended_at = NEW.removed_at
   WHERE traveller_id IN (SELECT consent_same_person(NEW.traveller_id)) AND state IN ('in_force', 'held');
  PERFORM consent_ask_others_again(other, NEW.removed_at) FROM consent_same_person(NEW.traveller_id) other;
  RETURN NULL;
END $$;
CREATE TRIGGER m_removed AFTER INSERT ON consent_removal FOR EACH ROW EXECUTE FUNCTION consent_removed();

-- V17: a journey fails after departure too, and at the border it begins at.
CREATE FUNCTION consent_arrival_failed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_fail_steps(NEW.traveller_id, NEW.arrived_at, NEW.outcome);
  RETURN NULL;
END $$;
CREATE TRIGGER m_failed AFTER INSERT ON consent_arrival FOR EACH ROW
  WHEN (NEW.outcome IN ('refused_entry', 'sent_back')) EXECUTE FUNCTION consent_arrival_failed();

CREATE FUNCTION consent_exit_failed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_fail_steps(NEW.traveller_id, NEW.planned_at, NEW.outcome);
  RETURN NULL;
END $$;
CREATE TRIGGER m_failed AFTER INSERT ON consent_nottravelled FOR EACH ROW
  WHEN (NEW.outcome IN ('refused_exit', 'detained')) EXECUTE FUNCTION consent_exit_failed();

CREATE FUNCTION consent_stop_failed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_fail_steps(NEW.traveller_id, NEW.said_at, 'journey_stopped');
  RETURN NULL;
END $$;
CREATE TRIGGER m_failed AFTER INSERT ON consent_journeystop FOR EACH ROW EXECUTE FUNCTION consent_stop_failed();

-- V13: what was decided last, in words for the person, to be told by whoever counsels them; the protection class's own
-- note stays where it is.
CREATE FUNCTION consent_refoulement_answers(ids uuid[])
RETURNS TABLE (traveller_id uuid, decision_id uuid, decision text, decided_at timestamptz, reason_for_person text,
               told_at timestamptz, insists boolean, wants_second boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (rd.id) s.traveller_id, r.id, r.decision, r.decided_at, r.reason_for_person,
         x.told_at, coalesce(x.insists, false), coalesce(x.wants_second, false)
    FROM consent_in_scope(ids) s JOIN consent_refoulementdoubt rd ON rd.traveller_id = s.traveller_id
    JOIN consent_refoulementdecision r ON r.doubt_id = rd.id
    LEFT JOIN consent_refoulementtold x ON x.decision_id = r.id
   ORDER BY rd.id, r.decided_at DESC, r.recorded_at DESC $$;
GRANT EXECUTE ON FUNCTION consent_refoulement_answers(uuid[]) TO safar_app;

CREATE FUNCTION consent_tell_refoulement(told_id uuid, of_decision uuid, at timestamptz, in_language text,
                                         they_insist boolean, second boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about uuid; words text; made timestamptz;
BEGIN
  SELECT s.traveller_id, r.reason_for_person, r.decided_at INTO about, words, made
    FROM consent_refoulementdecision r JOIN consent_refoulementdoubt rd ON rd.id = r.doubt_id
   CROSS JOIN LATERAL consent_in_scope(ARRAY[rd.traveller_id]) s WHERE r.id = of_decision;
  IF about IS NULL THEN
    PERFORM consent_refuse('consent_unknown');
  ELSIF at < made OR btrim(in_language) = '' THEN
    PERFORM consent_refuse('v13_told_after_decision');
  END IF;
  INSERT INTO consent_refoulementtold (id, decision_id, told_at, told_by_id, language, insists, wants_second, recorded_at)
  VALUES (told_id, of_decision, at, safar_user(), in_language, they_insist, second, clock_timestamp());
  RETURN about;
END $$;
GRANT EXECUTE ON FUNCTION consent_tell_refoulement(uuid, uuid, timestamptz, text, boolean, boolean) TO safar_app;
REVOKE INSERT, UPDATE ON consent_refoulementtold FROM safar_app;

-- A refusal is told with reasons; the second look is somebody else's.
CREATE FUNCTION consent_refoulement_second() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decision = 'declined' AND btrim(NEW.reason_for_person) = '' THEN
    PERFORM consent_refuse('v13_reasons_for_person');
  ELSIF EXISTS (SELECT 1 FROM consent_refoulementdecision r
                 WHERE r.doubt_id = NEW.doubt_id AND r.decided_by_id = NEW.decided_by_id)
    AND NEW.decision = 'may_go' THEN
    PERFORM consent_refuse('v13_second_by_another');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_second BEFORE INSERT ON consent_refoulementdecision
  FOR EACH ROW EXECUTE FUNCTION consent_refoulement_second();

-- Whether the person is a child without doubt about it, as the bars on contact ask it.
CREATE FUNCTION consent_is_child(t uuid, on_day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT NOT consent_is_adult(t, on_day) $$;

-- The application asks the first two about people in its own scope only.
CREATE FUNCTION consent_origin_barred(ids uuid[], at timestamptz) RETURNS TABLE (traveller_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.traveller_id FROM consent_in_scope(ids) s WHERE consent_origin_contact_barred(s.traveller_id, at) $$;
GRANT EXECUTE ON FUNCTION consent_origin_barred(uuid[], timestamptz) TO safar_app;
