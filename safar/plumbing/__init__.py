"""What every context stands on: database, row-level security, audit, files, notices; it knows nobody and no case."""
