-- A household is seen from its office and from every office that sees one of its members.
CREATE FUNCTION people_sees_household(wanted uuid, home int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT home = ANY (safar_scope())
      OR EXISTS (SELECT 1 FROM people_householdmember member
                   JOIN people_personoffice sight ON sight.person_id = member.person_id
                  WHERE member.household_id = wanted AND sight.office_id = ANY (safar_scope())) $$;
CREATE FUNCTION people_may_join(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT people_sees_household(id, office_id) FROM people_household WHERE id = wanted), false) $$;
GRANT EXECUTE ON FUNCTION people_sees_household(uuid, int), people_may_join(uuid) TO safar_app;

ALTER TABLE people_household ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_household FOR SELECT TO safar_app USING (people_sees_household(id, office_id));
CREATE POLICY set_up_here ON people_household FOR INSERT TO safar_app
  WITH CHECK (office_id = ANY ((SELECT safar_scope())::int[]));
CREATE POLICY changed ON people_household FOR UPDATE TO safar_app USING (people_sees_household(id, office_id));
REVOKE UPDATE ON people_household FROM safar_app;
GRANT UPDATE (label) ON people_household TO safar_app;

ALTER TABLE people_householdmember ENABLE ROW LEVEL SECURITY;
CREATE POLICY like_the_person ON people_householdmember FOR ALL TO safar_app
  USING (EXISTS (SELECT 1 FROM people_person person WHERE person.id = person_id))
  WITH CHECK (EXISTS (SELECT 1 FROM people_person person WHERE person.id = person_id) AND people_may_join(household_id));
REVOKE UPDATE ON people_householdmember FROM safar_app;
GRANT UPDATE (until_on) ON people_householdmember TO safar_app;

-- A relation is seen by who sees both: half of one would tell that somebody else exists (D9).
ALTER TABLE people_relation ENABLE ROW LEVEL SECURITY;
CREATE POLICY like_both_people ON people_relation FOR ALL TO safar_app
  USING (EXISTS (SELECT 1 FROM people_person one WHERE one.id = people_relation.person_id)
         AND EXISTS (SELECT 1 FROM people_person two WHERE two.id = people_relation.other_id))
  WITH CHECK (EXISTS (SELECT 1 FROM people_person one WHERE one.id = people_relation.person_id)
              AND EXISTS (SELECT 1 FROM people_person two WHERE two.id = people_relation.other_id));
