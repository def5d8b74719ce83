-- Who sees a complaint. One about staff goes past whoever it is about: it is handled strictly above them, and neither its
-- row, nor a step, nor an entry of the log, nor a count tells them that it exists.

CREATE FUNCTION complaints_refuse(code text, sentence text, params jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', sentence USING ERRCODE = '23514', CONSTRAINT = code, DETAIL = params::text;
END $$;

-- The offices in which somebody is the complaints officer today, by their posting and not by what a setting says.
CREATE FUNCTION complaints_posts() RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(p.office_id), '{}') FROM accounts_posting p JOIN accounts_user u ON u.id = p.user_id AND u.is_active
   WHERE p.user_id = safar_user() AND p.role = 'complaints_officer' AND p.from_on <= current_date + 1
     AND (p.until_on IS NULL OR p.until_on >= current_date - 1) $$;
GRANT EXECUTE ON FUNCTION complaints_posts() TO safar_app;

-- An office and those above it, the nearest first.
CREATE FUNCTION complaints_line_up(office int) RETURNS TABLE (id int, up int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE line AS (
    SELECT o.id, o.parent_id, 0 AS up FROM accounts_office o WHERE o.id = office
    UNION ALL SELECT o.id, o.parent_id, line.up + 1 FROM accounts_office o JOIN line ON o.id = line.parent_id WHERE line.up < 20)
  SELECT line.id, line.up FROM line $$;

-- Whether an office has a complaints officer who is not one of some people.
CREATE FUNCTION complaints_has_officer(office int, besides int[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM accounts_posting p JOIN accounts_user u ON u.id = p.user_id AND u.is_active
                  WHERE p.office_id = office AND p.role = 'complaints_officer' AND p.until_on IS NULL
                    AND p.user_id <> ALL (besides)) $$;

-- The offices that may not handle a complaint about somebody: those where they hold a post, and all below.
CREATE FUNCTION complaints_too_near(accused int[], received int, about_staff boolean) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id FROM accounts_office o
   WHERE about_staff AND EXISTS (
     SELECT 1 FROM complaints_line_up(o.id) above
      WHERE above.id IN (SELECT p.office_id FROM accounts_posting p WHERE p.user_id = ANY (accused) AND p.until_on IS NULL)
         OR accused = '{}' AND above.id = received) $$;

-- Which office answers: the nearest at or above where it came in (strictly above whoever it is about) that has a complaints
-- officer other than those concerned; else another office that is far enough; else any other office with one.
CREATE FUNCTION complaints_route(received int, about_staff boolean, accused int[], besides int[]) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT l.id FROM complaints_line_up(received) l
      WHERE l.id NOT IN (SELECT complaints_too_near(accused, received, about_staff)) AND complaints_has_officer(l.id, besides)
      ORDER BY l.up LIMIT 1),
    (SELECT o.id FROM accounts_office o
      WHERE o.id NOT IN (SELECT complaints_too_near(accused, received, about_staff)) AND complaints_has_officer(o.id, besides)
      ORDER BY o.id LIMIT 1),
    (SELECT o.id FROM accounts_office o
      WHERE complaints_has_officer(o.id, besides)
        AND (NOT about_staff OR o.id NOT IN (SELECT p.office_id FROM accounts_posting p
                                              WHERE p.user_id = ANY (accused) AND p.until_on IS NULL))
      ORDER BY o.id LIMIT 1),
    (SELECT o.id FROM accounts_office o WHERE complaints_has_officer(o.id, besides) ORDER BY o.id LIMIT 1),
    (SELECT l.id FROM complaints_line_up(received) l ORDER BY l.up DESC LIMIT 1)) $$;

CREATE FUNCTION complaints_receive() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first_answer int;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.recorded_at := clock_timestamp(); NEW.recorded_by_id := safar_user();
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(NEW.accused) who WHERE NOT EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = who)) THEN
    PERFORM complaints_refuse('complaints_no_such_colleague', 'There is no such colleague. Describe whom it is about in words.');
  END IF;
  IF NEW.case_id IS NOT NULL AND TG_OP = 'INSERT' AND NOT EXISTS (
       SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id
          AND (c.office_id = ANY (safar_scope()) OR c.sent_from_id = ANY (safar_scope()) OR c.offered_to_id = ANY (safar_scope()))) THEN
    PERFORM complaints_refuse('cases_no_such_case', 'There is no such case. Search for it again.');
  END IF;
  IF NEW.person_id IS NOT NULL AND TG_OP = 'INSERT' AND NOT EXISTS (
       SELECT 1 FROM people_personoffice po WHERE po.person_id = NEW.person_id AND po.office_id = ANY (safar_scope())) THEN
    PERFORM complaints_refuse('cases_member_person_seen', 'There is no such person. Search again, or register them first.');
  END IF;
  SELECT a.by_id INTO first_answer FROM complaints_complaintanswer a WHERE a.complaint_id = NEW.id AND a.instance = 1;
  NEW.handled_by_id := complaints_route(NEW.office_id, NEW.about = 'staff', NEW.accused,
                                        NEW.accused || array_remove(ARRAY[first_answer], NULL));
  RETURN NEW;
END $$;
CREATE TRIGGER receive BEFORE INSERT OR UPDATE ON complaints_complaint
  FOR EACH ROW EXECUTE FUNCTION complaints_receive();

-- Whether whoever acts handles a complaint: their post says so, and it is not about them.
CREATE FUNCTION complaints_handles(handled_by int, accused int[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT handled_by = ANY (complaints_posts()) AND safar_user() <> ALL (accused) $$;
GRANT EXECUTE ON FUNCTION complaints_handles(int, int[]) TO safar_app;

ALTER TABLE complaints_complaint ENABLE ROW LEVEL SECURITY;
CREATE POLICY handlers_read ON complaints_complaint FOR SELECT TO safar_app
  USING (handled_by_id = ANY ((SELECT complaints_posts())::int[]) AND safar_user() <> ALL (accused));
CREATE POLICY own_office_reads ON complaints_complaint FOR SELECT TO safar_app
  USING (about <> 'staff' AND office_id = ANY ((SELECT safar_scope())::int[]));
-- Whoever stands at the desk writes down what is said, also about a colleague, and need not be able to read it again.
CREATE POLICY anybody_writes_down ON complaints_complaint FOR INSERT TO safar_app
  WITH CHECK (office_id = ANY ((SELECT safar_scope())::int[]) OR office_id = ANY ((SELECT complaints_posts())::int[]));
CREATE POLICY never_the_accused ON complaints_complaint AS RESTRICTIVE FOR SELECT TO safar_app
  USING (safar_user() IS NOT NULL AND safar_user() <> ALL (accused));
REVOKE UPDATE, DELETE, TRUNCATE ON complaints_complaint FROM safar_app;

-- Steps, answers and readings belong to whoever handles the complaint; the desk reads those of what it may read.
CREATE FUNCTION complaints_may_handle(of_complaint uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM complaints_complaint c
                  WHERE c.id = of_complaint AND complaints_handles(c.handled_by_id, c.accused)) $$;
GRANT EXECUTE ON FUNCTION complaints_may_handle(uuid) TO safar_app;

-- It is found out whom a complaint is about: by whoever handles it, who may no longer see it afterwards.
CREATE FUNCTION complaints_name_accused(wanted uuid, users int[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT complaints_may_handle(wanted) THEN
    PERFORM complaints_refuse('complaints_no_such_complaint', 'There is no such complaint. Go back to the list.');
  END IF;
  UPDATE complaints_complaint SET accused = ARRAY(SELECT DISTINCT unnest(accused || users) ORDER BY 1) WHERE id = wanted;
END $$;
GRANT EXECUTE ON FUNCTION complaints_name_accused(uuid, int[]) TO safar_app;

CREATE FUNCTION complaints_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := clock_timestamp(); NEW.by_id := safar_user();
  RETURN NEW;
END $$;
CREATE TRIGGER act BEFORE INSERT ON complaints_complaintstep FOR EACH ROW EXECUTE FUNCTION complaints_act();
CREATE TRIGGER act BEFORE INSERT ON complaints_complaintappeal FOR EACH ROW EXECUTE FUNCTION complaints_act();
CREATE TRIGGER act BEFORE INSERT ON complaints_complaintanswer FOR EACH ROW EXECUTE FUNCTION complaints_act();
CREATE TRIGGER act BEFORE INSERT ON complaints_complaintreading FOR EACH ROW EXECUTE FUNCTION complaints_act();

-- The second answer is given by somebody else than the first, and only after the person was not content.
CREATE FUNCTION complaints_guard_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.instance = 2 AND NOT EXISTS (SELECT 1 FROM complaints_complaintappeal a WHERE a.complaint_id = NEW.complaint_id) THEN
    PERFORM complaints_refuse('complaints_not_appealed', 'The person has not said that they are not content with the answer.');
  END IF;
  IF NEW.instance = 2 AND EXISTS (SELECT 1 FROM complaints_complaintanswer a
       WHERE a.complaint_id = NEW.complaint_id AND a.instance = 1 AND a.by_id = safar_user()) THEN
    PERFORM complaints_refuse('complaints_second_answer_by_another', 'You gave the first answer. Somebody else gives the second.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON complaints_complaintanswer
  FOR EACH ROW EXECUTE FUNCTION complaints_guard_answer();

CREATE FUNCTION complaints_guard_appeal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM complaints_complaintanswer a WHERE a.complaint_id = NEW.complaint_id) THEN
    PERFORM complaints_refuse('complaints_not_answered_yet', 'There is no answer yet that the person could be content with or not.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON complaints_complaintappeal
  FOR EACH ROW EXECUTE FUNCTION complaints_guard_appeal();
-- Somebody who has not answered yet takes it from here.
CREATE FUNCTION complaints_route_appeal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE complaints_complaint SET accused = accused WHERE id = NEW.complaint_id;
  RETURN NULL;
END $$;
CREATE TRIGGER route AFTER INSERT ON complaints_complaintappeal
  FOR EACH ROW EXECUTE FUNCTION complaints_route_appeal();

-- The log: under the office where nobody concerned reads it; what is about staff stands under no office at all.
CREATE FUNCTION complaints_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one complaints_complaint; fresh jsonb := to_jsonb(NEW);
BEGIN
  SELECT * INTO one FROM complaints_complaint c WHERE c.id = coalesce(fresh ->> 'complaint_id', fresh ->> 'id')::uuid;
  INSERT INTO plumbing_auditentry (office_id, at, recorded_at, user_id, role, channel, action, subject, subject_id, detail)
  VALUES (CASE WHEN one.about = 'staff' THEN NULL ELSE one.office_id END, clock_timestamp(), clock_timestamp(), safar_user(),
          safar_role(), 'desk', replace(TG_TABLE_NAME, '_', '.') || CASE TG_OP WHEN 'UPDATE' THEN '.changed' ELSE '' END,
          'complaint', one.id::text, '{}');
  RETURN NULL;
END $$;
CREATE TRIGGER log AFTER INSERT OR UPDATE ON complaints_complaint FOR EACH ROW EXECUTE FUNCTION complaints_log();
CREATE TRIGGER log AFTER INSERT ON complaints_complaintstep FOR EACH ROW EXECUTE FUNCTION complaints_log();
CREATE TRIGGER log AFTER INSERT ON complaints_complaintappeal FOR EACH ROW EXECUTE FUNCTION complaints_log();
CREATE TRIGGER log AFTER INSERT ON complaints_complaintanswer FOR EACH ROW EXECUTE FUNCTION complaints_log();
