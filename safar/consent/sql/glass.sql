-- D20: a journey opened to save a life is read, for some hours, and not written to.
CREATE POLICY glass_broken ON consent_journey FOR SELECT TO safar_app
  USING (id = ANY ((SELECT accounts_glass_broken())::uuid[]));

CREATE FUNCTION consent_is_ours(t uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id
                  WHERE v.id = t AND (j.office_id = ANY (safar_scope()) OR j.offered_to_id = ANY (safar_scope())
                                      OR j.sent_from_id = ANY (safar_scope()))) $$;
GRANT EXECUTE ON FUNCTION consent_is_ours(uuid) TO safar_app;

CREATE POLICY not_through_glass ON consent_session AS RESTRICTIVE FOR INSERT TO safar_app
  WITH CHECK (EXISTS (SELECT 1 FROM consent_journey j WHERE j.id = journey_id AND (
    j.office_id = ANY ((SELECT safar_scope())::int[]) OR j.offered_to_id = ANY ((SELECT safar_scope())::int[])
    OR j.sent_from_id = ANY ((SELECT safar_scope())::int[]))));

-- Nor is anything answered, settled or released through it, nor anybody added or struck.
DO $$
DECLARE pair text[]; ours text := '(j.office_id = ANY ((SELECT safar_scope())::int[]) OR j.offered_to_id = ANY ((SELECT safar_scope())::int[])'
                                  ' OR j.sent_from_id = ANY ((SELECT safar_scope())::int[]))';
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['holdrelease', 'hold_id', 'hold', 'traveller_id'], ['permitrenewal', 'permit_id', 'permit', 'traveller_id'],
    ['capacitydoubtsettled', 'doubt_id', 'capacitydoubt', 'traveller_id'], ['recoveryend', 'period_id', 'recoveryperiod', 'traveller_id'],
    ['deathanswer', 'report_id', 'deathreport', 'traveller_id'], ['advisorytold', 'telling_id', 'advisorytelling', 'traveller_id'],
    ['declarationpresence', 'declaration_id', 'declaration', 'traveller_id'], ['screen', 'session_person_id', 'sessionperson', 'traveller_id'],
    ['carerverification', 'carer_id', 'carer', 'child_id'], ['careranswer', 'carer_id', 'carer', 'child_id'],
    ['pickup', 'carer_id', 'carer', 'child_id']]
  LOOP
    EXECUTE format('CREATE POLICY not_through_glass ON consent_%s AS RESTRICTIVE FOR INSERT TO safar_app WITH CHECK'
                   ' (EXISTS (SELECT 1 FROM consent_%s about WHERE about.id = %I AND consent_is_ours(about.%I)))',
                   pair[1], pair[3], pair[2], pair[4]);
  END LOOP;
  EXECUTE 'CREATE POLICY not_through_glass ON consent_parentalconsent AS RESTRICTIVE FOR INSERT TO safar_app'
          ' WITH CHECK (consent_is_ours(child_id))';
  EXECUTE 'CREATE POLICY not_through_glass ON consent_presence AS RESTRICTIVE FOR INSERT TO safar_app WITH CHECK (EXISTS ('
          'SELECT 1 FROM consent_session s JOIN consent_journey j ON j.id = s.journey_id WHERE s.id = session_id AND ' || ours || '))';
  EXECUTE 'CREATE POLICY not_through_glass ON consent_traveller AS RESTRICTIVE FOR INSERT TO safar_app WITH CHECK (EXISTS ('
          'SELECT 1 FROM consent_journey j WHERE j.id = journey_id AND ' || ours || '))';
  EXECUTE 'CREATE POLICY not_changed_through_glass ON consent_traveller AS RESTRICTIVE FOR UPDATE TO safar_app USING (EXISTS ('
          'SELECT 1 FROM consent_journey j WHERE j.id = journey_id AND ' || ours || '))';
END $$;
