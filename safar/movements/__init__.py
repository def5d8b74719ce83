"""The day of travel: legs and their outcomes, next steps, delays, the airport; permits stay consent's."""
