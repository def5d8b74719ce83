-- Two cases of one family become one: whose way has not yet led away goes over, and who has departed stays where they were.

CREATE FUNCTION cases_merge_why_not(gone cases_case, kept cases_case) RETURNS TABLE (code text, sentence text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'cases_merge_same', 'These are one case already.' WHERE gone.id = kept.id
  UNION ALL
  SELECT 'cases_merge_not_open', 'Only open cases are merged.' WHERE gone.status <> 'open' OR kept.status <> 'open'
  UNION ALL
  SELECT 'cases_merge_offices', 'The two cases are with different offices, or on offer to another.'
   WHERE gone.office_id <> kept.office_id OR NOT kept.office_id = ANY (safar_scope())
      OR gone.offered_to_id IS NOT NULL OR kept.offered_to_id IS NOT NULL
      OR gone.sent_from_id IS DISTINCT FROM kept.sent_from_id
  UNION ALL
  SELECT 'cases_merge_countries', 'The two cases lead from or to different countries, or began differently.'
   WHERE (gone.host_country, gone.return_country, gone.began) <> (kept.host_country, kept.return_country, kept.began)
  UNION ALL
  SELECT 'cases_merge_programmes', 'The two cases are not in the same programmes at the same version.'
   WHERE (gone.journey_id IS NULL) <> (kept.journey_id IS NULL)
      OR (SELECT array_agg(e.programme_version_id ORDER BY 1) FROM cases_enrolment e WHERE e.case_id = gone.id AND e.closed_at IS NULL)
         IS DISTINCT FROM
         (SELECT array_agg(e.programme_version_id ORDER BY 1) FROM cases_enrolment e WHERE e.case_id = kept.id AND e.closed_at IS NULL)
  UNION ALL
  SELECT 'cases_merge_same_person', 'Somebody is in both cases.'
   WHERE EXISTS (SELECT 1 FROM cases_member a JOIN cases_member b ON b.person_id IN (SELECT people_same(a.person_id)) AND b.case_id = kept.id
                  WHERE a.case_id = gone.id AND a.left_at IS NULL)
      OR EXISTS (SELECT 1 FROM cases_member a JOIN consent_traveller v ON v.person_id IN (SELECT people_same(a.person_id)) AND v.journey_id = kept.journey_id
                  WHERE a.case_id = gone.id AND a.left_at IS NULL AND kept.journey_id <> gone.journey_id)
  UNION ALL
  SELECT 'cases_merge_death', 'A death is reported in one of them and not yet answered.'
   WHERE EXISTS (SELECT 1 FROM cases_member m JOIN consent_deathreport r ON r.traveller_id = m.traveller_id
                  WHERE m.case_id IN (gone.id, kept.id)
                    AND NOT EXISTS (SELECT 1 FROM consent_deathanswer a WHERE a.report_id = r.id)) $$;

CREATE FUNCTION cases_refuse_merge(gone cases_case, kept cases_case) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE no record;
BEGIN
  SELECT * INTO no FROM cases_merge_why_not(gone, kept) LIMIT 1;
  IF FOUND THEN
    PERFORM cases_refuse(no.code, no.sentence);
  END IF;
END $$;

-- Members with what is theirs: their standing and dues go into the enrolment of the same version, and their places too.
CREATE FUNCTION cases_carry_enrolments(old_case uuid, new_case uuid, movers uuid[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record; carried jsonb := '{}'; took int;
BEGIN
  FOR one IN SELECT a.id AS old, b.id AS new, a.programme_code, a.places,
                    (cases_place_rule(a.programme_version_id)).unit AS unit
               FROM cases_enrolment a JOIN cases_enrolment b ON b.programme_version_id = a.programme_version_id
              WHERE a.case_id = old_case AND b.case_id = new_case AND b.closed_at IS NULL ORDER BY a.programme_code LOOP
    UPDATE cases_enrolmentmember SET enrolment_id = one.new WHERE enrolment_id = one.old AND member_id = ANY (movers);
    UPDATE cases_dueitem SET enrolment_id = one.new WHERE enrolment_id = one.old AND enrolment_member_id IN (
      SELECT id FROM cases_enrolmentmember WHERE enrolment_id = one.new AND member_id = ANY (movers));
    PERFORM cases_queue_for(one.programme_code);
    SELECT places INTO one.places FROM cases_enrolment WHERE id = one.old;
    took := greatest(one.places - cases_places_needed(one.old), 0);
    UPDATE cases_enrolment SET places = places - took, waiting_since = CASE WHEN cases_places_needed(id) = 0 THEN NULL ELSE waiting_since END
     WHERE id = one.old;
    UPDATE cases_enrolment SET places = least(places + took, cases_places_needed(id)),
           waiting_since = CASE WHEN least(places + took, cases_places_needed(id)) >= cases_places_needed(id) THEN NULL ELSE waiting_since END
     WHERE id = one.new;
    carried := carried || jsonb_build_object(one.old::text, took);
    PERFORM cases_call_next(one.programme_code, clock_timestamp());
  END LOOP;
  RETURN carried;
END $$;

CREATE FUNCTION cases_merge(old_case uuid, new_case uuid, at timestamptz, why text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone cases_case; kept cases_case; movers uuid[]; made uuid; shared uuid[];
BEGIN
  -- Always in the same order, so that two merges the other way round wait for each other.
  PERFORM 1 FROM cases_case WHERE id IN (old_case, new_case) ORDER BY id FOR UPDATE;
  SELECT * INTO gone FROM cases_case WHERE id = old_case;
  SELECT * INTO kept FROM cases_case WHERE id = new_case;
  IF gone.id IS NULL OR kept.id IS NULL OR NOT gone.office_id = ANY (safar_scope()) THEN
    PERFORM cases_refuse('cases_no_such_case', 'There is no such case. Search for it again.');
  END IF;
  PERFORM cases_refuse_merge(gone, kept);
  movers := ARRAY(SELECT m.id FROM cases_member m WHERE m.case_id = old_case AND m.left_at IS NULL
                     AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = m.traveller_id)
                     AND NOT consent_is_born_on_the_way(m.traveller_id)
                     AND NOT EXISTS (SELECT 1 FROM consent_deathreport r WHERE r.traveller_id = m.traveller_id));
  IF movers = '{}' THEN
    PERFORM cases_refuse('cases_merge_nobody_left', 'Everybody of that case has departed; they stay where they were.');
  END IF;
  PERFORM cases_take_along(old_case, new_case, movers);
  IF kept.journey_id IS NOT NULL AND kept.journey_id <> gone.journey_id THEN
    PERFORM consent_change_journey(ARRAY(SELECT traveller_id FROM cases_member WHERE id = ANY (movers) AND traveller_id IS NOT NULL),
                                   kept.journey_id, at);
  END IF;
  UPDATE cases_member SET role = 'accompanying_adult' WHERE id = ANY (movers) AND role = 'main';
  made := cases_link('merge', old_case, new_case, movers, at, why);
  IF NOT EXISTS (SELECT 1 FROM cases_member WHERE case_id = old_case AND left_at IS NULL) THEN
    shared := ARRAY(SELECT id FROM cases_task WHERE case_id = old_case AND member_id IS NULL AND done_at IS NULL AND code <> 'deadline');
    UPDATE cases_task SET case_id = new_case WHERE id = ANY (shared);
  END IF;
  UPDATE cases_caselink SET tasks = coalesce(shared, '{}'), places = cases_carry_enrolments(old_case, new_case, movers) WHERE id = made;
  RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION cases_merge(uuid, uuid, timestamptz, text) TO safar_app;

-- What new has rested on a merge: each is a reason why it cannot be undone any more.
CREATE FUNCTION cases_rests_on_merge(link uuid) RETURNS TABLE (what text, how_many int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH l AS (SELECT cl.* FROM cases_caselink cl JOIN cases_case c ON c.id = cl.into_case_id
              WHERE cl.id = link AND (c.office_id = ANY (safar_scope()) OR c.sent_from_id = ANY (safar_scope()))),
  both_sides AS (SELECT m.id, m.traveller_id FROM l JOIN cases_member m ON m.case_id = l.into_case_id)
  SELECT found.what, found.n::int FROM l CROSS JOIN LATERAL (
    SELECT 'declarations' AS what, count(*) AS n FROM consent_declaration d JOIN both_sides b ON b.traveller_id = d.traveller_id
     WHERE d.recorded_at > l.recorded_at
    UNION ALL SELECT 'permits', count(*) FROM consent_permit p JOIN both_sides b ON b.traveller_id = p.traveller_id
     WHERE p.recorded_at > l.recorded_at
    UNION ALL SELECT 'departures', count(*) FROM consent_departure d JOIN both_sides b ON b.traveller_id = d.traveller_id
     WHERE d.recorded_at > l.recorded_at
    UNION ALL SELECT 'decisions', count(*) FROM cases_decision d JOIN cases_enrolment e ON e.id = d.enrolment_id
     WHERE e.case_id = l.into_case_id AND d.recorded_at > l.recorded_at
    UNION ALL SELECT 'itineraries', count(*) FROM cases_itinerary i JOIN both_sides b ON b.id = i.member_id
     WHERE i.recorded_at > l.recorded_at
    UNION ALL SELECT 'promises', count(*) FROM cases_promise p JOIN cases_dueitem i ON i.id = p.due_item_id
       JOIN cases_enrolment e ON e.id = i.enrolment_id WHERE e.case_id = l.into_case_id AND p.recorded_at > l.recorded_at
    UNION ALL SELECT 'moves', count(*) FROM cases_move v JOIN cases_enrolmentmember em ON em.id = v.enrolment_member_id
       JOIN cases_enrolment e ON e.id = em.enrolment_id WHERE e.case_id = l.into_case_id AND v.recorded_at > l.recorded_at
    UNION ALL SELECT 'links', count(*) FROM cases_caselink o WHERE o.id <> l.id AND o.recorded_at > l.recorded_at
       AND l.into_case_id IN (o.from_case_id, o.into_case_id)
    UNION ALL SELECT 'transfers', count(*) FROM cases_transfer t WHERE t.case_id = l.into_case_id AND t.recorded_at > l.recorded_at
    UNION ALL SELECT 'closed', count(*) FROM cases_case c WHERE c.id = l.into_case_id AND c.status <> 'open') found
   WHERE found.n > 0 $$;
GRANT EXECUTE ON FUNCTION cases_rests_on_merge(uuid) TO safar_app;

CREATE FUNCTION cases_undo_merge(link uuid, at timestamptz, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE l cases_caselink; old_journey uuid; new_journey uuid; one record; moving uuid[];
BEGIN
  SELECT cl.* INTO l FROM cases_caselink cl JOIN cases_case c ON c.id = cl.into_case_id
   WHERE cl.id = link AND cl.kind = 'merge' AND cl.undone_at IS NULL AND c.office_id = ANY (safar_scope()) FOR UPDATE OF cl;
  IF l.id IS NULL THEN
    PERFORM cases_refuse('cases_no_such_link', 'There is no such merge to undo.');
  END IF;
  PERFORM 1 FROM cases_case WHERE id IN (l.from_case_id, l.into_case_id) ORDER BY id FOR UPDATE;
  SELECT * INTO one FROM cases_rests_on_merge(link) LIMIT 1;
  IF FOUND THEN
    PERFORM cases_refuse('cases_merge_rests_' || one.what, 'Something new has rested on the merge.', jsonb_build_object('n', one.how_many));
  END IF;
  SELECT journey_id INTO old_journey FROM cases_case WHERE id = l.from_case_id;
  SELECT journey_id INTO new_journey FROM cases_case WHERE id = l.into_case_id;
  moving := ARRAY(SELECT id FROM cases_member WHERE id = ANY (l.members) AND case_id = l.into_case_id);
  PERFORM cases_take_along(l.into_case_id, l.from_case_id, moving);
  UPDATE cases_task SET case_id = l.from_case_id WHERE id = ANY (l.tasks);
  IF old_journey IS NOT NULL AND old_journey <> new_journey THEN
    PERFORM consent_change_journey(ARRAY(SELECT traveller_id FROM cases_member WHERE id = ANY (moving) AND traveller_id IS NOT NULL),
                                   old_journey, at);
  END IF;
  UPDATE cases_enrolment SET closed_at = NULL WHERE case_id = l.from_case_id AND l.places ? id::text;
  PERFORM cases_carry_enrolments(l.into_case_id, l.from_case_id, moving);
  UPDATE cases_caselink SET undone_at = at, undone_recorded_at = clock_timestamp(), undone_reason = why WHERE id = l.id;
END $$;
GRANT EXECUTE ON FUNCTION cases_undo_merge(uuid, timestamptz, text) TO safar_app;

-- Whoever reads the case that another went into reads the whole of both: it is one file now.
CREATE FUNCTION cases_gone_into_ours() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(l.from_case_id), '{}') FROM cases_caselink l JOIN cases_case c ON c.id = l.into_case_id
   WHERE l.kind = 'merge' AND l.undone_at IS NULL
     AND (c.office_id = ANY (safar_scope()) OR c.offered_to_id = ANY (safar_scope()) OR c.sent_from_id = ANY (safar_scope()))
     AND NOT EXISTS (SELECT 1 FROM cases_member m WHERE m.case_id = l.from_case_id AND m.left_at IS NULL) $$;
GRANT EXECUTE ON FUNCTION cases_gone_into_ours() TO safar_app;
CREATE POLICY gone_into_ours ON cases_case FOR SELECT TO safar_app
  USING (id = ANY ((SELECT cases_gone_into_ours())::uuid[]));
