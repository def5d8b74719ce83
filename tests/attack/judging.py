"""The oracle of one world: what must hold at any time, and what a permit, seat or departure breaks when first seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.attack.judging_hard import HardOracle
from tests.attack.world import KEPT, World
from tests.consent.oracle import Row

STANDING = """
WITH mine AS (SELECT id FROM consent_traveller WHERE person_id = ANY (%(persons)s)),
     permits AS (SELECT p.* FROM consent_permit p JOIN mine ON mine.id = p.traveller_id)
SELECT
  (SELECT jsonb_agg(jsonb_build_array(id, declaration_id, state)) FROM permits) AS permits,
  (SELECT jsonb_agg(d.id) FROM consent_departure d JOIN mine ON mine.id = d.traveller_id) AS departures,
  (SELECT jsonb_agg(s.id) FROM seat s JOIN permits p ON p.id = s.permit_id) AS seats,
  EXISTS (SELECT 1 FROM permits p JOIN consent_withdrawal w ON w.traveller_id = p.traveller_id
            LEFT JOIN consent_declaration d ON d.id = p.declaration_id
           WHERE p.state = 'in_force' AND w.said_at >= coalesce(d.signed_at, p.made_at)) AS v4,
  EXISTS (SELECT 1 FROM permits p WHERE p.state = 'in_force' AND EXISTS (
            SELECT 1 FROM consent_hold h WHERE h.traveller_id = p.traveller_id
               AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id))) AS held,
  EXISTS (SELECT 1 FROM permits p WHERE p.state = 'used'
             AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.permit_id = p.id)) AS v1_used,
  EXISTS (SELECT 1 FROM permits WHERE state IN ('in_force', 'held')
           GROUP BY person_id HAVING count(*) > 1) AS v1_two,
  EXISTS (SELECT 1 FROM seat s JOIN permits p ON p.id = s.permit_id WHERE s.permit_state <> p.state) AS v1_seat,
  EXISTS (SELECT 1 FROM consent_irreversiblestep st JOIN mine ON mine.id = st.traveller_id
           WHERE st.done_at IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM consent_confirmation c WHERE c.traveller_id = st.traveller_id AND c.which = 'before'
                AND c.answer = 'still_yes' AND c.alone AND c.asked_at <= st.done_at)) AS v17,
  EXISTS (SELECT 1 FROM (SELECT w.id FROM consent_withdrawal w JOIN mine ON mine.id = w.traveller_id
                         UNION ALL SELECT d.id FROM consent_declaration d JOIN mine ON mine.id = d.traveller_id
                         UNION ALL SELECT c.id FROM consent_confirmation c JOIN mine ON mine.id = c.traveller_id) said
           WHERE NOT EXISTS (SELECT 1 FROM consent_chainlink l WHERE l.row_id = said.id)) AS v14,
  EXISTS (SELECT 1 FROM permits p JOIN consent_deathreport r ON r.traveller_id = p.traveller_id
           WHERE p.state = 'in_force' AND NOT EXISTS (
             SELECT 1 FROM consent_deathanswer a WHERE a.report_id = r.id AND NOT a.confirmed)) AS v20,
  EXISTS (SELECT 1 FROM permits p JOIN consent_declaration d ON d.id = p.declaration_id
            JOIN LATERAL (SELECT f.* FROM consent_interpreterfinding f WHERE f.interpreter_id = d.interpreter_id
                           ORDER BY f.found_at DESC, f.recorded_at DESC LIMIT 1) f
              ON f.unfit AND f.unfit_from <= d.signed_at
           WHERE p.state = 'in_force' AND NOT EXISTS (
             SELECT 1 FROM consent_confirmation c WHERE c.traveller_id = p.traveller_id AND c.answer = 'still_yes'
                AND c.alone AND c.asked_at >= f.found_at)) AS v21,
  (SELECT jsonb_object_agg(what, n) FROM ({counts}) kept) AS kept
"""
_OF_A_TRAVELLER = [table for table in KEPT if table not in ("screen", "parentalconsent")]
COUNTS = " UNION ALL ".join(
    [f"SELECT '{t}' AS what, count(*) AS n FROM consent_{t} x JOIN mine ON mine.id = x.traveller_id"
     for t in _OF_A_TRAVELLER]
    + ["SELECT 'parentalconsent', count(*) FROM consent_parentalconsent x JOIN mine ON mine.id = x.child_id"]
)  # fmt: skip
RULE_OF = {"v1_used": "v1", "v1_two": "v1", "v1_seat": "v1", "held": "v4"}


class Judge(HardOracle):
    """Judges the people of one world, right after each deed."""

    def __init__(self, world: World) -> None:
        ground = world.cast.ground
        super().__init__(world.cast.owner, ground.topics, ground.steps)
        self.world = world
        self.kept: dict[str, int] = {}
        self.states: dict[str, str] = {}

    def look(self, table: str | None = None) -> set[str]:
        """The rules that the world breaks now."""
        found = self._now()
        broken = {RULE_OF.get(name, name) for name, value in found.items() if value is True}
        broken |= self._lost(found["kept"] or {})
        for permit, declaration, state in found["permits"] or []:
            self._count("permit", permit)
            came_back = state == "in_force" and self.states.get(permit) == "held"
            self.states[permit] = state
            if state in ("in_force", "used") and (self._new(("permit", permit, declaration)) and not came_back):
                broken |= self._of_permit(UUID(permit))
        for departure in found["departures"] or []:
            if self._count("departure", departure):
                row = self.rows("SELECT * FROM consent_departure WHERE id = %s", departure)[0]
                broken |= self.departure(row)
        for seat in found["seats"] or []:
            if self._count("seat", seat):
                broken |= self.seat(self.rows("SELECT * FROM seat WHERE id = %s", seat)[0])
        return broken

    def _now(self) -> Row:
        persons = [one.person for one in self.world.known]
        return self.cursor.execute(STANDING.format(counts=COUNTS).encode(), {"persons": persons}).fetchone() or {}

    def _lost(self, kept: dict[str, int]) -> set[str]:
        """Nothing that was said or done by these people is ever fewer than before, however cases split and merge."""
        lost = {"lost" for what, number in self.kept.items() if kept.get(what, 0) < number}
        self.kept = kept
        return lost

    def _count(self, what: str, key: Any) -> bool:
        if self._new((what, "counted", key)):
            self.world.cast.reached[what] += 1
            return True
        return False

    def _of_permit(self, key: UUID) -> set[str]:
        permit = self.rows("SELECT * FROM consent_permit WHERE id = %s", key)[0]
        if permit["declaration_id"] is None:
            self.world.cast.reached["child alone" if permit["rests_on_id"] is None else "child with a parent"] += 1
        return self.permit(permit, permit["declaration_id"], self._made(permit))
