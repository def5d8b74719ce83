"""How a stored column declares what it is for (rule D1)."""

from typing import Literal, NamedTuple

Sensitivity = Literal["none", "indirect", "direct", "sensitive"]


class Fact(NamedTuple):
    """One column: why it is kept, how much it could harm, and by which retention class it goes."""

    purpose: str
    sensitivity: Sensitivity
    retention: str
