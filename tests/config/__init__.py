"""Tests of how the program is put together: start, caretaker, demonstration, command line."""
