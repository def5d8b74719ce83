"""How the tables of consent came to be."""
