"""Enough hard cases are told: at least thirty, and no point of the hard cases with fewer than two."""

from __future__ import annotations

from collections import Counter

from tests.worked.reading import read_story, stories

POINTS = range(1, 11)


def test_thirty_stories_and_two_for_each_point() -> None:
    told = [read_story(path) for path in stories()]
    of_point = Counter(story.point for story in told)
    assert len(told) >= 30
    assert {point: of_point[point] for point in POINTS if of_point[point] < 2} == {}
    assert set(of_point) <= set(POINTS), "a point that does not exist"


def test_no_story_is_told_twice() -> None:
    called = Counter(read_story(path).name for path in stories())
    assert [name for name, often in called.items() if often > 1] == []


def test_every_story_expects_something_or_is_refused_something() -> None:
    idle = [
        path.stem for path in stories() if not any(event.expect or event.refused for event in read_story(path).events)
    ]
    assert idle == []
