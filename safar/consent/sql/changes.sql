-- V1, V16: a family changes. Whoever the rule names is asked again, children who depended on somebody missing wait, and
-- a traveller who changes to another journey takes along everything they said, without a row being copied.

-- One traveller is asked again since a moment, and what they declared before this was written down is asked again too.
CREATE FUNCTION consent_ask_again(traveller uuid, since timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE consent_traveller v SET ask_again_since = greatest(v.ask_again_since, since, consent_last_declared(v.id))
   WHERE v.id = traveller AND v.going = 'going'
     AND NOT EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = v.id) $$;

-- Otherwise a grown person could be declared a newborn and need no permit.
CREATE FUNCTION consent_may_be_born_on_the_way(t uuid, mother uuid, born timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM consent_traveller baby
      JOIN people_person p ON p.id = baby.person_id
      JOIN people_relation r ON r.other_id = baby.person_id AND r.person_id = mother AND r.kind = 'parent'
      JOIN consent_traveller mv ON mv.journey_id = baby.journey_id AND mv.person_id = mother
      JOIN consent_departure dep ON dep.traveller_id = mv.id
     WHERE baby.id = t AND dep.departed_at <= born
       AND p.birth_earliest >= consent_day(dep.departed_at) - 1
       AND consent_day(born) BETWEEN p.birth_earliest - 1 AND p.birth_latest + 1
       AND NOT EXISTS (SELECT 1 FROM consent_arrival a WHERE a.traveller_id = mv.id AND a.outcome IN ('met', 'not_met')
                          AND a.arrived_at < born)) $$;

-- Whether somebody is missing and has not been found again.
CREATE FUNCTION consent_open_missing(t uuid) RETURNS SETOF consent_familychange
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.* FROM consent_familychange m
   WHERE m.traveller_id = t AND m.kind = 'missing'
     AND NOT EXISTS (SELECT 1 FROM consent_familychange f
                      WHERE f.traveller_id = t AND f.kind = 'found' AND f.recorded_at > m.recorded_at) $$;

CREATE FUNCTION consent_family_changing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(NEW.traveller_id);
  NEW.written_by_id := safar_user();
  IF NEW.kind = 'journey_changed' THEN
    -- Written with the move by the database; told alone it would be a move that nobody made.
    IF NOT EXISTS (SELECT 1 FROM consent_traveller v WHERE v.id = NEW.traveller_id AND v.journey_id = NEW.to_journey_id) THEN
      PERFORM consent_refuse('v16_no_such_move');
    END IF;
    RETURN NEW;
  END IF;
  NEW.from_journey_id := NULL;
  NEW.to_journey_id := NULL;
  IF NEW.kind = 'missing' AND EXISTS (SELECT 1 FROM consent_open_missing(NEW.traveller_id)) THEN
    PERFORM consent_refuse('v16_missing_already');
  ELSIF NEW.kind = 'found' AND NOT EXISTS (
      SELECT 1 FROM consent_open_missing(NEW.traveller_id) m WHERE NEW.spoke_alone_at >= m.happened_at) THEN
    PERFORM consent_refuse('v16_found_alone');
  ELSIF NEW.spoke_alone_at > clock_timestamp() + interval '5 minutes' THEN
    PERFORM consent_refuse('consent_not_in_the_future', jsonb_build_object('moment', NEW.spoke_alone_at));
  ELSIF NEW.kind = 'born_on_the_way'
        AND NOT consent_may_be_born_on_the_way(NEW.traveller_id, NEW.other_person_id, NEW.happened_at) THEN
    PERFORM consent_refuse('v16_not_born_on_the_way');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_changing BEFORE INSERT ON consent_familychange FOR EACH ROW EXECUTE FUNCTION consent_family_changing();

CREATE FUNCTION consent_family_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lost record;
BEGIN
  IF NEW.kind IN ('married', 'separated') THEN
    PERFORM consent_ask_again(NEW.traveller_id, NEW.happened_at);
    PERFORM consent_ask_again(spouse.id, NEW.happened_at) FROM consent_traveller spouse
      JOIN consent_traveller v ON v.id = NEW.traveller_id AND v.journey_id = spouse.journey_id
     WHERE spouse.person_id = NEW.other_person_id;
  ELSIF NEW.kind = 'missing' THEN
    PERFORM consent_ask_others_again(NEW.traveller_id, NEW.happened_at);
    PERFORM consent_raise_hold(waits.id, 'member_missing', NEW.happened_at, NEW.id) FROM (
      SELECT NEW.traveller_id AS id
      UNION
      SELECT child.id FROM consent_traveller v
        JOIN people_relation r ON r.person_id = v.person_id AND r.kind IN ('parent', 'guardian', 'carer')
             AND (r.until_on IS NULL OR r.until_on > consent_day(NEW.happened_at))
        JOIN consent_traveller child ON child.journey_id = v.journey_id AND child.person_id = r.other_id
       WHERE v.id = NEW.traveller_id AND NOT consent_is_adult(child.id, consent_day(NEW.happened_at))) waits
     WHERE NOT EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = waits.id);
  ELSIF NEW.kind = 'found' THEN
    PERFORM consent_ask_again(NEW.traveller_id, NEW.happened_at);
    FOR lost IN SELECT m.id FROM consent_familychange m WHERE m.traveller_id = NEW.traveller_id AND m.kind = 'missing' LOOP
      PERFORM consent_release_by_source(lost.id, NEW.spoke_alone_at, NEW.written_by_id);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_changed AFTER INSERT ON consent_familychange FOR EACH ROW EXECUTE FUNCTION consent_family_changed();

-- Who is missing is found before their hold ends; a child who waits for them may also be heard by a protection officer.
CREATE FUNCTION consent_missing_released() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE hold consent_hold; gone uuid;
BEGIN
  SELECT * INTO hold FROM consent_hold WHERE id = NEW.hold_id AND kind = 'member_missing';
  SELECT traveller_id INTO gone FROM consent_familychange WHERE id = hold.source_id;
  IF hold.id IS NULL OR gone IS NULL OR NOT EXISTS (SELECT 1 FROM consent_open_missing(gone)) THEN
    RETURN NEW;
  END IF;
  IF gone = hold.traveller_id OR coalesce(NEW.spoke_alone_at < hold.raised_at, true)
     OR consent_post_of(NEW.released_by_id, 'protection_officer', consent_day(NEW.released_at)) IS NULL THEN
    PERFORM consent_refuse('v16_still_missing');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_missing BEFORE INSERT ON consent_holdrelease FOR EACH ROW EXECUTE FUNCTION consent_missing_released();

-- V16: nobody goes while they, or whom they depend on, are missing.
CREATE FUNCTION consent_v16_missing(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v16_member_missing', jsonb_build_object('hold', h.id) FROM consent_hold h
   WHERE h.traveller_id = t AND h.kind = 'member_missing'
     AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id) $$;

-- A journey of their own, on the same terms, for those who go apart; called by the split of a case alone.
CREATE FUNCTION consent_journey_apart(old uuid, at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE fresh consent_journey;
BEGIN
  SELECT * INTO STRICT fresh FROM consent_journey WHERE id = old;
  fresh.id := gen_random_uuid();
  fresh.turn := 0;
  fresh.opened_at := at;
  INSERT INTO consent_journey SELECT fresh.*;
  RETURN fresh.id;
END $$;

-- Travellers go over to another journey with all they said. Permits stay where V1 lets them (decision 9): those asked
-- again are everybody whose company changes; other terms lapse a permit, and so does losing the parent a child's rests on.
CREATE FUNCTION consent_change_journey(movers uuid[], target uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record; elsewhere uuid[];
BEGIN
  FOR one IN SELECT DISTINCT j.id FROM consent_journey j LEFT JOIN consent_traveller v ON v.journey_id = j.id
              WHERE v.id = ANY (movers) OR j.id = target ORDER BY j.id LOOP
    UPDATE consent_journey SET turn = turn + 1 WHERE id = one.id;
  END LOOP;
  IF EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = ANY (movers)) THEN
    PERFORM consent_refuse('consent_already_departed');
  END IF;
  elsewhere := ARRAY(
    SELECT v.id FROM consent_traveller v JOIN consent_journey old ON old.id = v.journey_id, consent_journey new
     WHERE v.id = ANY (movers) AND new.id = target
       AND (old.programme_version_id, old.return_country, old.return_place)
           IS DISTINCT FROM (new.programme_version_id, new.return_country, new.return_place));
  -- A child's permit has no declaration whose terms could be compared.
  UPDATE consent_permit SET state = 'lapsed', ended_at = at
   WHERE traveller_id = ANY (elsewhere) AND state IN ('in_force', 'held') AND declaration_id IS NULL;
  PERFORM consent_decided_for_elsewhere(elsewhere, at);
  FOR one IN SELECT v.id, v.journey_id FROM consent_traveller v WHERE v.id = ANY (movers) AND v.journey_id <> target LOOP
    PERFORM consent_ask_others_again(one.id, at);
    UPDATE consent_traveller SET journey_id = target WHERE id = one.id;
    INSERT INTO consent_familychange (id, traveller_id, kind, happened_at, from_journey_id, to_journey_id, recorded_at)
    VALUES (gen_random_uuid(), one.id, 'journey_changed', at, one.journey_id, target, clock_timestamp());
  END LOOP;
  PERFORM consent_ask_again(v.id, at) FROM consent_traveller v WHERE v.journey_id = target AND consent_last_declared(v.id) IS NOT NULL;
  UPDATE consent_permit p SET state = 'lapsed', ended_at = at
    FROM consent_declaration dec, consent_journey j
   WHERE p.traveller_id = ANY (movers) AND p.state IN ('in_force', 'held') AND dec.id = p.declaration_id AND j.id = target
     AND (dec.programme_version_id, dec.return_country, dec.return_place, dec.promised_digest)
         IS DISTINCT FROM (j.programme_version_id, j.return_country, j.return_place, j.promised_digest);
  UPDATE consent_permit p SET state = 'lapsed', ended_at = at
    FROM consent_permit parent JOIN consent_traveller pv ON pv.id = parent.traveller_id, consent_traveller cv
   WHERE parent.id = p.rests_on_id AND cv.id = p.traveller_id AND cv.journey_id <> pv.journey_id
     AND p.state IN ('in_force', 'held');
  -- V18: whom an advisory concerns depends on where one goes, and with whom.
  PERFORM consent_match_journey(journey, at) FROM (
    SELECT target AS journey
    UNION SELECT c.from_journey_id FROM consent_familychange c
     WHERE c.kind = 'journey_changed' AND c.to_journey_id = target AND c.traveller_id = ANY (movers)) touched;
END $$;

-- A talk is read from every journey that somebody who was in it travels on now.
CREATE FUNCTION consent_sees_talk(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_sessionperson sp
                   JOIN consent_familychange c ON c.traveller_id = sp.traveller_id AND c.kind = 'journey_changed'
                   JOIN consent_traveller v ON v.id = sp.traveller_id
                   JOIN consent_journey j ON j.id = v.journey_id
                  WHERE sp.session_id = wanted
                    AND (j.office_id = ANY (safar_scope()) OR j.offered_to_id = ANY (safar_scope())
                         OR j.sent_from_id = ANY (safar_scope()))) $$;
GRANT EXECUTE ON FUNCTION consent_sees_talk(uuid) TO safar_app;
CREATE POLICY came_along ON consent_session FOR SELECT TO safar_app USING (consent_sees_talk(id));
