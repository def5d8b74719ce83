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
