"""The catalogues are collected from Python and templates, keep translations, and carry no noise."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from safar.plumbing import messages

PYTHON = '''
"""A page."""
from django.utils.translation import gettext as _, ngettext, pgettext
greeting = _("Welcome, %(name)s")
count = ngettext("%(n)s person", "%(n)s people", n) % {"n": n}
raise Unclear("day_year", "The year %(year)s cannot be right.")
'''
TEMPLATE = """
  <p>{% translate "Sign in" %}</p>
{% if x %}
      <p title="it's">{% blocktranslate trimmed with name=user.name %}
        Hello {{ name }},
        go on
      {% endblocktranslate %}</p>
{% endif %}
{% translate "closed" context "account" %}
{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "safar/people").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "safar/people/pages.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates/page.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def _fill(project: Path, language: str, **texts: str) -> Path:
    path = messages.catalogue_path(project, language)
    text = path.read_text(encoding="utf-8")
    for source, translated in texts.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translated}"')
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_to_translate_is_found(project: Path) -> None:
    found = {(message.context, message.id) for message in messages.collect(project) if message.id}
    assert found == {
        (None, "Welcome, %(name)s"),
        (None, ("%(n)s person", "%(n)s people")),
        (None, "The year %(year)s cannot be right."),
        (None, "Sign in"),
        (None, "Hello %(name)s, go on"),
        ("account", "closed"),
        (None, ("%(n)s day", "%(n)s days")),
    }


def test_new_messages_come_in_empty_and_are_counted(project: Path) -> None:
    assert messages.extract_messages(project, ["pt", "fa-af"]) == {"pt": 7, "fa-af": 7}
    assert messages.catalogue_path(project, "fa-af").parts[-3:] == ("fa_AF", "LC_MESSAGES", "django.po")


def test_translations_are_kept_and_unused_ones_dropped(project: Path) -> None:
    messages.extract_messages(project, ["pt"])
    path = _fill(project, "pt", **{"Sign in": "Entrar"})
    (project / "safar/people/pages.py").unlink()
    messages.extract_messages(project, ["pt"])
    text = path.read_text(encoding="utf-8")
    assert 'msgstr "Entrar"' in text
    assert "Welcome" not in text


def test_a_catalogue_is_written_the_same_every_time(project: Path) -> None:
    messages.extract_messages(project, ["fa-af"])
    first = messages.catalogue_path(project, "fa-af").read_bytes()
    messages.extract_messages(project, ["fa-af"])
    assert messages.catalogue_path(project, "fa-af").read_bytes() == first
    assert b"Date" not in first
    assert b"pages.py" not in first


def test_a_catalogue_behind_its_sources_is_noticed(project: Path) -> None:
    messages.extract_messages(project, ["pt"])
    assert messages.is_current(project, "pt")
    (project / "templates/page.html").write_text('{% translate "Sign out" %}', encoding="utf-8")
    assert not messages.is_current(project, "pt")


@pytest.mark.parametrize("translated", ["Bem-vindo", "Bem-vindo, %(nome)s", "Bem-vindo, %(name)s %(x)s"])
def test_a_placeholder_lost_or_changed_is_noticed(project: Path, translated: str) -> None:
    messages.extract_messages(project, ["pt"])
    path = messages.catalogue_path(project, "pt")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "Welcome, %(name)s"\nmsgstr ""', f'msgid "Welcome, %(name)s"\nmsgstr "{translated}"'),
        encoding="utf-8",
    )
    assert messages.state_of(project, "pt").astray == ["Welcome, %(name)s"]


def test_a_compiled_catalogue_speaks_and_counts(project: Path) -> None:
    messages.extract_messages(project, ["fa-af"])
    path = _fill(project, "fa-af", **{"Sign in": "ورود"})
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        'msgid_plural "%(n)s days"\nmsgstr[0] ""\nmsgstr[1] ""',
        'msgid_plural "%(n)s days"\nmsgstr[0] "%(n)s روز"\nmsgstr[1] "%(n)s روز‌ها"',
    )
    path.write_text(text, encoding="utf-8")
    assert messages.compile_messages(project, ["fa-af"]) == {"fa-af": 5}
    with path.with_suffix(".mo").open("rb") as compiled:
        spoken = gettext.GNUTranslations(compiled)
    assert spoken.gettext("Sign in") == "ورود"
    assert spoken.ngettext("%(n)s day", "%(n)s days", 1) == "%(n)s روز"
    assert spoken.ngettext("%(n)s day", "%(n)s days", 5) == "%(n)s روز‌ها"
