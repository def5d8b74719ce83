-- What the rules ask about papers: who may witness, where a paper stands, who heard at the signing.

-- Two texts are compared without case and without odd spaces.
CREATE FUNCTION consent_same_words(words text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT lower(regexp_replace(btrim(coalesce(words, '')), '\s+', ' ', 'g')) $$;

-- V1: the witness is neither the interpreter, the counsellor, somebody on this journey nor a relative on file.
CREATE FUNCTION consent_may_witness(t uuid, session uuid, interpreter text, witness text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH family AS (
    SELECT other.person_id AS id FROM consent_traveller v JOIN consent_traveller other ON other.journey_id = v.journey_id
     WHERE v.id = t
    UNION SELECT CASE WHEN r.person_id = own THEN r.other_id ELSE r.person_id END
      FROM consent_traveller v CROSS JOIN LATERAL people_same(v.person_id) own
      JOIN people_relation r ON own IN (r.person_id, r.other_id) WHERE v.id = t)
  SELECT btrim(witness) <> '' AND consent_same_words(witness) NOT IN (
    SELECT consent_same_words(interpreter) WHERE btrim(interpreter) <> ''
    UNION ALL SELECT consent_same_words(s.interpreter_name) FROM consent_session s
               WHERE s.id = session AND btrim(s.interpreter_name) <> ''
    UNION ALL SELECT consent_same_words(u.name) FROM consent_session s JOIN accounts_user u ON u.id = s.counsellor_id
               WHERE s.id = session
    UNION ALL SELECT consent_same_words(spelling) FROM family f JOIN people_name n ON n.person_id = f.id
              CROSS JOIN LATERAL unnest(ARRAY[n.text, n.latin]) AS spelling WHERE btrim(spelling) <> '') $$;

-- Where a paper stands: to_check, differs, to_reach, confirmed, changed_mind or never_signed.
CREATE FUNCTION consent_paper_state(p uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM consent_paperreach r WHERE r.paper_id = p AND r.outcome = 'never_signed') THEN 'never_signed'
    WHEN EXISTS (SELECT 1 FROM consent_paperreach r WHERE r.paper_id = p AND r.outcome = 'changed_mind') THEN 'changed_mind'
    WHEN EXISTS (SELECT 1 FROM consent_papercheck c WHERE c.paper_id = p AND c.differences <> '{}') THEN 'differs'
    WHEN EXISTS (SELECT 1 FROM consent_paperreach r WHERE r.paper_id = p AND r.outcome = 'confirms') THEN 'confirmed'
    WHEN EXISTS (SELECT 1 FROM consent_papercheck c WHERE c.paper_id = p) THEN 'to_reach'
    ELSE 'to_check' END $$;

-- V1 for what comes from paper: nothing rests on it before both the check and the person's own word, nor after their no.
CREATE FUNCTION consent_v1_paper(t uuid, d uuid, at timestamptz) RETURNS SETOF consent_refusal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE consent_paper_state(p.id) WHEN 'to_check' THEN 'v1_paper_to_check' WHEN 'differs' THEN 'v1_paper_differs'
              ELSE 'v1_paper_to_reach' END, '{}'::jsonb
    FROM consent_paperdeclaration p
   WHERE d IS NULL AND p.traveller_id = t AND p.entered_at <= at
     AND p.id = (SELECT last.id FROM consent_paperdeclaration last WHERE last.traveller_id = t
                  ORDER BY last.recorded_at DESC LIMIT 1)
     AND consent_paper_state(p.id) IN ('to_check', 'differs', 'to_reach')
  UNION ALL
  SELECT CASE WHEN consent_paper_state(dec.paper_id) = 'never_signed' THEN 'v1_paper_denied' ELSE 'v1_paper_not_reached' END, '{}'
    FROM consent_declaration dec
   WHERE dec.id = d AND dec.paper_id IS NOT NULL
     AND (consent_paper_state(dec.paper_id) <> 'confirmed'
          OR NOT EXISTS (SELECT 1 FROM consent_paperreach r WHERE r.paper_id = dec.paper_id AND r.outcome = 'confirms'
                            AND r.spoke_at <= at)) $$;

-- V7 at the signing: an authority within hearing voids what was declared, also when it is found out later.
CREATE FUNCTION consent_heard_at_signing(d uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM consent_declarationpresence pr WHERE pr.declaration_id = d AND pr.in_hearing
                    AND pr.kind IN ('police', 'detention', 'immigration', 'origin_state')) $$;
