"""The template tags that show the codes of cases in words."""
