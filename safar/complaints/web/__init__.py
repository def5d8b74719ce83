"""The pages of complaints and second opinions."""
