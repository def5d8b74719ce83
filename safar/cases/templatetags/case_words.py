"""Filters that turn the codes of cases into the reader's words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from safar.cases.web.words import TABLES, audit_said, country_name, language_name, money_in_words
from safar.plumbing.refusals import say
from safar.plumbing.web.display import number_in_words

register = template.Library()


@register.filter
def word(code: object, table: str) -> object:
    """`{{ task.for_whom|word:"for_whom" }}`: the words for a code; a text that is no code of the table stays."""
    return TABLES[table].get(str(code), code)


@register.filter
def beside(said: str, kind: str) -> str:
    """`{{ said|beside:kind }}`: what an auditor reads beside a line of a sampled case."""
    return audit_said(kind, said)


@register.filter
def country(code: str) -> str:
    """The country's name in the reader's language."""
    return country_name(code)


@register.filter
def countries(codes: str) -> str:
    """Several countries by name: `{{ "AF IR"|countries }}`."""
    return ", ".join(country_name(code) for code in codes.split())


@register.filter
def tongue(code: str) -> str:
    """The language's name in the reader's language."""
    return language_name(code)


@register.filter
def money(amount: int | None, currency: str) -> str:
    """`{{ amount|money:currency }}`: minor units as an amount with its currency; nothing while it is not set."""
    return money_in_words(amount, currency)


@register.filter
def gate_words(code: str, name: str) -> str:
    """`{{ gate.code|gate_words:gate.name }}`: what is to be settled with somebody."""
    return say(f"gate_{code}", name=name)


@register.filter
def days_ago(day: Any) -> str:
    """How many whole days lie between a day and today."""
    if not day:
        return ""
    on = timezone.localtime(day).date() if hasattr(day, "hour") else day
    count = max((timezone.localdate() - on).days, 0)
    if count == 0:
        return gettext("today")
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number_in_words(count)}
