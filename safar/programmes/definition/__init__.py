"""Reads a programme from its folder: strict YAML, the kind it is based on, and the whole checked against its shape."""
