"""The sentences in which judging and merging of two records refuse something."""

from django.utils.translation import gettext_lazy as _

from safar.plumbing.refusals import register

SENTENCES = {
    "people_merge_already": _("Somebody has merged one of these records already. Open the person again and look."),
    "people_merge_by": _(
        "Records are merged and parted by a protection officer or a programme manager; where one of them is hidden, by"
        " a protection officer of that person’s own office. Ask them."
    ),
    "people_merge_relatives": _(
        "These two stand on file as relatives of each other, so they are two people. If the relation is wrong, ask"
        " who wrote it down."
    ),
    "people_merge_together": _(
        "These two were in one case, on one journey or at one session, so they are two people. They are not merged."
    ),
    "people_merge_alias_both": _(
        "One of the two has an alias. Give the other record an alias too, so that the name stays hidden in both; then"
        " merge them."
    ),
    "people_merge_death": _(
        "One record says that the person has died and the other does not. Find out which is true and put it on both"
        " before merging."
    ),
    "people_merge_death_reported": _(
        "The death of one of the two is reported and not yet answered. Answer the report first, then merge."
    ),
    "people_merge_child_or_adult": _(
        "By one record they are a child, by the other of age. Settle the birth on the one that is wrong first, then"
        " merge."
    ),
    "people_merge_second_look": _(
        "One of the two is hidden. Somebody else has to look at the pair too and say that they are one person, before"
        " anything is merged."
    ),
    "people_merge_two_permits": _(
        "Both records hold a permit to travel, and nobody travels twice. Ask the person which journey is theirs, end"
        " the other one, then merge."
    ),
    "people_merge_not_now": _(
        "These two cannot be merged now. Ask a protection officer of the office above to look at both."
    ),
    "people_merge_pick_rests": _(
        "A journey rests on the sex and the birth as they stand. Correct them in the file first, then merge without"
        " taking them over."
    ),
    "people_merge_pick_hidden": _(
        "Nothing of a hidden record is written onto another: others would read it there. Keep the hidden record"
        " instead, or take nothing over."
    ),
    "people_merge_name": _("Choose a name that one of the two bears."),
    "people_merge_reason": _("Say why they are one person: who recognised them, which paper, what they told."),
    "people_merge_undone_reason": _("Say why they are two people after all."),
    "people_merge_unknown": _("There is no such merge, or your office may not see both people."),
    "people_merge_undone": _("These two were parted again already. Open the person again and look."),
    "people_merge_undone_before": _("A merge cannot be taken back before it was made. Check the day and the hour."),
    "people_merge_once": _("These two are merged already. Open the person again and look."),
    "people_merge_of_two": _("One record cannot be merged with itself. Choose the other one."),
}

register(SENTENCES)
