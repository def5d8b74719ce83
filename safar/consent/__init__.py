"""Voluntariness: journeys, counselling, declarations and the permit without which nobody departs; not identity."""
