"""The case engine, walked by its services and attacked from the side."""
