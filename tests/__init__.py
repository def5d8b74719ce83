"""The tests: they mirror the rooms of the house, and add journeys in a browser and checks of the house itself."""
