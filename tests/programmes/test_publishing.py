"""Publishing: versions are immutable, everybody reads them, and only those who may publish do."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.plumbing.refusals import Refused
from safar.plumbing.types import NOBODY, Actor
from safar.programmes import queries, services
from safar.programmes.definition.places_on_disk import ROOT
from safar.programmes.definition.shape import body_of, programme_of
from safar.programmes.models import ProgrammeVersion
from safar.programmes.types import Programme

pytestmark = pytest.mark.django_db
AT = datetime(2016, 1, 4, 9, tzinfo=UTC)
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
ActorMaker = Callable[..., Actor]


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """A copy of the definitions under codes of the tests' own, so that what is published elsewhere cannot matter."""
    root = Path(shutil.copytree(ROOT, tmp_path / "definitions"))
    for code in ("arvore-vi", "avrr-aria"):
        folder = (root / code).rename(root / f"{code}-tried")
        change(folder / "programme.yaml", f"code: {code}", f"code: {code}-tried")
    return root


@pytest.fixture
def manager(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A programme manager in Lisbon."""
    return actor("programme_manager", office_lisbon)


def change(path: Path, old: str, new: str) -> None:
    """Edit a definition."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def publish(by: Actor, scoped: Scoped, root: Path, code: str = "arvore-vi-tried") -> Any:
    """Publish from the copy."""
    with scoped(by):
        return services.publish_programme(by=by, at=AT, code=code, root=root)


def test_a_programme_is_published_and_read_back_whole(manager: Actor, scoped: Scoped, definitions: Path) -> None:
    done = publish(manager, scoped, definitions)
    queries._kept.clear()
    with scoped(manager):
        assert queries.published_by_id(done.id) == done
        assert queries.published("arvore-vi-tried").programme == done.programme
        assert ProgrammeVersion.objects.get(id=done.id).published_by_id == manager.user_id


def test_the_same_content_twice_is_no_new_version(manager: Actor, scoped: Scoped, definitions: Path) -> None:
    first = publish(manager, scoped, definitions)
    assert publish(manager, scoped, definitions).id == first.id
    assert ProgrammeVersion.objects.filter(code="arvore-vi-tried").count() == 1


def test_a_comment_changes_nothing_and_a_word_of_the_kind_does(
    manager: Actor, scoped: Scoped, definitions: Path
) -> None:
    first = publish(manager, scoped, definitions)
    change(definitions / "avrr" / "stages.yaml", "stages:", "# a remark\nstages:")
    assert publish(manager, scoped, definitions).id == first.id
    change(definitions / "avrr" / "stages.yaml", "en: Enquiry,", "en: First enquiry,")
    with pytest.raises(Refused) as caught:
        publish(manager, scoped, definitions)
    assert caught.value.code == "programmes_version_published_once"
    assert "Give the changed definition the next version number" in caught.value.sentence


def test_a_changed_programme_needs_the_next_version_and_the_old_one_stays(
    manager: Actor, scoped: Scoped, definitions: Path
) -> None:
    first = publish(manager, scoped, definitions)
    own = definitions / "arvore-vi-tried" / "programme.yaml"
    change(own, "version: 2", "version: 3\nvalid_to: 2016-12-31")
    second = publish(manager, scoped, definitions)
    assert second.id != first.id
    assert [one.programme.version for one in queries.versions_of("arvore-vi-tried")] == [3, 2]
    assert queries.published("arvore-vi-tried", 2) == first
    change(own, "version: 3\nvalid_to: 2016-12-31", "version: 2")
    with pytest.raises(Refused) as caught:
        publish(manager, scoped, definitions)
    assert caught.value.code == "programmes_version_goes_up"


def test_a_faulty_definition_is_not_published(manager: Actor, scoped: Scoped, definitions: Path) -> None:
    change(definitions / "arvore-vi-tried" / "programme.yaml", "from: [PT]", "from: [PX]")
    with pytest.raises(services.FaultyDefinition) as caught:
        publish(manager, scoped, definitions)
    assert "programme.yaml:" in caught.value.sentence
    assert "safar programme check arvore-vi-tried" in caught.value.sentence
    assert not ProgrammeVersion.objects.filter(code="arvore-vi-tried").exists()


def test_a_kind_is_not_published(manager: Actor, scoped: Scoped, definitions: Path) -> None:
    with pytest.raises(Refused) as caught:
        publish(manager, scoped, definitions, "avrr")
    assert caught.value.code == "programmes_kind_is_not_published"


@pytest.mark.parametrize("role", ["counsellor", "protection_officer", "movement_officer", "reintegration_officer"])
def test_other_roles_may_not_publish(
    role: str, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped, definitions: Path
) -> None:
    with pytest.raises(NotAllowed):
        publish(actor(role, office_lisbon), scoped, definitions)


def test_nobody_may_not_publish(definitions: Path) -> None:
    with pytest.raises(NotAllowed):
        services.publish_programme(by=NOBODY, at=AT, code="arvore-vi-tried", root=definitions)


def test_every_office_reads_what_one_published(
    manager: Actor, actor: ActorMaker, office_tehran: OfficeRef, scoped: Scoped, definitions: Path
) -> None:
    done = publish(manager, scoped, definitions)
    queries._kept.clear()
    with scoped(actor("counsellor", office_tehran)):
        assert queries.published_by_id(done.id).programme.code == "arvore-vi-tried"


def raw(sql: str) -> None:
    """Plain SQL as the application role, in a savepoint."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE programmes_programmeversion SET body = '{}' WHERE id = %s",
        "DELETE FROM programmes_programmeversion WHERE id = %s",
        "TRUNCATE programmes_programmeversion -- %s",
    ],
)
def test_a_published_version_cannot_be_changed(sql: str, manager: Actor, scoped: Scoped, definitions: Path) -> None:
    done = publish(manager, scoped, definitions)
    with scoped(manager), pytest.raises(DatabaseError, match="permission denied"):
        raw(sql.replace("%s", f"'{done.id}'"))


INSERT = (
    "INSERT INTO programmes_programmeversion (id, code, version, hash, body, published_at, published_by_id)"
    " SELECT gen_random_uuid(), {code}, {version}, 'x', {body}, now(), {by} FROM programmes_programmeversion"
    " WHERE code = 'arvore-vi-tried'"
)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"version": "version + 1"}, "programmes_body_is_that_version"),
        ({"code": "'other'"}, "programmes_body_is_that_version"),
        ({"body": 'body || \'{"kind": true, "version": 2}\'', "version": "2"}, "programmes_kind_is_not_published"),
        ({"body": "(body - 'kind') || '{\"version\": 2}'", "version": "2"}, "programmes_kind_is_not_published"),
        (
            {"body": "jsonb_set(body, '{consent,reflection_hours}', '0') || '{\"version\": 2}'", "version": "2"},
            "programmes_reflection_is_given",
        ),
        ({"body": "(body - 'consent') || '{\"version\": 2}'", "version": "2"}, "programmes_reflection_is_given"),
        ({}, "programmes_version_published_once"),
        ({"by": "NULL", "body": "body || '{\"version\": 2}'", "version": "2"}, "row-level security"),
    ],
)
def test_the_database_refuses_a_forged_version(
    changes: dict[str, str], constraint: str, manager: Actor, scoped: Scoped, definitions: Path
) -> None:
    publish(manager, scoped, definitions)
    row = {"code": "code", "version": "version", "body": "body", "by": str(manager.user_id), **changes}
    with scoped(manager), pytest.raises(DatabaseError, match=constraint):
        raw(INSERT.format(**row))


def test_the_database_refuses_other_roles(
    manager: Actor, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped, definitions: Path
) -> None:
    publish(manager, scoped, definitions)
    counsellor = actor("counsellor", office_lisbon)
    forged = INSERT.format(code="code", version="2", body="body || '{\"version\": 2}'", by=str(counsellor.user_id))
    with scoped(counsellor), pytest.raises(DatabaseError, match="row-level security"):
        raw(forged)


def test_enrollable_knows_country_day_and_version(manager: Actor, scoped: Scoped, definitions: Path) -> None:
    change(
        definitions / "arvore-vi-tried" / "programme.yaml",
        "valid_from: 2016-01-01",
        "valid_from: 2016-01-01\nvalid_to: 2016-12-31",
    )
    publish(manager, scoped, definitions)
    publish(manager, scoped, definitions, "avrr-aria-tried")

    def codes(country: str, day: date) -> set[str]:
        return {one.programme.code for one in queries.enrollable(country, day) if one.programme.code.endswith("-tried")}

    assert codes("PT", date(2016, 12, 31)) == {"arvore-vi-tried"}
    assert codes("PT", date(2017, 1, 1)) == set()
    assert codes("PT", date(2015, 12, 31)) == set()
    assert codes("IR", date(2016, 5, 3)) == {"avrr-aria-tried"}
    assert codes("ES", date(2016, 5, 3)) == set()


def test_published_versions_are_asked_for_once(manager: Actor, scoped: Scoped, definitions: Path) -> None:
    ids = [publish(manager, scoped, definitions, code).id for code in ("arvore-vi-tried", "avrr-aria-tried")]
    queries._kept.clear()
    with CaptureQueriesContext(
        connection,
    ) as first:
        queries.published_by_ids(ids)
    with CaptureQueriesContext(connection) as again:
        queries.published_by_ids(ids)
    assert (len(first), len(again)) == (1, 0)


def test_what_is_not_published_is_said(scoped: Scoped, manager: Actor) -> None:
    with pytest.raises(queries.NotPublished, match="is not published"):
        queries.published("arvore-9")


def test_a_body_reads_back_as_the_same_programme(arvore: Programme, aria: Programme) -> None:
    for programme in (arvore, aria):
        assert programme_of(body_of(programme)) == programme


def test_a_deadline_explains_itself(arvore: Programme) -> None:
    state = queries.deadline_state(
        arvore, "decision_due", started_on=date(2016, 5, 3), today=date(2016, 5, 13), country="PT"
    )
    assert queries.deadline_sentence(arvore, state, language="en") == (
        "Asked for on 3 May 2016; the programme gives 10 working days in Portugal; 2 left"
    )
    late = queries.deadline_state(
        arvore, "decision_due", started_on=date(2016, 5, 3), today=date(2016, 5, 18), country="PT"
    )
    assert queries.deadline_sentence(arvore, late, language="en").endswith("; 1 day late")
