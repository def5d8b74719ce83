"""The staff pages of accounts, and the two pieces of middleware that say who is asking and in which language."""
