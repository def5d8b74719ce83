"""Keeps what was offered at start-up and asks several gates about several members at a fixed cost."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from safar.cases.gates.evidence import gathering
from safar.cases.types import GateAnswer, GateOffer, MemberContext, ModuleOffer, Panel
from safar.plumbing.refusals import register, say
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes import services as programme_services
from safar.programmes.types import Move

ALWAYS_ASKED = ("family_settled",)
_offers: dict[str, GateOffer] = {}
_modules: dict[str, ModuleOffer] = {}


def offer(gate: GateOffer) -> None:
    """Offer a gate; a code can be offered once only, so that no module silently replaces another's."""
    if gate.code in _offers:
        raise ValueError(f"The gate {gate.code} is offered twice; give one of the two another code.")
    _offers[gate.code] = gate


def offer_core_gates() -> None:
    """Offer the gates of consent, people and cases; done once when the program starts."""
    from safar.cases.gates.after_arrival_gates import AFTER_ARRIVAL_GATES
    from safar.cases.gates.case_gates import CASE_GATES
    from safar.cases.gates.consent_gates import CONSENT_GATES
    from safar.cases.gates.family_gates import FAMILY_GATES

    for gate in (*CONSENT_GATES, *CASE_GATES, *AFTER_ARRIVAL_GATES, *FAMILY_GATES):
        if gate.code not in _offers:
            offer(gate)


def gates_of(move: Move) -> tuple[str, ...]:
    """The gates of a move: the programme's own and, for one that leads on, what a change in the family left open."""
    return move.gates if move.reason_required else (*move.gates, *ALWAYS_ASKED)


def plug_in(module: ModuleOffer) -> None:
    """Take in everything a service module offers."""
    if module.name in _modules:
        raise ValueError(f"The module {module.name} is plugged in twice.")
    _modules[module.name] = module
    for gate in module.gates:
        offer(gate)
    programme_services.offer_gates({gate.code: gate.sentence for gate in module.gates})
    register({f"task_{code}": sentence for code, sentence in (module.tasks or {}).items()})


def unplug(name: str) -> None:
    """Take a module out again; the program goes on without it."""
    module = _modules.pop(name, None)
    for gate in module.gates if module else ():
        _offers.pop(gate.code, None)


def panels() -> tuple[Panel, ...]:
    """The panels modules add to the case file, in the order they were plugged in."""
    return tuple(panel for module in _modules.values() for panel in module.panels)


def rounds() -> tuple[Callable[[Actor, datetime], int], ...]:
    """What modules want done without anybody asking, by the caretaker."""
    return tuple(each for module in _modules.values() for each in module.rounds)


def gate_sentences() -> dict[str, str]:
    """Every gate somebody offers, with its general sentence."""
    known = programmes.gate_sentences()
    return {code: known.get(code) or str(gate.sentence) for code, gate in _offers.items()}


def answers(codes: Iterable[str], contexts: Sequence[MemberContext]) -> Mapping[str, Mapping[UUID, GateAnswer]]:
    """What each gate says of each member; a gate nobody offers (its module was taken out) stays closed and says so."""
    found: dict[str, Mapping[UUID, GateAnswer]] = {}
    with gathering(contexts):
        for code in dict.fromkeys(codes):
            gate = _offers.get(code)
            if gate is None:
                missing = GateAnswer(ok=False, sentence=say("gate_not_offered", gate=code))
                found[code] = {context.enrolment_member_id: missing for context in contexts}
            else:
                found[code] = gate.check(contexts) if contexts else {}
    return found
