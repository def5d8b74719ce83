"""The gates definitions may name, with what each asks; contexts and service modules above answer them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GateText = str | Promise

CORE_GATES: Mapping[str, GateText] = {
    "accepted_by_receiving_office": _("The office in the country of return has accepted the case."),
    "amounts_approved": _("Every amount that the programme leaves open has been approved with a reference."),
    "arrival_recorded": _("The arrival of the person has been recorded."),
    "coercion_screen_clear": _("The person was asked alone whether anyone presses them, and nothing holds the case."),
    "confirmed_before_travel": _("The person was asked again alone and confirmed the wish to return."),
    "consent_to_registration": _("The person agreed to the keeping of their data."),
    "counselled": _("The person has had at least one counselling session."),
    "decision_approved": _("The decision on the application is approved."),
    "declaration_in_force": _("The person's own declaration is in force."),
    "departed_or_struck": _("Everyone going has departed or is struck from the journey with a reason."),
    "eligible": _("The programme's rules are answered, and none of them stands against the person."),
    "family_settled": _("What a change in the family left open is settled with each person."),
    "everything_due_explained": _("Everything due after return was handed over, or it is explained why not."),
    "information_given": _("The person was told every required topic in a language they understand."),
    "informed_of_help": _("The person knows what the help is and where their data goes."),
    "irreversible_steps_due_last": _("Steps that cannot be undone are explained, acknowledged and done last."),
    "itinerary_recorded": _("The itinerary is recorded."),
    "place_available": _("The programme has a place for this person or family."),
    "registered": _("The person is registered."),
    "travel_document_valid": _("A travel document is valid on the day of travel."),
}

_offered: dict[str, GateText] = {}


def offer_gates(gates: Mapping[str, GateText]) -> None:
    """Make gates known to definitions; called once at start-up by whoever answers them."""
    _offered.update(gates)


def known_gates() -> Mapping[str, GateText]:
    """Every gate that somebody answers, with what it asks."""
    return {**CORE_GATES, **_offered}
