"""The pages of complaints, one file per subject."""
