"""Brings a register of people in from a CSV: read in a stream, checked as by hand, written a part at a time."""
