"""All the texts in a programme's folder, or all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from safar.consent.texts.faults import faults_between, faults_within
from safar.consent.texts.files import TextFile, read_text
from safar.programmes.types import Fault

TOLD_TO_EVERYBODY = (
    "alternatives_to_return",
    "asylum_and_appeal",
    "right_to_withdraw",
    "cannot_be_undone",
    "where_data_goes",
)


class TextsFaulty(Exception):
    """Texts that are not published as they stand; each fault says where it is and what to do about it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def texts_of(code: str, required: Iterable[str] = TOLD_TO_EVERYBODY, root: Path | None = None) -> list[TextFile]:
    """Every text in the programme's folder, packs after declarations; raises `TextsFaulty` with all faults found.

    `required` are the topics a pack must speak about; those that every adult is told are always among them.
    """
    folder = (root or Path(settings.DEFINITIONS_DIR)) / code / "texts"
    faults: list[Fault] = []
    texts: list[TextFile] = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        text = read_text(path, code, faults)
        if text is not None:
            faults.extend(faults_within(text, (*TOLD_TO_EVERYBODY, *required)))
            texts.append(text)
    faults.extend(faults_between(texts))
    if faults:
        raise TextsFaulty(faults)
    return texts
