"""What the oracle knows of hard cases, worked out in Python from the bare rows: children alone, halts, interpreters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.consent.oracle import Oracle, Row


class HardOracle(Oracle):
    """Judges children without a parent (V9), advisories (V18) and interpreters (V21) besides all else."""

    def permit(self, permit: Row, declaration: UUID | None, at: datetime) -> set[str]:
        """What a permit breaks that was made at a moment."""
        broken = super().permit(permit, declaration, at)
        who = self._traveller(permit["traveller_id"])
        if self._is_halted(who, at):
            broken.add("v18")
        if declaration is not None and not self._interpreted_well(who, declaration):
            broken.add("v21")
        return broken

    def departure(self, departure: Row) -> set[str]:
        """What a departure breaks: a child alone also leaves with an escort, towards somebody who fetches it."""
        broken = super().departure(departure)
        who, at = self._traveller(departure["traveller_id"]), departure["departed_at"]
        if not self._adult(who, at) and not self._parents(who, at):
            escort = self._last("SELECT * FROM consent_childescort WHERE child_id = %s", "named_at", who["id"], at)
            carer = self._last("SELECT * FROM consent_carer WHERE child_id = %s", "named_at", who["id"], at)
            fetched = carer and self._last(
                "SELECT * FROM consent_pickup WHERE carer_id = %s", "said_at", carer["id"], at
            )
            if not (escort and escort["goes"]) or not (fetched and fetched["confirmed"]):
                broken.add("v9")
        return broken

    def _last(self, sql: str, by: str, key: Any, until: datetime) -> Row | None:
        moment = until.astimezone(UTC).date() if by.endswith("_on") else until
        found = [row for row in self.rows(sql, key) if row[by] <= moment]
        return max(found, key=lambda row: (row[by], row["recorded_at"])) if found else None

    def _parents(self, who: Row, at: datetime) -> list[Row]:
        rows = self.rows(
            "SELECT v.id, p.birth_latest, p.birth_disputed FROM people_relation r JOIN consent_traveller v"
            " ON v.person_id = r.person_id AND v.journey_id = %s AND v.going = 'going'"
            " JOIN people_person p ON p.id = v.person_id WHERE r.kind = 'parent' AND r.other_id = %s AND NOT EXISTS"
            " (SELECT 1 FROM people_relationconcern c WHERE c.relation_id = r.id AND c.lifted_at IS NULL)",
            who["journey_id"], who["person_id"],
        )  # fmt: skip
        return [row for row in rows if self._adult(row, at)]

    def _of_a_child(self, who: Row, at: datetime) -> set[str]:
        if self._parents(who, at):
            if self._panel_allows(who, at):
                return super()._of_a_child(who, at) - {"v16"} | self._unnamed(who, at)
            return super()._of_a_child(who, at)
        return set() if self._procedure_is_whole(who, at) else {"v9"}

    def _unnamed(self, who: Row, at: datetime) -> set[str]:
        """A panel stands for the other parent's consent, never for being named by the parent who travels."""
        named = self.rows(
            "SELECT 1 FROM consent_declarationchild dc JOIN consent_permit p ON p.declaration_id = dc.declaration_id"
            " WHERE dc.child_id = %s AND p.state IN ('in_force', 'used')", who["id"],
        )  # fmt: skip
        return set() if named else {"v16"}

    def _panel_allows(self, who: Row, at: datetime) -> bool:
        decision = self._last(
            "SELECT b.* FROM consent_bestinterest b JOIN consent_bestinterestchild c ON c.decision_id = b.id"
            " WHERE c.child_id = %s", "decided_on", who["id"], at,
        )  # fmt: skip
        if decision is None or decision["outcome"] != "return":
            return False
        if self.rows("SELECT 1 FROM consent_bestinterestrevoked WHERE decision_id = %s", decision["id"]):
            return False
        panel = self.rows("SELECT name FROM consent_panelmember WHERE decision_id = %s", decision["id"])
        return len({" ".join(member["name"].lower().split()) for member in panel}) >= 2

    def _procedure_is_whole(self, who: Row, at: datetime) -> bool:
        day = at.astimezone(UTC).date()
        view = self._last(
            "SELECT * FROM consent_childview WHERE alone AND fits_age AND child_id = %s", "heard_at", who["id"], at
        )
        carer = self._last("SELECT * FROM consent_carer WHERE child_id = %s", "named_at", who["id"], at)
        if not self._panel_allows(who, at) or view is None or carer is None or not self._guardian_agrees(who, at, day):
            return False
        seen = self._last("SELECT * FROM consent_carerverification WHERE carer_id = %s", "verified_on", carer["id"], at)
        answer = self._last("SELECT * FROM consent_careranswer WHERE carer_id = %s", "said_at", carer["id"], at)
        return bool(
            view["wish"] not in ("does_not_want", "not_sure") and seen and seen["suitable"]
            and answer and answer["accepts"] and answer["until_majority"]
        )  # fmt: skip

    def _guardian_agrees(self, who: Row, at: datetime, day: date) -> bool:
        for guardian in self.rows("SELECT * FROM people_guardianship WHERE child_id = %s", who["person_id"]):
            ends = [until for until in (guardian["until_on"], guardian["ended_on"]) if until]
            said = self._last(
                f"SELECT * FROM consent_guardiansaid WHERE child_id = '{who['id']}' AND guardianship_id = %s",
                "said_at", guardian["id"], at,
            )  # fmt: skip
            if guardian["from_on"] <= day and all(day < until for until in ends) and said and said["agrees"]:
                return True
        return False

    def _is_halted(self, who: Row, at: datetime) -> bool:
        for halt in self.rows(
            "SELECT a.* FROM consent_advisory a WHERE a.level = 'halt' AND a.country = %s AND a.from_at <= %s"
            " AND (a.until_at IS NULL OR a.until_at > %s) AND NOT EXISTS (SELECT 1 FROM consent_advisorylifting l"
            " WHERE l.advisory_id = a.id AND l.lifted_at <= %s)", who["return_country"], at, at, at,
        ):  # fmt: skip
            here = not halt["areas"] or who["return_place"] in halt["areas"]
            mine = not halt["profiles"] or ("children" in halt["profiles"] and not self._adult(who, at))
            if here and mine and who["arranged_by_us"]:
                return True
        return False

    def _interpreted_well(self, who: Row, declaration: UUID) -> bool:
        for used in self.rows(
            "SELECT i.*, d.signed_at FROM consent_declaration d JOIN consent_interpreter i ON i.id = d.interpreter_id"
            " WHERE d.id = %s", declaration,
        ):  # fmt: skip
            family = self.rows(
                "SELECT 1 FROM consent_traveller v WHERE v.journey_id = %s AND v.person_id = %s",
                who["journey_id"], used["person_id"],
            )  # fmt: skip
            refused = self._last(
                "SELECT * FROM consent_interpreterrefusal WHERE traveller_id = %s"
                f" AND interpreter_id = '{used['id']}'", "said_at", who["id"], used["signed_at"],
            )  # fmt: skip
            if not used["of_age"] or used["of_authority"] or family or (refused and refused["refuses"]):
                return False
        return True
