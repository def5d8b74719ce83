"""The sentence of every refusal of consent: what happened, to what, and what to do next."""


def register_all() -> None:
    """Nothing yet."""
