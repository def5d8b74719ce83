"""Pictures of papers, told by what they are and not by their names; what tells where they were taken is cut out."""

from __future__ import annotations

from dataclasses import dataclass

from safar.kernel.unclear import Unclear

LARGEST_SCAN = 8 * 1024 * 1024
MOST_SCANS = 6
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
_PNG_START = b"\x89PNG\r\n\x1a\n"
# A paper that was scanned runs nothing and carries no other file.
_ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")
_NEEDED_CHUNKS = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB")


@dataclass(frozen=True)
class Scan:
    """A picture of a paper: what kind of file it is, and its content without notes of a camera or a telephone."""

    media_type: str
    content: bytes


def read_scan(content: bytes) -> Scan:
    """The scan in a file; raises `Unclear` when it is empty, too large, broken or more than a picture."""
    if not content:
        raise Unclear("scan_empty", "This file is empty. Take the picture again.")
    if len(content) > LARGEST_SCAN:
        raise Unclear(
            "scan_too_large",
            "This file is larger than %(megabytes)s MB. Scan it in grey or with fewer points, and choose it again.",
            megabytes=LARGEST_SCAN // 1024 // 1024,
        )
    if content.startswith(_PNG_START):
        return Scan(PNG, _plain_png(content))
    if content.startswith(b"\xff\xd8\xff"):
        return Scan(JPEG, _plain_jpeg(content))
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        if any(word in content for word in _ACTIVE):
            raise Unclear("scan_active", "This PDF does more than show a paper and was not kept. Scan the paper again.")
        return Scan(PDF, content)
    raise Unclear("scan_kind", "This is neither a PDF nor a JPEG or PNG picture. Scan or photograph the paper again.")


def _broken() -> Unclear:
    return Unclear("scan_broken", "This picture is broken off. Scan or photograph the paper again.")


def _plain_png(content: bytes) -> bytes:
    kept, place = [_PNG_START], len(_PNG_START)
    while place + 12 <= len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        chunk = content[place : place + 12 + size]
        if len(chunk) < 12 + size:
            raise _broken()
        if chunk[4:8] in _NEEDED_CHUNKS:
            kept.append(chunk)
        if chunk[4:8] == b"IEND":
            return b"".join(kept)
        place += 12 + size
    raise _broken()


def _plain_jpeg(content: bytes) -> bytes:
    """Without the segments in which a telephone writes where and when the picture was taken."""
    kept, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xDA:  # from here on it is the picture itself
            end = content.rfind(b"\xff\xd9")
            if end < place:
                raise _broken()
            return b"".join([*kept, content[place : end + 2]])
        size = int.from_bytes(content[place + 2 : place + 4], "big")
        if size < 2 or place + 2 + size > len(content):
            raise _broken()
        if not (0xE1 <= marker <= 0xEF or marker == 0xFE):
            kept.append(content[place : place + 2 + size])
        place += 2 + size
    raise _broken()
