"""Brings in a caseload from CSV or XLSX: read, checked, tried on the real services, then written case by case."""
