"""Complaints and second opinions: what people say went wrong, who looks at it, and what they are told."""
