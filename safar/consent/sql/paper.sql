-- From paper into force: entered by one, checked by another who reads the same scan, and the person reached, alone.
-- Only then does the database let a declaration be written from it, word for word.

CREATE FUNCTION consent_paper_entered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.entered_by_id := safar_user();
  IF NEW.entered_by_id IS NULL THEN
    PERFORM consent_refuse('consent_by_a_person');
  ELSIF EXISTS (SELECT 1 FROM consent_declarationtext x WHERE x.id = NEW.text_id AND x.language <> NEW.language) THEN
    PERFORM consent_refuse('consent_text_missing');
  ELSIF NOT consent_may_witness(NEW.traveller_id, NEW.session_id, NEW.interpreter_name, NEW.witness_name) THEN
    PERFORM consent_refuse('v1_witness');
  ELSIF NOT EXISTS (SELECT 1 FROM consent_sessionperson sp
                     WHERE sp.session_id = NEW.session_id AND sp.traveller_id = NEW.traveller_id) THEN
    PERFORM consent_refuse('v1_session_without_person');
  END IF;
  PERFORM consent_lock(NEW.traveller_id);
  IF EXISTS (SELECT 1 FROM consent_paperdeclaration p
              WHERE p.traveller_id = NEW.traveller_id AND consent_paper_state(p.id) IN ('to_check', 'to_reach')) THEN
    PERFORM consent_refuse('v1_paper_one_at_a_time');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER a_stamp BEFORE INSERT ON consent_paperdeclaration
  FOR EACH ROW EXECUTE FUNCTION consent_stamp('entered_at', 'signed_at');
CREATE TRIGGER b_entered BEFORE INSERT ON consent_paperdeclaration FOR EACH ROW EXECUTE FUNCTION consent_paper_entered();

-- The scan comes with the entry: nobody puts another paper under words that were checked.
CREATE FUNCTION consent_scan_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  NEW.digest := encode(sha256(NEW.content), 'hex');
  IF NOT EXISTS (SELECT 1 FROM consent_paperdeclaration p
                  WHERE p.id = NEW.paper_id AND consent_is_being_written(p.xmin))
     OR EXISTS (SELECT 1 FROM consent_papercheck c WHERE c.paper_id = NEW.paper_id) THEN
    PERFORM consent_refuse('v1_paper_scan_with_entry');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_with_entry BEFORE INSERT ON consent_paperscan FOR EACH ROW EXECUTE FUNCTION consent_scan_added();

-- What differs between the entry and what another colleague read on the same paper, as codes.
CREATE FUNCTION consent_paper_differences(
  p uuid, signed timestamptz, held date, spoken text, how text, witness text, interpreter text, confirmed text[])
RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY(
    SELECT d.code FROM consent_paperdeclaration e JOIN consent_session s ON s.id = e.session_id
      CROSS JOIN LATERAL (VALUES
        ('signed_at', date_trunc('minute', e.signed_at) IS DISTINCT FROM date_trunc('minute', signed)),
        ('held_on', NOT coalesce(abs(consent_day(s.held_at) - held) <= 1, false)),
        ('language', e.language IS DISTINCT FROM spoken),
        ('manner', e.manner IS DISTINCT FROM how),
        ('witness_name', consent_same_words(e.witness_name) <> consent_same_words(witness)),
        ('interpreter_name', consent_same_words(e.interpreter_name) <> consent_same_words(interpreter)),
        ('person', NOT coalesce('person' = ANY (confirmed), false)),
        ('session', NOT coalesce('session' = ANY (confirmed), false)),
        ('topics', NOT coalesce('topics' = ANY (confirmed), false)),
        ('presences', NOT coalesce('presences' = ANY (confirmed), false)),
        ('answers', NOT coalesce('answers' = ANY (confirmed), false)),
        ('children', NOT coalesce('children' = ANY (confirmed), false))) AS d(code, is_so)
     WHERE e.id = p AND d.is_so) $$;

CREATE FUNCTION consent_paper_checked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE entry consent_paperdeclaration;
BEGIN
  SELECT * INTO STRICT entry FROM consent_paperdeclaration WHERE id = NEW.paper_id;
  PERFORM consent_lock(entry.traveller_id);
  NEW.traveller_id := entry.traveller_id;
  NEW.checked_by_id := safar_user();
  IF NEW.checked_by_id IS NULL OR NOT consent_is_posted(NEW.checked_by_id, consent_day(NEW.checked_at)) THEN
    PERFORM consent_refuse('consent_by_a_person');
  ELSIF NEW.checked_by_id = entry.entered_by_id THEN
    PERFORM consent_refuse('v1_paper_same_person');
  ELSIF NEW.checked_at < entry.entered_at THEN
    PERFORM consent_refuse('v1_paper_checked_before');
  ELSIF NOT EXISTS (SELECT 1 FROM consent_paperscan s WHERE s.paper_id = entry.id) THEN
    PERFORM consent_refuse('v1_paper_without_scan');
  END IF;
  -- What was looked at is chained with the check, so that no other picture can be put in its place (V14).
  NEW.scans := ARRAY(SELECT s.digest FROM consent_paperscan s WHERE s.paper_id = entry.id ORDER BY s.page);
  NEW.differences := consent_paper_differences(
    entry.id, NEW.signed_at, NEW.held_on, NEW.language, NEW.manner, NEW.witness_name, NEW.interpreter_name, NEW.lines);
  RETURN NEW;
END $$;
CREATE TRIGGER a_stamp BEFORE INSERT ON consent_papercheck FOR EACH ROW EXECUTE FUNCTION consent_stamp('checked_at');
CREATE TRIGGER b_checked BEFORE INSERT ON consent_papercheck FOR EACH ROW EXECUTE FUNCTION consent_paper_checked();

CREATE FUNCTION consent_paper_reached() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE entry consent_paperdeclaration; stands text;
BEGIN
  SELECT * INTO STRICT entry FROM consent_paperdeclaration WHERE id = NEW.paper_id;
  PERFORM consent_lock(entry.traveller_id);
  stands := consent_paper_state(entry.id);
  NEW.traveller_id := entry.traveller_id;
  NEW.spoke_by_id := safar_user();
  IF NEW.spoke_by_id IS NULL OR NOT consent_is_posted(NEW.spoke_by_id, consent_day(NEW.spoke_at)) THEN
    PERFORM consent_refuse('consent_by_a_person');
  ELSIF stands IN ('to_check', 'differs') THEN
    PERFORM consent_refuse('v1_paper_not_checked');
  ELSIF NOT (stands = 'to_reach' OR (stands = 'confirmed' AND NEW.outcome = 'never_signed')) THEN
    PERFORM consent_refuse('v1_paper_answered');
  ELSIF NEW.spoke_at < (SELECT c.checked_at FROM consent_papercheck c WHERE c.paper_id = entry.id) THEN
    PERFORM consent_refuse('v1_paper_reached_before');
  ELSIF NEW.outcome <> 'not_reached' AND NOT NEW.alone THEN
    PERFORM consent_refuse('v1_paper_reached_alone');
  ELSIF NEW.outcome <> 'not_reached' AND btrim(NEW.interpreter_name) = '' AND NOT NEW.no_interpreter_needed THEN
    PERFORM consent_refuse('v1_interpreter_or_none_needed');
  ELSIF NEW.contact_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM people_safecontact c JOIN consent_traveller v ON v.person_id = c.person_id
       WHERE c.id = NEW.contact_id AND v.id = entry.traveller_id) THEN
    PERFORM consent_refuse('v1_paper_contact');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_stamp BEFORE INSERT ON consent_paperreach FOR EACH ROW EXECUTE FUNCTION consent_stamp('spoke_at');
CREATE TRIGGER b_reached BEFORE INSERT ON consent_paperreach FOR EACH ROW EXECUTE FUNCTION consent_paper_reached();

-- "No" withdraws, and "I never signed this" calls the protection officer, whoever wrote it down and for whatever reason.
CREATE FUNCTION consent_paper_answered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.outcome = 'changed_mind' THEN
    INSERT INTO consent_withdrawal (id, traveller_id, said_at, recorded_at, late, channel, recorded_by_id, by_traveller_self,
                                    consequences_told)
    VALUES (gen_random_uuid(), NEW.traveller_id, NEW.spoke_at, clock_timestamp(), false, 'paper_reached', NEW.spoke_by_id,
            true, false);
  ELSIF NEW.outcome = 'never_signed' THEN
    PERFORM consent_raise_hold(NEW.traveller_id, 'protection', NEW.spoke_at, NEW.paper_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER m_answered AFTER INSERT ON consent_paperreach FOR EACH ROW EXECUTE FUNCTION consent_paper_answered();

-- A declaration that names a paper says what the paper says, whatever the statement that writes it says.
CREATE FUNCTION consent_from_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE entry consent_paperdeclaration;
BEGIN
  SELECT * INTO STRICT entry FROM consent_paperdeclaration WHERE id = NEW.paper_id;
  IF consent_paper_state(entry.id) <> 'confirmed' THEN
    PERFORM consent_refuse('v1_paper_not_confirmed');
  END IF;
  NEW.traveller_id := entry.traveller_id;
  NEW.signed_by_id := (SELECT v.person_id FROM consent_traveller v WHERE v.id = entry.traveller_id);
  NEW.session_id := entry.session_id;
  NEW.text_id := entry.text_id;
  NEW.pack_id := entry.pack_id;
  NEW.language := entry.language;
  NEW.interpreter_name := entry.interpreter_name;
  -- Who stands on the paper interpreted, not whom the statement chooses from the register.
  IF NOT consent_is_called(NEW.interpreter_id, entry.interpreter_name) THEN
    NEW.interpreter_id := NULL;
  END IF;
  NEW.no_interpreter_needed := entry.no_interpreter_needed;
  NEW.manner := entry.manner;
  NEW.place := entry.place;
  NEW.witness_name := entry.witness_name;
  NEW.witness_relation := entry.witness_relation;
  NEW.signed_at := entry.signed_at;
  NEW.copy_answer := entry.copy_answer;
  NEW.reading_aloud_answer := entry.reading_aloud_answer;
  NEW.shortened_by_person := entry.shortened_by_person;
  NEW.shortened_reason := entry.shortened_reason;
  NEW.second_officer_id := entry.second_officer_id;
  NEW.legal_advice_offered := entry.legal_advice_offered;
  RETURN NEW;
END $$;
CREATE TRIGGER a_from_paper BEFORE INSERT ON consent_declaration FOR EACH ROW WHEN (NEW.paper_id IS NOT NULL)
  EXECUTE FUNCTION consent_from_paper();

-- The children it names and who was there come with it.
CREATE FUNCTION consent_paper_belongings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO consent_declarationchild (id, declaration_id, child_id)
  SELECT gen_random_uuid(), NEW.id, child FROM consent_paperdeclaration p CROSS JOIN LATERAL unnest(p.children) child
   WHERE p.id = NEW.paper_id;
  INSERT INTO consent_declarationpresence (id, declaration_id, kind, in_sight, in_hearing, recorded_at)
  SELECT gen_random_uuid(), NEW.id, kind, kind = ANY (p.in_sight), kind = ANY (p.in_hearing), clock_timestamp()
    FROM consent_paperdeclaration p
   CROSS JOIN LATERAL (SELECT DISTINCT k FROM unnest(p.in_sight || p.in_hearing) k) AS there(kind) WHERE p.id = NEW.paper_id;
  RETURN NULL;
END $$;
CREATE TRIGGER d_belongings AFTER INSERT ON consent_declaration FOR EACH ROW WHEN (NEW.paper_id IS NOT NULL)
  EXECUTE FUNCTION consent_paper_belongings();

CREATE TRIGGER c_chain AFTER INSERT ON consent_paperdeclaration FOR EACH ROW EXECUTE FUNCTION consent_chain_row();
CREATE TRIGGER c_chain AFTER INSERT ON consent_papercheck FOR EACH ROW EXECUTE FUNCTION consent_chain_row();
CREATE TRIGGER c_chain AFTER INSERT ON consent_paperreach FOR EACH ROW EXECUTE FUNCTION consent_chain_row();

CREATE FUNCTION consent_signing_presence() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM consent_lock(d.traveller_id) FROM consent_declaration d WHERE d.id = NEW.declaration_id;
  IF consent_heard_at_signing(NEW.declaration_id) THEN
    UPDATE consent_permit SET state = 'lapsed', ended_at = clock_timestamp()
     WHERE state IN ('in_force', 'held') AND declaration_id = NEW.declaration_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_stamp BEFORE INSERT ON consent_declarationpresence
  FOR EACH ROW EXECUTE FUNCTION consent_stamp('recorded_at');
CREATE TRIGGER m_heard AFTER INSERT ON consent_declarationpresence
  FOR EACH ROW EXECUTE FUNCTION consent_signing_presence();

-- Numbers of blank sheets: what was spoiled or lost is not entered afterwards, and what was entered is not lost.
CREATE FUNCTION consent_blank_used() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  NEW.said_by_id := safar_user();
  PERFORM 1 FROM consent_blanksheet b WHERE b.id = NEW.sheet_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM consent_blankuse u WHERE u.sheet_id = NEW.sheet_id
                AND (u.part IN ('spoiled', 'lost') OR (NEW.part IN ('spoiled', 'lost') AND u.part <> NEW.part))) THEN
    PERFORM consent_refuse('consent_blank_used');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_used BEFORE INSERT ON consent_blankuse FOR EACH ROW EXECUTE FUNCTION consent_blank_used();

GRANT EXECUTE ON FUNCTION consent_paper_state(uuid),
  consent_paper_differences(uuid, timestamptz, date, text, text, text, text, text[]) TO safar_app;
