-- What the airport sees and may say: only the people of the day at the stations of one's own post, and the least of them.

-- The office in which somebody is posted to work at an airport on a day.
CREATE FUNCTION movements_airport_office(member int, day date) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(consent_post_of(member, 'airport_assistant', day), consent_post_of(member, 'movement_officer', day)) $$;

-- A day other than today is shown to nobody, except where the owner of the tables said that days may be played.
CREATE FUNCTION movements_day_of(asked timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN asked BETWEEN clock_timestamp() - interval '12 hours' AND clock_timestamp() + interval '12 hours'
                OR EXISTS (SELECT 1 FROM plumbing_setting WHERE key = 'days_are_played' AND value = 'true'::jsonb)
              THEN asked ELSE clock_timestamp() END $$;

CREATE FUNCTION movements_is_of_the_day(expected timestamptz, zone text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT (expected AT TIME ZONE zone)::date = (at AT TIME ZONE zone)::date
      OR expected BETWEEN at - interval '6 hours' AND at + interval '6 hours' $$;

-- Least data: the name as it stands in the papers, the flight, whether they may board, and what was ticked already.
CREATE FUNCTION movements_today(asked timestamptz)
RETURNS TABLE (leg_id uuid, direction text, station text, zone text, case_id uuid, name text, latin text, is_child boolean,
               carrier text, number text, other_place text, at_moment timestamptz, planned_moment timestamptz, may_board boolean,
               state text, met_by text, telephone text, reports jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH clock AS (SELECT movements_day_of(asked) AS now),
  shown AS (
    SELECT l.*, 'leaving' AS direction, s.name AS station, s.timezone AS zone, l.to_place AS other_place,
           l.expected_leaves_at AS at_moment, l.leaves_at AS planned_moment
      FROM movements_leg l JOIN movements_station s ON s.id = l.from_station_id, clock
     WHERE s.office_id = movements_airport_office(safar_user(), consent_day(clock.now)) AND l.dropped_at IS NULL
       AND movements_is_of_the_day(l.expected_leaves_at, s.timezone, clock.now)
    UNION ALL
    SELECT l.*, 'arriving', s.name, s.timezone, l.from_place, coalesce(l.expected_arrives_at, l.expected_leaves_at), coalesce(l.arrives_at, l.leaves_at)
      FROM movements_leg l JOIN movements_station s ON s.id = l.to_station_id, clock
     WHERE s.office_id = movements_airport_office(safar_user(), consent_day(clock.now)) AND l.dropped_at IS NULL
       AND movements_is_of_the_day(coalesce(l.expected_arrives_at, l.expected_leaves_at), s.timezone, clock.now)
       AND movements_has_left(l.id))
  SELECT shown.id, shown.direction, shown.station, shown.zone, shown.case_id, name.text, name.latin,
         NOT consent_is_adult(m.traveller_id, consent_day(shown.at_moment)), shown.carrier, shown.number, shown.other_place,
         shown.at_moment, shown.planned_moment, shown.permit_state IN ('in_force', 'used') AND c.status = 'open',
         CASE WHEN shown.state = 'changed_mind' OR shown.permit_state NOT IN ('in_force', 'used') THEN 'not_today' ELSE shown.state END,
         i.met_by, o.telephone,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'value', r.value, 'alone', r.alone,
                     'amount', r.amount, 'currency', r.currency, 'receipt', r.receipt, 'stated_at', r.stated_at) ORDER BY r.stated_at)
                     FROM movements_report r WHERE r.leg_id = shown.id), '[]')
    FROM shown JOIN cases_member m ON m.id = shown.member_id JOIN cases_case c ON c.id = shown.case_id
    JOIN cases_itinerary i ON i.id = shown.itinerary_id JOIN accounts_office o ON o.id = c.office_id
    -- D10: the list is ours; the ticket in the person's hand bears the name that the carrier must see.
    JOIN LATERAL (SELECT called.text, called.latin FROM (
                    SELECT 0 AS place, a.alias AS text, '' AS latin FROM people_alias a
                     WHERE a.person_id = m.person_id AND a.ended_at IS NULL
                    UNION ALL
                    (SELECT 1, n.text, n.latin FROM people_name n WHERE n.person_id = m.person_id
                      ORDER BY (n.kind = 'document') DESC, n.is_primary DESC, n.id LIMIT 1)) called
                   ORDER BY called.place LIMIT 1) name ON true
   ORDER BY shown.at_moment, shown.case_id, m.position $$;

-- An entry is taken once, by its own id, about somebody who leaves or arrives at one's own station that day.
CREATE FUNCTION movements_take(entry uuid, of_leg uuid, of_kind text, said text, was_alone boolean, sum int, money text,
                               signed text, stated timestamptz)
RETURNS TABLE (case_id uuid, office_id int, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leg movements_leg; mine int; taken int;
BEGIN
  SELECT * INTO leg FROM movements_leg WHERE id = of_leg AND dropped_at IS NULL FOR UPDATE;
  mine := movements_airport_office(safar_user(), consent_day(least(stated, clock_timestamp())));
  -- Whoever may not say it hears the same as who speaks of nobody (D9).
  IF leg.id IS NULL OR mine IS NULL OR NOT EXISTS (
       SELECT 1 FROM movements_station s WHERE s.office_id = mine
          AND (s.id = leg.from_station_id AND stated BETWEEN leg.expected_leaves_at - interval '36 hours' AND leg.expected_leaves_at + interval '36 hours'
            OR s.id = leg.to_station_id AND stated BETWEEN leg.expected_leaves_at - interval '12 hours' AND coalesce(leg.expected_arrives_at, leg.expected_leaves_at) + interval '72 hours')) THEN
    PERFORM movements_refuse('movements_nobody_of_today');
  END IF;
  INSERT INTO movements_report (id, leg_id, kind, value, alone, amount, currency, receipt, stated_at, recorded_at, by_id)
  VALUES (entry, of_leg, of_kind, said, was_alone, sum, money, signed, stated, clock_timestamp(), safar_user())
  ON CONFLICT (id) DO NOTHING;
  GET DIAGNOSTICS taken = ROW_COUNT;
  IF taken = 0 AND NOT EXISTS (SELECT 1 FROM movements_report r WHERE r.id = entry AND r.leg_id = of_leg AND r.by_id = safar_user()) THEN
    PERFORM movements_refuse('movements_nobody_of_today');
  END IF;
  RETURN QUERY SELECT c.id, c.office_id, taken = 1 FROM cases_case c WHERE c.id = leg.case_id;
END $$;

GRANT EXECUTE ON FUNCTION movements_today(timestamptz),
  movements_take(uuid, uuid, text, text, boolean, int, text, text, timestamptz) TO safar_app;
