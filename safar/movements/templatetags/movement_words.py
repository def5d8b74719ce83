"""Filters that turn the codes of movements into words, and moments into the local time of a place."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from safar.movements import sentences
from safar.movements.types import (
    AT_THE_END,
    BEFORE,
    NOT_BOARDED,
    UNDER_WAY,
    DutyCode,
    Finding,
    IncidentKind,
    LegState,
)
from safar.plumbing.web import display

register = template.Library()


@register.filter
def leg_state(code: str) -> str:
    """What became of somebody on a leg, in words."""
    return str(sentences.STATES[LegState(code)])


@register.filter
def state_colour(code: str) -> str:
    """The kind of chip a state is shown with: go, wait, stop or none."""
    if code in (LegState.ARRIVED_MET, LegState.BOARDED):
        return "go"
    if code in BEFORE:
        return ""
    return "stop" if code in (*AT_THE_END, LegState.MISSING, LegState.DISPUTED, LegState.HOSPITALISED) else "wait"


@register.filter
def is_under_way(code: str) -> bool:
    """Whether the person has left and not arrived."""
    return code in UNDER_WAY


@register.filter
def is_not_boarded(code: str) -> bool:
    """Whether the person did not leave."""
    return code in NOT_BOARDED


@register.filter
def duty(code: str) -> str:
    """Something owed during a delay, in words."""
    return str(sentences.DUTIES[DutyCode(code)])


@register.filter
def finding(code: str) -> str:
    """What was found out about an incident, in words."""
    return str(sentences.FINDINGS[Finding(code)])


@register.filter
def incident(code: str) -> str:
    """What contradicts, in words."""
    return str(sentences.INCIDENTS[IncidentKind(code)])


@register.filter
def there(moment: datetime, zone: str) -> str:
    """`9 May 2026, 14:03` by the clock of a place."""
    with timezone.override(ZoneInfo(zone)):
        return display.moment_in_words(moment)


@register.filter
def clock_there(moment: datetime, zone: str) -> str:
    """`14:03` by the clock of a place, with the day when it is not today's there."""
    with timezone.override(ZoneInfo(zone)):
        is_today = timezone.localdate(moment) == timezone.localdate()
        return display.time_in_words(moment) if is_today else display.moment_in_words(moment)


@register.filter
def cash(amount: int | None, currency: str) -> str:
    """Cash in the smallest unit as people write it."""
    from babel.numbers import format_currency, get_currency_precision

    if amount is None:
        return ""
    plain = Decimal(amount).scaleb(-get_currency_precision(currency))
    return str(format_currency(plain, currency, locale="en", format="#,##0.## ¤¤"))
