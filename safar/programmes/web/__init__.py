"""The staff's own pages about programmes: which there are, and what one says."""
