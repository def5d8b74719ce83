"""Every stored column says why it is kept (D1), and foreign keys between contexts go down, protected and unnamed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import PROTECT

from safar.plumbing.facts import Fact

FLOORS = ["plumbing", "accounts", "programmes", "people", "consent", "cases", "movements", "complaints", "desk"]
MODELS = [model for model in apps.get_models() if model.__module__.startswith("safar.")]
SENSITIVITIES = {"none", "indirect", "direct", "sensitive"}


def undeclared_columns(model: type[models.Model], facts: Mapping[str, Mapping[str, Fact]]) -> list[str]:
    """The columns of a model that do not say why they are kept, and the declarations that fit no column."""
    columns = {field.name for field in model._meta.concrete_fields}
    declared = facts.get(model.__name__, {})
    missing = [f"{model._meta.label}.{name} has no purpose declared" for name in sorted(columns - set(declared))]
    stale = [f"{model._meta.label}.{name} is declared but not stored" for name in sorted(set(declared) - columns)]
    empty = [
        f"{model._meta.label}.{name} is declared without purpose, sensitivity or retention"
        for name, fact in declared.items()
        if not (fact.purpose.strip() and fact.retention.strip() and fact.sensitivity in SENSITIVITIES)
    ]
    return missing + stale + empty


def crooked_keys(model: type[models.Model]) -> list[str]:
    """Foreign keys to another context that point upwards, delete along, or open a way back."""
    found = []
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.remote_field is None:
            continue
        here, there = model._meta.app_label, field.related_model._meta.app_label
        if here == there or there not in FLOORS:
            continue
        key = f"{model._meta.label}.{field.name}"
        if FLOORS.index(there) > FLOORS.index(here):
            found.append(f"{key} points up to {there}")
        if field.remote_field.on_delete is not PROTECT:
            found.append(f"{key} is not protected")
        if field.remote_field.related_name != "+":
            found.append(f"{key} opens a way back; say related_name='+'")
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_d1_every_column_says_why_it_is_kept(model: type[models.Model]) -> None:
    facts: Any = import_module(f"safar.{model._meta.app_label}.facts")
    assert undeclared_columns(model, facts.FACTS) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_go_down_protected_and_without_a_way_back(model: type[models.Model]) -> None:
    assert crooked_keys(model) == []


def test_planted_breaches_are_named() -> None:
    class Planted(models.Model):
        """A model that breaks every rule at once."""

        case = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

        class Meta:
            app_label = "people"

    try:
        assert undeclared_columns(
            Planted, {"Planted": {"id": Fact("x", "none", " "), "gone": Fact("x", "none", "y")}}
        ) == [
            "people.Planted.case has no purpose declared",
            "people.Planted.gone is declared but not stored",
            "people.Planted.id is declared without purpose, sensitivity or retention",
        ]
        assert crooked_keys(Planted) == [
            "people.Planted.case points up to cases",
            "people.Planted.case is not protected",
            "people.Planted.case opens a way back; say related_name='+'",
        ]
    finally:
        del apps.all_models["people"]["planted"]
        apps.clear_cache()
