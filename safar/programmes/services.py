"""What is done with programmes: definitions are published as immutable versions, and gates are made known."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from safar.accounts.services import require
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.programmes import gates
from safar.programmes.checking.verdict import check_definition
from safar.programmes.definition.places_on_disk import folders
from safar.programmes.definition.shape import body_of
from safar.programmes.models import ProgrammeVersion
from safar.programmes.types import Fault, Programme, PublishedProgramme


class FaultyDefinition(Refused):
    """The definition has faults and was not published; carries them all. Mend them and publish again."""

    def __init__(self, programme: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("programmes_definition_is_sound", programme=programme, count=len(faults), first=str(faults[0]))
        self.faults = faults


def offer_gates(known: Mapping[str, gates.GateText]) -> None:
    """Tell definitions of gates that the caller answers: code and what each asks, in a sentence. Once at start-up."""
    gates.offer_gates(known)


def definitions_root() -> Path:
    """The folder that holds every definition."""
    return Path(settings.DEFINITIONS_DIR)


def programmes_on_disk(root: Path | None = None) -> list[Programme]:
    """Every sound programme as it stands on disk, kinds apart, whether published or not."""
    place = root or definitions_root()
    checked = [check_definition(code, gates=gates.known_gates(), root=place).programme for code in folders(place)]
    return [programme for programme in checked if programme is not None and not programme.kind]


def publish_programme(*, by: Actor, at: datetime, code: str, root: Path | None = None) -> PublishedProgramme:
    """Publish the definition `code` as it stands on disk; published again unchanged it stays the version it is.

    Raises FaultyDefinition with every fault, and Refused when the same version number already says something else
    or a later version is published.
    """
    require(by, "programmes.publish")
    checked = check_definition(code, gates=gates.known_gates(), root=root or definitions_root())
    if checked.programme is None:
        raise FaultyDefinition(code, checked.faults)
    programme = checked.programme
    if programme.kind:
        raise Refused("programmes_kind_is_not_published", programme=code)
    body = body_of(programme)
    digest = hash_of(body)
    latest = ProgrammeVersion.objects.filter(code=code).order_by("-version").first()
    if latest is not None and latest.version >= programme.version:
        return _same_or_refused(latest, programme, digest)
    with database_refusals():
        row = ProgrammeVersion.objects.create(
            code=code, version=programme.version, hash=digest, body=body, published_at=at, published_by_id=by.user_id
        )
        record(
            by=by, at=at, action="programmes.published", subject="programme", subject_id=row.id,
            detail={"code": code, "version": programme.version, "hash": digest},
        )  # fmt: skip
    return PublishedProgramme(id=row.id, hash=digest, published_at=at, programme=programme)


def publish_every_programme(*, by: Actor, at: datetime, root: Path | None = None) -> list[PublishedProgramme]:
    """Publish every programme on disk, kinds apart; what is unchanged stays. Raises as publish_programme does."""
    require(by, "programmes.publish")
    place = root or definitions_root()
    published = []
    for code in folders(place):
        checked = check_definition(code, gates=gates.known_gates(), root=place)
        if checked.programme is None:
            raise FaultyDefinition(code, checked.faults)
        if not checked.programme.kind:
            published.append(publish_programme(by=by, at=at, code=code, root=place))
    return published


def hash_of(body: Mapping[str, Any]) -> str:
    """The digest of what a programme says, whatever the order of its keys."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _same_or_refused(latest: ProgrammeVersion, programme: Programme, digest: str) -> PublishedProgramme:
    if latest.version > programme.version:
        raise Refused(
            "programmes_version_goes_up",
            programme=programme.code, version=programme.version, latest=latest.version,
        )  # fmt: skip
    if latest.hash != digest:
        raise Refused("programmes_version_published_once", programme=programme.code, version=programme.version)
    return PublishedProgramme(id=latest.id, hash=digest, published_at=latest.published_at, programme=programme)
