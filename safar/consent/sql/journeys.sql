-- Journeys and travellers: the programme's settings are copied by the database, and what changes the terms ends permits.

CREATE FUNCTION consent_copy_settings(journey consent_journey) RETURNS consent_journey
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE published programmes_programmeversion; settings jsonb;
BEGIN
  SELECT * INTO STRICT published FROM programmes_programmeversion WHERE id = journey.programme_version_id;
  settings := published.body -> 'consent';
  journey.programme_code := published.code;
  journey.basis := published.body ->> 'basis';
  journey.reflection_hours := (settings ->> 'reflection_hours')::int;
  journey.lapse_days := (settings ->> 'lapse_days')::int;
  journey.reconfirm_hours := (settings ->> 'reconfirm_hours')::int;
  journey.reconfirm_delay_hours := (settings ->> 'reconfirm_delay_hours')::int;
  journey.late_entry_days := (settings ->> 'late_entry_days')::int;
  journey.removal_date_days := (settings ->> 'removal_date_days')::int;
  journey.child_asked_from_age := (settings ->> 'child_asked_from_age')::int;
  -- What V3 names is required of every return, whatever a definition says.
  journey.required_topics := ARRAY(
    SELECT topic ->> 'code' FROM jsonb_array_elements(published.body -> 'topics') topic WHERE (topic ->> 'required')::boolean
    UNION
    SELECT always FROM unnest(ARRAY['alternatives_to_return', 'asylum_and_appeal', 'right_to_withdraw', 'cannot_be_undone',
                                    'where_data_goes']) always WHERE journey.basis <> 'travel_consent');
  journey.irreversible_steps := ARRAY(SELECT step ->> 'code'
                                        FROM jsonb_array_elements(published.body -> 'irreversible_steps') step);
  RETURN journey;
END $$;

CREATE FUNCTION consent_journey_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.turn := 0;
  RETURN consent_copy_settings(NEW);
END $$;
CREATE TRIGGER b_settings BEFORE INSERT ON consent_journey FOR EACH ROW EXECUTE FUNCTION consent_journey_opened();

CREATE FUNCTION consent_journey_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.programme_version_id <> OLD.programme_version_id THEN
    NEW := consent_copy_settings(NEW);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_changed BEFORE UPDATE OF programme_version_id ON consent_journey
  FOR EACH ROW EXECUTE FUNCTION consent_journey_changed();

-- When somebody last declared, as they state it.
CREATE FUNCTION consent_last_declared(traveller uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT max(d.signed_at) FROM consent_declaration d WHERE d.traveller_id = traveller $$;

-- V9: a panel decided about one return. When the journey goes elsewhere its decision is taken back, and a panel decides anew.
CREATE FUNCTION consent_decided_for_elsewhere(travellers uuid[], at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO consent_bestinterestrevoked (id, decision_id, revoked_at, recorded_by_id, recorded_at)
  SELECT DISTINCT ON (b.id) gen_random_uuid(), b.id, at, coalesce(safar_user(), b.recorded_by_id), clock_timestamp()
    FROM consent_bestinterest b JOIN consent_bestinterestchild c ON c.decision_id = b.id
   WHERE c.child_id = ANY (travellers)
     AND NOT EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = c.child_id)
  ON CONFLICT (decision_id) DO NOTHING $$;

-- V1: a declaration is about a destination, a programme and what was promised; when they change, permits lapse.
CREATE FUNCTION consent_terms_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consent_permit SET state = 'lapsed', ended_at = clock_timestamp()
   WHERE state IN ('in_force', 'held') AND traveller_id IN (SELECT id FROM consent_traveller WHERE journey_id = NEW.id);
  -- Changing them back revives nothing: whoever has declared is asked again.
  UPDATE consent_traveller v SET ask_again_since = greatest(v.ask_again_since, consent_last_declared(v.id))
   WHERE v.journey_id = NEW.id AND consent_last_declared(v.id) IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = v.id);
  IF (OLD.programme_version_id, OLD.return_country, OLD.return_place)
     IS DISTINCT FROM (NEW.programme_version_id, NEW.return_country, NEW.return_place) THEN
    PERFORM consent_decided_for_elsewhere(ARRAY(SELECT id FROM consent_traveller WHERE journey_id = NEW.id), clock_timestamp());
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_terms AFTER UPDATE OF programme_version_id, return_country, return_place, promised_digest
  ON consent_journey FOR EACH ROW
  WHEN ((OLD.programme_version_id, OLD.return_country, OLD.return_place, OLD.promised_digest)
        IS DISTINCT FROM (NEW.programme_version_id, NEW.return_country, NEW.return_place, NEW.promised_digest))
  EXECUTE FUNCTION consent_terms_changed();

-- Only the transfer of a case changes these, and the function is nobody's to call but other definer functions'.
CREATE FUNCTION consent_journey_offices(journey uuid, office int, offered_to int, sent_from int) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE consent_journey SET office_id = office, offered_to_id = offered_to, sent_from_id = sent_from WHERE id = journey $$;

-- The others of a journey who have declared are asked again since a moment: somebody's participation changed (V1, V4). What they declared
-- before this was written down is asked again whatever moment is stated.
CREATE FUNCTION consent_ask_others_again(traveller uuid, since timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE consent_traveller other SET ask_again_since = greatest(other.ask_again_since, since, consent_last_declared(other.id))
   WHERE other.journey_id = (SELECT v.journey_id FROM consent_traveller v WHERE v.id = traveller)
     AND other.id <> traveller AND other.going = 'going'
     AND consent_last_declared(other.id) IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM consent_departure dep WHERE dep.traveller_id = other.id) $$;

CREATE FUNCTION consent_traveller_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.ask_again_since := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER b_added BEFORE INSERT ON consent_traveller FOR EACH ROW EXECUTE FUNCTION consent_traveller_added();

CREATE FUNCTION consent_traveller_joined() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF consent_is_adult(NEW.id, consent_day(NEW.added_at)) THEN
    PERFORM consent_lock(NEW.id);
    PERFORM consent_ask_others_again(NEW.id, NEW.added_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_joined AFTER INSERT ON consent_traveller FOR EACH ROW EXECUTE FUNCTION consent_traveller_joined();

CREATE FUNCTION consent_traveller_going() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(NEW.id);
  IF EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = NEW.id) THEN
    PERFORM consent_refuse('consent_already_departed');
  END IF;
  IF NEW.going <> 'going' THEN
    UPDATE consent_permit SET state = 'lapsed', ended_at = NEW.struck_at
     WHERE traveller_id = NEW.id AND state IN ('in_force', 'held');
    PERFORM consent_fail_steps(NEW.id, NEW.struck_at, 'struck');
  ELSE
    UPDATE consent_traveller SET ask_again_since = greatest(ask_again_since, NEW.struck_at, consent_last_declared(NEW.id))
     WHERE id = NEW.id;
  END IF;
  PERFORM consent_ask_others_again(NEW.id, coalesce(NEW.struck_at, clock_timestamp()));
  RETURN NULL;
END $$;
CREATE TRIGGER m_going AFTER UPDATE OF going ON consent_traveller FOR EACH ROW WHEN (OLD.going <> NEW.going)
  EXECUTE FUNCTION consent_traveller_going();

-- Born while the mother was under way with us: there was never a seat to tie, and no permit of ours is needed to arrive.
CREATE FUNCTION consent_is_born_on_the_way(t uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_familychange c WHERE c.traveller_id = t AND c.kind = 'born_on_the_way') $$;
GRANT EXECUTE ON FUNCTION consent_is_born_on_the_way(uuid) TO safar_app;

-- Whether a traveller has left, is struck or stays with a reason, or came home without us: then the way goes on.
CREATE FUNCTION consent_has_left(traveller uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT v.going <> 'going' OR NOT j.arranged_by_us OR consent_is_born_on_the_way(v.id)
                          OR EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = v.id)
                     FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id WHERE v.id = traveller), false) $$;
