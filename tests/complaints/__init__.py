"""The tests of complaints and second opinions."""
