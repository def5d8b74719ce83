-- D20: whoever opened a file to save a life reads a person and writes nothing about them.

CREATE FUNCTION people_is_ours(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM people_personoffice sight
                  WHERE sight.person_id = wanted AND sight.office_id = ANY (safar_scope())) $$;
GRANT EXECUTE ON FUNCTION people_is_ours(uuid) TO safar_app;

DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['name', 'person_id'], ['searchcard', 'person_id'], ['nationality', 'person_id'], ['spokenlanguage', 'person_id'],
    ['document', 'person_id'], ['safecontact', 'person_id'], ['dataconsent', 'person_id'], ['guardianship', 'child_id'],
    ['tracing', 'seeker_id'], ['tracinganswer', 'person_id'], ['alias', 'person_id'], ['householdmember', 'person_id'],
    ['relation', 'person_id']]
  LOOP
    EXECUTE format('CREATE POLICY not_through_glass ON people_%s AS RESTRICTIVE FOR INSERT TO safar_app'
                   ' WITH CHECK (people_is_ours(%I))', pair[1], pair[2]);
    EXECUTE format('CREATE POLICY not_changed_through_glass ON people_%s AS RESTRICTIVE FOR UPDATE TO safar_app'
                   ' USING (people_is_ours(%I))', pair[1], pair[2]);
  END LOOP;
END $$;
