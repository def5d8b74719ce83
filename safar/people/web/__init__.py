"""The staff's pages about who people are."""
