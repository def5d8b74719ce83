"""Printing: values stay text, nothing outside the template's folder is read, the same values give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import segno
from django.test import override_settings

from safar.plumbing.documents import NotPrinted, printed, qr_picture, render_pdf, render_pictures, typefaces
from safar.plumbing.printing import (
    country_on_paper,
    day_on_paper,
    language_name,
    language_on_paper,
    listed,
    moment_on_paper,
    money_on_paper,
    sheet_of_paper,
    words_of,
)
from safar.plumbing.typefaces import is_printable
from safar.plumbing.types import Json
from tests.plumbing.pictures import grey_pixels

SAFAR = Path(__file__).parents[2] / "safar"
TEMPLATE = '#import "paper.typ": *\n#show: paper\n#facts(data.rows)\n'


def page(*values: str, language: str = "en", watermark: str = "") -> dict[str, Json]:
    """A page of facts."""
    rows: list[Json] = [{"label": "Name", "value": value} for value in values]
    return sheet_of_paper(language, title="A page", reference="4F7K-29QX-M", watermark=watermark) | {"rows": rows}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template in a folder of its own, with a secret beside the folder."""
    (tmp_path / "secret.txt").write_text("the secret")
    folder = tmp_path / "paper"
    folder.mkdir()
    path = folder / "page.typ"
    path.write_text(TEMPLATE)
    return path


@pytest.fixture
def no_typefaces(tmp_path: Path) -> Iterator[None]:
    """An installation whose typefaces were never fetched."""
    with override_settings(FONT_DIRS=[tmp_path / "nothing here"]):
        yield


def test_values_are_never_read_as_markup(template: Path) -> None:
    evil = '#read("page.typ") $x^2$ *b* _i_ "q" \\ </script> @ref <label> `raw` // gone'
    assert [row["value"] for row in printed(template, page(evil), "fact")] == [evil]
    assert render_pdf(template, page(evil)).startswith(b"%PDF")


@pytest.mark.parametrize("path", ["../secret.txt", "/../secret.txt", "{}/secret.txt", "/etc/hostname"])
def test_a_template_reads_only_its_own_folder(template: Path, path: str) -> None:
    template.write_text(f'#read("{path.format(template.parent.parent)}")')
    with pytest.raises(NotPrinted, match=r"page\.typ"):
        render_pdf(template, page("a"))


def test_no_template_of_ours_takes_anything_but_the_shared_layout_and_its_neighbours() -> None:
    templates = sorted(SAFAR.glob("**/*.typ"))
    assert len(templates) >= 5
    for path in templates:
        text = path.read_text("utf-8")
        allowed = {"paper.typ", *(other.name for other in path.parent.glob("*.typ"))}
        assert set(re.findall(r'#(?:import|include) "([^"]+)"', text)) <= allowed, path.name
        assert "eval(" not in text, path.name


def test_the_same_values_give_the_same_bytes(template: Path) -> None:
    first = render_pdf(template, page("فرید احمد"))
    assert first == render_pdf(template, page("فرید احمد"))
    assert b"CreationDate" not in first
    assert b"ModDate" not in first
    assert first != render_pdf(template, page("فرید"))


def test_an_empty_value_leaves_a_line_to_write_on(template: Path) -> None:
    blank, dark = (render_pictures(template, page(value), ppi=36)[0] for value in ("", " "))
    assert blank != dark


def test_the_watermark_is_there_only_when_asked_for(template: Path) -> None:
    assert printed(template, page("a", watermark="DRAFT"), "watermark") == ["DRAFT"]
    assert printed(template, page("a"), "watermark") == []
    assert render_pictures(template, page("a", watermark="DRAFT"))[0] != render_pictures(template, page("a"))[0]


def test_without_the_typeface_a_sentence_says_what_to_do(template: Path, no_typefaces: None) -> None:
    with pytest.raises(NotPrinted, match=r"Vazirmatn.*make run"):
        render_pdf(template, page("a"))


def test_no_typeface_of_the_machine_is_used() -> None:
    from django.conf import settings

    found = set(typefaces(tuple(settings.FONT_DIRS)).families())
    assert found <= {
        "Vazirmatn",
        "Libertinus Serif",
        "New Computer Modern",
        "New Computer Modern Math",
        "DejaVu Sans Mono",
    }


def test_the_drawn_code_says_the_address(template: Path) -> None:
    address = "https://safar.example/q/00000000-0000-0000-0000-000000000007/"
    template.write_text('#import "paper.typ": *\n#set page(width: 10cm, height: 10cm, margin: 0cm)\n#qr(width: 10cm)')
    data = page() | {"qr": qr_picture(address)}
    assert printed(template, data, "qr") == [address]
    expected = [[bool(cell) for cell in row] for row in segno.make_qr(address, error="m").matrix]
    pixels = grey_pixels(render_pictures(template, data, ppi=63.5)[0])
    side = 250 / (len(expected) + 4)  # 10 cm at 63.5 to the inch, two modules of margin on each side
    drawn = [
        [pixels[int((y + 2.5) * side)][int((x + 2.5) * side)] < 128 for x in range(len(expected))]
        for y in range(len(expected))
    ]
    assert drawn == expected


def test_names_whose_letters_are_missing_are_known() -> None:
    assert is_printable("زرغونه ستانکزۍ ښځه")
    assert is_printable("José Nguyễn Şükrü Олена")
    assert not is_printable("राम")
    assert not is_printable("王")


def test_without_the_typeface_nothing_is_printable(no_typefaces: None) -> None:
    assert not is_printable("a")


@pytest.mark.parametrize(
    ("language", "countries", "words"),
    [
        ("en", ("BR",), "9 May 2016"),
        ("en", ("AF", "IR"), "9 May 2016 (20 Sawr 1395)"),
        ("pt", ("IR",), "9 de maio de 2016 (20 de Ordibehesht de 1395)"),
        ("fa-af", (), "۲۰ ثور ۱۳۹۵ (۹ می ۲۰۱۶)"),
        ("ps", (), "۲۰ غویی ۱۳۹۵ (۹ مۍ ۲۰۱۶)"),
    ],
)
def test_days_stand_in_both_calendars(language: str, countries: tuple[str, ...], words: str) -> None:
    assert day_on_paper(date(2016, 5, 9), language, *countries) == words


def test_a_moment_carries_its_hour_and_keeps_its_order_in_right_to_left_lines() -> None:
    moment = datetime(2016, 5, 9, 9, 30, tzinfo=UTC)
    assert moment_on_paper(moment, "en", "BR") == "9 May 2016, 09:30"
    assert moment_on_paper(moment, "ar").endswith("\u2068٠٩:٣٠\u2069\u2069")
    assert moment_on_paper(None, "en") == ""
    assert listed("fa", "Karim", "وکیل") == "\u2067\u2068Karim\u2069، \u2068وکیل\u2069\u2069"


def test_countries_and_languages_have_their_names() -> None:
    assert country_on_paper("AF", "pt") == "Afeganistão"
    assert country_on_paper("ZZZ", "pt") == "ZZZ"
    assert language_name("fa-af", "en") == "Dari"
    assert language_name("ps", "fa") == "پشتو"
    assert language_name("tlh-x", "en") == "tlh-x"


def test_the_nearest_language_is_chosen_and_words_are_only_words(tmp_path: Path) -> None:
    (tmp_path / "note.en.yaml").write_text('no: "No"\nyes: "Yes"\n')
    (tmp_path / "note.fa.yaml").write_text('no: "نه"\n')
    assert language_on_paper(tmp_path, "note", "ps") == "fa"
    assert language_on_paper(tmp_path, "note", "hi") == "en"
    assert words_of(tmp_path, "note", "fa-af") == {"no": "نه"}
    assert words_of(tmp_path, "note", "pt") == {"no": "No", "yes": "Yes"}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "EUR 1,500.50"),
        ("pt", "EUR 1 500,50"),
        ("fa-af", "EUR ۱٬۵۰۰٫۵۰"),
        ("fa", "EUR ۱٬۵۰۰٫۵۰"),
        ("ps", "EUR ۱٬۵۰۰٫۵۰"),
        ("ar", "EUR ١٬٥٠٠٫٥٠"),
    ],
)
def test_money_is_written_in_the_digits_of_the_language(language: str, written: str) -> None:
    assert money_on_paper(Decimal("1500.5"), "EUR", language).replace("\u00a0", " ") == written
