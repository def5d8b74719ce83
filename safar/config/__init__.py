"""Puts the program together: settings, addresses, languages, which modules are on, and the command line."""
