"""Safar: one Django program with which an organisation helps migrants travel, return and rebuild their lives."""
