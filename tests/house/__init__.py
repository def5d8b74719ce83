"""The house checks itself: borders, sizes, words, declarations; each check is shown a planted breach it must name."""
