-- Guardians: an authority with a paper and days; it ends once, and nothing else about it changes.

CREATE FUNCTION people_are_spouses(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM people_relation r CROSS JOIN people_same(one) a CROSS JOIN people_same(other) b
                  WHERE r.kind = 'spouse' AND (r.person_id, r.other_id) IN ((a, b), (b, a))) $$;

CREATE FUNCTION people_guardian_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.ended_on := NULL;
  NEW.ended_because := '';
  IF people_no_contact(NEW.child_id, NEW.guardian_id) OR people_no_contact_named(NEW.child_id, NEW.guardian_name) THEN
    PERFORM people_refuse('people_no_contact');
  ELSIF people_are_spouses(NEW.guardian_id, NEW.child_id) THEN
    PERFORM people_refuse('v9_spouse_is_no_guardian');
  ELSIF EXISTS (SELECT 1 FROM people_heads(NEW.guardian_id) g
                   WHERE NOT people_is_of_age(g.birth_latest, g.birth_disputed, NEW.from_on)) THEN
    PERFORM people_refuse('people_guardian_of_age');
  ELSIF NOT (isfinite(NEW.from_on) AND coalesce(isfinite(NEW.until_on), true)) THEN
    PERFORM people_refuse('people_guardian_order');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_written BEFORE INSERT ON people_guardianship FOR EACH ROW EXECUTE FUNCTION people_guardian_written();

CREATE FUNCTION people_guardian_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.ended_on IS NOT NULL THEN
    PERFORM people_refuse('people_guardian_ended_once');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_ended BEFORE UPDATE ON people_guardianship FOR EACH ROW EXECUTE FUNCTION people_guardian_ended();

-- The guardianships of a child that have authority on a day: by somebody who is neither their spouse nor feared.
CREATE FUNCTION people_guardians_on(of_child uuid, day date) RETURNS SETOF people_guardianship
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.* FROM people_guardianship g
   WHERE g.child_id IN (SELECT people_same(of_child)) AND g.from_on <= day AND (g.until_on IS NULL OR day <= g.until_on)
     AND (g.ended_on IS NULL OR day < g.ended_on)
     AND NOT people_no_contact(of_child, g.guardian_id) AND NOT people_no_contact_named(of_child, g.guardian_name)
     AND NOT people_has_died(g.guardian_id, day)
     AND NOT people_are_spouses(g.guardian_id, of_child) $$;

REVOKE UPDATE ON people_guardianship FROM safar_app;
GRANT UPDATE (ended_on, ended_because) ON people_guardianship TO safar_app;

-- A consent that was taken back on another record of the same human is taken back.
CREATE FUNCTION people_taken_back_elsewhere(asked people_dataconsent) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM people_dataconsent other
                  WHERE other.person_id IN (SELECT people_same(asked.person_id)) AND other.person_id <> asked.person_id
                    AND other.purpose = asked.purpose AND lower(btrim(other.recipient)) = lower(btrim(asked.recipient))
                    AND other.withdrawn_at >= asked.given_at) $$;

-- D5: a guardian's consent holds while the child is one, agrees or is too young to say, and the guardian has authority.
CREATE FUNCTION people_consent_holds(asked people_dataconsent, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT asked.withdrawn_at IS NULL AND (asked.until IS NULL OR day <= asked.until)
     AND NOT people_taken_back_elsewhere(asked)
     AND (NOT asked.by_guardian
          OR (asked.assent <> 'refuses' AND EXISTS (
                SELECT 1 FROM people_person p WHERE p.id = asked.person_id
                   AND NOT people_is_of_age(p.birth_latest, p.birth_disputed, day)))) $$;
GRANT EXECUTE ON FUNCTION people_consent_holds(people_dataconsent, date) TO safar_app;
