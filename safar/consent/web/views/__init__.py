"""The pages of consent, one file for each thing that people do."""
