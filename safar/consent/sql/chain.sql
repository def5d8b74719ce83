-- V14: declarations, confirmations and withdrawals are chained per office. The chain holds salted digests only, so that
-- content and salt can be destroyed (D16) while the chain stays verifiable.

CREATE FUNCTION consent_digest(salt bytea, body jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(salt || convert_to(jsonb_strip_nulls(body)::text, 'UTF8')), 'hex') $$;

CREATE FUNCTION consent_chain_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  home int;
  salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  last consent_chainlink;
  body text;
BEGIN
  SELECT j.office_id INTO home FROM consent_traveller v JOIN consent_journey j ON j.id = v.journey_id WHERE v.id = NEW.traveller_id;
  PERFORM pg_advisory_xact_lock(hashtext('consent_chain'), home);
  SELECT * INTO last FROM consent_chainlink WHERE office_id = home ORDER BY number DESC LIMIT 1;
  body := consent_digest(salt, to_jsonb(NEW));
  INSERT INTO consent_chainsalt (row_id, salt) VALUES (NEW.id, salt);
  INSERT INTO consent_chainlink (office_id, number, kind, row_id, digest, previous, link, recorded_at)
  VALUES (home, coalesce(last.number, 0) + 1, substr(TG_TABLE_NAME, 9), NEW.id, body, coalesce(last.link, ''),
          encode(sha256(convert_to(concat_ws('|', home, coalesce(last.number, 0) + 1, substr(TG_TABLE_NAME, 9), NEW.id,
                                             body, coalesce(last.link, '')), 'UTF8')), 'hex'), clock_timestamp());
  RETURN NULL;
END $$;
CREATE TRIGGER c_chain AFTER INSERT ON consent_declaration FOR EACH ROW EXECUTE FUNCTION consent_chain_row();
CREATE TRIGGER c_chain AFTER INSERT ON consent_confirmation FOR EACH ROW EXECUTE FUNCTION consent_chain_row();
CREATE TRIGGER c_chain AFTER INSERT ON consent_withdrawal FOR EACH ROW EXECUTE FUNCTION consent_chain_row();

-- Check an office's chain: its length, its head (to be kept outside this database), and where it breaks, if it does.
CREATE FUNCTION consent_verify_chain(office int)
RETURNS TABLE (length int, head text, erased int, broken_at int, reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE chained consent_chainlink; expected int := 1; kept bytea; body jsonb;
BEGIN
  length := 0; head := ''; erased := 0; broken_at := NULL; reason := '';
  IF NOT office = ANY (safar_scope()) THEN
    RETURN NEXT;
    RETURN;
  END IF;
  FOR chained IN SELECT * FROM consent_chainlink c WHERE c.office_id = office ORDER BY c.number LOOP
    SELECT s.salt INTO kept FROM consent_chainsalt s WHERE s.row_id = chained.row_id;
    body := CASE chained.kind
      WHEN 'declaration' THEN (SELECT to_jsonb(d) FROM consent_declaration d WHERE d.id = chained.row_id)
      WHEN 'confirmation' THEN (SELECT to_jsonb(c) FROM consent_confirmation c WHERE c.id = chained.row_id)
      WHEN 'withdrawal' THEN (SELECT to_jsonb(w) FROM consent_withdrawal w WHERE w.id = chained.row_id)
      WHEN 'paperdeclaration' THEN (SELECT to_jsonb(p) FROM consent_paperdeclaration p WHERE p.id = chained.row_id)
      WHEN 'papercheck' THEN (SELECT to_jsonb(c) FROM consent_papercheck c WHERE c.id = chained.row_id)
      WHEN 'paperreach' THEN (SELECT to_jsonb(r) FROM consent_paperreach r WHERE r.id = chained.row_id) END;
    reason := CASE
      WHEN chained.number <> expected THEN 'a link is missing'
      WHEN chained.previous <> head THEN 'a link does not follow the one before'
      WHEN chained.link <> encode(sha256(convert_to(concat_ws('|', chained.office_id, chained.number, chained.kind,
             chained.row_id, chained.digest, chained.previous), 'UTF8')), 'hex') THEN 'a link was altered'
      WHEN body IS NULL AND kept IS NOT NULL THEN 'a row was removed'
      WHEN body IS NOT NULL AND kept IS NULL THEN 'a salt was removed'
      WHEN body IS NOT NULL AND consent_digest(kept, body) <> chained.digest THEN 'a row was altered'
      ELSE '' END;
    IF reason <> '' THEN
      broken_at := chained.number;
      EXIT;
    END IF;
    IF body IS NULL THEN
      erased := erased + 1;
    END IF;
    length := length + 1;
    head := chained.link;
    expected := expected + 1;
  END LOOP;
  RETURN NEXT;
END $$;
