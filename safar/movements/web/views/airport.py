"""The page for whoever stands at an airport: the people of today, on a phone, with and without a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safar.accounts.services import require
from safar.kernel.calendars import ascii_digits
from safar.movements import queries, services
from safar.movements.sentences import STATES
from safar.movements.types import NOT_BOARDED, LegState, ReportGiven, ReportKind, TodayLine
from safar.plumbing.refusals import say
from safar.plumbing.web.moments import reader

MOST_AT_ONCE = 300
LONGEST_BODY = 200_000
CURRENCIES = ("EUR", "USD", "AFN", "IRR", "CHF", "GBP")
HOURS_AFTER_THE_DAY = 6
REASONS = [state for state in NOT_BOARDED if state != LegState.REMOVED_BY_STATE]


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The people of today at the stations of one's post. The phone may keep this page until the header says."""
    by = reader()
    require(by, "movements.report")
    at = timezone.now()
    lines = queries.today_at_the_airport(by=by, at=at)
    stations = queries.stations_of(by.office_id)
    context = {
        "leaving": [_card(line) for line in lines if line.direction == "leaving"],
        "arriving": [_card(line) for line in lines if line.direction == "arriving"],
        "stations": stations,
        "reasons": [(str(state), STATES[state]) for state in REASONS],
        "currencies": CURRENCIES,
        "user_id": by.user_id,
        "loaded_at": at,
        "search_url": "",
    }
    response = render(request, "movements/today.html", context)
    response.headers["X-Safar-Until"] = _end_of_the_day(at, [one.timezone for one in stations]).isoformat()
    return response


def _card(line: TodayLine) -> dict[str, Any]:
    return {
        "line": line,
        "ids": {kind: uuid4() for kind in ("papers", "asked", "cash", "boarded", "not_boarded", "arrived")},
    }


def _end_of_the_day(at: datetime, zones: Sequence[str]) -> datetime:
    """Some hours after midnight where the station stands: until then a list without a network is still of use."""
    zone = ZoneInfo(zones[0] if zones else "UTC")
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(HOURS_AFTER_THE_DAY), zone).astimezone(UTC)


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """One entry, sent by a plain form: the page works without script."""
    by = reader()
    require(by, "movements.report")
    try:
        given = _given(request.POST.dict())
    except (ValueError, KeyError, InvalidOperation):
        messages.warning(
            request, _("This entry was not understood, and nothing was kept. Load the list and try again.")
        )
        return HttpResponseRedirect(reverse("movements:today"))
    taken = services.report_from_airport(by=by, at=timezone.now(), entries=[given])[0]
    if taken.kept:
        messages.success(request, _("It is written down."))
    else:
        messages.warning(request, taken.sentence)
    return HttpResponseRedirect(f"{reverse('movements:today')}#p{given.leg_id}")


@require_POST
def entries(request: HttpRequest) -> HttpResponse:
    """Entries that a phone kept while it had no network: each is answered, so that the phone can forget it."""
    by = reader()
    require(by, "movements.report")
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
            raise ValueError
        sent = json.loads(request.body)["entries"]
        if not isinstance(sent, list) or len(sent) > MOST_AT_ONCE:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"taken": [], "sentence": say("movements_nobody_of_today")}, status=400)
    good: list[ReportGiven] = []
    answers = []
    for one in sent:
        try:
            good.append(_given({str(key): value for key, value in one.items()}))
        except (ValueError, KeyError, AttributeError, TypeError, InvalidOperation):
            name = str(one.get("id", "")) if isinstance(one, dict) else ""
            answers.append({"id": name, "kept": False, "sentence": _("An entry was not understood and not kept.")})
    for taken in services.report_from_airport(by=by, at=timezone.now(), entries=good):
        answers.append({"id": str(taken.id), "kept": taken.kept, "sentence": taken.sentence})
    return JsonResponse({"taken": answers})


@require_GET
def token(request: HttpRequest) -> HttpResponse:
    """What a phone that was long without a network needs before it sends: who is signed in, and a fresh token."""
    by = reader()
    require(by, "movements.report")
    return JsonResponse({"token": get_token(request), "user": by.user_id})


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It is served from here because a worker rules only the addresses below its own."""
    require(reader(), "movements.report")
    found = finders.find("today-worker.js")
    if not isinstance(found, str):
        return HttpResponse(status=404)
    with open(found, encoding="utf-8") as script:
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What the phone shows when the list of the day is over and there is no network; it names nobody."""
    require(reader(), "movements.report")
    return render(request, "movements/offline.html", {"search_url": ""})


def _given(sent: dict[str, Any]) -> ReportGiven:
    kind = ReportKind(str(sent["kind"]))
    currency = str(sent.get("currency") or "") if kind == ReportKind.CASH else ""
    return ReportGiven(
        id=UUID(str(sent["id"])),
        leg_id=UUID(str(sent["leg"])),
        kind=kind,
        stated_at=_moment(sent.get("stated_at")),
        value=_value(kind, str(sent.get("value") or "")),
        alone=str(sent.get("alone") or "") in ("1", "true", "True", "on") if kind == ReportKind.ASKED else None,
        amount=_amount(str(sent.get("amount") or ""), currency) if kind == ReportKind.CASH else None,
        currency=currency,
        receipt=_plain(str(sent.get("receipt") or "")),
    )


def _value(kind: ReportKind, value: str) -> str:
    known = {
        ReportKind.PAPERS: {"handed", "not_handed"},
        ReportKind.ASKED: {"yes", "not_sure", "no"},
        ReportKind.NOT_BOARDED: set(map(str, REASONS)),
        ReportKind.ARRIVED: {"met", "not_met"},
    }.get(kind)
    if known is None:
        return ""
    if value not in known:
        raise ValueError(value)
    return value


def _moment(stated: Any) -> datetime:
    """The moment stated by the phone; a plain form states none and means now."""
    if not stated:
        return timezone.now()
    moment = datetime.fromisoformat(str(stated).replace("Z", "+00:00"))
    if moment.tzinfo is None or not 2000 < moment.year < 3000:
        raise ValueError(stated)
    return moment


def _amount(written: str, currency: str) -> int:
    if currency not in CURRENCIES:
        raise ValueError(currency)
    amount = Decimal(ascii_digits(written).replace(",", ".").strip())
    small = amount.scaleb(get_currency_precision(currency))
    if not small.is_finite() or not 0 < small < 10**8:
        raise ValueError(written)
    return int(small)


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:60]
