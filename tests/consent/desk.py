"""Staff at their desk and the people they speak with, for the tests of the pages of consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.consent import queries, services
from safar.consent.services import publish_texts
from safar.consent.types import (
    AsylumGiven,
    ConfirmationGiven,
    DeclarationGiven,
    DepartureGiven,
    JourneyGiven,
    PersonInSession,
    ScreenAnswers,
    SessionGiven,
)
from safar.kernel.dates import exact_day
from safar.people.services import register_person, relate_people
from safar.people.types import (
    ConsentGiven,
    LanguageGiven,
    NameGiven,
    NationalityGiven,
    PersonDetails,
    RelationKind,
    Sex,
)
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.programmes.services import publish_programme
from tests.conftest import ActorMaker

CODE = "arvore-vi"
LONG_AGO = timedelta(days=40)


@dataclass(frozen=True)
class Party:
    """A journey and its travellers, by the name they go by in a test."""

    journey: UUID
    travellers: dict[str, UUID]
    persons: dict[str, UUID]

    def __getitem__(self, name: str) -> UUID:
        return self.travellers[name]


class Desk:
    """A browser, the staff who can sit before it, and what has happened so far."""

    def __init__(self, client: Client, actor: ActorMaker, office: OfficeRef) -> None:
        self.client = client
        self.actor = actor
        self.office = office
        self.now = timezone.now()
        self.counsellor = actor("counsellor", office)
        self._publish()

    def _publish(self) -> None:
        manager = self.actor("programme_manager", self.office)
        long_ago = self.now - LONG_AGO
        with acting_as(manager):
            self.version = publish_programme(by=manager, at=long_ago, code=CODE).id
            publish_texts(by=manager, at=long_ago, code=CODE)
            for pack in queries.packs(CODE):
                services.approve_pack(by=manager, at=long_ago, pack_id=pack.id, reader_name="Ana Reis")
            for text in queries.texts(CODE):
                services.approve_declaration_text(by=manager, at=long_ago, text_id=text.id, reader_name="Ana Reis")

    def sit_down(self, role: str = "counsellor", office: OfficeRef | None = None, number: int = 1) -> Actor:
        """Somebody signs in at this browser."""
        by = self.actor(role, office or self.office, number)
        assert by.user_id is not None
        self.client.force_login(User.objects.get(id=by.user_id))
        return by

    def person(self, text: str, latin: str, born: date, sex: Sex = Sex.MALE) -> UUID:
        """Somebody registered by the counsellor."""
        at = self.now - LONG_AGO
        details = PersonDetails(
            sex=sex,
            birth=exact_day(born),
            nationalities=(NationalityGiven("BR"),),
            languages=(LanguageGiven("en", needs_interpreter=False),),
        )
        with acting_as(self.counsellor):
            return register_person(
                by=self.counsellor,
                at=at,
                consent=ConsentGiven(at, "en"),
                names=[NameGiven(text, latin)],
                details=details,
            )

    def party(self, people: dict[str, UUID], **more: Any) -> Party:
        """A journey for these people."""
        at = self.now - timedelta(days=20)
        given = JourneyGiven(self.version, "PT", "BR", "Recife", people=tuple(people.values()), **more)
        with acting_as(self.counsellor):
            journey = services.open_journey(by=self.counsellor, at=at, given=given)
            file = queries.journey_file([journey])[journey]
        by_person = {line.person_id: line.id for line in file.travellers}
        return Party(journey, {name: by_person[person] for name, person in people.items()}, people)

    def single(self, **more: Any) -> Party:
        """A man alone."""
        return self.party({"joao": self.person("João Sá", "Joao Sa", date(1985, 5, 2))}, **more)

    def family(self) -> Party:
        """A couple with one child, whose parents both they are."""
        people = {
            "rita": self.person("Rita Lima", "Rita Lima", date(1988, 7, 1), Sex.FEMALE),
            "paulo": self.person("Paulo Lima", "Paulo Lima", date(1986, 2, 3)),
            "bia": self.person("Bia Lima", "Bia Lima", date(2019, 9, 9), Sex.FEMALE),
        }
        at = self.now - LONG_AGO
        with acting_as(self.counsellor):
            for parent in ("rita", "paulo"):
                relate_people(
                    by=self.counsellor, at=at, person_id=people[parent], other_id=people["bia"],
                    kind=RelationKind.PARENT, parental_responsibility=True,
                )  # fmt: skip
        return self.party(people)

    def talk(
        self,
        party: Party,
        *names: str,
        hours_ago: float = 48,
        screen: ScreenAnswers | None = None,
        language: str = "en",
        again: bool = False,
    ) -> UUID:
        """A talk in which everything was covered with each of them alone; `again`: the steps are on file already."""
        held_at = self.now - timedelta(hours=hours_ago)
        by = self.counsellor
        with acting_as(by):
            pack = queries.current_pack(CODE, language, held_at)
            assert pack is not None
            topics = queries.journey_file([party.journey])[party.journey].required_topics
            steps = queries.journey_file([party.journey])[party.journey].irreversible_steps
            people = tuple(
                PersonInSession(
                    party[name], alone=True, decision="yes", topics=topics, pack_id=pack.id, manner="text",
                    understood=True, consequences_told=True, screen=screen or ScreenAnswers(),
                )
                for name in names
            )  # fmt: skip
            given = SessionGiven(held_at, language, people, no_interpreter_needed=True, place="room 2", minutes=70)
            session = services.hold_session(by=by, at=held_at, journey_id=party.journey, given=given)
            for traveller in party.travellers.values():
                services.record_asylum_position(by=by, at=held_at, traveller_id=traveller, given=AsylumGiven("none"))
            for name in names:
                for code in () if again else steps:
                    services.acknowledge_step(by=by, at=held_at, traveller_id=party[name], code=code)
        return session

    def sign(self, party: Party, name: str, session: UUID, hours_ago: float = 5, **more: Any) -> Any:
        """A declaration in good order; answers with its outcome."""
        given = DeclarationGiven(
            party[name], session, self.now - timedelta(hours=hours_ago), "en", "room 2", "Lia Costa",
            "other_organisation", copy_answer="taken", reading_aloud_answer="declined",
            no_interpreter_needed=True, **more,
        )  # fmt: skip
        with acting_as(self.counsellor):
            return services.sign_declaration(by=self.counsellor, at=given.signed_at, given=given)

    def ready(self) -> Party:
        """A man with a permit in force."""
        party = self.single()
        assert self.sign(party, "joao", self.talk(party, "joao")).permit_id
        return party

    def confirm(self, party: Party, name: str, answer: str = "still_yes") -> None:
        """The first of the two times somebody is asked again."""
        given = ConfirmationGiven("before", answer, self.now - timedelta(hours=1))
        with acting_as(self.counsellor):
            services.confirm_wish(by=self.counsellor, at=self.now, traveller_id=party[name], given=given)

    def leave(self, party: Party, name: str, minutes_ago: int = 10) -> None:
        """Asked at the place of departure, and gone."""
        left_at = self.now - timedelta(minutes=minutes_ago)
        officer = self.actor("movement_officer", self.office)
        asked = ConfirmationGiven("at_departure", "still_yes", left_at - timedelta(minutes=5), place="gate")
        with acting_as(officer):
            services.confirm_wish(by=officer, at=left_at, traveller_id=party[name], given=asked)
            services.record_departure(
                by=officer, at=left_at, given=DepartureGiven(party[name], left_at, "Lisbon airport")
            )

    def file(self, party: Party) -> Any:
        """The journey as the counsellor reads it now."""
        with acting_as(self.counsellor):
            return queries.journey_file([party.journey])[party.journey]

    def state(self, party: Party, name: str) -> str:
        """Where somebody's permit stands, or empty when there is none."""
        with acting_as(self.counsellor):
            permits = queries.permits_of([party[name]])[party[name]]
        return permits[0].state if permits else ""

    def get(self, page: str, *ids: UUID, **query: str) -> Any:
        """Open a page."""
        return self.client.get(reverse(f"consent:{page}", args=ids), query)

    def post(self, page: str, *ids: UUID, **answers: Any) -> Any:
        """Press a button with what is typed."""
        return self.client.post(reverse(f"consent:{page}", args=ids), answers)

    def act(self, page: str, subject: UUID, act: str, **answers: Any) -> Any:
        """Press one of the buttons of a page that offers several acts."""
        return self.post(page, subject, act=act, **{f"{act}-{name}": value for name, value in answers.items()})


def typed(moment: datetime) -> tuple[str, str]:
    """A moment as it is typed into the two boxes, by the office's clock in Lisbon tests (UTC)."""
    return f"{moment:%d/%m/%Y}", f"{moment:%H:%M}"


def moment_answers(name: str, moment: datetime) -> dict[str, str]:
    """The two answers of a moment's field."""
    day, clock = typed(moment)
    return {f"{name}_0": day, f"{name}_1": clock}


def words(response: HttpResponseBase) -> str:
    """What a page says."""
    assert isinstance(response, HttpResponse)
    return response.content.decode()
