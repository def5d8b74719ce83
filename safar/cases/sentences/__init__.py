"""Every sentence cases say: why something was refused, what a task asks, what happened; one code, one sentence."""

from safar.cases.sentences.events import CONSENT_EVENTS, EVENTS, PAPER_STEPS
from safar.cases.sentences.refusals import REFUSALS
from safar.cases.sentences.tasks import CLOSURES, OUTCOMES, TASKS
from safar.plumbing.refusals import register


def make_known() -> None:
    """Tell the plumbing every sentence, once, when the program starts."""
    register(REFUSALS)
    register({f"task_{code}": sentence for code, sentence in TASKS.items()})
    register({f"task_outcome_{code}": sentence for code, sentence in OUTCOMES.items()})
    register({f"event_{code}": sentence for code, sentence in EVENTS.items()})
    register({f"event_consent_{code}": sentence for code, sentence in CONSENT_EVENTS.items()})


__all__ = ["CLOSURES", "CONSENT_EVENTS", "EVENTS", "OUTCOMES", "PAPER_STEPS", "REFUSALS", "TASKS", "make_known"]
