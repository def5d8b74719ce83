"""What the templates of consent can say."""
