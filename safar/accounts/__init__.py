"""Staff, offices, roles, sign-in, who may see what, and the log of what was read; it knows no migrant."""
