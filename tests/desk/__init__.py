"""The desk: lists, overview and search."""
