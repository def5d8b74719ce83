"""What consent puts on paper: declarations, information packs and the counselling sheet, in the person's language."""
