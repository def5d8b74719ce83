-- Children and their families: V9, who travels without a parent, and V16, who travels with one.

-- The travelling parents of a child in its journey: parents and guardians of age, of whom nobody is afraid, each with the
-- live or used permit they hold, if any, and whether the declaration it rests on names the child (V16).
CREATE FUNCTION consent_travelling_parents(t uuid, at timestamptz)
  RETURNS TABLE (traveller_id uuid, person_id uuid, permit_id uuid, lapses_at timestamptz, names_child boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT pv.id, pv.person_id, pm.id, pm.lapses_at,
         pm.id IS NOT NULL AND EXISTS (SELECT 1 FROM consent_declarationchild dc
                                        WHERE dc.declaration_id = pm.declaration_id AND dc.child_id = t)
    FROM consent_traveller cv
    JOIN consent_traveller pv ON pv.journey_id = cv.journey_id AND pv.id <> cv.id AND pv.going = 'going'
    LEFT JOIN consent_permit pm ON pm.traveller_id = pv.id AND pm.state IN ('in_force', 'used')
                               AND pm.declaration_id IS NOT NULL
   WHERE cv.id = t
     AND (EXISTS (SELECT 1 FROM people_relation r
                   WHERE r.person_id IN (SELECT people_same(pv.person_id)) AND r.other_id IN (SELECT people_same(cv.person_id))
                     AND r.kind = 'parent'
                     AND (r.from_on IS NULL OR r.from_on <= consent_day(at))
                     AND (r.until_on IS NULL OR r.until_on > consent_day(at)))
          OR EXISTS (SELECT 1 FROM people_guardians_on(cv.person_id, consent_day(at)) g
                      WHERE g.guardian_id IN (SELECT people_same(pv.person_id))))
     AND consent_is_adult(pv.id, consent_day(at))
     AND NOT people_no_contact(cv.person_id, pv.person_id) $$;

CREATE FUNCTION consent_is_alone(t uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT consent_is_adult(t, consent_day(at)) AND NOT EXISTS (SELECT 1 FROM consent_travelling_parents(t, at)) $$;

-- The decision that counts for a child: the last one about it. One that was taken back revives no earlier one.
CREATE FUNCTION consent_best_interest(t uuid, at timestamptz) RETURNS SETOF consent_bestinterest
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.* FROM consent_bestinterest b JOIN consent_bestinterestchild c ON c.decision_id = b.id AND c.child_id = t
   WHERE b.decided_on <= consent_day(at) ORDER BY b.decided_on DESC, b.recorded_at DESC LIMIT 1 $$;

CREATE FUNCTION consent_panel_size(decision uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT people_words_of(m.name))
    FROM consent_panelmember m WHERE m.decision_id = decision AND people_words_of(m.name) <> '{}' $$;

-- Whether a panel of two or more has decided for return, and nobody took it back; after a moment, if one is given. A panel
-- states only its day: on that very day, what was written down first was said first.
CREATE FUNCTION consent_panel_allows(
  t uuid, at timestamptz, since timestamptz DEFAULT '-infinity', written timestamptz DEFAULT '-infinity') RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_best_interest(t, at) b
                  WHERE b.outcome = 'return' AND consent_panel_size(b.id) >= 2
                    AND (since = '-infinity' OR b.decided_on > consent_day(since)
                         OR b.decided_on = consent_day(since) AND b.recorded_at > written)
                    AND NOT EXISTS (SELECT 1 FROM consent_bestinterestrevoked r WHERE r.decision_id = b.id)) $$;

-- The carer who counts: the last one named, unless the child is to be kept from them, or they have died.
CREATE FUNCTION consent_carer_of(t uuid, at timestamptz) RETURNS SETOF consent_carer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT last.* FROM (SELECT c.* FROM consent_carer c WHERE c.child_id = t AND c.named_at <= at
                       ORDER BY c.named_at DESC, c.recorded_at DESC LIMIT 1) last
    JOIN consent_traveller v ON v.id = t
   WHERE NOT people_no_contact(v.person_id, last.person_id) AND NOT people_no_contact_named(v.person_id, last.name)
     AND NOT people_has_died(last.person_id, consent_day(at)) $$;

-- A child who is somebody's parent, and the baby: the two are never parted. Also those whom one decision keeps together.
CREATE FUNCTION consent_never_parted(t uuid, at timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT other.id FROM consent_traveller v
    JOIN consent_traveller other ON other.journey_id = v.journey_id AND other.id <> v.id
   CROSS JOIN LATERAL people_same(v.person_id) one CROSS JOIN LATERAL people_same(other.person_id) two
    JOIN people_relation r ON r.kind = 'parent' AND (r.person_id, r.other_id) IN ((one, two), (two, one))
    JOIN consent_traveller young ON young.id = CASE WHEN r.person_id = one THEN v.id ELSE other.id END
   WHERE v.id = t AND NOT people_has_died(other.person_id) AND NOT consent_is_adult(young.id, consent_day(at))
  UNION
  SELECT c.child_id FROM consent_best_interest(t, at) b JOIN consent_bestinterestchild c ON c.decision_id = b.id
    JOIN consent_traveller o ON o.id = c.child_id AND o.going = 'going'
   WHERE b.together AND c.child_id <> t $$;

-- What is missing for a child without a travelling parent: each thing by itself, and by when it is needed.
CREATE FUNCTION consent_v9_missing(t uuid, at timestamptz) RETURNS TABLE (code text, params jsonb, needed_for text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH child AS (SELECT v.id, v.person_id FROM consent_traveller v WHERE v.id = t),
  decision AS (SELECT b.*, EXISTS (SELECT 1 FROM consent_bestinterestrevoked r WHERE r.decision_id = b.id) AS revoked
                 FROM consent_best_interest(t, at) b),
  view_last AS (SELECT v.* FROM consent_childview v
                 WHERE v.child_id = t AND v.heard_at <= at
                   -- A yes counts when it was heard alone and rightly; a no however it was said.
                   AND (v.alone AND v.fits_age OR v.wish IN ('does_not_want', 'not_sure'))
                 ORDER BY v.heard_at DESC, v.recorded_at DESC LIMIT 1),
  guardian AS (SELECT g.* FROM child CROSS JOIN LATERAL people_guardians_on(child.person_id, consent_day(at)) g),
  carer AS (SELECT * FROM consent_carer_of(t, at))
  SELECT 'v9_no_decision', '{}'::jsonb, 'permit' WHERE NOT EXISTS (SELECT 1 FROM decision WHERE NOT revoked)
  UNION ALL
  SELECT 'v9_decided_otherwise', jsonb_build_object('outcome', outcome), 'permit' FROM decision
   WHERE NOT revoked AND outcome <> 'return'
  UNION ALL
  SELECT 'v9_panel_of_one', '{}', 'permit' FROM decision WHERE NOT revoked AND consent_panel_size(id) < 2
  UNION ALL
  SELECT 'v9_no_view', '{}', 'permit' WHERE NOT EXISTS (SELECT 1 FROM view_last)
  UNION ALL
  SELECT 'v9_child_does_not_want', jsonb_build_object('wish', wish), 'permit' FROM view_last
   WHERE wish IN ('does_not_want', 'not_sure')
  UNION ALL
  SELECT CASE WHEN EXISTS (SELECT 1 FROM people_guardianship g WHERE g.child_id IN (SELECT people_same(child.person_id))
                              AND g.from_on <= consent_day(at) AND coalesce(g.ended_on, g.until_on) <= consent_day(at))
              THEN 'v9_guardian_ended' ELSE 'v9_guardian' END, '{}', 'permit'
    FROM child WHERE NOT EXISTS (SELECT 1 FROM guardian)
  UNION ALL
  SELECT 'v9_guardian_not_agreed', '{}', 'permit'
   WHERE EXISTS (SELECT 1 FROM guardian)
     AND NOT EXISTS (SELECT 1 FROM guardian g CROSS JOIN LATERAL (
                       SELECT s.agrees FROM consent_guardiansaid s
                        WHERE s.child_id = t AND s.guardianship_id = g.id AND s.said_at <= at
                        ORDER BY s.said_at DESC, s.recorded_at DESC LIMIT 1) last WHERE last.agrees)
  UNION ALL
  SELECT 'v9_carer', '{}', 'permit' WHERE NOT EXISTS (SELECT 1 FROM carer)
  UNION ALL
  SELECT 'v9_carer_unverified', '{}', 'permit' FROM carer c
   WHERE NOT coalesce((SELECT cv.suitable FROM consent_carerverification cv
                        WHERE cv.carer_id = c.id AND cv.verified_on <= consent_day(at)
                        ORDER BY cv.verified_on DESC, cv.recorded_at DESC LIMIT 1), false)
  UNION ALL
  SELECT 'v9_carer_not_accepting', '{}', 'permit' FROM carer c
   WHERE NOT coalesce((SELECT a.accepts AND a.until_majority FROM consent_careranswer a
                        WHERE a.carer_id = c.id AND a.said_at <= at
                        ORDER BY a.said_at DESC, a.recorded_at DESC LIMIT 1), false)
  UNION ALL
  -- One decision covers mother and baby, or neither has one.
  SELECT 'v9_parted', '{}', 'permit' FROM consent_never_parted(t, at) other
   WHERE EXISTS (SELECT 1 FROM decision WHERE NOT revoked) AND NOT EXISTS (
     SELECT 1 FROM decision d JOIN consent_bestinterestchild c ON c.decision_id = d.id AND c.child_id = other)
     AND NOT consent_is_adult(other, consent_day(at))
  UNION ALL
  SELECT 'v9_pick_up', '{}', 'departure'
   WHERE NOT coalesce((SELECT p.confirmed FROM consent_pickup p JOIN carer c ON c.id = p.carer_id WHERE p.said_at <= at
                        ORDER BY p.said_at DESC, p.recorded_at DESC LIMIT 1), false)
  UNION ALL
  SELECT 'v9_escort', '{}', 'departure' FROM child
   WHERE NOT coalesce((SELECT e.goes AND NOT people_no_contact(child.person_id, e.person_id)
                              AND NOT people_no_contact_named(child.person_id, e.name)
                         FROM consent_childescort e WHERE e.child_id = t AND e.named_at <= at
                        ORDER BY e.named_at DESC, e.recorded_at DESC LIMIT 1), false) $$;

-- V9 for a permit: a child without a travelling parent. A spouse is no guardian.
CREATE FUNCTION consent_v9(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT missing.code, missing.params FROM consent_matter(t, d, at) m CROSS JOIN LATERAL consent_v9_missing(t, at) missing
   WHERE NOT m.own AND missing.needed_for = 'permit' AND consent_is_alone(t, at) $$;

-- V9 for a departure: who fetches the child and who travels with it.
CREATE FUNCTION consent_v9_departing(t uuid, departed timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT missing.code, missing.params FROM consent_v9_missing(t, departed) missing
   WHERE missing.needed_for = 'departure' AND consent_is_alone(t, departed) $$;

-- V9, V16: a child leaves with a parent who named it; one whose parent has not left would travel unaccompanied.
-- Mother and baby, and whom a decision keeps together, leave together: the other has left, or could leave now.
CREATE FUNCTION consent_v9_leaving(t uuid, departed timestamptz) RETURNS SETOF consent_refusal
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE alone boolean := consent_is_alone(t, departed);
BEGIN
  IF NOT alone AND NOT consent_is_adult(t, consent_day(departed)) AND NOT EXISTS (
    SELECT 1 FROM consent_travelling_parents(t, departed) p JOIN consent_departure d ON d.traveller_id = p.traveller_id
     WHERE p.names_child AND d.departed_at BETWEEN departed - interval '24 hours' AND departed + interval '24 hours') THEN
    RETURN NEXT ROW('v9_parent_not_departed', '{}'::jsonb)::consent_refusal;
  END IF;
  IF EXISTS (
    SELECT 1 FROM consent_never_parted(t, departed) other
     WHERE NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = other
                          AND d.departed_at BETWEEN departed - interval '24 hours' AND departed + interval '24 hours')
       AND (NOT EXISTS (SELECT 1 FROM consent_traveller o WHERE o.id = other AND o.going = 'going')
            OR EXISTS (SELECT 1 FROM consent_departure d WHERE d.traveller_id = other)
            OR EXISTS (SELECT 1 FROM consent_departure_refusals(other, NULL, departed, true)))) THEN
    RETURN NEXT ROW('v9_parted', '{}'::jsonb)::consent_refusal;
  END IF;
END $$;

-- Those who say no to a child's travel and have not been answered: by their own later yes, by a court, or by a panel.
CREATE FUNCTION consent_disputes(t uuid, at timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT no.id FROM consent_parentalconsent no
   WHERE no.child_id IN (SELECT consent_same_person(t)) AND no.kind = 'dissent'
     AND NOT EXISTS (SELECT 1 FROM consent_parentalconsent yes
                      WHERE yes.child_id IN (SELECT consent_same_person(t)) AND yes.given_at > no.given_at AND yes.given_at <= at
                        AND (yes.kind = 'court_decision'
                             OR yes.kind = 'parent_consent'
                                AND coalesce(people_is_same(yes.given_by_id, no.given_by_id), yes.given_by_id IS NOT DISTINCT FROM no.given_by_id)
                                AND yes.given_by_name = no.given_by_name))
     AND NOT consent_panel_allows(t, at, no.given_at, no.recorded_at) $$;

-- A parent who cannot be found counts as answered when a search is on file and a court's paper stands for them. Where a
-- panel does, it is the panel that is asked (consent_v16): what it took back would otherwise go on standing here.
CREATE FUNCTION consent_stands_for_parent(pc consent_parentalconsent) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT pc.kind = 'parent_consent' OR pc.kind = 'untraceable' AND btrim(pc.court) <> '' $$;

CREATE FUNCTION consent_is_answered(t uuid, parent uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_parentalconsent pc
                  WHERE pc.child_id = t AND consent_stands_for_parent(pc) AND pc.given_at <= at
                    AND pc.given_by_id IN (SELECT people_same(parent))) $$;

-- Families: every adult is seen alone; a child's permit rests on a travelling parent who names it, and on the consent of
-- the other holder of parental responsibility, the paper that makes one enough, or a best-interest decision.
CREATE FUNCTION consent_v16(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH m AS (SELECT * FROM consent_matter(t, d, at)),
  parents AS (SELECT p.* FROM m CROSS JOIN LATERAL consent_travelling_parents(t, at) p WHERE NOT m.own),
  -- Holders of responsibility who do not travel and have not answered.
  silent AS (
    SELECT r.person_id, people_no_contact(m.person_id, r.person_id) AS barred FROM m
      JOIN people_relation r ON r.other_id IN (SELECT people_same(m.person_id)) AND r.kind IN ('parent', 'guardian')
       AND r.parental_responsibility
     WHERE (r.until_on IS NULL OR r.until_on > consent_day(at))
       AND NOT people_has_died(r.person_id)
       AND NOT EXISTS (SELECT 1 FROM parents p WHERE p.names_child AND people_is_same(p.person_id, r.person_id))
       AND NOT consent_is_answered(t, r.person_id, at))
  SELECT 'v16_not_seen_alone', '{}'::jsonb FROM m
    JOIN consent_sessionperson sp ON sp.session_id = m.session_id AND sp.traveller_id = t
   WHERE m.own AND NOT sp.alone
  UNION ALL
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM parents p WHERE p.permit_id IS NOT NULL)
              THEN 'v16_parent_without_permit' ELSE 'v16_child_not_named' END, '{}'
    FROM m WHERE NOT m.own AND EXISTS (SELECT 1 FROM parents) AND NOT EXISTS (SELECT 1 FROM parents p WHERE p.names_child)
  UNION ALL
  SELECT CASE WHEN EXISTS (SELECT 1 FROM silent WHERE barred) THEN 'v16_other_parent_barred' ELSE 'v16_other_parent' END, '{}'
    FROM m
   WHERE NOT m.own AND EXISTS (SELECT 1 FROM parents)
     AND (SELECT count(DISTINCT p.person_id) FROM parents p WHERE p.names_child) < 2
     AND NOT consent_panel_allows(t, at)
     AND NOT EXISTS (SELECT 1 FROM consent_parentalconsent pc
                      WHERE pc.child_id = t AND pc.kind IN ('sole_paper', 'court_decision') AND pc.given_at <= at)
     AND (EXISTS (SELECT 1 FROM silent)
          OR NOT EXISTS (SELECT 1 FROM consent_parentalconsent pc
                          WHERE pc.child_id = t AND consent_stands_for_parent(pc) AND pc.given_at <= at
                            AND NOT coalesce(people_is_same(pc.given_by_id, m.person_id), false)
                            AND NOT EXISTS (SELECT 1 FROM parents p WHERE p.names_child AND people_is_same(p.person_id, pc.given_by_id))))
  UNION ALL
  SELECT 'v16_dispute', '{}' FROM m WHERE NOT m.own AND EXISTS (SELECT 1 FROM consent_disputes(t, at)) $$;
