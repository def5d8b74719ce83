"""The tables of movements."""

from safar.movements.models.legs import Delay, Duty, Leg, Outcome, SplitWish, Station
from safar.movements.models.reports import Incident, Report, Settlement

__all__ = ["Delay", "Duty", "Incident", "Leg", "Outcome", "Report", "Settlement", "SplitWish", "Station"]
