"""Families that change while a case runs: each change is told once, and settled with those it touches."""
