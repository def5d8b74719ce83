"""The ground of returns we did not arrange: an office in the country of return, EURP, and people already home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from safar.accounts.types import OfficeRef
from safar.cases import services
from safar.cases.types import Began, DecisionAnswer, DecisionGiven, DecisionKind, PromiseLine
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import FINE, GROWN, OPENED, TALK, CaseStory, lay_case_ground, must
from tests.conftest import ActorMaker

HELP_TOPICS = ("help_after_return", "where_data_goes")
ANSWERED = OPENED + timedelta(days=3)
GIVEN = OPENED + timedelta(days=60)
PASSED = datetime(2016, 5, 10, 9, tzinfo=UTC)
ON_RECORD: dict[str, bool | int | str] = {
    "is_eu_national": False,
    "came_by": "own_means",
    "non_refoulement_concern": False,
    "helped_before": False,
    "is_admitted_to_third_country": True,
    "nationality": "BR",
}
FINE["eurp"] = ON_RECORD


class HomeStory(CaseStory):
    """People who are home already, told by the counsellor of the office that helps them."""

    programme, language = "eurp", "en"
    worker: Actor

    def arrived(self, births: Sequence[date] = (GROWN,), came_by: str = "own_means", **differs: Any) -> UUID:
        """Open a case that begins after arrival and enrol everybody."""
        return self.enrolled(births, facts={**ON_RECORD, "came_by": came_by}, began=Began.AFTER_ARRIVAL, **differs)

    def told_of_help(self, traveller: UUID | None = None) -> None:
        """A talk about what the help is and where data goes."""
        for one in [traveller] if traveller else self.travellers:
            self.talk(one, at=OPENED + timedelta(hours=1), person={"topics": HELP_TOPICS})

    def host_answers(self, answer: DecisionAnswer = DecisionAnswer.APPROVED, at: datetime = ANSWERED) -> None:
        """The host country's answer is recorded by a manager."""
        manager = self.ground.manager
        given = DecisionGiven(DecisionKind.AUTHORITY, answer, at.date(), "Host country")
        with acting_as(manager):
            services.decide(by=manager, at=at, enrolment_id=self.enrolment_id, decision=given)

    def agreed(self) -> None:
        """From opening until the help begins, every amount approved."""
        self.told_of_help()
        self.host_answers()
        must(self.move("host_agrees", by=self.worker, at=ANSWERED))
        self.approve_amounts()

    def line(self, code: str, person: int = 0) -> PromiseLine:
        """One line of the newest enrolment."""
        view = self.file(self.ground.manager).enrolments[-1]
        row = next(row for row in view.rows if row.member_id == self.member_ids[person])
        return next(one for one in view.promises if one.line == code and one.for_whom in (row.name, "family"))

    def give(self, code: str, person: int = 0, at: datetime = GIVEN, **differs: Any) -> None:
        """Hand something over."""
        with acting_as(self.worker):
            services.hand_over(
                by=self.worker, at=at, due_item_id=self.line(code, person).id, on=at.date(), receipt="R 1", **differs
            )

    def also_in(self, programme_version_id: UUID, **facts: Any) -> UUID:
        """A second enrolment in the same case, in another programme."""
        with acting_as(self.by):
            return services.enrol(
                by=self.by, at=TALK, case_id=self.case_id, programme_version_id=programme_version_id, facts=facts
            ).enrolment_id


def lay_home(actor: ActorMaker, here: OfficeRef, elsewhere: OfficeRef) -> HomeStory:
    """EURP published, with staff who help after arrival."""
    story = HomeStory(lay_case_ground(actor, here, elsewhere, "eurp", "en"))
    story.worker = actor("reintegration_officer", here)
    return story
