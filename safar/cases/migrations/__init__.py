"""The tables of cases, from the first one on under row-level security."""
