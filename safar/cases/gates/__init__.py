"""Gates: named questions a move waits for, offered by consent, by cases itself and by service modules."""

from safar.cases.gates.registry import (
    answers,
    gate_sentences,
    gates_of,
    offer,
    offer_core_gates,
    panels,
    plug_in,
    rounds,
    unplug,
)

__all__ = [
    "answers",
    "gate_sentences",
    "gates_of",
    "offer",
    "offer_core_gates",
    "panels",
    "plug_in",
    "rounds",
    "unplug",
]
