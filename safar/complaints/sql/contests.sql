-- Second opinions: a refusal is contested until the day of its remedy and looked at by somebody who has not decided it.

-- Everybody who decided on an enrolment so far: a second opinion is nobody's who is in here.
CREATE FUNCTION complaints_deciders(of_contest uuid, fresh uuid DEFAULT NULL) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.by_id FROM complaints_contest k JOIN cases_decision d ON d.enrolment_id = k.enrolment_id
   WHERE k.id = of_contest AND d.by_id IS NOT NULL AND d.recorded_at <= k.recorded_at
  UNION
  SELECT e.settled_by_id FROM complaints_contest k
    JOIN cases_eligibilityanswer mine ON mine.id = k.answer_id
    JOIN cases_eligibilityanswer e ON e.enrolment_id = k.enrolment_id AND e.rule = mine.rule
   WHERE k.id = of_contest AND e.settled_by_id IS NOT NULL AND e.id IS DISTINCT FROM fresh $$;
GRANT EXECUTE ON FUNCTION complaints_deciders(uuid, uuid) TO safar_app;

CREATE FUNCTION complaints_guard_contest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE refused record;
BEGIN
  NEW.recorded_at := clock_timestamp(); NEW.by_id := safar_user();
  IF NOT EXISTS (SELECT 1 FROM cases_enrolment e WHERE e.id = NEW.enrolment_id AND e.case_id = NEW.case_id) THEN
    PERFORM complaints_refuse('cases_no_such_enrolment', 'There is no such enrolment. Go back to the case and choose again.');
  END IF;
  IF NEW.decision_id IS NOT NULL THEN
    SELECT d.* INTO refused FROM cases_decision d
     WHERE d.id = NEW.decision_id AND d.enrolment_id = NEW.enrolment_id AND d.answer = 'refused';
    IF NOT FOUND THEN
      PERFORM complaints_refuse('complaints_nothing_refused', 'This was not refused, so there is nothing to contest.');
    END IF;
    IF NEW.contested_on < refused.decided_on THEN
      PERFORM complaints_refuse('complaints_contested_before', 'It cannot have been contested before it was decided. Correct the day.');
    END IF;
    IF refused.kind = 'ours' AND NEW.contested_on > refused.remedy_until THEN
      PERFORM complaints_refuse('complaints_contest_too_late',
        'The time to contest this has passed. A new application is always open, and so is a complaint.');
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM cases_eligibilityanswer e
                     WHERE e.id = NEW.answer_id AND e.enrolment_id = NEW.enrolment_id AND e.superseded_at IS NULL
                       AND (e.settled_as = 'no' OR e.settled_as = '' AND e.answer IN ('no', 'refer'))) THEN
    PERFORM complaints_refuse('complaints_nothing_refused', 'This was not refused, so there is nothing to contest.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON complaints_contest FOR EACH ROW EXECUTE FUNCTION complaints_guard_contest();

-- Whoever contests is not forgotten: a task of the case until somebody has looked again.
CREATE FUNCTION complaints_task_of_contest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cases_task (id, case_id, code, params, for_whom, owner_role, since, due_at, why_due, outcome)
  VALUES (gen_random_uuid(), NEW.case_id, 'second_opinion', jsonb_build_object('contest', NEW.id), 'me', 'programme_manager',
          NEW.recorded_at, NEW.due_on + time '17:00', '{}', '');
  RETURN NULL;
END $$;
CREATE TRIGGER task AFTER INSERT ON complaints_contest FOR EACH ROW EXECUTE FUNCTION complaints_task_of_contest();

CREATE FUNCTION complaints_task_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_task SET done_at = NEW.answered_at, done_by_id = NEW.by_id, outcome = 'looked_again'
   WHERE code = 'second_opinion' AND params ->> 'contest' = NEW.contest_id::text AND done_at IS NULL
     AND case_id = (SELECT k.case_id FROM complaints_contest k WHERE k.id = NEW.contest_id);
  RETURN NULL;
END $$;
CREATE TRIGGER task_done AFTER INSERT ON complaints_secondopinion FOR EACH ROW EXECUTE FUNCTION complaints_task_done();

CREATE FUNCTION complaints_guard_opinion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE k complaints_contest; kind text; fresh text;
BEGIN
  NEW.recorded_at := clock_timestamp(); NEW.by_id := safar_user();
  SELECT * INTO k FROM complaints_contest c WHERE c.id = NEW.contest_id;
  SELECT d.kind INTO kind FROM cases_decision d WHERE d.id = k.decision_id;
  IF kind = 'authority' AND NEW.outcome <> 'route_told' THEN
    PERFORM complaints_refuse('complaints_not_ours_to_overturn',
      'The authority decided this. We explain the way to the authority or the court; we cannot change it.');
  END IF;
  IF kind IS DISTINCT FROM 'authority' AND NEW.outcome = 'route_told' THEN
    PERFORM complaints_refuse('complaints_ours_to_answer', 'This refusal is ours, so a second opinion is owed, not only the way to a court.');
  END IF;
  IF NEW.outcome = 'route_told' THEN
    RETURN NEW;
  END IF;
  IF NEW.by_id IS NULL OR NEW.by_id IN (SELECT complaints_deciders(k.id, nullif(NEW.new_answer_id, k.answer_id))) THEN
    PERFORM complaints_refuse('complaints_second_opinion_by_another',
      'You decided this before. A second opinion is given by somebody who has not.');
  END IF;
  IF k.decision_id IS NOT NULL THEN
    SELECT d.answer INTO fresh FROM cases_decision d
     WHERE d.id = NEW.new_decision_id AND d.enrolment_id = k.enrolment_id AND d.kind = 'ours' AND d.by_id = NEW.by_id
       AND d.recorded_at >= k.recorded_at;
  ELSE
    SELECT CASE e.settled_as WHEN 'yes' THEN 'approved' ELSE 'refused' END INTO fresh FROM cases_eligibilityanswer e
     WHERE e.id = NEW.new_answer_id AND e.enrolment_id = k.enrolment_id AND e.settled_by_id = NEW.by_id
       AND e.id <> k.answer_id AND e.superseded_at IS NULL AND e.rule = (SELECT earlier.rule FROM cases_eligibilityanswer earlier WHERE earlier.id = k.answer_id);
  END IF;
  IF fresh IS NULL OR fresh IS DISTINCT FROM (CASE NEW.outcome WHEN 'overturned' THEN 'approved' WHEN 'upheld' THEN 'refused' ELSE fresh END) THEN
    PERFORM complaints_refuse('complaints_opinion_on_the_case', 'A second opinion stands on the case as a decision of its own.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON complaints_secondopinion FOR EACH ROW EXECUTE FUNCTION complaints_guard_opinion();
