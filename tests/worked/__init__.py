"""Worked cases: stories of hard cases in YAML, each walked through the real services."""
