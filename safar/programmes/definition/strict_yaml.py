"""The one way definitions are read from YAML: plain words stay words, nothing may be said twice, and lines are kept."""

import re
import unicodedata
from pathlib import Path

import yaml

from safar.programmes.definition.nodes import Node, Scalar
from safar.programmes.types.faults import Fault

# The same reader in C where the wheel has it: eight times faster, with the same lines.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_BYTES = 1_000_000
DEEPEST = 20
OPENING = (
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
)
CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
WHOLE_NUMBER = re.compile(r"^-?(0|[1-9][0-9]{0,14})$")
WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "": None}
JOINERS = {"\u200c", "\u200d"}


class FaultyYaml(Exception):
    """The file cannot be read as strict YAML; carries every fault found. Mend them at the lines given."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def read_yaml(path: Path, shown_as: str) -> Node:
    """The file as nodes with lines; raises FaultyYaml with every fault. An empty file is an empty mapping."""
    try:
        data = path.read_bytes()
        if len(data) > MOST_BYTES:
            raise FaultyYaml([Fault(shown_as, 1, f"The file is larger than {MOST_BYTES // 1000} kB; split it.")])
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FaultyYaml([Fault(shown_as, line, "This is not UTF-8 text; save the file as UTF-8.")]) from error
    except OSError as error:
        raise FaultyYaml([Fault(shown_as, 1, "The file cannot be opened; check its rights.")]) from error
    return read_yaml_text(text, shown_as)


def read_yaml_text(text: str, shown_as: str) -> Node:
    """Like read_yaml, for text already at hand."""
    faults = _hidden_characters(text, shown_as) + _clever_yaml(text, shown_as)
    if faults:
        raise FaultyYaml(faults)
    try:
        documents = list(yaml.compose_all(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        raise FaultyYaml([_syntax_fault(error, shown_as)]) from error
    except yaml.YAMLError as error:
        raise FaultyYaml([Fault(shown_as, 1, "The file cannot be read as YAML.")]) from error
    if len(documents) > 1:
        line = documents[1].start_mark.line + 1
        raise FaultyYaml([Fault(shown_as, line, "A second document begins here (`---`); a file holds one.")])
    if not documents or documents[0] is None:
        return Node({}, shown_as, 1)
    reader = _Reader(shown_as)
    node = reader.read(documents[0], documents[0].start_mark.line + 1)
    if reader.faults:
        raise FaultyYaml(sorted(reader.faults))
    return node


def _hidden_characters(text: str, shown_as: str) -> list[Fault]:
    """A fault for each line with control or direction characters, which make text read otherwise than it is."""
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        hidden = [c for c in line if unicodedata.category(c) in {"Cc", "Cf"} and c not in JOINERS and c != "\r"]
        if "\t" in hidden:
            faults.append(Fault(shown_as, number, "A tab stands in this line; indent with spaces."))
        elif hidden and not (number == 1 and line.startswith("\ufeff") and len(hidden) == 1):
            named = unicodedata.name(hidden[0], f"U+{ord(hidden[0]):04X}").lower()
            faults.append(Fault(shown_as, number, f"A hidden character stands in this line ({named}); take it out."))
    return faults


def _clever_yaml(text: str, shown_as: str) -> list[Fault]:
    """A fault for each anchor, alias, tag or deep nest: people read a definition from top to bottom, as it stands.

    Stops at the first deep nest, because reading on would take minutes.
    """
    faults = []
    depth = 0
    try:
        for token in yaml.scan(text, Loader=LOADER):
            line = token.start_mark.line + 1
            depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
            if depth > DEEPEST:
                return [Fault(shown_as, line, f"This is nested more than {DEEPEST} levels deep; make it flatter.")]
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                faults.append(Fault(shown_as, line, "Anchors and aliases (`&`, `*`) are not read; write it out."))
            elif isinstance(token, yaml.TagToken):
                faults.append(Fault(shown_as, line, "Tags (`!`, `!!`) are not read; write the value itself."))
    except yaml.YAMLError:
        return faults  # what cannot be scanned is said by the reading that follows
    return faults


def _syntax_fault(error: yaml.MarkedYAMLError, shown_as: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it cannot be read"
    return Fault(shown_as, (mark.line if mark else 0) + 1, f"This is not valid YAML: {problem}.")


class _Reader:
    """Turns composed YAML into nodes, collecting faults on the way."""

    def __init__(self, shown_as: str) -> None:
        self.shown_as = shown_as
        self.faults: list[Fault] = []

    def blame(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(self.shown_as, line, sentence))

    def read(self, node: yaml.Node, line: int) -> Node:
        if isinstance(node, yaml.MappingNode):
            return Node(self._entries(node), self.shown_as, line)
        if isinstance(node, yaml.SequenceNode):
            items = [self.read(child, child.start_mark.line + 1) for child in node.value]
            return Node(items, self.shown_as, line)
        assert isinstance(node, yaml.ScalarNode)
        return Node(self._scalar(node), self.shown_as, line)

    def _entries(self, node: yaml.MappingNode) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.blame(line, "A key must be a word.")
                continue
            key = str(key_node.value)
            if key in entries:
                self.blame(line, f"The key `{key}` is repeated; it already stands on line {entries[key].line}.")
                continue
            entries[key] = self.read(value_node, line)
        return entries

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        text = str(node.value)
        if node.style:
            return text
        if text in WORDS:
            return WORDS[text]
        return int(text) if WHOLE_NUMBER.match(text) else text
