"""Plain Python that every context may use: days, calendars, names, texts and references; it imports nothing of ours."""
