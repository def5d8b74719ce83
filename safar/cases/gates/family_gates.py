"""The gate that a change in the family puts before everybody it touches, whatever the programme asks besides (V16)."""

from django.utils.translation import gettext as _

from safar.cases.gates.consent_gates import each, met
from safar.cases.gates.evidence import Evidence
from safar.cases.types import ClearWith, GateAnswer, GateOffer, MemberContext
from safar.plumbing.refusals import say


def _settled(evidence: Evidence, context: MemberContext) -> GateAnswer:
    rows = evidence.open_changes.get(context.member_id, [])
    if not rows or evidence.has_departed(context):
        return met(_("No change in the family of %(name)s waits to be settled.") % {"name": context.name})
    told = [say(f"gate_{row.code}", name=context.name) for row in rows]
    return GateAnswer(
        ok=False,
        sentence=told[0],
        why=" ".join(told[1:])
        or _("The family has changed since; this is settled before %(name)s goes on.") % {"name": context.name},
        since=rows[0].opened_at.date(),
        clear_with=ClearWith("cases:changes", _("Go to the changes in the family"), context.case_id),
    )


FAMILY_GATES = (GateOffer("family_settled", "", each(_settled)),)
