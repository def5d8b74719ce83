"""The forms of cases, one file per subject."""
