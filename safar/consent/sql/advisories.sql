-- V18: one action holds everyone an advisory concerns, in every office, and lists who is to be told, those moving first.

-- Whoever may issue or lift: a protection officer or a programme manager, on that day; gives the office they act for.
CREATE FUNCTION consent_may_advise(member int, day date) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(consent_post_of(member, 'protection_officer', day), consent_post_of(member, 'programme_manager', day)) $$;

CREATE FUNCTION consent_advisory_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.office_id := consent_may_advise(NEW.issued_by_id, consent_day(NEW.issued_at));
  IF NEW.office_id IS NULL THEN
    PERFORM consent_refuse('v18_issued_by');
  ELSIF NEW.from_at > clock_timestamp() + interval '5 minutes' THEN
    PERFORM consent_refuse('v18_from_now_on');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_issuer BEFORE INSERT ON consent_advisory FOR EACH ROW EXECUTE FUNCTION consent_advisory_before();

-- Where somebody stands on their way: already travelling, with a permit and so soon to leave, or neither; null for whom
-- no advisory concerns any more: arrived, dead, or of another mind.
CREATE FUNCTION consent_on_the_way(t uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN v.going <> 'going' OR p.died_on IS NOT NULL THEN NULL
    WHEN EXISTS (SELECT 1 FROM consent_deathreport r JOIN consent_deathanswer a ON a.report_id = r.id AND a.confirmed
                  WHERE r.traveller_id IN (SELECT consent_same_person(t))) THEN NULL
    WHEN EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = t) THEN
      CASE WHEN coalesce((SELECT a.outcome FROM consent_arrival a WHERE a.traveller_id = t
                           ORDER BY a.arrived_at DESC, a.recorded_at DESC LIMIT 1), 'unconfirmed') IN ('unconfirmed', 'missing')
           THEN 'moving' END
    WHEN EXISTS (SELECT 1 FROM consent_permit pm WHERE pm.traveller_id = t AND pm.state IN ('in_force', 'held')) THEN 'soon'
    WHEN EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.traveller_id = t
                    AND w.said_at >= coalesce(consent_last_declared(t), '-infinity')) THEN NULL
    ELSE 'rest' END
    FROM consent_traveller v JOIN people_person p ON p.id = v.person_id WHERE v.id = t $$;

-- One traveller is to be told why: the moving within two hours, those with a permit within a day, the rest within three.
CREATE FUNCTION consent_to_tell(a uuid, t uuid, reason text, standing text, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO consent_advisorytelling (id, advisory_id, traveller_id, why, first_to_last, arose_at, due_at, recorded_at)
  SELECT gen_random_uuid(), a, t, reason, standing, at,
         at + CASE standing WHEN 'moving' THEN interval '2 hours' WHEN 'soon' THEN interval '24 hours' ELSE interval '72 hours' END,
         clock_timestamp()
   WHERE consent_is_asked(t, consent_day(at))
  ON CONFLICT (advisory_id, traveller_id, why) DO NOTHING $$;

-- Bring one traveller into line with the advisories in force now: told of each, held by a halt, and released from a halt
-- that does not concern them any more. `at` is the stated moment of what changed.
CREATE FUNCTION consent_match_advisories(t uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE standing text; c record; stale uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM consent_advisory) THEN
    RETURN;
  END IF;
  standing := consent_on_the_way(t);
  FOR c IN SELECT con.*, a.issued_at FROM consent_concerning(t, clock_timestamp(), consent_day(at)) con JOIN consent_advisory a ON a.id = con.advisory_id
            WHERE standing IS NOT NULL AND con.known LOOP
    PERFORM consent_to_tell(c.advisory_id, t, 'issued', standing, greatest(c.issued_at, at));
    IF c.level = 'halt' AND standing <> 'moving' AND NOT EXISTS (
         SELECT 1 FROM consent_hold h WHERE h.traveller_id = t AND h.source_id = c.advisory_id
            AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)) THEN
      PERFORM consent_lock(t);
      PERFORM consent_raise_hold(t, 'advisory', greatest(c.issued_at, at), c.advisory_id);
    END IF;
  END LOOP;
  FOR stale IN SELECT h.id FROM consent_hold h
                WHERE h.traveller_id = t AND h.kind = 'advisory'
                  AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)
                  AND h.source_id NOT IN (SELECT con.advisory_id FROM consent_concerning(t, clock_timestamp(), consent_day(at)) con
                                           WHERE con.level = 'halt' AND con.known) LOOP
    INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, recorded_at, note)
    VALUES (gen_random_uuid(), stale, at, safar_user(), clock_timestamp(), '');
  END LOOP;
END $$;

-- Those whom an advisory might concern by their destination, in the order in which they are locked.
CREATE FUNCTION consent_going_to(country text, areas text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.id FROM consent_journey j JOIN consent_traveller v ON v.journey_id = j.id
   WHERE j.return_country = country AND j.arranged_by_us AND consent_place_within(j.return_place, areas)
   ORDER BY j.id, v.id $$;

CREATE FUNCTION consent_advisory_issued() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_match_advisories(t, NEW.issued_at) FROM consent_going_to(NEW.country, NEW.areas) t;
  RETURN NULL;
END $$;
CREATE TRIGGER m_issued AFTER INSERT ON consent_advisory FOR EACH ROW EXECUTE FUNCTION consent_advisory_issued();

-- An advisory is lifted by the office that issued it or one above: nobody below can wave a halt away.
CREATE FUNCTION consent_lifting_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE home int;
BEGIN
  SELECT a.office_id INTO home FROM consent_advisory a WHERE a.id = NEW.advisory_id;
  IF NOT EXISTS (
      WITH RECURSIVE above AS (
        SELECT o.id, o.parent_id FROM accounts_office o WHERE o.id = home
        UNION ALL SELECT o.id, o.parent_id FROM accounts_office o JOIN above ON o.id = above.parent_id)
      SELECT 1 FROM above JOIN accounts_posting p ON p.office_id = above.id
       WHERE p.user_id = NEW.lifted_by_id AND p.role IN ('protection_officer', 'programme_manager')
         AND p.from_on <= consent_day(NEW.lifted_at) AND (p.until_on IS NULL OR p.until_on >= consent_day(NEW.lifted_at))) THEN
    PERFORM consent_refuse('v18_lifted_by');
  ELSIF EXISTS (SELECT 1 FROM consent_advisory a WHERE a.id = NEW.advisory_id AND NEW.lifted_at < a.issued_at) THEN
    PERFORM consent_refuse('v18_lifted_before');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_lifter BEFORE INSERT ON consent_advisorylifting FOR EACH ROW EXECUTE FUNCTION consent_lifting_before();

-- Its end is explained to those who were told of it or held by it, and the holds go.
CREATE FUNCTION consent_end_advisory(a uuid, at timestamptz, member int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_to_tell(a, te.traveller_id, 'lifted', consent_on_the_way(te.traveller_id), at)
     FROM consent_advisorytelling te
    WHERE te.advisory_id = a AND te.why = 'issued' AND consent_on_the_way(te.traveller_id) IS NOT NULL
      AND (EXISTS (SELECT 1 FROM consent_advisorytold told WHERE told.telling_id = te.id)
           OR EXISTS (SELECT 1 FROM consent_hold h WHERE h.source_id = a AND h.traveller_id = te.traveller_id));
  PERFORM consent_release_by_source(a, at, member);
END $$;

CREATE FUNCTION consent_advisory_lifted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_end_advisory(NEW.advisory_id, NEW.lifted_at, NEW.lifted_by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER m_lifted AFTER INSERT ON consent_advisorylifting FOR EACH ROW EXECUTE FUNCTION consent_advisory_lifted();

-- Told in a language the person understands, and not before there was anything to tell.
CREATE FUNCTION consent_told_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE telling record;
BEGIN
  SELECT te.traveller_id, te.arose_at, v.person_id, a.from_at INTO telling
    FROM consent_advisorytelling te JOIN consent_traveller v ON v.id = te.traveller_id
    JOIN consent_advisory a ON a.id = te.advisory_id WHERE te.id = NEW.telling_id;
  IF NEW.told_at < least(telling.arose_at, telling.from_at) THEN
    PERFORM consent_refuse('v18_told_before');
  ELSIF NOT consent_understands(telling.person_id, NEW.language, NULL, '') THEN
    PERFORM consent_refuse('v18_told_in_a_language', jsonb_build_object('language', NEW.language));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_understood BEFORE INSERT ON consent_advisorytold FOR EACH ROW EXECUTE FUNCTION consent_told_before();

-- Who joins, goes after all, is corrected or says more of themselves, and where a journey goes to: each may change whom an
-- advisory concerns, also among those they travel with.
CREATE FUNCTION consent_match_journey(journey uuid, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT consent_match_advisories(v.id, at) FROM consent_traveller v WHERE v.journey_id = journey ORDER BY v.id $$;

CREATE FUNCTION consent_match_on_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'consent_journey' THEN
    PERFORM consent_match_journey(NEW.id, clock_timestamp());
  ELSIF TG_TABLE_NAME = 'consent_traveller' THEN
    PERFORM consent_match_journey(NEW.journey_id, CASE WHEN TG_OP = 'INSERT' THEN NEW.added_at ELSE coalesce(NEW.struck_at, NEW.added_at) END);
  ELSIF TG_TABLE_NAME = 'consent_travellerprofile' THEN
    PERFORM consent_match_journey(v.journey_id, NEW.noted_at) FROM consent_traveller v
      WHERE v.id IN (SELECT consent_same_person(NEW.traveller_id));
  ELSE
    PERFORM consent_match_journey(v.journey_id, clock_timestamp()) FROM consent_traveller v WHERE v.person_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER n_advisories AFTER INSERT OR UPDATE OF going ON consent_traveller
  FOR EACH ROW EXECUTE FUNCTION consent_match_on_change();
CREATE TRIGGER n_advisories AFTER UPDATE OF return_country, return_place ON consent_journey
  FOR EACH ROW EXECUTE FUNCTION consent_match_on_change();
CREATE TRIGGER n_advisories AFTER INSERT ON consent_travellerprofile
  FOR EACH ROW EXECUTE FUNCTION consent_match_on_change();
CREATE TRIGGER consent_advisories AFTER UPDATE OF sex, birth_earliest, birth_latest, birth_disputed ON people_person
  FOR EACH ROW EXECUTE FUNCTION consent_match_on_change();

-- The caretaker's round: advisories whose last day is over end by themselves, and nobody is missed who came meanwhile.
CREATE FUNCTION consent_advisory_round(at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended consent_advisory; found int := 0;
BEGIN
  FOR ended IN SELECT a.* FROM consent_advisory a
                WHERE a.until_at <= least(at, clock_timestamp())
                  AND NOT EXISTS (SELECT 1 FROM consent_advisorylifting l WHERE l.advisory_id = a.id)
                  AND EXISTS (SELECT 1 FROM consent_hold h WHERE h.source_id = a.id
                                 AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)) LOOP
    PERFORM consent_end_advisory(ended.id, ended.until_at, NULL);
    found := found + 1;
  END LOOP;
  PERFORM consent_match_advisories(t, least(at, clock_timestamp()))
     FROM (SELECT DISTINCT g.t FROM consent_advisories_at(clock_timestamp()) a CROSS JOIN LATERAL consent_going_to(a.country, a.areas) g(t)
            WHERE NOT EXISTS (SELECT 1 FROM consent_advisorytelling te WHERE te.advisory_id = a.id AND te.traveller_id = g.t)
              AND consent_on_the_way(g.t) IS NOT NULL) missed;
  RETURN found;
END $$;

-- How many an advisory would concern, by office and by where they stand on their way: for whoever may issue it.
CREATE FUNCTION consent_advisory_reach(country text, areas text[], profiles text[])
RETURNS TABLE (office_id int, standing text, known boolean, people int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT j.office_id, w.standing, f.fits IS NOT NULL, count(*)::int
    FROM consent_going_to(country, areas) g(t)
    JOIN consent_traveller v ON v.id = g.t JOIN consent_journey j ON j.id = v.journey_id
   CROSS JOIN LATERAL (SELECT consent_on_the_way(g.t) AS standing) w
   CROSS JOIN LATERAL (SELECT CASE WHEN cardinality(profiles) = 0 THEN true
                                   ELSE coalesce(consent_fits(g.t, profiles, consent_day(clock_timestamp())),
                                        CASE WHEN profiles <@ ARRAY['women_alone', 'children', 'single_parents', 'older_people']
                                             THEN false END) END AS fits) f
   WHERE w.standing IS NOT NULL AND f.fits IS NOT FALSE
     AND consent_may_advise(safar_user(), consent_day(clock_timestamp())) IS NOT NULL
   GROUP BY 1, 2, 3 $$;

-- Which kinds of people must still be asked after, for travellers in scope: the advisory and the kinds it names.
CREATE FUNCTION consent_to_ask(ids uuid[]) RETURNS TABLE (traveller_id uuid, advisory_id uuid, profiles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.traveller_id, c.advisory_id, a.profiles FROM consent_in_scope(ids) s
   CROSS JOIN LATERAL consent_concerning(s.traveller_id, clock_timestamp()) c
    JOIN consent_advisory a ON a.id = c.advisory_id
   WHERE NOT c.known $$;

GRANT EXECUTE ON FUNCTION consent_advisory_round(timestamptz), consent_advisory_reach(text, text[], text[]), consent_to_ask(uuid[])
  TO safar_app;

DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['consent_advisory', 'issued_at'], ['consent_advisorylifting', 'lifted_at'], ['consent_advisorytold', 'told_at'],
    ['consent_advisorywords', 'written_at'], ['consent_travellerprofile', 'noted_at']]
  LOOP
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION consent_stamp(%L)', pair[1], pair[2]);
  END LOOP;
END $$;

-- Advisories are about nobody: every actor reads them. Who is to be told, and was, follows the person.
ALTER TABLE consent_advisory ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_advisory FOR ALL TO safar_app USING (true) WITH CHECK (true);
ALTER TABLE consent_advisorywords ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_advisorywords FOR ALL TO safar_app USING (true) WITH CHECK (true);
ALTER TABLE consent_advisorylifting ENABLE ROW LEVEL SECURITY;
CREATE POLICY about_nobody ON consent_advisorylifting FOR ALL TO safar_app USING (true) WITH CHECK (true);
REVOKE INSERT, UPDATE ON consent_advisorytelling FROM safar_app;
