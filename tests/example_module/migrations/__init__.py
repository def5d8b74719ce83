"""The tables of the example module."""
