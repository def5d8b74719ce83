"""The sentences of refusals about papers that are transcribed, numbered blank sheets, and who was at a signing."""

from django.utils.translation import gettext_lazy as _

from safar.plumbing.refusals import register

OF_PAPER = {
    "v1_paper_to_check": _("The paper is entered. A colleague who did not enter it reads the scan and checks it."),
    "v1_paper_differs": _("The two readings of the paper differ, so the entry is void. Enter the paper anew."),
    "v1_paper_to_reach": _(
        "The paper is entered and checked. Reach the person, alone, and ask whether this is their own declaration."
    ),
    "v1_paper_not_reached": _(
        "The declaration comes from paper, and at that moment the person had not said that it is theirs."
        " Reach them first."
    ),
    "v1_paper_denied": _(
        "The person says that they never signed this paper. Nothing rests on it any more; if they wish to go, they"
        " declare themselves, after a talk alone."
    ),
    "v1_paper_not_confirmed": _(
        "This paper is no declaration yet: it is entered by one, checked by another, and the person says that it is"
        " theirs."
    ),
    "v1_paper_same_person": _("You entered this paper. Ask a colleague to check it: nobody checks their own entry."),
    "v1_paper_checked_before": _("The check lies before the entry. Correct the time."),
    "v1_paper_not_checked": _(
        "This paper has not been checked. A colleague reads the scan first; then reach the person."
    ),
    "v1_paper_answered": _("The person has answered about this paper already. Look at what they said."),
    "v1_paper_reached_before": _("The talk lies before the check of the paper. Check first, then reach the person."),
    "v1_paper_reached_alone": _("What the person says counts only when they were alone. Find a moment when they are."),
    "v1_paper_contact": _("This contact belongs to somebody else. Choose one of the person’s own."),
    "v1_paper_one_at_a_time": _("Another paper of this person is on its way. Finish that one first."),
    "v1_paper_without_scan": _("A paper comes with its scan: choose a PDF or a picture of each page."),
    "v1_paper_scan_with_entry": _(
        "A scan comes in with the entry and is never added afterwards. Enter the paper anew."
    ),
    "v1_paper_manner": _("Say how the person signed: signature, thumbprint, recorded voice or witnessed mark."),
    "v1_paper_witness": _(
        "The witness must be named and may be neither family, interpreter, counsellor nor authority. Ask somebody else."
    ),
    "v1_paper_interpreter": _("Name the interpreter, or say that none was needed."),
    "v7_authority_at_signing": _(
        "Somebody of an authority was within hearing when this was signed, so it is void. Let the person declare again,"
        " out of their hearing."
    ),
    "v7_signing_presence_kind": _("Say who was there, from the list."),
    "consent_reach_outcome": _("Say what came of it, from the list."),
    "consent_too_many_scans": _("At most %(most)s files for one paper. Put several pages into one PDF."),
    "consent_scan_media": _("This is neither a PDF nor a JPEG or PNG picture. Scan or photograph the paper again."),
    "consent_scan_page_once": _("This page of the scan is there already."),
    "consent_blank_count": _("A set has between 1 and %(most)s sheets. Print two sets if more are needed."),
    "consent_blanks_issued_to": _("Say to whom the sheets are handed, so that missing numbers can be asked for."),
    "consent_blank_number_once": _("This number exists already. Try again."),
    "consent_blank_unknown": _("No blank sheet with this number was issued here. Compare it with the paper."),
    "consent_blank_used": _(
        "This number was used, spoiled or reported lost already. Look at its set before you enter the paper."
    ),
    "consent_blank_part_once": _(
        "This number was entered already: a second paper with the same number is a copy. Look at its set first."
    ),
    "consent_blank_part": _("Say whether the sheet came back spoiled or is lost."),
}


def register_sentences() -> None:
    """Make every sentence known, once, when the program starts."""
    register(OF_PAPER)
