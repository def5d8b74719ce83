"""Two colleagues open a case for one person at the same moment: one is opened, the other is told and loses nothing."""

from __future__ import annotations

import threading

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from safar.accounts.models import User
from safar.accounts.types import OfficeRef
from safar.cases import queries
from safar.plumbing.scope import acting_as
from tests.cases.counter import Counter
from tests.conftest import ActorMaker
from tests.consent.desk import words


def test_two_posts_at_once_open_one_case(committed: None, actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    counter = Counter(Client(), actor, office_lisbon)
    rita = counter.persons("rita")["rita"]
    colleagues = [actor("counsellor", office_lisbon, number) for number in (1, 2)]
    browsers = [Client(), Client()]
    for browser, colleague in zip(browsers, colleagues, strict=True):
        browser.force_login(User.objects.get(id=colleague.user_id or 0))
    sent = {
        f"role_{rita}": "main",
        "return_country": "BR",
        "return_place": "Recife",
        "began": "before_travel",
        "assigned_to": str(counter.counsellor.user_id),
    }
    together, answers = threading.Barrier(2), list[HttpResponse]()

    def press(browser: Client) -> None:
        from django.db import connection

        try:
            together.wait(10)
            answers.append(browser.post(reverse("cases:open", args=[rita]), sent))  # type: ignore[arg-type]
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    told = words(next(answer for answer in answers if answer.status_code == 200))
    assert "open case of this kind already" in told
    assert 'value="Recife"' in told, "what was typed is lost"
    with acting_as(counter.counsellor):
        assert len(queries.cases_of_persons([rita], counter.now)[rita]) == 1
