-- What other contexts tie to a permit: the guard on new rows. The means of release is the foreign key, see tie_to_permit.

CREATE FUNCTION consent_guard_tie() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  permit consent_permit;
  refusal consent_refusal;
  stated timestamptz;
BEGIN
  IF (to_jsonb(NEW) ->> 'permit_id') IS NULL THEN
    NEW.permit_state := NULL;
    RETURN NEW;
  END IF;
  IF NEW.permit_state IS DISTINCT FROM 'in_force' THEN
    PERFORM consent_refuse('v1_permit_not_in_force', jsonb_build_object('state', NEW.permit_state));
  END IF;
  SELECT * INTO permit FROM consent_permit WHERE id = NEW.permit_id;
  IF permit.id IS NULL THEN
    PERFORM consent_refuse('v1_no_permit');
  ELSIF permit.state <> 'in_force' THEN
    PERFORM consent_refuse('v1_permit_not_in_force', jsonb_build_object('state', permit.state));
  END IF;
  IF TG_ARGV[0] = 'ticketing' THEN
    -- A row that states no moment is judged by all that is on file: at the clock, or at the permit's last moment when the
    -- whole return is told of the past. Whether a permit is past its day is then the sweep's to say.
    stated := coalesce((to_jsonb(NEW) ->> nullif(TG_ARGV[1], ''))::timestamptz,
                       least(clock_timestamp(), permit.lapses_at - interval '1 microsecond'));
    SELECT * INTO refusal FROM consent_ticketing_refusals(permit.traveller_id, stated, true) LIMIT 1;
    IF FOUND THEN
      PERFORM consent_refuse(refusal.code, refusal.params);
    END IF;
  END IF;
  RETURN NEW;
END $$;
