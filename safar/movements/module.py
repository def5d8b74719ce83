"""What movements hands to the engine: its panel on the case file, its tasks, and the bell for arrivals."""

from django.utils.translation import gettext_lazy as _

from safar.cases.types import ModuleOffer, Panel
from safar.movements.queries import legs_of_cases
from safar.movements.sentences import TASKS
from safar.movements.services import round_of_the_caretaker

OFFER = ModuleOffer(
    name="movements",
    panels=(
        Panel("movements", _("The day of travel"), legs_of_cases, "movements:case", "movements.read"),  # type: ignore[arg-type]
    ),
    tasks=TASKS,
    permissions=("movements.read", "movements.change", "movements.report", "movements.keep_stations"),
    rounds=(round_of_the_caretaker,),
)
