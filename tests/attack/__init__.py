"""Everything at once, for very many steps: families whose cases change, attacked by services and bare SQL alike."""
