-- The permit: made only when every rule allows it, written only by the functions here.

CREATE FUNCTION consent_declaration_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT j.office_id, j.programme_version_id, j.basis, j.return_country, j.return_place, j.promised_digest
    INTO NEW.office_id, NEW.programme_version_id, NEW.basis, NEW.return_country, NEW.return_place, NEW.promised_digest
    FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id WHERE v.id = NEW.traveller_id;
  IF EXISTS (SELECT 1 FROM consent_declarationtext x WHERE x.id = NEW.text_id AND x.language <> NEW.language) THEN
    PERFORM consent_refuse('consent_text_missing');
  END IF;
  IF NOT consent_may_witness(NEW.traveller_id, NEW.session_id, NEW.interpreter_name, NEW.witness_name) THEN
    PERFORM consent_refuse('v1_witness');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_terms BEFORE INSERT ON consent_declaration FOR EACH ROW EXECUTE FUNCTION consent_declaration_signed();

-- V16: a child is named in the declaration when it is signed, never added to it afterwards.
CREATE FUNCTION consent_child_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM consent_declaration d WHERE d.id = NEW.declaration_id AND consent_is_being_written(d.xmin)) THEN
    PERFORM consent_refuse('v16_child_not_named');
  ELSIF EXISTS (SELECT 1 FROM consent_declaration d JOIN consent_paperdeclaration p ON p.id = d.paper_id
                 WHERE d.id = NEW.declaration_id AND NOT NEW.child_id = ANY (p.children)) THEN
    PERFORM consent_refuse('v16_child_not_named');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_at_signing BEFORE INSERT ON consent_declarationchild
  FOR EACH ROW EXECUTE FUNCTION consent_child_named();

-- V3: who was in a session is written down with it, never added to it afterwards.
CREATE FUNCTION consent_session_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM consent_session s WHERE s.id = NEW.session_id AND consent_is_being_written(s.xmin)) THEN
    PERFORM consent_refuse('v1_session_without_person');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_with_session BEFORE INSERT ON consent_sessionperson
  FOR EACH ROW EXECUTE FUNCTION consent_session_person();

-- Raise the first reason why not.
CREATE FUNCTION consent_refuse_first(t uuid, d uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE refusal consent_refusal;
BEGIN
  SELECT * INTO refusal FROM consent_permit_refusals(t, d, at, true) LIMIT 1;
  IF FOUND THEN
    PERFORM consent_refuse(refusal.code, refusal.params);
  END IF;
END $$;

CREATE FUNCTION consent_permit_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE journey consent_journey; signed timestamptz;
BEGIN
  PERFORM consent_lock(NEW.traveller_id);
  SELECT j.* INTO journey FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id WHERE v.id = NEW.traveller_id;
  SELECT v.person_id INTO NEW.person_id FROM consent_traveller v WHERE v.id = NEW.traveller_id;
  -- The unique index guards one record; whoever has two waits here for their other permit (V1).
  PERFORM people_take_turn(NEW.person_id);
  NEW.basis := journey.basis;
  NEW.state := 'in_force';
  NEW.ended_at := NULL;
  IF NEW.declaration_id IS NOT NULL THEN
    SELECT d.signed_at INTO signed FROM consent_declaration d
     WHERE d.id = NEW.declaration_id AND d.traveller_id = NEW.traveller_id;
    IF NOT FOUND THEN
      PERFORM consent_refuse('v1_declaration_of_another');
    END IF;
    NEW.rests_on_id := NULL;
    NEW.lapses_at := signed + make_interval(days => journey.lapse_days);
  ELSE
    -- A child's permit rests on that of a travelling parent who named it, whichever was given.
    SELECT p.permit_id, coalesce(p.lapses_at, NEW.made_at + make_interval(days => journey.lapse_days))
      INTO NEW.rests_on_id, NEW.lapses_at
      FROM (VALUES (1)) one LEFT JOIN consent_travelling_parents(NEW.traveller_id, NEW.made_at) p ON p.permit_id IS NOT NULL
     ORDER BY p.names_child DESC NULLS LAST, p.permit_id = NEW.rests_on_id DESC LIMIT 1;
    -- Without a travelling parent it rests on what a panel decided (V9).
    IF consent_is_alone(NEW.traveller_id, NEW.made_at) THEN
      SELECT b.id INTO NEW.best_interest_id FROM consent_best_interest(NEW.traveller_id, NEW.made_at) b;
    END IF;
  END IF;
  PERFORM consent_refuse_first(NEW.traveller_id, NEW.declaration_id, NEW.made_at);
  -- What holds a person holds them whatever moment is stated: also one before it arose, which the rules do not see.
  PERFORM consent_refuse('v4_held', jsonb_build_object('kind', h.kind, 'hold', h.id)) FROM consent_hold h
    WHERE h.traveller_id IN (SELECT consent_same_person(NEW.traveller_id))
      AND h.kind IN ('red_screen', 'capacity_doubt', 'refoulement_doubt', 'death_reported', 'recovery_period')
      AND h.raised_at > NEW.made_at AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id) LIMIT 1;
  RETURN NEW;
END $$;
CREATE TRIGGER b_made BEFORE INSERT ON consent_permit FOR EACH ROW EXECUTE FUNCTION consent_permit_made();

CREATE FUNCTION consent_fail_steps(traveller uuid, at timestamptz, reason text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO consent_failedstep (id, traveller_id, step_id, failed_at, because, recorded_at)
  SELECT gen_random_uuid(), st.traveller_id, st.id, coalesce(at, clock_timestamp()), reason, clock_timestamp()
    FROM consent_irreversiblestep st WHERE st.traveller_id = traveller AND st.done_at IS NOT NULL
  ON CONFLICT (step_id) DO NOTHING $$;

-- What follows when a permit changes: used, withdrawn and lapsed are final; children who rest on it wait or lapse with it.
CREATE FUNCTION consent_permit_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state IN ('used', 'withdrawn', 'lapsed') THEN
    PERFORM consent_refuse('v1_permit_is_final', jsonb_build_object('state', OLD.state));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_final BEFORE UPDATE OF state ON consent_permit FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION consent_permit_changes();

CREATE FUNCTION consent_permit_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state IN ('withdrawn', 'lapsed') THEN
    PERFORM consent_fail_steps(NEW.traveller_id, NEW.ended_at, NEW.state);
  END IF;
  IF NEW.state = 'withdrawn' THEN
    INSERT INTO consent_hold (id, traveller_id, kind, raised_at, recorded_at, reason, source_id)
    SELECT gen_random_uuid(), child.traveller_id, 'dependant_of_withdrawn', NEW.ended_at, clock_timestamp(), '', NEW.id
      FROM consent_permit child
     WHERE child.state IN ('in_force', 'held') AND child.declaration_id IS NULL
       -- Of two parents who named the child it rests on both, whichever permit its own names.
       AND (child.rests_on_id = NEW.id
            OR child.traveller_id IN (SELECT dc.child_id FROM consent_declarationchild dc WHERE dc.declaration_id = NEW.declaration_id));
  ELSIF NEW.state = 'lapsed' THEN
    UPDATE consent_permit SET state = 'lapsed', ended_at = NEW.ended_at
     WHERE rests_on_id = NEW.id AND state IN ('in_force', 'held');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_changed AFTER UPDATE OF state ON consent_permit FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION consent_permit_changed();

-- A renewed declaration: the permit and all that is tied to it stay; what it rests on is new.
CREATE FUNCTION consent_permit_renewed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE permit consent_permit; lapses timestamptz;
BEGIN
  SELECT * INTO permit FROM consent_permit WHERE id = NEW.permit_id;
  PERFORM consent_lock(permit.traveller_id);
  SELECT * INTO permit FROM consent_permit WHERE id = NEW.permit_id;
  IF permit.state NOT IN ('in_force', 'held') THEN
    PERFORM consent_refuse('v1_permit_is_final', jsonb_build_object('state', permit.state));
  END IF;
  SELECT d.signed_at + make_interval(days => j.lapse_days) INTO lapses
    FROM consent_declaration d JOIN consent_traveller v ON v.id = d.traveller_id JOIN consent_journey j ON j.id = v.journey_id
   WHERE d.id = NEW.declaration_id AND d.traveller_id = permit.traveller_id;
  IF NOT FOUND THEN
    PERFORM consent_refuse('v1_declaration_of_another');
  END IF;
  PERFORM consent_refuse_first(permit.traveller_id, NEW.declaration_id, NEW.renewed_at);
  -- Whoever came of age meanwhile has declared for themselves: their permit rests on nobody else any more (V9).
  UPDATE consent_permit SET declaration_id = NEW.declaration_id, lapses_at = lapses, rests_on_id = NULL, best_interest_id = NULL
   WHERE id = permit.id;
  UPDATE consent_permit SET lapses_at = lapses WHERE rests_on_id = permit.id AND state IN ('in_force', 'held');
  RETURN NEW;
END $$;
CREATE TRIGGER b_renewed BEFORE INSERT ON consent_permitrenewal FOR EACH ROW EXECUTE FUNCTION consent_permit_renewed();

-- Bring a held permit back into force when nothing stands against it; null when something does, or nothing is held.
-- Where the seat has gone to somebody else meanwhile, the seat is lost and the declaration stands: a new permit is made.
CREATE FUNCTION consent_resume(traveller uuid, at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE permit consent_permit; renewed uuid;
BEGIN
  PERFORM consent_lock(traveller);
  SELECT * INTO permit FROM consent_permit WHERE traveller_id = traveller AND state = 'held';
  IF NOT FOUND OR at IS NULL OR at >= permit.lapses_at
     OR EXISTS (SELECT 1 FROM consent_hold h
                 WHERE (h.traveller_id = traveller
                        OR (h.traveller_id IN (SELECT consent_same_person(traveller))
                            AND h.kind IN ('red_screen', 'capacity_doubt', 'refoulement_doubt', 'death_reported', 'recovery_period')))
                   AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id))
     OR EXISTS (SELECT 1 FROM consent_permit_refusals(traveller, permit.declaration_id, at, true)) THEN
    RETURN NULL;
  END IF;
  BEGIN
    UPDATE consent_permit SET state = 'in_force' WHERE id = permit.id;
    RETURN permit.id;
  EXCEPTION WHEN unique_violation THEN
    renewed := gen_random_uuid();
    UPDATE consent_permit SET state = 'lapsed', ended_at = at WHERE id = permit.id;
    INSERT INTO consent_permit (id, traveller_id, declaration_id, rests_on_id, made_at)
    VALUES (renewed, traveller, permit.declaration_id, permit.rests_on_id, at);
    RETURN renewed;
  END;
END $$;

-- The sweep: permits past their day lapse. It never looks ahead of the clock.
CREATE FUNCTION consent_lapse_permits(at timestamptz) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH lapsed AS (
    UPDATE consent_permit SET state = 'lapsed', ended_at = lapses_at
     WHERE state IN ('in_force', 'held') AND lapses_at <= least(at, clock_timestamp()) RETURNING 1)
  SELECT count(*)::int FROM lapsed $$;
