"""The template tags that every page may use."""
