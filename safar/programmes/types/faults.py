"""A fault in a definition: where it stands and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a definition: the file (relative to the definitions), the line (from 1) and a sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        """The fault as one line, the way compilers print it."""
        return f"{self.file}:{self.line}: {self.sentence}"
