"""Reads the pictures of printed pages, so that tests can look at what was drawn."""

from __future__ import annotations

import io
import struct
import zlib


def grey_pixels(picture: bytes) -> list[list[int]]:
    """The red channel of a PNG of eight bits a channel, row by row."""
    width, height, _, kind = struct.unpack(">IIBB", picture[16:26])
    stream, place = io.BytesIO(), 8
    while place < len(picture):
        length, tag = struct.unpack(">I4s", picture[place : place + 8])
        if tag == b"IDAT":
            stream.write(picture[place + 8 : place + 8 + length])
        place += length + 12
    step = {2: 3, 6: 4}[kind]
    raw, rows, above = zlib.decompress(stream.getvalue()), [], bytes(width * step)
    for number in range(height):
        start = number * (width * step + 1)
        above = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * step]), above, step)
        rows.append([above[x * step] for x in range(width)])
    return rows


def unfiltered(kind: int, line: bytearray, above: bytes, step: int) -> bytes:
    """A line of a PNG with its filter undone."""
    for x, value in enumerate(line):
        left, up = (line[x - step] if x >= step else 0), above[x]
        corner = above[x - step] if x >= step else 0
        guess = left + up - corner
        paeth = min((left, up, corner), key=lambda one: abs(guess - one))
        line[x] = (value + (0, left, up, (left + up) // 2, paeth)[kind]) & 0xFF
    return bytes(line)
