-- A small child is never parted from its carer, and a family not split without each adult's written wish.

-- Parents and guardians by the relations on file.
CREATE FUNCTION movements_carers(of_traveller uuid) RETURNS TABLE (traveller_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT carer.id FROM consent_traveller child
    JOIN people_relation r ON r.other_id = child.person_id AND r.kind IN ('parent', 'guardian') AND r.until_on IS NULL
    JOIN consent_traveller carer ON carer.person_id = r.person_id AND carer.journey_id = child.journey_id
   WHERE child.id = of_traveller AND carer.going = 'going' $$;

-- Those of the journey who did not board about then, have not left since, and have no new seat.
CREATE FUNCTION movements_left_behind(of_traveller uuid, at timestamptz) RETURNS TABLE (traveller_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT other.id FROM consent_traveller me JOIN consent_traveller other ON other.journey_id = me.journey_id
    JOIN LATERAL (SELECT n.* FROM consent_nottravelled n WHERE n.traveller_id = other.id
                   ORDER BY n.recorded_at DESC LIMIT 1) n ON true
   WHERE me.id = of_traveller AND other.id <> me.id AND other.going = 'going'
     AND n.planned_at BETWEEN at - interval '24 hours' AND at + interval '24 hours'
     AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = other.id)
     AND NOT EXISTS (SELECT 1 FROM cases_itinerary i JOIN cases_member m ON m.id = i.member_id
                      WHERE m.traveller_id = other.id AND i.cancelled_at IS NULL AND i.permit_state = 'in_force'
                        AND i.recorded_at > n.recorded_at) $$;

CREATE FUNCTION movements_family_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE behind uuid; day date := consent_day(NEW.departed_at);
BEGIN
  FOR behind IN SELECT * FROM movements_left_behind(NEW.traveller_id, NEW.departed_at) LOOP
    -- Twelve years is the field's usual bound for a small child; the last carer beside it stays.
    IF consent_is_adult(NEW.traveller_id, day) AND NEW.traveller_id IN (SELECT * FROM movements_carers(behind))
       AND NOT EXISTS (SELECT 1 FROM movements_carers(behind) c
                        WHERE c.traveller_id <> NEW.traveller_id
                          AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = c.traveller_id))
       AND EXISTS (SELECT 1 FROM consent_traveller v JOIN people_person p ON p.id = v.person_id
                    WHERE v.id = behind AND p.birth_latest > (day - interval '12 years')::date) THEN
      PERFORM movements_refuse('movements_child_left_behind');
    END IF;
    IF consent_is_adult(NEW.traveller_id, day) AND NOT EXISTS (
         SELECT 1 FROM movements_splitwish w JOIN cases_member m ON m.id = w.member_id
          WHERE m.traveller_id = NEW.traveller_id
            AND w.given_at BETWEEN NEW.departed_at - interval '48 hours' AND NEW.departed_at) THEN
      PERFORM movements_refuse('movements_family_not_split');
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER d_family_stays BEFORE INSERT ON consent_departure FOR EACH ROW EXECUTE FUNCTION movements_family_stays();

-- The wish is an adult's own, about themselves.
CREATE FUNCTION movements_wish_of_an_adult() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  IF NEW.given_at > NEW.recorded_at + interval '5 minutes' THEN
    PERFORM movements_refuse('movements_not_in_the_future');
  ELSIF NOT EXISTS (SELECT 1 FROM cases_member m WHERE m.id = NEW.member_id AND m.case_id = NEW.case_id
                       AND m.traveller_id IS NOT NULL AND consent_is_adult(m.traveller_id, consent_day(NEW.given_at))) THEN
    PERFORM movements_refuse('movements_wish_of_an_adult');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_own BEFORE INSERT ON movements_splitwish FOR EACH ROW EXECUTE FUNCTION movements_wish_of_an_adult();

-- One of them did not board: those who travel with them are asked at once, each adult apart.
CREATE FUNCTION movements_ask_the_family(of_traveller uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE other record;
BEGIN
  FOR other IN SELECT v.id, consent_is_adult(v.id, consent_day(at)) AS adult FROM consent_traveller me
                 JOIN consent_traveller v ON v.journey_id = me.journey_id AND v.id <> me.id AND v.going = 'going'
                WHERE me.id = of_traveller
                  AND NOT EXISTS (SELECT 1 FROM consent_nottravelled n WHERE n.traveller_id = v.id
                                     AND n.planned_at BETWEEN at - interval '24 hours' AND at + interval '24 hours') LOOP
    IF other.adult THEN
      PERFORM movements_ask(other.id, 'ask_whether_apart', 'me', '', at, 1, '{}');
    ELSIF of_traveller IN (SELECT * FROM movements_carers(other.id)) THEN
      PERFORM movements_ask(other.id, 'child_stays_with_carer', 'protection', 'protection_officer', at, 1, '{}');
    END IF;
  END LOOP;
END $$;
