"""The pages of movements, by what they are about."""
