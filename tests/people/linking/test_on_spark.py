"""What is said to DuckDB is said to Spark too, and where Spark is missing a sentence says what to do."""

from __future__ import annotations

import re
import shutil
import sys
from importlib import util
from pathlib import Path

import pytest
from sqlglot import transpile

from safar.people.linking import on_spark
from safar.people.linking.dialects import in_spark, settings_in_spark
from safar.people.linking.meeting import KEYS
from safar.people.linking.weights import settings_for

# All that our expressions ask of Spark; the last two come with Splink. A new one here is to be tried on Spark first.
KNOWN = {
    *("abs", "coalesce", "day", "dayofmonth", "explode", "greatest", "least", "left", "length", "month", "right"),
    *("arrays_overlap", "datediff", "decode", "encode", "jaro_winkler", "damerau_levenshtein"),
}
OPERATORS = {"and", "or", "not"}
CONDITIONS = {
    str(level["sql_condition"]) for each in settings_for(1000)["comparisons"] for level in each["comparison_levels"]
} - {"ELSE"}
EXPRESSIONS = sorted({text for key in KEYS for text in (*key.links, key.needs, key.of)} | CONDITIONS)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_key_and_weight_is_plain_spark(expression: str) -> None:
    """Spark reads it as it was written, as Splink does once more, and it asks for no unknown function."""
    written = in_spark(expression)
    again = transpile(written, read="spark", write="spark")[0]
    assert again.lower() == written.lower()
    functions = {name.lower() for name in re.findall(r"(\w+)\(", written)}
    assert functions - OPERATORS <= KNOWN
    assert not re.search(r"&&|//|\[[1-9]", written)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "jaro_winkler_similarity(g_l, g_r)",
            "jaro_winkler(decode(encode(g_l, 'UTF-8'), 'ISO-8859-1'), decode(encode(g_r, 'UTF-8'), 'ISO-8859-1'))",
        ),
        ("list_has_any(papers_l, papers_r)", "ARRAYS_OVERLAP(papers_l, papers_r)"),
        ("length(papers_l[1]) = 8", "LENGTH(papers_l[0]) = 8"),
        ("left(paper, length(paper) // 2)", "LEFT(paper, LENGTH(paper) DIV 2)"),
        ("abs(born_l - born_r) <= 2", "ABS(DATEDIFF(born_l, born_r)) <= 2"),
        ("abs(born_year_l - born_year_r) <= 2", "ABS(born_year_l - born_year_r) <= 2"),
        ("g1 || ' ' || born_year * 32 + day", "g1 || ' ' || (born_year * 32 + day)"),
        ("(SELECT *, unnest(papers) AS paper FROM person)", "(SELECT *, EXPLODE(papers) AS paper FROM person)"),
    ],
)
def test_what_the_two_say_differently(ours: str, theirs: str) -> None:
    """Where the same words would mean something else to Spark, or nothing, they are other words."""
    assert in_spark(ours).lower() == theirs.lower()


def test_the_weights_are_the_very_same() -> None:
    """Nothing but the conditions is another."""
    ours, theirs = settings_for(2000), settings_in_spark(2000)
    for settings in (ours, theirs):
        for comparison in settings["comparisons"]:
            for level in comparison["comparison_levels"]:
                del level["sql_condition"]
    assert ours == theirs


def test_a_sentence_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without pyspark, without Java and without the file nothing is begun, and the sentence says what to do."""
    people = tmp_path / "people.csv"
    monkeypatch.setattr(sys, "argv", ["on_spark", str(people), str(tmp_path / "pairs.csv")])
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for there, sentence in ((None, "pip install"), (object(), "needs Java")):
        people.write_text("id,name\n1,Farid Karimian\n", encoding="utf-8")
        monkeypatch.setattr(util, "find_spec", lambda name, found=there: found)
        with pytest.raises(SystemExit):
            on_spark.main()
        assert sentence in capsys.readouterr().err
        people.unlink()
        with pytest.raises(SystemExit):
            on_spark.main()
        assert "There is no file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
