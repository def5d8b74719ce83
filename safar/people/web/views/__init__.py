"""What answers each address about people."""
