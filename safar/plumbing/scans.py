"""Pictures of papers for the screen: a scanned PDF is drawn here page by page, and never reaches a browser itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from safar.plumbing.documents import NotPrinted

PDF = "application/pdf"
PNG = "image/png"
MOST_PAGES = 12
_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("scan.pdf", page: %d, width: 21cm)\n'


def pages_in(content: bytes, media_type: str) -> int:
    """How many pages a scan has, at most twelve; a picture has one, a PDF that cannot be drawn has none."""
    if media_type != PDF:
        return 1
    pages = 0
    while pages < MOST_PAGES and _drawn(content, pages + 1, ppi=8) is not None:
        pages += 1
    return pages


def picture_of(content: bytes, media_type: str, page: int) -> tuple[str, bytes]:
    """A page as a picture for the screen: its kind and its bytes; raises `NotPrinted` when it cannot be drawn."""
    if media_type != PDF:
        return media_type, content
    drawn = _drawn(content, page, ppi=110) if 1 <= page <= MOST_PAGES else None
    if drawn is None:
        raise NotPrinted(_("This page of the scan cannot be shown. Scan the paper again and enter it anew."))
    return PNG, drawn


def _drawn(content: bytes, page: int, ppi: int) -> bytes | None:
    """The page, drawn in a folder that holds nothing else; None when there is no such page or it is broken."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "scan.pdf").write_bytes(content)
        template = Path(folder) / "page.typ"
        template.write_text(_PAGE % page, "utf-8")
        try:
            made = typst.compile(
                str(template), root=folder, format="png", ppi=ppi, package_path=folder, package_cache_path=folder
            )
        except (typst.TypstError, RuntimeError):
            return None
    return made if isinstance(made, bytes) else None
