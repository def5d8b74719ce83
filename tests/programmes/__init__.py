"""Programmes as data: reading, checking, publishing, and what their rules answer."""
