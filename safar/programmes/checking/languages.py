"""Every text a person reads must be there in the languages the staff work in."""

from safar.programmes.definition.nodes import Node
from safar.programmes.types.faults import Fault
from safar.programmes.types.wording import REQUIRED_LANGUAGES

TEXT_KEYS = ("names", "summary", "sentence", "met", "explanation", "began")


def check_languages(tree: Node) -> list[Fault]:
    """A fault for each text that lacks a required language."""
    faults: list[Fault] = []
    for key, child in tree.entries().items():
        if key in TEXT_KEYS and isinstance(child.value, dict):
            missing = [language for language in REQUIRED_LANGUAGES if language not in child.value]
            if missing:
                faults.append(
                    child.fault(f"`{key}` is not written in {', '.join(missing)}; staff read those languages.")
                )
        else:
            faults.extend(check_languages(child))
    for item in tree.items():
        faults.extend(check_languages(item))
    return faults
