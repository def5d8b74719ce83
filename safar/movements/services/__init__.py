"""Everything a person can do about the day of travel; each asks for its permission first."""

from safar.movements.services.airport import report_from_airport
from safar.movements.services.incidents import settle_incident
from safar.movements.services.legs import keep_station, plan_legs, record_delay, record_split_wish, tick_duty
from safar.movements.services.outcomes import record_outcome
from safar.movements.services.rounds import round_of_the_caretaker

__all__ = [
    "keep_station",
    "plan_legs",
    "record_delay",
    "record_outcome",
    "record_split_wish",
    "report_from_airport",
    "round_of_the_caretaker",
    "settle_incident",
    "tick_duty",
]
