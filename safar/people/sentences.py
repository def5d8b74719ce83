"""The sentences in which people refuses something; each code is a rule or a named constraint of the database."""

from django.utils.translation import gettext_lazy as _

from safar.plumbing.refusals import register

SENTENCES = {
    "people_unknown": _("There is no such person, or your office may not see them. Search again by name or document."),
    "people_likelypair_answer": _("Choose one of the three answers: one person, two people, or not sure."),
    "people_likelypair_answered": _("An answer needs whoever gave it. Sign in and answer again."),
    "people_likelypair_once": _("These two are in the list of likely duplicates already. Look for them there."),
    "people_likelypair_ordered": _("Choose two different people."),
    "people_likelypair_score": _("The likeness of two people lies between nothing and all. Report the pair again."),
    "people_pair_unknown": _("There is no such pair, or you may not see both people. Go back to the list."),
    "people_pair_second_person": _("A second look is another person’s. Ask a colleague to look at these two."),
    "people_pair_protection": _(
        "One of the two is protected. What the answer changes needs a second look by another protection officer."
    ),
    "people_linkrun_one_at_a_time": _(
        "Your office is searching for duplicates already. Wait until it is finished, or stop it first."
    ),
    "people_linkrun_stage_known": _("This search is at no known stage. Stop it and begin again."),
    "people_linkrun_unknown": _("There is no such search for duplicates in your office. Go back to the list."),
    "people_linkrun_over": _("This search for duplicates is over already. Begin a new one."),
    "people_no_office": _("You hold no post in an office today, so nothing can be registered. Ask your administrator."),
    "people_registration_consent": _(
        "Nobody is registered without consenting first. Ask for the consent, then register;"
        " or record a nameless enquiry."
    ),
    "people_consent_after_registration": _(
        "The consent was given after the registration. Consent comes first: check the day and the hour."
    ),
    "people_consent_withdrawn": _("A withdrawn consent stays withdrawn. Ask the person for a new one."),
    "people_consent_once": _("This consent is on file already. Withdraw it first if it has changed."),
    "people_consent_recipient": _("Say who receives the data: a consent is for one purpose and one recipient."),
    "people_consent_in_future": _("A consent cannot be given in the future. Check the day and the hour."),
    "people_purpose_known": _("Choose what the data is used for from the list."),
    "people_changed_meanwhile": _(
        "Somebody changed this person while you were writing: %(changed)s. Nothing of yours was saved."
        " Compare the two below and save again."
    ),
    "people_matches_unseen": _(
        "Somebody already registered may be the same person (%(count)s found). Look first; then say of each that it is"
        " another person."
    ),
    "people_name_needed": _("Write at least one name, as the person writes or says it. One name is enough."),
    "people_name_is_a_number": _(
        "“%(text)s” has no letters, so it is no name. A telephone number belongs under “Telephone”, a document’s number"
        " under “Its number”."
    ),
    "people_name_not_empty": _("Write the name, as the person writes or says it."),
    "people_name_kind_known": _("Choose what kind of name this is from the list."),
    "people_one_primary_name": _("One name comes first on lists. Choose which one."),
    "people_birth_order": _("The latest day of birth comes before the earliest. Exchange the two."),
    "people_birth_note_needed": _("Say why: what was seen, who assessed, which document. A sentence is enough."),
    "people_birth_settled": _(
        "This birth is doubted or was settled by a document, an estimate or an assessment. Change it under"
        " “Settle the birth”, with a reason."
    ),
    "people_birth_in_future": _("A birth cannot lie in the future. Check the year."),
    "people_birth_basis_known": _("Choose what the birth rests on from the list."),
    "people_sex_known": _("Choose the sex from the list; “not said” is an answer."),
    "people_death_after_birth": _("The day of death comes before the birth. Check both."),
    "people_death_in_future": _("A death cannot lie in the future. Check the day."),
    "people_nationality_country": _("Choose the country of the nationality, or “stateless” without one."),
    "people_nationality_once": _("This nationality is on file already. Change how far it is known instead."),
    "people_language_once": _("This language is on file already."),
    "people_office_sees_once": _("This office sees the person already."),
    "people_document_dates": _("The document ends before it was issued. Check the two days."),
    "people_document_once": _("A document of this kind with this number is on file for the person already."),
    "people_document_kind_known": _("Choose the kind of document from the list."),
    "people_document_unknown": _("There is no such document. Go back to the person and choose one."),
    "people_holder_known": _("Choose in whose hands the document is from the list."),
    "people_custody_one_at_a_time": _("For that moment it is written already who had the document."),
    "people_custody_earlier": _(
        "The document is with somebody else since a later moment. Write when it was passed on, after that."
    ),
    "people_custody_in_future": _("The document cannot change hands in the future. Check the day and the hour."),
    "people_receipt_needed": _("Say which receipt was given: a document we keep or pass on is signed for."),
    "people_relation_to_another": _("Somebody cannot be related to themselves. Choose the other person."),
    "people_relation_once": _("This relation is on file already."),
    "people_relation_kind_known": _("Choose the relation from the list."),
    "people_relation_unknown": _("There is no such relation. Go back to the person."),
    "people_responsibility_of_parents": _("Only a parent or a guardian holds parental responsibility."),
    "people_parent_younger": _("A parent cannot be younger than the child. Check who is whose parent."),
    "people_one_household_at_a_time": _(
        "The person lives in a household already. Let them leave that one first, from the day they left."
    ),
    "people_membership_order": _("Somebody cannot leave a household before joining it. Check the day."),
    "people_household_unknown": _("There is no such household, or your office may not see it."),
    "people_not_a_member": _("The person does not live in this household."),
    "people_household_label": _("Give the household a short name, such as the family’s."),
    "people_birth_on_a_day": _("A birth lies between two days of the calendar. Write the earliest and the latest day."),
    "people_one_alias": _("This person has an alias already."),
    "people_alias_not_empty": _("An alias is a word. Let the database draw one."),
    "people_alias_reason": _("Say why. Only those who may see the protection class read it."),
    "people_alias_unknown": _("This person has no alias. Go back to the file."),
    "people_names_not_opened": _(
        "Your role does not open the name behind an alias for this. Ask a protection officer."
    ),
    "people_behind_alias": _(
        "This person has an alias. Only a protection officer, who may open the name, writes or corrects names."
    ),
    "people_contact_number": _("Write the number or address at which the person may be reached."),
    "people_contact_unknown": _("There is no such contact. Go back to the person."),
    "people_enquiry_unknown": _("There is no such enquiry. Go back to the list."),
    "people_enquiry_used": _("This enquiry led to a registration already. Go back to the list."),
    "people_enquiry_in_future": _("An enquiry cannot lie in the future. Check the day."),
    "people_match_document": _("the same document number"),
    "people_match_same_name": _("the same name"),
    "people_match_like_name": _("a name that sounds alike"),
    "people_match_birth": _("born within a year of each other"),
    "people_match_phone": _("the same telephone number"),
    "people_match_alias": _("known by this alias"),
    "people_match_begins": _("a name that begins so"),
    "people_match_document_elsewhere": _("the same document number"),
    "people_match_name_elsewhere": _("a name that sounds alike, born within a year"),
    "people_no_contact": _(
        "There is no contact between these two, and nothing is asked of one about the other. Ask a protection officer."
    ),
    "people_concern_lifted_once": _("This fear was lifted already. Go back to the person."),
    "people_concern_by_protection": _("Only a protection officer finds that a fear of violence no longer stands."),
    "v9_spouse_is_no_guardian": _("A husband or wife is never the guardian of a child. Name who has custody in law."),
    "people_guardian_of_age": _("A guardian is of age. Check who it is and from which day."),
    "people_guardian_proof": _("Name the paper that proves the guardian’s authority: its kind, number and date."),
    "people_guardian_named": _("Say who the guardian is: somebody on file, or a name."),
    "people_guardian_order": _("The authority ends before it begins. Check the two days."),
    "people_guardian_end": _("The authority cannot end before it began. Check the day."),
    "people_guardian_kind": _("Choose by what right the guardian decides from the list."),
    "people_guardian_of_another": _("Nobody is their own guardian. Choose somebody else."),
    "people_guardian_unknown": _("There is no such guardian on file. Go back to the person."),
    "people_contact_ended_once": _(
        "This way to reach them has ended already. Write down a new one if it is safe again."
    ),
    "people_tracing_match_once": _("This search has found them already. Go back to the search."),
    "people_guardian_ended_once": _("This authority has ended already. A new one is put on file anew."),
    "people_tracing_name": _("Write the name of the person who is looked for."),
    "people_tracing_relation": _("Choose who they are to the one who looks for them from the list."),
    "people_tracing_way": _("Say how you looked: which office, register, community or telephone number."),
    "people_tracing_closed_because": _("Say why the search ends."),
    "people_tracing_unknown": _("There is no such search. Go back to the list."),
    "people_tracing_in_future": _("That day lies ahead. Write down only what was tried."),
    "people_assent_needed": _("A guardian agreed: say what the child says to it, or that they are too young to say."),
    "people_import_unknown": _(
        "This import is not yours to go on with, or your role brings no registers in."
        " Begin it anew under your own name."
    ),
    "people_import_office": _("A row names an office that you do not register for. Nothing of this part was kept."),
    "people_import_office_unknown": _(
        "There is no office “%(office)s” that you may register for. Correct the code, or leave it empty for your own."
    ),
    "people_import_under_way": _("This file is being brought in already. Wait until that has ended, then start again."),
    "people_import_unreadable": _("This file cannot be read. Save it as CSV in UTF-8 with a header, and try again."),
    "people_import_columns_missing": _("These columns are missing: %(columns)s. See docs/registers.md."),
    "people_import_column_twice": _("The column “%(column)s” is there twice. Remove one of them."),
    "people_import_encoding": _("This row is not written in UTF-8. Correct its letters, or save the file in UTF-8."),
    "people_import_row_unreadable": _(
        "This row cannot be read: a quotation mark is not closed, or the line is too long. Correct it."
    ),
    "people_import_too_many_cells": _("This row has more cells than the header. Put texts with commas into quotes."),
    "people_import_id_needed": _("Every row needs the register’s own id, so that nobody comes in twice."),
    "people_import_twice": _("A row higher up in this file has the same id. Each record needs its own."),
    "people_import_language": _("“%(text)s” is not a language we know. Write its code, such as fa-af."),
    "people_import_consent_needed": _(
        "Nobody is registered without consenting first. Write the day on which they agreed, or name one day for all."
    ),
    "people_import_row_refused": _("The database refused this row. Compare it with docs/registers.md and correct it."),
    "people_importrun_register": _("Name the register from which the records are."),
    "people_importrun_place": _("The import cannot go on beyond the end of its file. Begin it anew."),
    "people_sourcerecord_once": _("This record of the register is on file already."),
    "people_sourcehousehold_once": _("This household of the register is on file already."),
    "people_country": _("“%(country)s” is not a country we know. Choose one from the list."),
}

register(SENTENCES)
