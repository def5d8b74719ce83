"""Each rule refuses a permit, to services and to raw SQL alike, and taking the rule out is noticed."""

from __future__ import annotations

import psycopg
import pytest

from safar.consent import services
from safar.consent.models import Permit
from safar.plumbing.scope import acting_as
from tests.consent import flaws_of_children as _children  # noqa: F401 - puts its cases into the table
from tests.consent import flaws_of_paper as _paper  # noqa: F401 - puts its cases into the table
from tests.consent import flaws_of_protection as _protection  # noqa: F401 - puts its cases into the table
from tests.consent import raw
from tests.consent.flaws import FLAWS, Flaw
from tests.consent.flaws_of_safety import SAFETY_FLAWS
from tests.consent.ground import Story
from tests.taking_out import without

RULES = {f"consent_v{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 18, 19, 20, 21)}


def test_every_rule_has_its_flawed_case() -> None:
    assert {flaw.rule for flaw in [*FLAWS, *SAFETY_FLAWS]} == RULES


@pytest.mark.parametrize("flaw", [*FLAWS, *SAFETY_FLAWS], ids=str)
def test_no_permit_and_the_sentence_says_why(flaw: Flaw, story: Story, owner: psycopg.Connection) -> None:
    wanted = flaw.build(story)
    with acting_as(story.by):
        outcome = services.issue_permit(by=story.by, at=wanted.at, traveller_id=wanted.traveller)  # type: ignore[arg-type]
        assert outcome.permit_id is None
        assert flaw.code in {refusal.code for refusal in outcome.refusals}
        assert {f"consent_{refusal.rule.lower()}" for refusal in outcome.refusals} == {flaw.rule}, outcome.refusals
        assert all("%(" not in refusal.sentence for refusal in outcome.refusals)
        assert raw.permit(wanted.traveller, wanted.declaration, wanted.at) == outcome.refusals[0].code
        assert not Permit.objects.filter(traveller_id=wanted.traveller, state="in_force").exists()
        with without(owner, flaw.rule):
            assert raw.permit(wanted.traveller, wanted.declaration, wanted.at) is None, "taken out, nobody noticed"
        assert Permit.objects.filter(traveller_id=wanted.traveller, state="in_force").exists()
