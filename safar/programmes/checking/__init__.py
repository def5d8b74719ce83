"""Judges a put-together definition: what it says must hold together, and every fault is found, not the first alone."""
