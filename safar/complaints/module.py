"""What complaints hand to the engine: their panel on the case file."""

from django.utils.translation import gettext_lazy as _

from safar.cases.types import ModuleOffer, Panel
from safar.complaints.queries import lines_of_cases

OFFER = ModuleOffer(
    name="complaints",
    panels=(Panel("complaints", _("Complaints and second opinions"), lines_of_cases, "complaints:case"),),  # type: ignore[arg-type]
    permissions=(
        "complaints.record",
        "complaints.handle",
        "complaints.contest",
        "complaints.second_opinion",
    ),
)
