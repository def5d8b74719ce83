"""Tags for days, numbers, names and chips, written as the reader writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safar.kernel.places import country_name, language_name
from safar.plumbing.web import display
from safar.plumbing.web.navigation import NavigationItem, may_use, navigation_of

register = template.Library()

KINDS = {"", "go", "wait", "stop"}


@register.filter
def day(value: date | None) -> str:
    """`9 May 2026`, in the reader's calendar and digits."""
    return display.day_in_words(value)


@register.filter
def both_days(value: date | None, country: str = "") -> str:
    """A day in the reader's calendar and, where a Solar one matters (also by the country given), in the other one."""
    return display.both_days_in_words(value, country)


@register.filter
def moment(value: datetime | None) -> str:
    """`9 May 2026, 14:03` on the office's clock."""
    return display.moment_in_words(value)


@register.filter
def clock(value: datetime) -> str:
    """`14:03` on the office's clock."""
    return display.time_in_words(value)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """A number with the digits and grouping of the language."""
    return display.number_in_words(value)


@register.filter
def country(code: str) -> str:
    """The country's name in the language of the page; a dash for none."""
    return country_name(code, display.language()) if code else display.NOTHING


@register.filter
def spoken(code: str) -> str:
    """The language's name in the language of the page; a dash for none."""
    return language_name(code, display.language()) if code else display.NOTHING


@register.filter
def bdi(value: object) -> SafeString:
    """A name set apart, so that its direction does not disturb the sentence around it."""
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def masked(value: str | None) -> SafeString:
    """A telephone number of which only the ends are shown."""
    return format_html('<bdi dir="ltr">{}</bdi>', display.masked(value))


@register.filter
def may(permission: str) -> bool:
    """`{% if "cases.tasks"|may %}`: whether the reader's role includes this; what it does not is not offered."""
    return may_use(permission)


@register.simple_tag
def comma() -> str:
    """`{% comma %}`: a comma and a space, as the script of the page writes them."""
    return display.comma()


@register.simple_tag
def chip(kind: str, text: object = "") -> SafeString:
    """`{% chip "wait" text %}`: a short state; the kind is go, wait, stop or empty."""
    return format_html('<span class="chip {}">{}</span>', kind if kind in KINDS else "", text)


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> list[NavigationItem]:
    """The entries of the navigation that this reader may use."""
    return navigation_of(context["request"])
