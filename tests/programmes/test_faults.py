"""Planted faults: each is refused with its file, its line and a sentence that says what to do."""

# ruff: noqa: E501 - the table is read one fault a line

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from safar.programmes.checking.verdict import check_definition
from safar.programmes.definition.places_on_disk import ROOT
from safar.programmes.gates import CORE_GATES


@dataclass(frozen=True)
class Planted:
    """A fault: in `file` the text `old` becomes `new`; it is found in `found_in` (or `file`) on the line of `line_of`."""

    name: str
    code: str
    file: str
    old: str
    new: str
    line_of: str
    says: str
    found_in: str = ""


STAGES, ELIGIBILITY, ENTITLEMENTS, FRAME = "stages.yaml", "eligibility.yaml", "entitlements.yaml", "programme.yaml"

FAULTS = [
    # reading
    Planted("repeated key", "arvore-vi", FRAME, "version: 2", "version: 2\nversion: 3", "version: 3", "`version` is repeated"),
    Planted("tab", "avrr", STAGES, "  - code: counselling", "\t- code: counselling", "\t- code", "indent with spaces"),
    Planted("alias", "avrr", FRAME, "names:\n  en: Assisted", "names: &n\n  en: Assisted", "names: &n", "Anchors and aliases"),
    Planted("tag", "arvore-vi", FRAME, "version: 2", "version: !!python/name:os.system 2", "!!python", "Tags (`!`, `!!`)"),
    Planted("hidden character", "arvore-vi", FRAME, "en: ARVoRe VI", "en: ARVo\u202eRe VI", "\u202e", "hidden character"),
    Planted("second document", "arvore-vi", ELIGIBILITY, "rules:", "---\nrules: []\n---\nrules:", "rules:\n  - code", "second document"),
    Planted("not YAML", "arvore-vi", FRAME, "from: [PT]", "from: [PT", "to: [any]", "not valid YAML"),
    # shape
    Planted("unknown key", "arvore-vi", FRAME, "version: 2", "version: 2\nvalid_untill: 2017-01-01", "valid_untill", "Did you mean `valid_to`"),
    Planted("key in the wrong file", "arvore-vi", FRAME, "version: 2", "version: 2\nrules: []", "rules: []", "belongs in eligibility.yaml"),
    Planted("unknown key in a stage", "avrr", STAGES, "    held_by: counsellor\n    entry", "    heldby: counsellor\n    entry", "heldby", "Did you mean `held_by`"),
    Planted("missing entry", "avrr", STAGES, "    phase: travelling\n", "", "- code: arrival", "`phase` is missing here; every stage needs one"),
    Planted("NO is text", "arvore-vi", FRAME, "from: [PT]", "from: [NO]\nplaces_left: 1", "places_left", "Unknown key `places_left`"),
    Planted("text for a number", "arvore-vi", FRAME, "version: 2", "version: one", "version: one", "`version` must be a whole number, not `one`"),
    Planted("text for true", "avrr", FRAME, "kind: true", "kind: yes", "kind: yes", "`kind` must be true or false, not `yes`"),
    Planted("no day", "arvore-vi", FRAME, "valid_from: 2016-01-01", "valid_from: 31.12.2016", "31.12.2016", "must be a day such as"),
    Planted("unknown role", "avrr", STAGES, "by: [counsellor, protection_officer]\n    gates: [registered", "by: [councellor]\n    gates: [registered", "councellor", "Did you mean `counsellor`"),
    Planted("unknown phase", "avrr", STAGES, "phase: travelling", "phase: flying", "phase: flying", "`phase` cannot be `flying`"),
    Planted("bad code", "avrr", STAGES, "- code: enquiry", "- code: First Enquiry", "First Enquiry", "small Latin letters"),
    Planted("reflection out of bounds", "avrr", FRAME, "reflection_hours: 24", "reflection_hours: 0", "reflection_hours: 0", "greater than or equal to 1"),
    # frame
    Planted("folder and code differ", "arvore-vi", FRAME, "code: arvore-vi", "code: arvore-7", "code: arvore-7", "the folder is called `arvore-vi`"),
    Planted("unknown kind", "arvore-vi", FRAME, "based_on: avrr", "based_on: avr", "based_on: avr", "there is no such kind"),
    Planted("based on a programme", "arvore-vi", FRAME, "based_on: avrr", "based_on: avrr-aria", "based_on:", "a programme, not a kind"),
    Planted("no country", "arvore-vi", FRAME, "from: [PT]", "from: [PX]", "from: [PX]", "`PX` is no country"),
    Planted("ends before it begins", "arvore-vi", FRAME, "valid_from: 2016-01-01", "valid_from: 2016-01-01\nvalid_to: 2015-12-31", "valid_to", "before `valid_from`"),
    Planted("topic not required", "avrr", FRAME, "- code: right_to_withdraw\n    required: true", "- code: right_to_withdraw\n    required: false", "topics:", "right_to_withdraw"),
    Planted("language missing", "arvore-vi", FRAME, "  pt: ARVoRe VI\n", "", "names:", "`names` is not written in pt"),
    Planted("file of another name", "arvore-vi", "stage.yaml", "", "stages: []", "stages", "no file `stage.yaml`"),
    Planted("places in a kind", "avrr", FRAME, "basis: return_declaration", "basis: return_declaration\nplaces: {count: 3, unit: person, period: year, source: x}", "places:", "has no places"),
    Planted("asked again after it lapsed", "avrr", FRAME, "lapse_days: 90", "lapse_days: 3", "reconfirm_hours", "well before the declaration lapses"),
    Planted("kind on a kind", "arvore-vi", "../avrr/programme.yaml", "kind: true", "kind: true\nbased_on: avrr", "based_on: avrr", "A kind is based on nothing", "avrr/programme.yaml"),
    Planted("not keys", "arvore-vi", "indicators.yaml", "indicators:", "- indicators:", "- indicators", "must begin with keys"),
    # the way
    Planted("gate nobody offers", "avrr", STAGES, "gates: [registered,", "gates: [registred,", "registred", "Nobody offers the gate `registred`"),
    Planted("unknown stage", "avrr", STAGES, "from: [documents]\n    to: ticket", "from: [documents]\n    to: tickets", "to: tickets", "no stage `tickets`"),
    Planted("stage used twice", "avrr", STAGES, "  - code: ticket\n", "  - code: documents\n", "  - code: documents\n    phase: pre_departure\n    held_by: movement_officer", "used twice"),
    Planted("unreachable stage", "avrr", STAGES, "moves:\n", "  - {code: limbo, phase: post_arrival, held_by: counsellor, names: {en: a, pt: b, fa-af: c}}\n\nmoves:\n", "limbo", "cannot be reached"),
    Planted("dead end", "avrr", STAGES, "from: [reintegration]\n    to: closed", "from: [enquiry]\n    to: closed", "- code: reintegration", "No move leads out of the stage `reintegration`"),
    Planted("no first contact", "avrr", STAGES, "    entry: first_contact\n", "", "stages:", "entry: first_contact"),
    Planted("closing behind a gate", "avrr", STAGES, "    to: closed\n    by: [counsellor, protection_officer, movement_officer, programme_manager]", "    to: closed\n    gates: [eligible]\n    by: [counsellor]", "- code: enquiry", "Closing without travel must always be open"),
    Planted("travelling unasked", "avrr", STAGES, "irreversible_steps_due_last, departed_or_struck]", "irreversible_steps_due_last]", "- code: leave", "needs the gate `departed_or_struck`"),
    Planted("back from travelling", "avrr", STAGES, "from: [ticket, departure]\n    to: documents", "from: [ticket, arrival]\n    to: documents", "to: documents\n    by: [movement_officer", "nobody un-travels"),
    Planted("move out of closed", "avrr", STAGES, "from: [arrival]\n    to: closed", "from: [arrival, closed]\n    to: reintegration", "- code: close_after_travel", "leads out of a closed stage"),
    Planted("no declaration on the way", "avrr", STAGES, "declaration_in_force, ", "", "- code: arrival", "without any gate `declaration_in_force`"),
    Planted("unknown entitlement", "arvore-vi", STAGES, "entitles: [ticket, pocket_money]", "entitles: [ticket, pocket_mony]", "pocket_mony", "no entitlement `pocket_mony`"),
    Planted("deadline from nowhere", "avrr", STAGES, "counted_from: {stage: decision}", "counted_from: {stage: desicion}", "desicion", "no stage `desicion` to count from"),
    Planted("deadline from two", "avrr", STAGES, "met_by: {event: decision_made}", "met_by: {event: decision_made, stage: documents}", "stage: documents", "only one of them"),
    Planted("working days unknown", "arvore-vi", STAGES, "PT: {count: 10, unit: working_days}", "BR: {count: 10, unit: working_days}", "BR:", "Working days in `BR` are not known"),
    Planted("nothing to take out", "arvore-vi", STAGES, "deadlines: [follow_up_12]", "deadlines: [follow_up_24]", "follow_up_24", "has no such code"),
    Planted("words without the day", "avrr", STAGES, "asked for on {day}", "asked for lately", "asked for lately", "must hold `{day}`"),
    Planted("move to itself", "avrr", STAGES, "from: [declaration]\n    to: decision", "from: [declaration, decision]\n    to: decision", "to: decision\n    by: [counsellor", "to itself"),
    Planted("nothing is closed", "avrr", STAGES, "phase: closed", "phase: post_arrival", "stages:", "No stage has `phase: closed`"),
    Planted("no way to close after travelling", "avrr", STAGES, "from: [arrival]\n    to: closed", "from: [reintegration]\n    to: closed", "- code: arrival", "No move closes a case from the stage `arrival`"),
    Planted("came home before leaving", "avrr", STAGES, "    held_by: movement_officer\n    names: {en: Ticket", "    held_by: movement_officer\n    entry: came_without_us\n    names: {en: Ticket", "entry: came_without_us", "must have `phase: post_arrival`"),
    # eligibility
    Planted("misspelt fact", "arvore-vi", ELIGIBILITY, "when: has_means", "when: has_mean", "has_mean", "Did you mean `has_means`"),
    Planted("misspelt where rarely reached", "arvore-vi", ELIGIBILITY, "when: is_eu_national || is_close", "when: is_eu_national || is_closs", "is_closs", "There is no fact"),
    Planted("always true", "arvore-vi", ELIGIBILITY, "when: is_eu_national ||", "when: is_eu_national || true ||", "|| true", "`true` is always true"),
    Planted("dotted name", "arvore-vi", ELIGIBILITY, "when: has_means", "when: applicant.has_means", "applicant.", "`.` is not allowed"),
    Planted("has()", "arvore-vi", ELIGIBILITY, "when: has_means", "when: has(has_means)", "has(", "call no functions"),
    Planted("number against word", "avrr-aria", ELIGIBILITY, "when: family_size < 2", "when: family_size < '2'", "'2'", "compares a number with a word"),
    Planted("impossible word", "avrr", ELIGIBILITY, "['open', 'appeal']", "['open', 'apeal']", "apeal", "can never be `apeal`"),
    Planted("not yes or no", "avrr-aria", ELIGIBILITY, "when: family_size < 2", "when: family_size", "when: family_size", "where yes or no is needed"),
    Planted("cannot be read", "avrr-aria", ELIGIBILITY, "when: family_size < 2", "when: (family_size < 2", "(family_size", "cannot be read"),
    Planted("refusing on a likeness", "avrr", ELIGIBILITY, "when: helped_before\n    then: refer", "when: helped_before\n    then: no", "then: no\n    sentence:\n      en: Somebody", "may refer and never refuse"),
    # entitlements
    Planted("no reference", "arvore-vi", ENTITLEMENTS, "        reference: ARVoRe V (2015) and VII (2019-20) both published EUR 50; VI lies between them.\n", "", "      - roles: [main, accompanying_adult, child", "`reference` is missing here; every amount needs one"),
    Planted("no date", "arvore-vi", ENTITLEMENTS, "        valid_from: 2015-01-01\n", "", "      - roles: [main, accompanying_adult, child", "`valid_from` is missing"),
    Planted("no currency", "arvore-vi", ENTITLEMENTS, "        amount: 50\n        currency: EUR\n", "        amount: 50\n", "      - roles: [main, accompanying_adult, child", "needs a `currency`"),
    Planted("unknown currency", "arvore-vi", ENTITLEMENTS, "amount: 50\n        currency: EUR", "amount: 50\n        currency: EURO", "EURO", "`EURO` is no currency"),
    Planted("amount in words", "arvore-vi", ENTITLEMENTS, "amount: 50", "amount: fifty", "fifty", "`fifty` is no amount"),
    Planted("amount with one decimal", "arvore-vi", ENTITLEMENTS, "amount: 50", "amount: 50.5", "50.5", "`50.5` is no amount"),
    Planted("unpublished and closed", "arvore-vi", ENTITLEMENTS, "        approved_on_case: true\n", "", "      - roles: [main, accompanying_adult]\n        amount: unpublished", "approved_on_case: true"),
    Planted("cash without amount", "avrr-aria", ENTITLEMENTS, "given: kind\n    choice_of: office", "given: cash\n    choice_of: office", "- code: travel", "is cash, so it needs `amounts`"),
    Planted("two amounts at once", "arvore-vi", ENTITLEMENTS, "    amounts:\n      - roles: [main, accompanying_adult, child", "    amounts:\n      - {roles: [child], amount: 10, currency: EUR, valid_from: 2016-01-01, reference: x}\n      - roles: [main, accompanying_adult, child", "      - roles: [main, accompanying_adult, child", "valid on the same days"),
    Planted("excludes nothing", "avrr-aria", ENTITLEMENTS, "- code: travel\n", "- code: travel\n    not_with: [bicycle]\n", "bicycle", "no entitlement `bicycle`"),
    Planted("amount ends before it begins", "arvore-vi", ENTITLEMENTS, "        valid_from: 2015-01-01\n", "        valid_from: 2015-01-01\n        valid_to: 2014-12-31\n", "valid_to: 2014", "before `valid_from`"),
    Planted("amount for another role", "avrr-aria", ENTITLEMENTS, "      - roles: [main]\n        amount: unpublished\n        approved_on_case: true\n        valid_from: 2016-01-01\n        reference: The amount", "      - roles: [child]\n        amount: unpublished\n        approved_on_case: true\n        valid_from: 2016-01-01\n        reference: The amount", "roles: [child]", "is not for `child`"),
    Planted("excludes itself", "avrr-aria", ENTITLEMENTS, "- code: travel\n", "- code: travel\n    not_with: [travel]\n", "not_with", "cannot exclude itself"),
    Planted("instalments without months", "avrr-aria", ENTITLEMENTS, "- code: travel\n", "- code: travel\n    instalments: {count: 3}\n", "instalments", "`every_months`"),
    # reporting and worked cases
    Planted("unknown indicator", "arvore-vi", "indicators.yaml", "code: persons_returned", "code: persons_return", "persons_return\n", "Did you mean `persons_returned`"),
    Planted("unknown breakdown", "avrr", "indicators.yaml", "[language, sex,", "[language, gender,", "gender", "no breakdown `gender`"),
    Planted("wrong example", "arvore-vi", "examples/01-single-man.yaml", "amount: 50", "amount: 60", "amount: 60", "expects amount 60, but the programme gives 50"),
    Planted("example of an open move", "arvore-vi", "examples/08-moves-refused.yaml", "refused: [information_given, coercion_screen_clear]", "refused: [coercion_screen_clear]", "open: [counselled], refused", "refused because of coercion_screen_clear, information_given"),
    Planted("example of a wrong day", "arvore-vi", "examples/09-decision-in-working-days.yaml", "due_on: 2016-06-09", "due_on: 2016-06-08", "2016-06-08", "The deadline is 2016-06-09"),
    Planted("example asks a wrong fact", "arvore-vi", "examples/06-not-safe.yaml", "non_refoulement_concern: true", "non_refoulement_concern: maybe", "facts:", "`maybe` is no answer"),
]  # fmt: skip


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """A copy of the definitions to plant faults in."""
    return Path(shutil.copytree(ROOT, tmp_path / "definitions"))


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.name)
def test_planted_fault_is_named(planted: Planted, definitions: Path) -> None:
    path = definitions / planted.code / planted.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert planted.old in text, "the definition changed; plant this fault anew"
    faulty = text.replace(planted.old, planted.new)
    path.write_text(faulty, encoding="utf-8")
    line = faulty[: faulty.index(planted.line_of)].count("\n") + 1
    faults = check_definition(planted.code, gates=CORE_GATES, root=definitions).faults
    shown = planted.found_in or f"{planted.code}/{planted.file}"
    assert any(fault.file == shown and fault.line == line and planted.says in fault.sentence for fault in faults), (
        f"expected {shown}:{line} … {planted.says}, found {[str(fault) for fault in faults]}"
    )


@pytest.mark.parametrize("code", ["avrr", "arvore-vi", "avrr-aria"])
def test_the_definitions_themselves_have_no_fault(code: str) -> None:
    assert check_definition(code, gates=CORE_GATES).faults == ()


def test_all_faults_are_found_not_the_first_alone(definitions: Path) -> None:
    path = definitions / "avrr" / STAGES
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("gates: [registered,", "gates: [registred,").replace("to: ticket", "to: tickets"), "utf-8"
    )
    sentences = " ".join(
        fault.sentence for fault in check_definition("avrr", gates=CORE_GATES, root=definitions).faults
    )
    assert "registred" in sentences
    assert "no stage `tickets`" in sentences
    assert "cannot be reached" in sentences


def test_a_fault_of_the_kind_is_shown_in_the_kind(definitions: Path) -> None:
    path = definitions / "avrr" / STAGES
    path.write_text(path.read_text("utf-8").replace("gates: [registered,", "gates: [registred,"), "utf-8")
    faults = check_definition("arvore-vi", gates=CORE_GATES, root=definitions).faults
    assert [fault.file for fault in faults] == ["avrr/stages.yaml"]


def test_a_programme_without_worked_cases_is_refused(definitions: Path) -> None:
    shutil.rmtree(definitions / "arvore-vi" / "examples")
    faults = check_definition("arvore-vi", gates=CORE_GATES, root=definitions).faults
    assert [fault.sentence.split(";")[0] for fault in faults] == ["It has no worked cases"]


def test_a_programme_that_is_not_there_names_those_that_are(definitions: Path) -> None:
    faults = check_definition("arvore", gates=CORE_GATES, root=definitions).faults
    assert "there are: arvore-vi, avrr, avrr-aria" in faults[0].sentence


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"code: \xff\xfe", "not UTF-8"), (b"#" * 1_000_001, "larger than"), (b"", "`code` is missing")],
)
def test_a_file_that_is_no_text_is_refused(data: bytes, says: str, definitions: Path) -> None:
    (definitions / "arvore-vi" / FRAME).write_bytes(data)
    faults = check_definition("arvore-vi", gates=CORE_GATES, root=definitions).faults
    assert any(fault.file == "arvore-vi/programme.yaml" and says in fault.sentence for fault in faults), faults


def test_at_least_twenty_five_faults_are_planted() -> None:
    assert len(FAULTS) >= 25
