"""The whole check of one definition or of all: every fault, and the programme where there is none."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from safar.programmes.checking.conditions import check_conditions
from safar.programmes.checking.frame import check_programme
from safar.programmes.checking.languages import check_languages
from safar.programmes.checking.promises import check_promises
from safar.programmes.checking.reporting import check_reporting
from safar.programmes.checking.way import check_way
from safar.programmes.definition.assembly import assemble
from safar.programmes.definition.nodes import Node
from safar.programmes.definition.places_on_disk import EXAMPLES, ROOT
from safar.programmes.definition.shape import programme_from
from safar.programmes.examples import check_examples
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import Programme


@dataclass(frozen=True)
class Checked:
    """What the check of a definition came to; `examples` counts the worked cases that were tried."""

    code: str
    programme: Programme | None
    faults: tuple[Fault, ...]
    examples: int = 0


def check_definition(code: str, *, gates: Collection[str], root: Path = ROOT) -> Checked:
    """Read and judge the definition `code`; there is a programme to publish only when there are no faults."""
    assembled = assemble(root, code)
    if assembled.tree is None:
        return Checked(code, None, tuple(sorted(set(assembled.faults))))
    tree = assembled.tree
    programme, faults = programme_from(tree)
    faults = [*assembled.faults, *faults, *check_languages(tree), *check_conditions(tree)]
    if programme is None:
        return Checked(code, None, tuple(sorted(set(faults))))
    faults += _judged(programme, tree, code, gates)
    tried = 0
    if not faults:
        tried, faults = check_examples(root / code / EXAMPLES, f"{code}/{EXAMPLES}", programme)
        if not tried and not programme.kind and not faults:
            sentence = f"It has no worked cases; add some under {EXAMPLES}/: they are its tests."
            faults = [tree.at("code").fault(sentence)]
    return Checked(code, None if faults else programme, tuple(sorted(set(faults))), tried)


def _judged(programme: Programme, tree: Node, folder: str, gates: Collection[str]) -> list[Fault]:
    return [
        *check_programme(programme, tree, folder),
        *check_way(programme, tree, gates),
        *check_promises(programme, tree),
        *check_reporting(programme, tree),
    ]
