"""Printed documents: a Typst template and values become a PDF, the same bytes each time, without touching the network.

Values travel as JSON and are never read as markup; a template reads only its own folder and the shared layout.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils.translation import gettext as _

from safar.plumbing.types import Json

TYPEFACE = "Vazirmatn"
LAYOUT = Path(__file__).parent / "paper" / "paper.typ"


class NotPrinted(Exception):
    """A document could not be made; the text says which and what to do next, and holds nothing personal."""


def render_pdf(template: Path, data: Mapping[str, Json]) -> bytes:
    """The PDF of a template filled with values; raises `NotPrinted` when the typeface or the template is at fault."""
    return bytes(_compiled(template, data, format="pdf"))


def render_pictures(template: Path, data: Mapping[str, Json], ppi: float = 72) -> list[bytes]:
    """The pages as PNG pictures, for looking at on a screen."""
    pages = _compiled(template, data, format="png", ppi=ppi)
    return list(pages) if isinstance(pages, list) else [pages]


def printed(template: Path, data: Mapping[str, Json], label: str) -> list[Any]:
    """What a document prints under a label of the layout, such as `fact` or `watermark`, in the order of the pages."""
    found = typst.query(_sources(template), f"<{label}>", field="value", **_confined(template, data))
    return list(json.loads(found))


def qr_picture(payload: str) -> dict[str, Json]:
    """A QR code as the layout draws it: what it says, and its SVG."""
    code = segno.make_qr(payload, error="m")
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", xmldecl=False, border=2, dark="#000", light="#fff")
    return {"payload": payload, "svg": drawing.getvalue().decode()}


def _compiled(template: Path, data: Mapping[str, Json], **how: Any) -> Any:
    try:
        return typst.compile(_sources(template), **_confined(template, data), **how)
    except typst.TypstError as error:
        raise NotPrinted(
            _("“%(template)s” could not be printed: %(reason)s. Tell whoever looks after this installation.")
            % {"template": template.name, "reason": error.message}
        ) from error


def _sources(template: Path) -> Any:
    return {"main": template.read_bytes(), "paper.typ": LAYOUT.read_bytes()}


def _confined(template: Path, data: Mapping[str, Json]) -> dict[str, Any]:
    return {
        "root": template.parent,
        "font_paths": typefaces(tuple(settings.FONT_DIRS)),
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        "package_path": template.parent,
        "package_cache_path": template.parent,
    }


@cache
def typefaces(folders: tuple[Path, ...]) -> typst.Fonts:
    """The typefaces in the folders and inside the compiler, none of the machine's.

    Raises `NotPrinted` when the one we print in is not among them.
    """
    there = [folder for folder in folders if folder.is_dir()]
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=there)
    if TYPEFACE not in found.families():
        raise NotPrinted(
            _("The typeface %(typeface)s is not installed, so nothing can be printed. Run “make run” once.")
            % {"typeface": TYPEFACE}
        )
    return found
