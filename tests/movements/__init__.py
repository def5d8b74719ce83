"""Tests of movements: the day of travel."""
