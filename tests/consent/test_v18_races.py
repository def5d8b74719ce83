"""Two connections at once: a halt that meets a permit being made, in either order, leaves nobody free to leave."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from uuid import uuid4

import psycopg
import pytest

from tests.consent.ground import SIGNED, Story
from tests.consent.test_races import PERMIT, application
from tests.consent.test_races import story as story

HALT = (
    "INSERT INTO consent_advisory (id, country, areas, profiles, level, from_at, source, reason, office_id,"
    " issued_by_id, issued_at, recorded_at)"
    " VALUES (%s, 'BR', '{}', '{}', 'halt', %s, 'UN', 'Floods', %s, %s, %s, now())"
)


def _halt(story: Story) -> None:
    by = story.ground.protection
    with application(story) as other:
        moment = SIGNED + timedelta(hours=1)
        other.execute(HALT, [uuid4(), moment, by.office_id, by.user_id, moment])


def _declared_without_permit(story: Story) -> tuple[object, object]:
    from safar.consent import services
    from safar.consent.models import Hold
    from safar.plumbing.scope import acting_as

    traveller = story.single()
    session = story.told(traveller)
    with acting_as(story.by):
        services.raise_hold(by=story.by, at=SIGNED, traveller_id=traveller, reason="wait")
    outcome = story.sign(traveller, session)
    by = story.ground.protection
    with acting_as(by):
        hold = Hold.objects.get(traveller_id=traveller)
        services.release_hold(by=by, at=SIGNED, hold_id=hold.id, spoke_alone_at=SIGNED)
    return traveller, outcome.declaration_id


def test_v18_a_halt_waits_for_a_permit_in_the_making_and_holds_it(story: Story, owner: psycopg.Connection) -> None:
    traveller, declaration = _declared_without_permit(story)
    permit = uuid4()
    with ThreadPoolExecutor(1) as pool:
        with application(story) as making:
            making.execute(PERMIT, [permit, traveller, declaration, SIGNED])
            halting = pool.submit(_halt, story)
            sleep(0.5)
            assert not halting.done(), "the halt waits for the journey"
        halting.result(timeout=20)
    assert owner.execute("SELECT state FROM consent_permit WHERE id = %s", [permit]).fetchone() == ("held",)


def test_v18_a_permit_waits_for_a_halt_in_the_making_and_is_refused(story: Story, owner: psycopg.Connection) -> None:
    traveller, declaration = _declared_without_permit(story)
    by = story.ground.protection
    moment = SIGNED + timedelta(hours=1)

    def make() -> None:
        with application(story) as other:
            other.execute(PERMIT, [uuid4(), traveller, declaration, SIGNED])

    with ThreadPoolExecutor(1) as pool:
        with application(story) as halting:
            halting.execute(HALT, [uuid4(), moment, by.office_id, by.user_id, moment])
            making = pool.submit(make)
            sleep(0.5)
            assert not making.done(), "the permit waits for the journey"
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            making.result(timeout=20)
    assert refused.value.diag.constraint_name == "v18_halt"
