"""Pages of movements: the airport on a phone, and the lists of the movement officer."""
