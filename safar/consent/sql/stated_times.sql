-- What happened and when it was written down are two things: the first is stated, the second is the database's clock.

-- A moment or a day is one that the calendar has: 'infinity' is neither.
CREATE FUNCTION consent_refuse_endless(given jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE column_name text;
BEGIN
  SELECT key INTO column_name FROM jsonb_each_text(given)
   WHERE key ~ '(_at|_on|^since)$' AND value IN ('infinity', '-infinity') LIMIT 1;
  IF FOUND THEN
    PERFORM consent_refuse('consent_not_in_the_future', jsonb_build_object('moment', given ->> column_name));
  END IF;
END $$;

CREATE FUNCTION consent_stamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  PERFORM consent_refuse_endless(to_jsonb(NEW));
  FOR i IN 0 .. TG_NARGS - 1 LOOP
    IF (to_jsonb(NEW) ->> TG_ARGV[i])::timestamptz > NEW.recorded_at + interval '5 minutes' THEN
      PERFORM consent_refuse('consent_not_in_the_future', jsonb_build_object('moment', to_jsonb(NEW) ->> TG_ARGV[i]));
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- The same for tables that are reviewed when written down late: `late` is worked out from the journey's own period.
CREATE FUNCTION consent_stamp_and_review() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stated timestamptz := (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz;
  journey consent_journey;
BEGIN
  NEW.recorded_at := clock_timestamp();
  PERFORM consent_refuse_endless(to_jsonb(NEW));
  IF stated > NEW.recorded_at + interval '5 minutes' THEN
    PERFORM consent_refuse('consent_not_in_the_future', jsonb_build_object('moment', stated));
  END IF;
  SELECT j.* INTO journey FROM consent_journey j
   WHERE j.id = coalesce((to_jsonb(NEW) ->> 'journey_id')::uuid,
                         (SELECT v.journey_id FROM consent_traveller v
                           WHERE v.id = (to_jsonb(NEW) ->> 'traveller_id')::uuid));
  NEW.late := NEW.recorded_at - stated > make_interval(days => journey.late_entry_days);
  IF NEW.late THEN
    INSERT INTO consent_lateentry (id, office_id, kind, row_id, stated_at, recorded_at, note)
    VALUES (gen_random_uuid(), journey.office_id, substr(TG_TABLE_NAME, 9), NEW.id, stated, NEW.recorded_at, '');
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_session', 'held_at'], ['consent_declaration', 'signed_at'], ['consent_confirmation', 'asked_at'],
    ['consent_withdrawal', 'said_at'], ['consent_departure', 'departed_at']]
  LOOP
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_stamp_and_review(%L)',
                   pair[1], pair[2]);
  END LOOP;
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_journey', 'opened_at'], ['consent_traveller', 'added_at'], ['consent_screen', 'recorded_at'],
    ['consent_screenclearance', 'spoke_at'], ['consent_ambermeasure', 'done_at'],
    ['consent_recoveryperiod', 'started_at'], ['consent_recoveryend', 'ended_at'], ['consent_decisionsupport', 'given_at'],
    ['consent_capacitydoubt', 'raised_on'], ['consent_capacitydoubtsettled', 'settled_on'],
    ['consent_asylumposition', 'stated_at'], ['consent_detentionposition', 'stated_at'],
    ['consent_refoulementdoubt', 'raised_at'], ['consent_refoulementtold', 'told_at'], ['consent_removal', 'removed_at'],
    ['consent_refoulementdecision', 'decided_at'],
    ['consent_parentalconsent', 'given_at'], ['consent_pastdeclaration', 'signed_on'], ['consent_permit', 'made_at'],
    ['consent_permitrenewal', 'renewed_at'], ['consent_irreversiblestep', 'acknowledged_at'],
    ['consent_journeystop', 'said_at'], ['consent_hold', 'raised_at'], ['consent_holdrelease', 'released_at'],
    ['consent_familychange', 'happened_at'], ['consent_deathreport', 'reported_at'], ['consent_deathanswer', 'answered_at'], ['consent_notreached', 'since'],
    ['consent_arrival', 'arrived_at'], ['consent_nottravelled', 'recorded_at'], ['consent_failedstep', 'recorded_at']]
  LOOP
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_stamp(%L)',
                   pair[1], pair[2]);
  END LOOP;
END $$;

-- Who answers for it is whoever is signed in, and not whom they name: a counsellor would otherwise lift what holds
-- somebody in the name of a protection officer. What the database writes by itself, and a program to which nobody is
-- signed in, keep whom they state; the rules look at that member's post.
CREATE FUNCTION consent_signed_in() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'safar_app' AND safar_user() IS NOT NULL THEN
    NEW := jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], safar_user()));
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_advisory', 'issued_by_id'], ['consent_advisorylifting', 'lifted_by_id'],
    ['consent_interpreterfinding', 'found_by_id'], ['consent_screenclearance', 'officer_id'],
    ['consent_holdrelease', 'released_by_id'], ['consent_recoveryend', 'ended_by_id'],
    ['consent_refoulementdecision', 'decided_by_id']]
  LOOP
    EXECUTE format('CREATE TRIGGER a_who BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_signed_in(%L)',
                   pair[1], pair[2]);
  END LOOP;
END $$;
