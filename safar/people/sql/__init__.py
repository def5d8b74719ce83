"""Who may see a person, the consent before registration, and the questions between offices."""

from safar.plumbing.policies import (
    append_only,
    follows,
    grant_delete,
    keep_history,
    needs_class,
    office_policy,
    sql_file,
)

RULES = [
    sql_file("people", "sight"),
    follows("people_name", "people_person", "person_id"),
    follows("people_nameword", "people_person", "person_id"),
    follows("people_nationality", "people_person", "person_id"),
    follows("people_spokenlanguage", "people_person", "person_id"),
    follows("people_document", "people_person", "person_id"),
    follows("people_custody", "people_document", "document_id"),
    follows("people_safecontact", "people_person", "person_id"),
    follows("people_dataconsent", "people_person", "person_id"),
    sql_file("people", "families"),
    follows("people_relationconcern", "people_relation", "relation_id"),
    needs_class("people_relationconcern", "protection"),
    sql_file("people", "consents"),
    office_policy("people_enquiry"),
    office_policy("people_matchquestion"),
    sql_file("people", "known_elsewhere"),
    append_only("people_custody"),
    grant_delete("people_nameword"),
    keep_history("people_person"),
    keep_history("people_name"),
    keep_history("people_document"),
    keep_history("people_safecontact"),
    keep_history("people_relation"),
    keep_history("people_householdmember"),
]
