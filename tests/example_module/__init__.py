"""A service module as it would be added one day: it owns seats on buses and plugs into cases by its `module.py`."""
