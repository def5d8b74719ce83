"""The sentences in which something is refused for a child's sake (V9, V16)."""

from django.utils.translation import gettext_lazy as _

OF_CHILDREN = {
    "v9_no_decision": _(
        "No best-interest decision stands for this child. A panel of two or more decides; record its decision."
    ),
    "v9_decided_otherwise": _(
        "The panel decided otherwise for this child: %(outcome)s. The child does not travel on that."
    ),
    "v9_panel_of_one": _("A panel is two or more different people, each by name. Record who else sat on it."),
    "v9_no_view": _(
        "The child’s own view has not been heard alone and in a way that fits their age. Hear the child, and record it."
    ),
    "v9_child_does_not_want": _(
        "The child’s last word was: %(wish)s. Nobody sends a child against their word; hear them again alone."
    ),
    "v9_guardian": _(
        "No guardian with proof is on file. Record who has custody of the child in law, and on which paper."
    ),
    "v9_guardian_ended": _("The guardian’s authority has ended. Record the new one, or the paper that prolongs it."),
    "v9_guardian_not_agreed": _("The guardian has not agreed to this return. Ask, and record what they say."),
    "v9_carer": _("Nobody is named who will care for the child after arrival. Name them, and where they live."),
    "v9_carer_unverified": _(
        "The carer has not been verified, or the home was not found suitable. An office of ours or a partner visits."
    ),
    "v9_carer_not_accepting": _(
        "The carer has not accepted the child until it is of age. Ask them, and record what they say."
    ),
    "v9_pick_up": _("The carer has not confirmed that they fetch the child. Ask them once the journey is known."),
    "v9_escort": _("Nobody is named who travels with the child. Name the escort, from door to door."),
    "v9_parted": _(
        "These children are not parted: mother and baby, or those whom a decision keeps together. Decide for both, and"
        " let both leave together."
    ),
    "v9_decision_outcome": _("Choose what the panel decided from the list."),
    "v9_decision_about_a_child": _("Say which child the decision is about."),
    "v9_decided_once": _("Each child is named once in a decision."),
    "v9_decided_already": _("This decision has been written down already. A panel that meets again decides anew."),
    "v9_panel_named": _("Name each member of the panel."),
    "v9_protection_officer": _("A protection officer writes down what a panel decided. Ask one."),
    "v9_child_wish": _("Choose what the child says from the list."),
    "v9_heard_by": _("Say who heard the child."),
    "v9_old_enough_to_say": _("The child is old enough to be asked. Ask, and write down what they say."),
    "v9_guardian_paper": _("Name the paper on which the guardian agreed."),
    "v9_guardian_of_another": _("That guardian is another child’s. Choose one of this child’s guardians."),
    "v9_carer_named": _("Name the carer and where they live."),
    "v9_verified_by": _("Say which office or partner visited the carer."),
    "v9_pick_up_place": _("Say where the child is fetched."),
    "v9_escort_named": _("Name the escort."),
    "v9_hand_over_outcome": _("Choose what happened from the list."),
    "v9_hand_over_signed": _("The carer shows a paper and signs. Write down which paper, and who signed."),
    "v9_hand_over_where": _("Say where it was, and who of us was with the child."),
    "v9_hand_over_after_journey": _(
        "A child is handed over after a journey without a parent that has begun. Record the departure first."
    ),
    "v9_handed_over_once": _("This child has been handed over already."),
    "v9_hand_over_to_carer_only": _(
        "The child is handed only to the carer who was named, verified and accepts, and who signs. Keep the child with"
        " you, record who stood there, and call the protection officer."
    ),
    "v9_not_handed_over": _("This child has not been met before the named carer signed. Record the hand-over first."),
    "v16_dispute": _(
        "A holder of parental responsibility disagrees. No child travels in a dispute without a court or a panel:"
        " record what the court or the panel decided."
    ),
    "v16_other_parent_barred": _(
        "One consent is missing and is not asked for: there is no contact with that person. Record a court’s paper or a"
        " panel’s decision."
    ),
    "v16_no_contact": _(
        "There is no contact with this person about the child, by nobody and for nothing. Ask a protection officer."
    ),
    "v16_search_first": _(
        "Nobody counts as impossible to find before a search. Record where you looked, and when; then the paper."
    ),
    "v16_untraceable_paper": _(
        "Only a court’s paper or a panel’s decision stands for a parent who cannot be found. Name the court, or bring"
        " it to the panel first."
    ),
    "v16_search_named": _("Say whom you searched for, and how."),
}
