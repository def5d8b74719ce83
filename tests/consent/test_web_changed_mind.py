"""Someone changed their mind: two presses from the case file, no reason asked, and nobody else can do it for them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safar.accounts.queries import readings_of
from safar.accounts.types import OfficeRef
from safar.consent import queries, services
from safar.consent.models import JourneyStop, Withdrawal
from safar.consent.types import ScreenAnswers
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker
from tests.consent.desk import Desk, Party, moment_answers, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, actor: ActorMaker, office_lisbon: OfficeRef) -> Desk:
    """A desk in Lisbon."""
    return Desk(client, actor, office_lisbon)


def couple(desk: Desk) -> Party:
    """A family whose parents both hold a permit."""
    party = desk.family()
    session = desk.talk(party, "rita", "paulo")
    for name in ("rita", "paulo"):
        desk.sign(party, name, session, children=(party["bia"],))
    with acting_as(desk.counsellor):
        services.issue_child_permit(by=desk.counsellor, at=desk.now, child_id=party["bia"])
    return party


def asked_by(desk: Desk) -> dict[str, str]:
    """Asked by the counsellor five minutes ago."""
    five_minutes_ago = desk.now - timedelta(minutes=5)
    return {**moment_answers("asked_at", five_minutes_ago), "asked_by": str(desk.counsellor.user_id)}


def button_of(party: Party, name: str) -> str:
    """The name of the button behind somebody's name."""
    return f"no-{party[name].hex}"


def test_v4_the_second_press_is_the_last_and_no_reason_is_asked(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    page = words(desk.get("withdraw", party.journey))
    assert len(re.findall(r'<button class="btn withdraw">', page)) == 1
    assert "does not want to go" in page
    answer = desk.post("withdraw", party.journey, act=button_of(party, "joao"))
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "withdrawn"
    done = words(desk.client.get(answer["Location"]))
    assert "Their permit has ended" in done
    assert "Shelter, care and protection go on" in done


@pytest.mark.parametrize(
    "role", ["counsellor", "protection_officer", "movement_officer", "reintegration_officer", "programme_manager"]
)
def test_v4_whoever_works_on_the_case_can_press_it(desk: Desk, role: str) -> None:
    party = desk.ready()
    desk.sit_down(role)
    assert desk.post("withdraw", party.journey, act=button_of(party, "joao")).status_code == 302
    assert desk.state(party, "joao") == "withdrawn"


def test_v4_one_of_a_couple_withdraws_and_the_other_keeps_their_place(desk: Desk) -> None:
    party = couple(desk)
    desk.sit_down()
    answer = desk.post("withdraw", party.journey, act=button_of(party, "rita"))
    assert desk.state(party, "rita") == "withdrawn"
    assert desk.state(party, "paulo") == "in_force"
    assert desk.state(party, "bia") == "held"
    done = words(desk.client.get(answer["Location"]))
    assert "keeps their place and is asked again, alone" in done
    assert "depends on them and is held" in done


def test_v4_it_can_be_said_when_and_how_and_a_wrong_day_keeps_the_rest(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    name = button_of(party, "joao")
    wrong = desk.act("withdraw", party.journey, name, channel="phone", said_at_0="yesterday", said_at_1="10:00")
    assert wrong.status_code == 422
    assert 'value="yesterday"' in words(wrong)
    assert desk.state(party, "joao") == "in_force"
    said_at = desk.now - timedelta(hours=2)
    right = desk.act("withdraw", party.journey, name, channel="phone", **moment_answers("said_at", said_at))
    assert right.status_code == 302
    with acting_as(desk.counsellor):
        kept = Withdrawal.objects.get()
    assert kept.channel == "phone"
    assert kept.said_at == said_at.replace(second=0, microsecond=0)


def test_v4_a_message_from_somebody_else_holds_and_never_withdraws(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    answer = desk.act(
        "withdraw", party.journey, "other",
        traveller=str(party["joao"]), said_by="his brother", channel="phone", message="He will not come",
    )  # fmt: skip
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "held"
    with acting_as(desk.counsellor):
        assert not Withdrawal.objects.exists()
        assert queries.holds_open([desk.office.id])[0].kind == "message_from_other"


def test_v4_a_message_needs_who_told_us_and_keeps_what_was_typed(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    answer = desk.act("withdraw", party.journey, "other", traveller=str(party["joao"]), message="He will not come")
    assert answer.status_code == 422
    assert "He will not come" in words(answer)
    assert desk.state(party, "joao") == "in_force"


def test_v4_who_withdrew_is_not_asked_twice(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    desk.post("withdraw", party.journey, act=button_of(party, "joao"))
    assert button_of(party, "joao") not in words(desk.get("withdraw", party.journey))


def test_v4_another_office_cannot_see_or_press_it(desk: Desk, office_tehran: OfficeRef) -> None:
    party = desk.ready()
    desk.sit_down(office=office_tehran)
    assert desk.post("withdraw", party.journey, act=button_of(party, "joao")).status_code == 404
    assert desk.state(party, "joao") == "in_force"


@pytest.mark.parametrize("role", ["data_protection_officer", "administrator"])
def test_v4_roles_without_casework_are_refused(desk: Desk, role: str) -> None:
    party = desk.ready()
    desk.sit_down(role)
    assert desk.post("withdraw", party.journey, act=button_of(party, "joao")).status_code == 403
    desk.client.logout()
    answer = desk.post("withdraw", party.journey, act=button_of(party, "joao"))
    assert answer.status_code == 403
    assert "was not sent" in answer.content.decode()
    assert desk.state(party, "joao") == "in_force"


def test_v4_opening_the_page_changes_nothing(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    desk.get("withdraw", party.journey, act=button_of(party, "joao"))
    assert desk.state(party, "joao") == "in_force"


def test_v4_after_departure_i_will_not_go_on_stops_the_journey_without_penalty(desk: Desk) -> None:
    party = desk.ready()
    desk.confirm(party, "joao")
    desk.leave(party, "joao")
    desk.sit_down("movement_officer")
    assert "will not go on" in words(desk.get("withdraw", party.journey))
    answer = desk.post("withdraw", party.journey, act=button_of(party, "joao"))
    done = words(desk.client.get(answer["Location"]))
    assert "The journey stops here for them, without any penalty" in done
    assert desk.state(party, "joao") == "used"
    with acting_as(desk.counsellor):
        assert JourneyStop.objects.filter(traveller_id=party["joao"]).count() == 1
    assert button_of(party, "joao") not in words(desk.get("withdraw", party.journey))


def test_v11_a_no_when_asked_again_ends_the_permit(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down("movement_officer")
    asked = asked_by(desk)
    answer = desk.act("confirm", party["joao"], "ask", which="before", answer="no", **asked)
    assert answer.status_code == 302, words(answer)
    assert desk.state(party, "joao") == "withdrawn"
    assert answer["Location"] == reverse("consent:withdrawn", args=[party["joao"]])


def test_v11_a_yes_counts_only_alone(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down("movement_officer")
    asked = asked_by(desk)
    not_alone = desk.act("confirm", party["joao"], "ask", which="before", answer="still_yes", place="gate", **asked)
    assert not_alone.status_code == 422
    assert "A yes counts only when they are asked alone" in words(not_alone)
    assert 'value="gate"' in words(not_alone)
    answer = desk.act("confirm", party["joao"], "ask", which="before", answer="still_yes", alone="on", **asked)
    assert answer.status_code == 302
    assert "“Yes, I still want to go”" in words(desk.get("confirm", party["joao"]))


def test_v11_a_yes_from_before_the_permit_is_said_not_to_count(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down("movement_officer")
    early = {**asked_by(desk), **moment_answers("asked_at", desk.now - timedelta(days=20))}
    before = desk.act(
        "confirm", party["joao"], "ask", which="before", answer="still_yes", alone="on", place="gate", **early
    )
    assert before.status_code == 422
    assert "A yes counts only once there is a permit" in words(before)
    assert 'value="gate"' in words(before)
    assert desk.act("confirm", party["joao"], "ask", which="before", answer="no", **early).status_code == 302
    assert desk.state(party, "joao") == "withdrawn"


def test_v11_not_sure_holds(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down("movement_officer")
    asked = asked_by(desk)
    desk.act("confirm", party["joao"], "ask", which="before", answer="not_sure", alone="on", **asked)
    assert desk.state(party, "joao") == "held"


def test_v17_a_step_is_done_last_after_asking_again(desk: Desk) -> None:
    party = desk.ready()
    code = desk.file(party).irreversible_steps[0]
    desk.sit_down()
    done = moment_answers("done_at", desk.now)
    early = desk.act("step", party["joao"], f"done-{code}", **done)
    assert early.status_code == 422
    assert words(early).count("comes last") == 2  # on top, where it is seen without a script, and at its form
    desk.confirm(party, "joao")
    answer = desk.act("step", party["joao"], f"done-{code}", **done)
    assert answer.status_code == 302, words(answer)
    assert ">done</span>" in words(desk.get("step", party["joao"]))


def test_v17_a_step_is_acknowledged_on_its_page(desk: Desk) -> None:
    party = desk.single()
    code = desk.file(party).irreversible_steps[0]
    desk.sit_down()
    assert "not yet explained" in words(desk.get("step", party["joao"]))
    assert desk.act("step", party["joao"], f"ack-{code}").status_code == 302
    assert "acknowledged, not done" in words(desk.get("step", party["joao"]))


def test_v6_a_red_screen_waits_in_the_queue_until_somebody_else_has_spoken_with_them(desk: Desk) -> None:
    party = desk.single()
    desk.talk(party, "joao", screen=ScreenAnswers(threat=True, note="A cousin called"))
    desk.sit_down()
    page = words(desk.get("screen", party["joao"]))
    assert "screen red" in page
    assert "A cousin called" not in page
    assert "You spoke with them alone" not in page
    desk.sit_down("protection_officer")
    queue = words(desk.get("screens"))
    assert "Joao Sa" in queue
    assert "the coercion screen is red" in queue.lower()
    seen = words(desk.get("screen", party["joao"]))
    assert "A cousin called" in seen
    spoke = moment_answers("spoke_at", desk.now - timedelta(hours=1))
    answer = desk.act("screen", party["joao"], "clear", outcome="cleared", note="He decides", **spoke)
    assert answer.status_code == 302, words(answer)
    assert "Nobody is held" in words(desk.get("screens"))


def test_v6_the_queue_is_for_who_may_reach_people_alone(desk: Desk) -> None:
    desk.sit_down("movement_officer")
    assert desk.get("screens").status_code == 403
    desk.sit_down()
    assert desk.get("screens").status_code == 200


def test_v6_a_measure_for_an_amber_screen_is_put_on_file(desk: Desk) -> None:
    party = desk.single()
    desk.talk(party, "joao", screen=ScreenAnswers(debt=True))
    desk.sit_down()
    assert "screen amber" in words(desk.get("screen", party["joao"]))
    answer = desk.act("screen", party["joao"], "measure-advice_offered", note="Legal aid")
    assert answer.status_code == 302, words(answer)
    assert "Independent advice was offered: <bdi>Legal aid</bdi>" in words(desk.get("screen", party["joao"]))


def test_v6_asked_again_alone_the_screen_is_renewed(desk: Desk) -> None:
    party = desk.single()
    desk.talk(party, "joao", screen=ScreenAnswers(debt=True))
    desk.sit_down()
    wrong = desk.act("screen", party["joao"], "ask")
    assert "Tick the signs you saw, or that there were none" in words(wrong)
    assert desk.act("screen", party["joao"], "ask", amber=["debt", "destitution"]).status_code == 302


def test_v8_a_doubt_is_raised_and_settled_never_by_a_hospital(desk: Desk) -> None:
    party = desk.single()
    desk.talk(party, "joao")
    desk.sit_down()
    today = f"{desk.now:%d/%m/%Y}"
    assert (
        desk.act("position", party["joao"], "doubt", about="return", raised_on=today, source="his sister").status_code
        == 302
    )
    page = words(desk.get("position", party["joao"]))
    assert "his sister" in page
    assert "hospital" not in page.split('name="settle')[0].lower() or "Never a hospital" in page
    settle = re.search(r'value="(settle-[0-9a-f]+)"', page)
    assert settle is not None
    answer = desk.act(
        "position", party["joao"], settle[1],
        result="can", settler_kind="psychologist", settled_on=today,
    )  # fmt: skip
    assert answer.status_code == 302, words(answer)
    assert "can decide" in words(desk.get("position", party["joao"]))


def test_v13_asylum_and_the_doubt_about_safety(desk: Desk, office_tehran: OfficeRef) -> None:
    party = desk.single()
    desk.sit_down()
    taken = {"status": "open_claim", "advice": "taken", "advice_on": f"{desk.now:%d/%m/%Y}"}
    nobody = desk.act("position", party["joao"], "asylum", **taken)
    assert nobody.status_code == 422
    assert "Write who advised them." in words(nobody)
    taken["advice_by"] = "Refugee Council"
    assert desk.act("position", party["joao"], "asylum", **taken).status_code == 302
    assert desk.act("position", party["joao"], "detention", in_detention="no").status_code == 302
    assert desk.act("position", party["joao"], "fear", note="He was threatened there").status_code == 302
    assert "Decide on the doubt about safety" not in words(desk.get("position", party["joao"]))


def test_v20_a_report_of_death_freezes_and_is_answered(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    assert desk.act("report", party["joao"], "death", source="a neighbour").status_code == 302
    assert desk.state(party, "joao") == "held"
    page = words(desk.get("report", party["joao"]))
    assert "frozen: a death is reported" in page
    answer = desk.act("report", party["joao"], "answer", confirmed="no")
    assert answer.status_code == 302, words(answer)
    assert "It was a mistake" in words(desk.get("report", party["joao"]))


def test_v20_not_reached_says_only_that(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    since = moment_answers("since", desk.now - timedelta(days=2))
    wrong = desk.act("report", party["joao"], "missing", attempts="often", **since)
    assert "Write how many times as a whole number" in words(wrong)
    assert desk.act("report", party["joao"], "missing", attempts="3", **since).status_code == 302
    page = words(desk.get("report", party["joao"]))
    assert "tried 3 times" in page
    assert "absconded" not in page
    assert desk.act("report", party["joao"], "reached").status_code == 302
    assert desk.state(party, "joao") == "in_force"


def test_a_hold_is_raised_by_whoever_worries_and_released_by_protection(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down("movement_officer")
    assert desk.act("permit", party["joao"], "hold", reason="Somebody waits outside").status_code == 302
    assert desk.state(party, "joao") == "held"
    with acting_as(desk.counsellor):
        hold = queries.holds_open([desk.office.id])[0]
    assert desk.get("release", hold.id).status_code == 403
    desk.sit_down("protection_officer")
    spoke = moment_answers("spoke_alone_at", desk.now)
    assert desk.act("release", hold.id, "release", note="All well", **spoke).status_code == 302
    assert desk.state(party, "joao") == "in_force"


def test_what_was_written_down_late_is_reviewed(desk: Desk) -> None:
    party = desk.single()
    desk.talk(party, "joao", hours_ago=24 * 12)
    desk.sit_down()
    assert desk.get("late").status_code == 403
    desk.sit_down("programme_manager")
    page = words(desk.get("late"))
    assert "Counselling session" in page
    act = re.search(r'value="(late-[0-9a-f]+)"', page)
    assert act is not None
    assert desk.client.post(reverse("consent:late"), {"act": act[1]}).status_code == 422
    right = desk.client.post(reverse("consent:late"), {"act": act[1], f"{act[1]}-note": "No network there"})
    assert right.status_code == 302
    assert act[1] not in words(desk.get("late"))


def test_the_overview_asks_the_same_number_of_questions_for_one_and_for_three(desk: Desk) -> None:
    small, large = desk.ready(), couple(desk)
    desk.sit_down()
    desk.get("journey", small.journey)
    with CaptureQueriesContext(connection) as first:
        assert desk.get("journey", small.journey).status_code == 200
    with CaptureQueriesContext(connection) as second:
        assert desk.get("journey", large.journey).status_code == 200
    assert len(first) == len(second)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_way_back_never_leads_out_of_the_program(desk: Desk, elsewhere: str) -> None:
    party = desk.ready()
    desk.sit_down()
    here = reverse("consent:permit", args=[party["joao"]])
    away = desk.client.post(here, {"act": "hold", "hold-reason": "wait", "next": elsewhere})
    assert away["Location"] == here
    back = desk.client.post(here, {"act": "hold", "hold-reason": "wait", "next": "/packs"})
    assert back["Location"] == "/packs"


def test_reading_somebody_is_logged_with_the_page(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    desk.get("permit", party["joao"])
    officer = desk.actor("data_protection_officer", desk.office)
    with acting_as(officer):
        read = readings_of([party.persons["joao"]], desk.now - timedelta(hours=1))
    assert [entry.page for entry in read] == ["permit"]


def test_v4_a_double_click_withdraws_once_and_leads_to_the_same_page(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    answers = [desk.post("withdraw", party.journey, act=button_of(party, "joao")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    with acting_as(desk.counsellor):
        assert Withdrawal.objects.count() == 1


def test_an_act_that_is_gone_says_so_and_shows_what_was_typed(desk: Desk) -> None:
    party = desk.ready()
    desk.sit_down()
    page = words(desk.post("withdraw", party.journey, act="gone", **{"gone-note": "Her brother rang"}))
    assert "not offered any more" in page
    assert "Her brother rang" in page
