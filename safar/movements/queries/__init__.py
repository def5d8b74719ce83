"""Everything that is read about the day of travel; lists take a fixed number of queries whatever their length."""

from safar.movements.queries.airport import stations_of, today_at_the_airport
from safar.movements.queries.incidents import incidents
from safar.movements.queries.legs import leg_file, legs_of_case, legs_of_cases
from safar.movements.queries.lists import departures, did_not_travel, under_way

__all__ = [
    "departures",
    "did_not_travel",
    "incidents",
    "leg_file",
    "legs_of_case",
    "legs_of_cases",
    "stations_of",
    "today_at_the_airport",
    "under_way",
]
