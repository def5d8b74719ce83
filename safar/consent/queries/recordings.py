"""Recordings of information packs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from safar.consent.models import AudioPack
from safar.consent.types import AudioLine


def recordings_of(pack_ids: Iterable[UUID]) -> dict[UUID, list[AudioLine]]:
    """By pack, its recordings, the latest first."""
    found: dict[UUID, list[AudioLine]] = defaultdict(list)
    for row in AudioPack.objects.filter(pack_id__in=list(pack_ids)).order_by("-added_at"):
        found[row.pack_id].append(_line(row))
    return found


def recording(recording_id: UUID) -> tuple[AudioLine, bytes] | None:
    """One recording with its sound; None when there is none."""
    row = AudioPack.objects.filter(id=recording_id).first()
    return (_line(row), recording_path(row.stored_as).read_bytes()) if row else None


def _line(row: AudioPack) -> AudioLine:
    return AudioLine(row.id, row.pack_id, row.voice, row.content_type, row.size, row.added_at)


def recording_path(stored_as: UUID) -> Path:
    """Where a recording lies, under a random name and outside what the web serves."""
    return Path(settings.FILES_DIR) / str(stored_as)[:2] / str(stored_as)
