"""Every sentence cases say: why something was refused, what a task asks, what happened; one code, one sentence."""

from safar.cases.sentences.events import CHANGES, CONSENT_EVENTS, EVENTS, GATES, PAPER_STEPS
from safar.cases.sentences.families import FAMILIES
from safar.cases.sentences.outside import OUTSIDE
from safar.cases.sentences.protection import ESCALATED, PROTECTION
from safar.cases.sentences.refusals import REFUSALS
from safar.cases.sentences.tasks import CLOSURES, OUTCOMES, TASKS
from safar.plumbing.refusals import register


def make_known() -> None:
    """Tell the plumbing every sentence, once, when the program starts."""
    register(REFUSALS)
    register(FAMILIES)
    register(OUTSIDE)
    register(PROTECTION)
    register({f"escalated_{code}": sentence for code, sentence in ESCALATED.items()})
    register({f"task_{code}": sentence for code, sentence in TASKS.items()})
    register({f"task_outcome_{code}": sentence for code, sentence in OUTCOMES.items()})
    register({f"event_{code}": sentence for code, sentence in EVENTS.items()})
    register({f"change_{code}": sentence for code, sentence in CHANGES.items()})
    register({f"gate_{code}": sentence for code, sentence in GATES.items()})
    register({f"event_consent_{code}": sentence for code, sentence in CONSENT_EVENTS.items()})


__all__ = [
    "CHANGES",
    "CLOSURES",
    "CONSENT_EVENTS",
    "EVENTS",
    "GATES",
    "OUTCOMES",
    "PAPER_STEPS",
    "REFUSALS",
    "TASKS",
    "make_known",
]
