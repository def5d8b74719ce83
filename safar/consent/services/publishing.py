"""Publishes the texts in a programme's folder whose words differ from those that are current."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.queries.texts import current_pack, current_text
from safar.consent.services.texts import publish_declaration_text, publish_pack
from safar.consent.texts.files import TextFile
from safar.consent.texts.reading import texts_of
from safar.consent.types import PackGiven, PackText, TextGiven
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes


def publish_texts(*, by: Actor, at: datetime, code: str) -> list[UUID]:
    """Publish each text of a programme whose words differ from the current ones; a draft until a named reader approves.

    Answers the ids of the new versions. Raises `TextsFaulty`, and publishes nothing, when any text has a fault.
    """
    require(by, "consent.publish_texts")
    required = [topic.code for topic in programmes.published(code).programme.topics if topic.required]
    return [published for text in texts_of(code, required) if (published := _publish(text, by=by, at=at)) is not None]


def _publish(text: TextFile, *, by: Actor, at: datetime) -> UUID | None:
    if text.kind == "pack":
        if _stands(current_pack(text.code, text.language, at), text):
            return None
        pack = PackGiven(text.code, text.language, text.body, text.topics, text.origin)
        return publish_pack(by=by, at=at, given=pack)
    if _stands(current_text(text.code, text.language, at), text):
        return None
    return publish_declaration_text(by=by, at=at, given=TextGiven(text.code, text.language, text.body, text.origin))


def _stands(current: PackText | None, text: TextFile) -> bool:
    return current is not None and (current.body, current.origin) == (text.body, text.origin)
