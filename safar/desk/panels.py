"""What the desk shows on a person's page: their cases, and the way to open one."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from safar.accounts.queries import may
from safar.cases import queries
from safar.cases.types import CaseRow
from safar.people.types import Panel, PanelLine, PersonId
from safar.plumbing.types import Actor


def cases_panel(by: Actor, person_id: PersonId) -> Panel | None:
    """The person's cases within reach; nothing for a reader whose role reads no cases."""
    if not may(by, "cases.read"):
        return None
    rows = queries.cases_of_persons([person_id], timezone.now()).get(person_id, [])
    can_open = may(by, "cases.open")
    return Panel(
        title=gettext("Cases"),
        lines=tuple(_line(row) for row in rows),
        action_text=gettext("Open a case") if can_open else "",
        action_url=reverse("cases:open", kwargs={"id": person_id}) if can_open else "",
    )


def _line(row: CaseRow) -> PanelLine:
    colour = {"open": "go", "on_hold": "stop"}.get(row.status, "")
    words = " · ".join(part for part in (row.reference, row.programme) if part)
    state = gettext("closed") if row.status == "closed" else row.stage
    return PanelLine(words, reverse("cases:case", kwargs={"id": row.case_id}), state, colour if state else "")
