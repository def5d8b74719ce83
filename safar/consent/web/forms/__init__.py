"""The forms of consent: what is typed at the desk, and what it becomes for the services."""
