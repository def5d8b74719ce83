"""Decisions of consent as plain functions: no Django, no database, no clock."""

from __future__ import annotations

_SOUNDS = ((b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"), (b"\xff\xfb", "audio/mpeg"), (b"\xff\xf3", "audio/mpeg"))


def sound_kind(content: bytes) -> str | None:
    """The kind of a sound file by its first bytes: OGG, MP3, WAV or M4A; None for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    return next((kind for signature, kind in _SOUNDS if content.startswith(signature)), None)


def part_asked_for(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of what a player asks for (`bytes=0-99`, `bytes=100-`, `bytes=-5`); None for the whole."""
    unit, _, span = header.partition("=")
    first, dash, last = span.partition("-")
    if unit.strip() != "bytes" or not dash or "," in span or not (first + last).isdigit():
        return None
    begin = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    return (begin, end) if begin <= end else None
