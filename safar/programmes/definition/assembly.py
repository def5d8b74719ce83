"""Puts the files of a folder together and lays them over the kind the programme is based on."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from safar.programmes.definition.nodes import Node, lay_over, repeated_codes, without
from safar.programmes.definition.places_on_disk import (
    EMPTY_LISTS,
    EXAMPLES,
    FILES,
    NOT_INHERITED,
    PROGRAMME_FILE,
    TEXTS,
    folders,
    home_of,
)
from safar.programmes.definition.strict_yaml import FaultyYaml, read_yaml
from safar.programmes.types.faults import Fault


@dataclass
class Assembled:
    """A definition put together, with the faults met on the way; `tree` is nothing when it cannot be judged further."""

    code: str
    tree: Node | None = None
    faults: list[Fault] = field(default_factory=list)


def assemble(root: Path, code: str) -> Assembled:
    """Read the folder `code` under the root, merged with its kind."""
    result = Assembled(code)
    own, removals = _read_folder(root, code, result.faults)
    if own is None:
        return result
    based_on = own.entries().get("based_on")
    whole: Node | None = own
    if based_on is not None and based_on.value is not None:
        whole = _over_kind(root, own, based_on, result.faults)
    if whole is None:
        return result
    for removal in removals:
        whole, missing = without(whole, removal)
        result.faults.extend(missing)
    result.tree = _with_empty_lists(whole)
    return result


def _read_folder(root: Path, code: str, faults: list[Fault]) -> tuple[Node | None, list[Node]]:
    folder = root / code
    first = f"{code}/{PROGRAMME_FILE}"
    if not (folder / PROGRAMME_FILE).is_file():
        known = ", ".join(folders(root)) or "none yet"
        faults.append(Fault(first, 1, f"There is no programme `{code}`; there are: {known}."))
        return None, []
    entries: dict[str, Node] = {}
    removals: list[Node] = []
    readable = True
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name.startswith("."):
            if path.is_dir() and path.name not in {EXAMPLES, TEXTS}:
                faults.append(Fault(f"{code}/{path.name}", 1, f"A definition has no folder `{path.name}`."))
            continue
        shown_as = f"{code}/{path.name}"
        if path.name not in FILES:
            faults.append(Fault(shown_as, 1, f"A definition has no file `{path.name}`; it has {', '.join(FILES)}."))
            continue
        try:
            node = read_yaml(path, shown_as)
        except FaultyYaml as error:
            faults.extend(error.faults)
            readable = False
            continue
        faults.extend(repeated_codes(node))
        _take_keys(path.name, node, entries, removals, faults)
    return (Node(entries, first, 1) if readable else None), removals


def _take_keys(name: str, node: Node, entries: dict[str, Node], removals: list[Node], faults: list[Fault]) -> None:
    if not isinstance(node.value, dict):
        faults.append(node.fault("The file must begin with keys, such as `code:`."))
    for key, child in node.entries().items():
        if key == "without":
            removals.append(child)
        elif key in FILES[name]:
            entries[key] = child
        else:
            faults.append(child.fault(_unknown_key(key, name)))


def _unknown_key(key: str, name: str) -> str:
    home = home_of(key)
    if home is not None:
        return f"`{key}` belongs in {home}, not in {name}."
    near = get_close_matches(key, FILES[name], n=1)
    hint = f" Did you mean `{near[0]}`?" if near else f" {name} holds {', '.join(FILES[name])}."
    return f"Unknown key `{key}`.{hint}"


def _over_kind(root: Path, own: Node, based_on: Node, faults: list[Fault]) -> Node | None:
    kind_code = str(based_on.value)
    if not (root / kind_code / PROGRAMME_FILE).is_file():
        faults.append(based_on.fault(f"It is based on `{kind_code}`, and there is no such kind."))
        return None
    kind, _ = _read_folder(root, kind_code, faults)
    if kind is None:
        return None
    if kind.at("kind").value is not True:
        faults.append(based_on.fault(f"It is based on `{kind_code}`, which is a programme, not a kind."))
        return None
    if "based_on" in kind.entries():
        faults.append(kind.at("based_on").fault("A kind is based on nothing; state everything in it."))
        return None
    kept = {key: child for key, child in kind.entries().items() if key not in NOT_INHERITED}
    return lay_over(Node(kept, kind.file, kind.line), own)


def _with_empty_lists(whole: Node) -> Node:
    """A programme may leave out a list it has nothing for; the shape then still holds."""
    entries = dict(whole.entries())
    for key in EMPTY_LISTS:
        entries.setdefault(key, Node([], whole.file, whole.line))
    entries.setdefault("calendars", Node({}, whole.file, whole.line))
    return Node(entries, whole.file, whole.line)
