"""Filters of the pages of movements."""
