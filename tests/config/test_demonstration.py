"""Each story of the demonstration walks through the real services to where it says it goes."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from safar.cases.models import EnrolmentMember
from safar.config.demonstration import filling, hard, preparing, stories
from safar.plumbing.scope import acting_as

WHERE = {
    "enquired": {"enquiry"},
    "counselled": {"counselling"},
    "answered_red": {"counselling"},
    "declared": {"declaration"},
    "asked_for_decision": {"decision"},
    "refused": {"closed", "decision"},
    "waits_for_papers": {"documents"},
    "waits_for_ticket": {"ticket"},
    "about_to_leave": {"departure"},
    "withdrew": {"departure", "counselling", "closed"},
    "heard_from_another": {"departure"},
    "not_reached": {"declaration"},
    "left": {"arrival"},
    "arrived": {"arrival"},
    "rebuilding": {"reintegration"},
    "rebuilt": {"closed"},
}


@pytest.mark.parametrize("place", ["lisbon", "tehran"])
def test_each_story_ends_where_it_says(place: str, committed: None, owner: psycopg.Connection) -> None:
    now = timezone.now()
    owner.execute("INSERT INTO plumbing_setting (key, value) VALUES ('demonstration', 'true')")
    filling.make_organisation(now)
    preparing.publish_definitions(at=now - timedelta(days=400))
    told: set[str] = set()
    offices = ("LIS", "LIS") if place == "lisbon" else ("THR", "HEA")
    for walk, story in getattr(stories, place)(filling.crew(*offices), now):
        if story.__name__ in told:
            continue
        told.add(story.__name__)
        story(walk, now)
        reader = (
            walk.crew.reintegration
            if place == "tehran" and story.__name__ in ("rebuilt", "rebuilding")
            else (walk.crew.counsellor)
        )
        with acting_as(reader):
            stages = set(
                EnrolmentMember.objects.filter(enrolment_id=walk.enrolment.enrolment_id).values_list("stage", flat=True)
            )
        assert stages <= WHERE[story.__name__], story.__name__
    assert told == set(WHERE)


def test_the_hard_cases_are_there_to_be_seen(committed: None, owner: psycopg.Connection) -> None:
    now = timezone.now()
    owner.execute("INSERT INTO plumbing_setting (key, value) VALUES ('demonstration', 'true')")
    filling.make_organisation(now)
    preparing.publish_definitions(at=now - timedelta(days=400))
    crew = filling.crew("LIS", "LIS")
    hard.keep_interpreters(crew, "LIS", now)
    for hard_case in hard.hard_cases():
        hard_case(crew, now)
    tables = (
        *("consent_advisory", "consent_interpreter", "consent_carer", "cases_authorityapplication"),
        *("cases_auditsample", "complaints_complaint", "complaints_contest", "movements_leg"),
    )
    for table in tables:
        counted = owner.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert counted is not None
        assert counted[0], table
