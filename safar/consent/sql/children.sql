-- What is written down for a child who travels without a parent: who may write it, what it changes, what it holds.

CREATE FUNCTION consent_person_of(t uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.person_id FROM consent_traveller v WHERE v.id = t $$;

-- A panel decides once: who sat on it and whom it is about are written down with the decision, by a protection officer.
CREATE FUNCTION consent_decision_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF consent_post_of(NEW.recorded_by_id, 'protection_officer', NEW.decided_on) IS NULL
     AND consent_post_of(NEW.recorded_by_id, 'protection_officer', consent_day(clock_timestamp())) IS NULL THEN
    PERFORM consent_refuse('v9_protection_officer');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_written BEFORE INSERT ON consent_bestinterest FOR EACH ROW EXECUTE FUNCTION consent_decision_written();

CREATE FUNCTION consent_with_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM consent_bestinterest b WHERE b.id = NEW.decision_id AND consent_is_being_written(b.xmin)) THEN
    PERFORM consent_refuse('v9_decided_already');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_with_decision BEFORE INSERT ON consent_panelmember FOR EACH ROW EXECUTE FUNCTION consent_with_decision();
CREATE TRIGGER b_with_decision BEFORE INSERT ON consent_bestinterestchild
  FOR EACH ROW EXECUTE FUNCTION consent_with_decision();

-- “Too young to say” is for those who certainly are.
CREATE FUNCTION consent_view_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.wish = 'too_young' AND consent_is_asked(NEW.child_id, consent_day(NEW.heard_at)) THEN
    PERFORM consent_refuse('v9_old_enough_to_say');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_written BEFORE INSERT ON consent_childview FOR EACH ROW EXECUTE FUNCTION consent_view_written();

-- V16: nobody is brought to a child whom they are feared by, whatever the paper calls them.
CREATE FUNCTION consent_refuse_contact(t uuid, other uuid, written text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF people_no_contact(consent_person_of(t), other) OR people_no_contact_named(consent_person_of(t), written) THEN
    PERFORM consent_refuse('v16_no_contact');
  END IF;
END $$;

CREATE FUNCTION consent_carer_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_refuse_contact(NEW.child_id, NEW.person_id, NEW.name);
  RETURN NEW;
END $$;
CREATE TRIGGER b_contact BEFORE INSERT ON consent_carer FOR EACH ROW EXECUTE FUNCTION consent_carer_written();
CREATE TRIGGER b_contact BEFORE INSERT ON consent_childescort FOR EACH ROW EXECUTE FUNCTION consent_carer_written();

CREATE FUNCTION consent_guardian_said() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE guardian people_guardianship;
BEGIN
  SELECT * INTO guardian FROM people_guardianship g WHERE g.id = NEW.guardianship_id;
  IF guardian.child_id IS DISTINCT FROM consent_person_of(NEW.child_id) THEN
    PERFORM consent_refuse('v9_guardian_of_another');
  END IF;
  PERFORM consent_refuse_contact(NEW.child_id, guardian.guardian_id, guardian.guardian_name);
  RETURN NEW;
END $$;
CREATE TRIGGER b_contact BEFORE INSERT ON consent_guardiansaid FOR EACH ROW EXECUTE FUNCTION consent_guardian_said();

-- What a feared parent sends of their own accord is written down; nothing is asked of them, and they are not searched for.
CREATE FUNCTION consent_parent_asked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'consent_parentsearch' THEN
    PERFORM consent_refuse_contact(NEW.child_id, NEW.parent_id, NEW.parent_name);
  ELSIF NEW.kind = 'parent_consent' THEN
    PERFORM consent_refuse_contact(NEW.child_id, NEW.given_by_id, NEW.given_by_name);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_contact BEFORE INSERT ON consent_parentsearch FOR EACH ROW EXECUTE FUNCTION consent_parent_asked();
CREATE TRIGGER b_contact BEFORE INSERT ON consent_parentalconsent FOR EACH ROW EXECUTE FUNCTION consent_parent_asked();

-- A parent is untraceable when a search is on file, and the paper names the court that made it or a panel has decided:
-- nobody's own note stands for a parent.
CREATE FUNCTION consent_untraceable_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM consent_parentsearch s
                  WHERE s.child_id IN (SELECT consent_same_person(NEW.child_id)) AND s.searched_on <= consent_day(NEW.given_at)
                    AND (s.parent_id = NEW.given_by_id
                         OR NEW.given_by_id IS NULL AND lower(btrim(s.parent_name)) = lower(btrim(NEW.given_by_name)))) THEN
    PERFORM consent_refuse('v16_search_first');
  ELSIF btrim(NEW.court) = '' AND NOT consent_panel_allows(NEW.child_id, NEW.given_at) THEN
    PERFORM consent_refuse('v16_untraceable_paper');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_searched BEFORE INSERT ON consent_parentalconsent
  FOR EACH ROW WHEN (NEW.kind = 'untraceable') EXECUTE FUNCTION consent_untraceable_written();

-- Why a permit that rests on others no longer stands: the child came of age, or something that V9 asks has fallen away.
CREATE FUNCTION consent_fallen_away(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'v1_no_declaration', '{}'::jsonb WHERE d IS NULL AND consent_is_adult(t, consent_day(at))
  UNION ALL
  SELECT r.code, r.params FROM consent_v9(t, d, at) r $$;

-- Hold the permits of a child of whom something was written down, as it stands at that moment or at the permit's making.
CREATE FUNCTION consent_recheck_child(person uuid, at timestamptz, source uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE permit record;
BEGIN
  FOR permit IN SELECT p.traveller_id, p.made_at FROM consent_permit p
                 WHERE p.person_id IN (SELECT people_same(person)) AND p.state = 'in_force' AND p.declaration_id IS NULL LOOP
    IF EXISTS (SELECT 1 FROM consent_fallen_away(permit.traveller_id, NULL, greatest(at, permit.made_at))) THEN
      PERFORM consent_raise_hold(permit.traveller_id, 'child_procedure', least(at, clock_timestamp()), source);
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION consent_child_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE whose uuid; stated timestamptz := (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz;
BEGIN
  whose := coalesce((to_jsonb(NEW) ->> 'child_id')::uuid,
                    (SELECT c.child_id FROM consent_carer c WHERE c.id = (to_jsonb(NEW) ->> 'carer_id')::uuid));
  PERFORM consent_lock(whose);
  PERFORM consent_recheck_child(consent_person_of(whose), stated, NEW.id);
  RETURN NULL;
END $$;
DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_childview', 'heard_at'], ['consent_guardiansaid', 'said_at'], ['consent_carer', 'named_at'],
    ['consent_carerverification', 'verified_on'], ['consent_careranswer', 'said_at']]
  LOOP
    EXECUTE format('CREATE TRIGGER m_changed AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_child_changed(%L)',
                   pair[1], pair[2]);
  END LOOP;
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_bestinterest', 'decided_on'], ['consent_bestinterestrevoked', 'revoked_at'],
    ['consent_childview', 'heard_at'], ['consent_guardiansaid', 'said_at'], ['consent_carer', 'named_at'],
    ['consent_carerverification', 'verified_on'], ['consent_careranswer', 'said_at'], ['consent_pickup', 'said_at'],
    ['consent_childescort', 'named_at'], ['consent_handover', 'happened_at'], ['consent_parentsearch', 'searched_on'],
    ['consent_childnote', 'written_at']]
  LOOP
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_stamp(%L)',
                   pair[1], pair[2]);
  END LOOP;
END $$;

-- A panel that decides otherwise, or a decision taken back, holds every child it was about; one for return ends a dispute.
CREATE FUNCTION consent_child_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE decision consent_bestinterest; about record; at timestamptz;
BEGIN
  SELECT * INTO decision FROM consent_bestinterest b WHERE b.id = NEW.decision_id;
  FOR about IN SELECT c.child_id FROM consent_bestinterestchild c WHERE c.decision_id = NEW.decision_id
                  AND (TG_TABLE_NAME = 'consent_bestinterestrevoked' OR c.id = NEW.id) LOOP
    PERFORM consent_lock(about.child_id);
    at := CASE WHEN TG_TABLE_NAME = 'consent_bestinterestrevoked'
               THEN (to_jsonb(NEW) ->> 'revoked_at')::timestamptz ELSE decision.decided_on::timestamptz END;
    PERFORM consent_recheck_child(consent_person_of(about.child_id), at, NEW.id);
    PERFORM consent_dispute_answered(about.child_id, least(at + interval '1 day', clock_timestamp()));
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER m_revoked AFTER INSERT ON consent_bestinterestrevoked
  FOR EACH ROW EXECUTE FUNCTION consent_child_decided();
-- The panel is written down before the children; a child written first is held rather than let go.
CREATE TRIGGER m_decided AFTER INSERT ON consent_bestinterestchild FOR EACH ROW EXECUTE FUNCTION consent_child_decided();

-- V16: a parent's no after the permit holds it, and the seat with it, at once.
CREATE FUNCTION consent_parent_said() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE live record;
BEGIN
  PERFORM consent_lock(NEW.child_id);
  IF NEW.kind <> 'dissent' THEN
    PERFORM consent_dispute_answered(NEW.child_id, NEW.given_at);
    RETURN NULL;
  END IF;
  FOR live IN SELECT p.traveller_id, p.made_at FROM consent_permit p
               WHERE p.person_id IN (SELECT people_same(consent_person_of(NEW.child_id))) AND p.state IN ('in_force', 'held')
                 AND p.declaration_id IS NULL LOOP
    IF EXISTS (SELECT 1 FROM consent_disputes(live.traveller_id, greatest(NEW.given_at, live.made_at))) THEN
      PERFORM consent_hold_once(live.traveller_id, 'parental_dissent', NEW.given_at, NEW.id);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER m_said AFTER INSERT ON consent_parentalconsent FOR EACH ROW EXECUTE FUNCTION consent_parent_said();

CREATE FUNCTION consent_dispute_answered(t uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, recorded_at, note)
  SELECT gen_random_uuid(), h.id, greatest(at, h.raised_at), safar_user(), clock_timestamp(), '' FROM consent_hold h
   WHERE h.kind = 'parental_dissent' AND h.traveller_id IN (SELECT consent_same_person(t))
     AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)
     AND NOT EXISTS (SELECT 1 FROM consent_disputes(h.traveller_id, greatest(at, h.raised_at)));
END $$;

-- Whoever came of age and declared for themselves no longer waits for what others had to do for them.
CREATE FUNCTION consent_declared_of_age() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, recorded_at, note)
  SELECT gen_random_uuid(), h.id, greatest(NEW.renewed_at, h.raised_at), safar_user(), clock_timestamp(), ''
    FROM consent_hold h JOIN consent_permit p ON p.traveller_id = h.traveller_id
   WHERE p.id = NEW.permit_id AND p.declaration_id IS NOT NULL AND h.kind IN ('child_procedure', 'parental_dissent')
     AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id);
  RETURN NULL;
END $$;
CREATE TRIGGER m_of_age AFTER INSERT ON consent_permitrenewal FOR EACH ROW EXECUTE FUNCTION consent_declared_of_age();

-- Somebody's authority over the child ends early; violence is feared; somebody was found to be older or younger.
CREATE FUNCTION consent_guardian_lost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_recheck_child(NEW.child_id, NEW.ended_on::timestamptz, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER consent_lost AFTER UPDATE OF ended_on ON people_guardianship
  FOR EACH ROW WHEN (NEW.ended_on IS NOT NULL) EXECUTE FUNCTION consent_guardian_lost();

CREATE FUNCTION consent_violence_feared() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_recheck_child(touched.id, clock_timestamp(), NEW.id)
     FROM (SELECT r.person_id AS id FROM people_relation r WHERE r.id = NEW.relation_id
           UNION SELECT r.other_id FROM people_relation r WHERE r.id = NEW.relation_id
           UNION SELECT p.other_id FROM people_relation r JOIN people_relation p ON p.kind = 'parent'
                    AND p.person_id IN (r.person_id, r.other_id) WHERE r.id = NEW.relation_id) touched;
  RETURN NULL;
END $$;
CREATE TRIGGER consent_feared AFTER INSERT ON people_relationconcern
  FOR EACH ROW EXECUTE FUNCTION consent_violence_feared();

-- Who depends on somebody whose permit ended is held: the baby, who is kept together with them, whom they escort.
CREATE FUNCTION consent_dependants_wait() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE dependant record;
BEGIN
  FOR dependant IN
    SELECT p.traveller_id FROM consent_permit p
     WHERE p.state IN ('in_force', 'held') AND p.traveller_id <> NEW.traveller_id
       AND (p.traveller_id IN (SELECT consent_never_parted(NEW.traveller_id, coalesce(NEW.ended_at, clock_timestamp())))
            OR p.traveller_id IN (SELECT e.child_id FROM consent_childescort e JOIN consent_traveller v ON v.id = e.child_id
                                    JOIN consent_traveller w ON w.id = NEW.traveller_id AND w.journey_id = v.journey_id
                                   WHERE e.person_id = NEW.person_id AND e.goes))
  LOOP
    IF NOT EXISTS (SELECT 1 FROM consent_hold h WHERE h.traveller_id = dependant.traveller_id AND h.kind = 'dependant_of_withdrawn'
                      AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)) THEN
      PERFORM consent_raise_hold(dependant.traveller_id, 'dependant_of_withdrawn', coalesce(NEW.ended_at, clock_timestamp()), NEW.id);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER n_dependants AFTER UPDATE OF state ON consent_permit
  FOR EACH ROW WHEN (OLD.state <> NEW.state AND NEW.state = 'withdrawn') EXECUTE FUNCTION consent_dependants_wait();

-- V9: the child is handed to the carer who was named, verified and accepts, who shows who they are and signs; to nobody else.
CREATE FUNCTION consent_handing_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM consent_departure d JOIN consent_permit p ON p.id = d.permit_id
                  WHERE d.traveller_id = NEW.child_id AND p.best_interest_id IS NOT NULL
                    AND d.departed_at <= NEW.happened_at) THEN
    PERFORM consent_refuse('v9_hand_over_after_journey');
  ELSIF EXISTS (SELECT 1 FROM consent_handover h WHERE h.child_id = NEW.child_id AND h.outcome = 'handed_over') THEN
    PERFORM consent_refuse('v9_handed_over_once');
  ELSIF NEW.outcome = 'handed_over' AND (
      NOT EXISTS (SELECT 1 FROM consent_carer_of(NEW.child_id, NEW.happened_at) c
                   WHERE c.id = NEW.carer_id AND lower(btrim(NEW.signed_by)) = lower(btrim(c.name))
                     -- Once the child is on its way only a panel gives it to somebody else.
                     AND (consent_panel_allows(NEW.child_id, NEW.happened_at, c.named_at, c.recorded_at)
                          OR EXISTS (SELECT 1 FROM consent_departure d
                                      WHERE d.traveller_id = NEW.child_id AND d.recorded_at >= c.recorded_at)))
      OR EXISTS (SELECT 1 FROM consent_v9_missing(NEW.child_id, NEW.happened_at) m
                  WHERE m.code IN ('v9_carer', 'v9_carer_unverified', 'v9_carer_not_accepting'))) THEN
    PERFORM consent_refuse('v9_hand_over_to_carer_only');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_carer BEFORE INSERT ON consent_handover FOR EACH ROW EXECUTE FUNCTION consent_handing_over();

-- Such a child has been met when the carer has signed, and not before.
CREATE FUNCTION consent_child_met() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM consent_permit p WHERE p.traveller_id = NEW.traveller_id AND p.state = 'used'
                AND p.best_interest_id IS NOT NULL)
     AND NOT consent_is_adult(NEW.traveller_id, consent_day(NEW.arrived_at))
     AND NOT EXISTS (SELECT 1 FROM consent_handover h WHERE h.child_id = NEW.traveller_id AND h.outcome = 'handed_over') THEN
    PERFORM consent_refuse('v9_not_handed_over');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_handed_over BEFORE INSERT ON consent_arrival
  FOR EACH ROW WHEN (NEW.outcome = 'met') EXECUTE FUNCTION consent_child_met();

-- The caretaker's round: what nobody writes down falls away by the calendar. It never looks ahead of the clock.
CREATE FUNCTION consent_review_children(at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE permit record; held int := 0; moment timestamptz := least(at, clock_timestamp());
BEGIN
  FOR permit IN SELECT p.traveller_id, p.id FROM consent_permit p
                 WHERE p.state = 'in_force' AND p.declaration_id IS NULL AND p.made_at <= moment LOOP
    IF EXISTS (SELECT 1 FROM consent_fallen_away(permit.traveller_id, NULL, moment)) THEN
      PERFORM consent_raise_hold(permit.traveller_id, 'child_procedure', moment, NULL);
      held := held + 1;
    ELSIF EXISTS (SELECT 1 FROM consent_disputes(permit.traveller_id, moment)) THEN
      PERFORM consent_raise_hold(permit.traveller_id, 'parental_dissent', moment, NULL);
      held := held + 1;
    END IF;
  END LOOP;
  RETURN held;
END $$;

-- What is missing for children in scope who travel without a parent and have not left; one row with no code when nothing is.
CREATE FUNCTION consent_children_waiting(ids uuid[], at timestamptz)
RETURNS TABLE (traveller_id uuid, code text, params jsonb, needed_for text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.id, m.code, m.params, m.needed_for
    FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
    LEFT JOIN LATERAL consent_v9_missing(v.id, at) m ON true
   WHERE (ids IS NULL OR v.id = ANY (ids)) AND v.going = 'going' AND j.arranged_by_us AND consent_is_alone(v.id, at)
     AND (ids IS NOT NULL OR NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = v.id))
     AND (j.office_id = ANY (safar_scope()) OR j.offered_to_id = ANY (safar_scope()) OR j.sent_from_id = ANY (safar_scope())) $$;

GRANT EXECUTE ON FUNCTION consent_review_children(timestamptz), consent_children_waiting(uuid[], timestamptz) TO safar_app;

-- A decision is seen by who sees one of the children it is about; it is written first, and then its children.
CREATE FUNCTION consent_sees_decision(decision uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM consent_bestinterestchild c WHERE c.decision_id = decision)
      OR EXISTS (SELECT 1 FROM consent_bestinterestchild c JOIN consent_traveller v ON v.id = c.child_id
                   JOIN consent_journey j ON j.id = v.journey_id
                  WHERE c.decision_id = decision
                    AND (j.office_id = ANY (safar_scope()) OR j.offered_to_id = ANY (safar_scope())
                         OR j.sent_from_id = ANY (safar_scope()))) $$;
GRANT EXECUTE ON FUNCTION consent_sees_decision(uuid) TO safar_app;
ALTER TABLE consent_bestinterest ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_a_child ON consent_bestinterest FOR SELECT TO safar_app USING (consent_sees_decision(id));
CREATE POLICY written ON consent_bestinterest FOR INSERT TO safar_app WITH CHECK (recorded_by_id = safar_user());
