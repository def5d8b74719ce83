"""A read value that remembers its file and line, and how a programme's differences are laid over its kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from safar.programmes.types.faults import Fault

Scalar = str | int | bool | None
Plain = Scalar | list["Plain"] | dict[str, "Plain"]
Step = str | int


@dataclass(frozen=True)
class Node:
    """A value with the place it was written: for an entry of a mapping the line of its key."""

    value: "Scalar | list[Node] | dict[str, Node]"
    file: str
    line: int

    def plain(self) -> Plain:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def at(self, *path: Step) -> "Node":
        """The node at the path, or the nearest one above it that exists."""
        node = self
        for step in path:
            child = node.child(step)
            if child is None:
                continue
            node = child
        return node

    def child(self, step: Step) -> "Node | None":
        """The entry or item named by the step, if it is there."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def entries(self) -> "dict[str, Node]":
        """The entries of a mapping; nothing for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> "list[Node]":
        """The items of a list; nothing for anything else."""
        return self.value if isinstance(self.value, list) else []

    def code(self) -> str | None:
        """The `code` of a mapping that has one."""
        code = self.entries().get("code")
        return code.value if code is not None and isinstance(code.value, str) else None

    def fault(self, sentence: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, sentence)


def has_codes(node: Node) -> bool:
    """Whether the node is a list whose items are told apart by their codes."""
    return bool(node.items()) and all(item.code() for item in node.items())


def lay_over(below: Node, above: Node) -> Node:
    """What `above` says, and where it is silent what `below` says; lists of coded items are merged by code."""
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        merged = dict(below.value)
        for key, child in above.value.items():
            merged[key] = lay_over(merged[key], child) if key in merged else child
        return Node(merged, above.file, above.line)
    if has_codes(below) and has_codes(above):
        return Node(_merge_by_code(below.items(), above.items()), above.file, above.line)
    return above


def _merge_by_code(below: Iterable[Node], above: Iterable[Node]) -> list[Node]:
    """A new item stands before the next one of the kind that is named after it, and at the end where none is."""
    known = {str(item.code()): item for item in below}
    merged = dict(known)
    order = list(known)
    written = list(above)
    codes = [str(item.code()) for item in written]
    for place, (code, item) in enumerate(zip(codes, written, strict=True)):
        merged[code] = lay_over(known[code], item) if code in known else item
        if code not in known:
            following = next((later for later in codes[place + 1 :] if later in known), None)
            order.insert(order.index(following) if following else len(order), code)
    return [merged[code] for code in order]


def repeated_codes(node: Node) -> list[Fault]:
    """A fault for each code that stands twice in one list, anywhere below the node."""
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for item in node.items():
        code = item.code()
        if code is not None and code in seen:
            faults.append(item.fault(f"The code `{code}` is used twice in this list, first on line {seen[code]}."))
        elif code is not None:
            seen[code] = item.line
    for child in (*node.items(), *node.entries().values()):
        faults.extend(repeated_codes(child))
    return faults


def without(whole: Node, removals: Node) -> tuple[Node, list[Fault]]:
    """The whole with the items named under `without` taken out of their lists, and a fault for each not found."""
    faults: list[Fault] = []
    entries = dict(whole.entries())
    for key, codes in removals.entries().items():
        listed = entries.get(key)
        if listed is None or not isinstance(codes.value, list):
            faults.append(codes.fault(f"`without` names `{key}`, which is no list of the programme."))
            continue
        for code in codes.value:
            kept = [item for item in listed.items() if item.code() != code.value]
            if len(kept) == len(listed.items()):
                faults.append(
                    code.fault(f"`without` takes out `{code.value}` of `{key}`, but the kind has no such code.")
                )
            listed = Node(kept, listed.file, listed.line)
        entries[key] = listed
    return Node(entries, whole.file, whole.line), faults
