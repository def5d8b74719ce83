"""Information packs that were read out and recorded, for whoever listens instead of reading (V3)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from safar.accounts.services import require
from safar.consent.models import AudioPack, InformationPack
from safar.consent.queries.recordings import recording_path
from safar.consent.rules import sound_kind
from safar.consent.services.notes import note_text
from safar.consent.services.rows import member_of, text_of
from safar.consent.wording import refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor

LARGEST_RECORDING = 40 * 1024 * 1024


def add_recording(*, by: Actor, at: datetime, pack_id: UUID, voice: str, content: bytes) -> UUID:
    """Keep a recording of an information pack; `voice` is whose it is. At most 40 MB, known as sound by its content."""
    require(by, "consent.publish_texts")
    if not InformationPack.objects.filter(id=pack_id).exists():
        raise Refused("consent_unknown")
    if len(content) > LARGEST_RECORDING:
        raise Refused("consent_audio_too_large", field="sound", megabytes=LARGEST_RECORDING // 1024 // 1024)
    kind = sound_kind(content)
    if kind is None:
        raise Refused("consent_audio_kind", field="sound")
    with refusing():
        recording = AudioPack.objects.create(
            pack_id=pack_id,
            voice=text_of(voice, "voice"),
            content_type=kind,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            stored_as=uuid4(),
            added_at=at,
            added_by_id=member_of(by),
        )
        path = recording_path(recording.stored_as)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content)
        path.chmod(0o600)
        note_text(by, at, "pack_recorded", "pack", pack_id)
    return recording.id
