"""The tables of movements, step by step."""
