"""An independent judge: from the bare rows, read as the owner, it says which rules of voluntariness a state breaks.

It shares no line with the database's functions: periods are written down here by hand, and everything is worked out in
Python. It judges a permit, a seat or a departure when it first sees it, that is, right after the step that made it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

REFLECTION = timedelta(hours=24)
LAPSE = timedelta(days=90)
FIRST_ASKED = timedelta(hours=72)
DELAY = timedelta(hours=24)
REMOVAL = timedelta(days=7)
ASKED_FROM = 12
AUTHORITIES = {"police", "detention", "immigration", "origin_state"}
ANSWERS = {"taken", "declined", "safe_keeping"}
Row = dict[str, Any]


def _aged(birth: date, years: int) -> date:
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


class Oracle:
    """Judges what it has not yet judged; `topics` and `steps` are the programme's."""

    def __init__(self, owner: psycopg.Connection[Any], topics: tuple[str, ...], steps: tuple[str, ...]) -> None:
        self.cursor = owner.cursor(row_factory=dict_row)
        self.topics, self.steps = set(topics), set(steps)
        self.judged: set[object] = set()

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Rows as the owner sees them."""
        return list(self.cursor.execute(sql, values))

    def look(self, table: str | None = None) -> set[str]:
        """The rules broken by what is new since the last look, and by what must hold at any time."""
        broken = self._standing()
        for permit in self.rows("SELECT * FROM consent_permit WHERE state IN ('in_force', 'used')"):
            if self._new(("permit", permit["id"], permit["declaration_id"])):
                broken |= self.permit(permit, permit["declaration_id"], self._made(permit))
        for departure in self.rows("SELECT * FROM consent_departure"):
            if self._new(("departure", departure["id"])):
                broken |= self.departure(departure)
        for seat in self.rows(f"SELECT * FROM {table} WHERE permit_id IS NOT NULL") if table else []:
            if self._new(("seat", seat["id"])):
                broken |= self.seat(seat)
        return broken

    def pass_over(self, table: str) -> None:
        """Take what is there now as seen, without judging it."""
        for permit in self.rows("SELECT * FROM consent_permit"):
            self._new(("permit", permit["id"], permit["declaration_id"]))
        for departure in self.rows("SELECT * FROM consent_departure"):
            self._new(("departure", departure["id"]))
        for seat in self.rows(f"SELECT * FROM {table}"):
            self._new(("seat", seat["id"]))

    def _new(self, what: object) -> bool:
        known = what in self.judged
        self.judged.add(what)
        return not known

    def _made(self, permit: Row) -> datetime:
        renewed = self.rows(
            "SELECT max(renewed_at) AS at FROM consent_permitrenewal WHERE permit_id = %s", permit["id"]
        )
        last: datetime | None = renewed[0]["at"]
        return last or permit["made_at"]

    def _standing(self) -> set[str]:
        broken: set[str] = set()
        if self.rows("SELECT 1 FROM consent_permit p JOIN consent_withdrawal w ON w.traveller_id = p.traveller_id"
                     " LEFT JOIN consent_declaration d ON d.id = p.declaration_id"
                     " WHERE p.state = 'in_force' AND w.said_at >= coalesce(d.signed_at, p.made_at)"):  # fmt: skip
            broken.add("v4")
        if self.rows("SELECT 1 FROM consent_permit p WHERE state = 'used'"
                     " AND NOT EXISTS (SELECT 1 FROM consent_departure d WHERE d.permit_id = p.id)"):  # fmt: skip
            broken.add("v1")
        if self.rows("SELECT person_id FROM consent_permit WHERE state IN ('in_force', 'held')"
                     " GROUP BY person_id HAVING count(*) > 1"):  # fmt: skip
            broken.add("v1")
        if self.rows("SELECT 1 FROM consent_irreversiblestep st WHERE st.done_at IS NOT NULL AND NOT EXISTS"
                     " (SELECT 1 FROM consent_confirmation c WHERE c.traveller_id ="
                     " st.traveller_id AND c.which = 'before'"
                     " AND c.answer = 'still_yes' AND c.alone AND c.asked_at <= st.done_at)"):  # fmt: skip
            broken.add("v17")
        if self.rows("SELECT 1 FROM consent_withdrawal w LEFT JOIN consent_chainlink l ON"
                     " l.row_id = w.id WHERE l.id IS NULL"
                     " UNION ALL SELECT 1 FROM consent_declaration d LEFT JOIN consent_chainlink l ON l.row_id = d.id"
                     " WHERE l.id IS NULL"):  # fmt: skip
            broken.add("v14")
        return broken

    def _traveller(self, traveller: UUID) -> Row:
        return self.rows(
            "SELECT v.*, j.return_country, j.return_place, j.promised_digest, j.programme_version_id, j.programme_code,"
            " j.arranged_by_us, p.birth_latest, p.birth_earliest, p.birth_disputed FROM consent_traveller v"
            " JOIN consent_journey j ON j.id = v.journey_id JOIN people_person p ON p.id = v.person_id WHERE v.id = %s",
            traveller,
        )[0]

    def _adult(self, who: Row, moment: datetime) -> bool:
        return not who["birth_disputed"] and _aged(who["birth_latest"], 18) <= moment.astimezone(UTC).date()

    def permit(self, permit: Row, declaration: UUID | None, at: datetime) -> set[str]:
        """What a permit breaks that was made at a moment."""
        who = self._traveller(permit["traveller_id"])
        broken = self._of_anybody(who, at)
        if not who["arranged_by_us"] or who["going"] != "going":
            broken.add("v1")
        if declaration is None:
            return broken | ({"v1"} if self._adult(who, at) else self._of_a_child(who, at))
        signed = self.rows("SELECT * FROM consent_declaration WHERE id = %s", declaration)[0]
        return broken | self._of_a_declaration(who, signed, at) | self._of_what_was_told(who, signed, at)

    def _of_anybody(self, who: Row, at: datetime) -> set[str]:
        broken: set[str] = set()
        positions = self.rows(
            "SELECT * FROM consent_asylumposition WHERE traveller_id = %s AND stated_at <= %s"
            " ORDER BY stated_at, recorded_at", who["id"], at,
        )  # fmt: skip
        if not positions or (positions[-1]["status"].startswith("open") and not positions[-1]["advice"]):
            broken.add("v13")
        for doubt in self.rows("SELECT * FROM consent_refoulementdoubt WHERE traveller_id = %s", who["id"]):
            answers = self.rows(
                "SELECT * FROM consent_refoulementdecision WHERE doubt_id = %s ORDER BY decided_at", doubt["id"]
            )
            if not answers or answers[-1]["decision"] != "may_go":
                broken.add("v13")
        if self.rows("SELECT 1 FROM consent_removal WHERE traveller_id = %s", who["id"]):
            broken.add("v19")
        for report in self.rows("SELECT * FROM consent_deathreport WHERE traveller_id = %s", who["id"]):
            if not self.rows("SELECT 1 FROM consent_deathanswer WHERE report_id = %s AND NOT confirmed", report["id"]):
                broken.add("v20")
        open_holds = self.rows(
            "SELECT kind FROM consent_hold h WHERE traveller_id = %s"
            " AND NOT EXISTS (SELECT 1 FROM consent_holdrelease r WHERE r.hold_id = h.id)", who["id"],
        )  # fmt: skip
        if any(
            hold["kind"] in ("message_from_other", "protection", "dependant_of_withdrawn", "not_sure")
            for hold in open_holds
        ):
            broken.add("v4")
        return broken

    def _of_a_child(self, who: Row, at: datetime) -> set[str]:
        parents = self.rows(
            "SELECT v.id, v.person_id, p.declaration_id FROM people_relation r JOIN consent_traveller v"
            " ON v.person_id = r.person_id AND v.journey_id = %s AND v.going = 'going'"
            " LEFT JOIN consent_permit p ON p.traveller_id = v.id AND p.state IN ('in_force', 'used')"
            " WHERE r.kind = 'parent' AND r.other_id = %s", who["journey_id"], who["person_id"],
        )  # fmt: skip
        if not parents:
            return {"v9"}
        named = {
            row["declaration_id"] for row in self.rows(
                "SELECT declaration_id FROM consent_declarationchild WHERE child_id = %s", who["id"])
        }  # fmt: skip
        naming = {parent["person_id"] for parent in parents if parent["declaration_id"] in named}
        papers = self.rows(
            "SELECT * FROM consent_parentalconsent WHERE child_id = %s AND given_at <= %s ORDER BY given_at",
            who["id"],
            at,
        )
        consenting = {
            paper["given_by_id"] or paper["given_by_name"] for paper in papers if paper["kind"] == "parent_consent"
        }
        enough = len(naming) >= 2 or bool(consenting - naming)
        enough = enough or any(paper["kind"] in ("sole_paper", "court_decision") for paper in papers)
        last = {paper["given_by_id"] or paper["given_by_name"]: paper["kind"] for paper in papers}
        return {"v16"} if not naming or not enough or "dissent" in last.values() else set()

    def _of_a_declaration(self, who: Row, signed: Row, at: datetime) -> set[str]:
        broken: set[str] = set()
        moment: datetime = signed["signed_at"]
        terms = ("return_country", "return_place", "promised_digest", "programme_version_id")
        asked_again = who["ask_again_since"]
        text = self.rows("SELECT * FROM consent_declarationtext WHERE id = %s", signed["text_id"])[0]
        session = self.rows("SELECT * FROM consent_session WHERE id = %s", signed["session_id"])[0]
        if (
            signed["traveller_id"] != who["id"] or signed["signed_by_id"] != who["person_id"]
            or not moment <= at < moment + LAPSE or session["held_at"] > moment
            or any(who[term] != signed[term] for term in terms) or (asked_again and moment <= asked_again)
            or text["approved_at"] is None or text["programme_code"] != who["programme_code"]
            or text["current_from"] > moment or (text["superseded_at"] and text["superseded_at"] <= moment)
        ):  # fmt: skip
            broken.add("v1")
        if not self._adult(who, moment):
            broken.add("v10")
        if not {signed["copy_answer"], signed["reading_aloud_answer"]} <= ANSWERS:
            broken.add("v15")
        withdrawn = self.rows("SELECT * FROM consent_withdrawal WHERE traveller_id = %s", who["id"])
        if any(row["said_at"] >= moment or row["recorded_at"] >= signed["recorded_at"] for row in withdrawn):
            broken.add("v4")
        presences = self.rows(
            "SELECT * FROM consent_presence WHERE session_id = %s AND in_hearing", signed["session_id"]
        )
        if any(presence["kind"] in AUTHORITIES for presence in presences):
            broken.add("v7")
        if not self._doubts_settled(who, moment) or not self._doubts_settled(who, at):
            broken.add("v8")
        known = {
            row["code"] for row in self.rows(
                "SELECT code FROM consent_irreversiblestep WHERE"
                " traveller_id = %s AND acknowledged_at <= %s", who["id"], moment)
        }  # fmt: skip
        return broken | (set() if self.steps <= known else {"v17"})

    def _doubts_settled(self, who: Row, moment: datetime) -> bool:
        day = moment.astimezone(UTC).date()
        doubts = self.rows(
            "SELECT id FROM consent_capacitydoubt WHERE traveller_id = %s AND raised_on <= %s", who["id"], day
        )
        settled = self.rows(
            "SELECT doubt_id FROM consent_capacitydoubtsettled WHERE can_decide AND settled_on <= %s"
            " AND settler_kind NOT IN ('hospital', 'insurer')", day,
        )  # fmt: skip
        return {doubt["id"] for doubt in doubts} <= {row["doubt_id"] for row in settled}

    def _of_what_was_told(self, who: Row, signed: Row, at: datetime) -> set[str]:
        broken: set[str] = set()
        moment: datetime = signed["signed_at"]
        parts = self.rows(
            "SELECT sp.*, s.held_at, s.counsellor_id FROM consent_sessionperson sp JOIN"
            " consent_session s ON s.id = sp.session_id"
            " WHERE sp.traveller_id = %s AND s.held_at <= %s ORDER BY s.held_at", who["id"], moment,
        )  # fmt: skip
        heard: dict[str, datetime] = {}
        for part in parts:
            if (
                part["understood"]
                and self._pack_was_current(part["pack_id"], part["held_at"], who)
                and not self._overheard(part)
            ):
                for topic in part["topics"]:
                    heard.setdefault(topic, part["held_at"])
        declared_in = [part for part in parts if part["session_id"] == signed["session_id"]]
        pack_good = self._pack_was_current(signed["pack_id"], moment, who, approved=True)
        own_words = any(sum(bool(word.strip()) for word in part["own_words"]) >= 3 for part in parts)
        read_well = bool(declared_in) and declared_in[0]["understood"] and bool(declared_in[0]["manner"])
        if who["cannot_read"]:
            read_well = read_well and own_words and declared_in[0]["manner"] == "read_aloud"
        if not self.topics <= heard.keys() or not pack_good or not read_well:
            broken.add("v3")
        last_heard = max((heard[topic] for topic in self.topics & heard.keys()), default=None)
        if last_heard and moment < last_heard + REFLECTION and not self._may_be_shortened(who, signed, parts, moment):
            broken.add("v2")
        if not declared_in or not declared_in[0]["alone"]:
            broken.add("v16")
        if not any(part["consequences_told"] for part in parts):
            broken.add("v5")
        return broken | self._of_screens(who, parts, at)

    def _pack_was_current(self, pack: UUID | None, moment: datetime, who: Row, approved: bool = False) -> bool:
        rows = self.rows("SELECT * FROM consent_informationpack WHERE id = %s", pack)
        if not rows or rows[0]["programme_code"] != who["programme_code"]:
            return False
        begins, ends = rows[0]["current_from"], rows[0]["superseded_at"]
        then = begins <= moment and (ends is None or ends > moment)
        return then and (not approved or rows[0]["approved_at"] is not None)

    def _overheard(self, part: Row) -> bool:
        rows = self.rows("SELECT kind FROM consent_presence WHERE session_id = %s AND in_hearing", part["session_id"])
        return any(row["kind"] in AUTHORITIES for row in rows)

    def _screens(self, who: Row) -> list[Row]:
        return self.rows(
            "SELECT sc.*, sp.alone, sp.session_id, s.held_at FROM consent_screen sc JOIN consent_sessionperson sp"
            " ON sp.id = sc.session_person_id JOIN consent_session s ON s.id ="
            " sp.session_id WHERE sp.traveller_id = %s",
            who["id"],
        )

    def _is_red(self, screen: Row) -> bool:
        red = ("threat", "someone_answers", "trafficking_signs", "document_held")
        return any(screen[sign] for sign in red) or any(screen[sign] for sign in screen if sign.startswith("pressure_"))

    def _of_screens(self, who: Row, parts: list[Row], at: datetime) -> set[str]:
        screens = self._screens(who)
        held_by = {part["session_id"] for part in parts}
        family = {
            row["session_id"] for row in self.rows(
                "SELECT session_id FROM consent_presence WHERE in_hearing AND kind IN ('spouse', 'family')")
        }  # fmt: skip
        if not any(s["alone"] and s["session_id"] in held_by and s["session_id"] not in family for s in screens):
            return {"v6"}
        for screen in filter(self._is_red, screens):
            if not self.rows("SELECT 1 FROM consent_screenclearance WHERE screen_id = %s"
                             " AND outcome = 'cleared' AND alone"
                             " AND spoke_at <= %s", screen["id"], at):  # fmt: skip
                return {"v6"}
        taken = {row["measure"] for row in self._measures(who, at)}
        return (
            {"v6"} if self._is_amber(who, screens, at) and not {"advice_offered", "private_place"} <= taken else set()
        )

    def _measures(self, who: Row, at: datetime) -> list[Row]:
        return self.rows("SELECT * FROM consent_ambermeasure WHERE traveller_id = %s AND done_at <= %s", who["id"], at)

    def _is_amber(self, who: Row, screens: list[Row], at: datetime) -> bool:
        positions = self.rows(
            "SELECT * FROM consent_detentionposition WHERE traveller_id = %s AND stated_at <= %s"
            " ORDER BY stated_at, recorded_at", who["id"], at,
        )  # fmt: skip
        sighted = self.rows(
            "SELECT pr.kind FROM consent_presence pr JOIN consent_sessionperson sp ON sp.session_id = pr.session_id"
            " JOIN consent_session s ON s.id = sp.session_id WHERE sp.traveller_id ="
            " %s AND pr.in_sight AND s.held_at <= %s",
            who["id"], at,
        )  # fmt: skip
        amber = ("detention", "removal_date", "debt", "destitution")
        return (
            any(not self._is_red(s) and any(s[sign] for sign in amber) and s["held_at"] <= at for s in screens)
            or any(row["kind"] in AUTHORITIES for row in sighted)
            or bool(positions and (positions[-1]["in_detention"] or positions[-1]["removal_on"]))
        )

    def _may_be_shortened(self, who: Row, signed: Row, parts: list[Row], moment: datetime) -> bool:
        if not signed["shortened_by_person"] or not signed["shortened_reason"]:
            return False
        if (
            not self._adult(who, moment)
            or not self._doubts_settled(who, moment)
            or any(map(self._is_red, self._screens(who)))
        ):
            return False
        positions = self.rows(
            "SELECT * FROM consent_detentionposition WHERE traveller_id = %s AND stated_at <= %s"
            " ORDER BY stated_at, recorded_at", who["id"], moment,
        )  # fmt: skip
        last = positions[-1] if positions else None
        pressed = last and (
            last["in_detention"] or (last["removal_on"] and last["removal_on"] <= (moment + REMOVAL).date())
        )
        counsellors = {part["counsellor_id"] for part in parts if part["session_id"] == signed["session_id"]}
        second = signed["second_officer_id"] and signed["second_officer_id"] not in counsellors
        return not pressed or bool(second and signed["legal_advice_offered"])

    def _ticketed(self, who: Row, permit: Row, at: datetime) -> set[str]:
        if permit["declaration_id"] is None or not self._is_amber(who, self._screens(who), at):
            return set()
        signed = self.rows("SELECT * FROM consent_declaration WHERE id = %s", permit["declaration_id"])[0]
        own = {row["counsellor_id"] for row in self.rows(
            "SELECT s.counsellor_id FROM consent_session s JOIN consent_sessionperson sp ON sp.session_id = s.id"
            " WHERE sp.traveller_id = %s", who["id"])}  # fmt: skip
        second = [
            row for row in self._measures(who, at)
            if row["measure"] == "second_confirmation" and row["done_at"] >= signed["signed_at"]
            and row["done_by_id"] not in own
        ]  # fmt: skip
        return set() if second else {"v6"}

    def seat(self, seat: Row) -> set[str]:
        """What a seat breaks that was just taken; its state is its permit's, always."""
        permit = self.rows("SELECT * FROM consent_permit WHERE id = %s", seat["permit_id"])[0]
        return {"v1"} if seat["permit_state"] != permit["state"] or permit["state"] != "in_force" else set()

    def departure(self, departure: Row) -> set[str]:
        """What a departure breaks that has just been recorded."""
        permit = self.rows("SELECT * FROM consent_permit WHERE id = %s", departure["permit_id"])[0]
        who, at = self._traveller(departure["traveller_id"]), departure["departed_at"]
        broken = self.permit(permit, permit["declaration_id"], at) | self._ticketed(who, permit, at)
        if (
            permit["traveller_id"] != who["id"]
            or permit["state"] != "used"
            or not permit["made_at"] <= at < permit["lapses_at"]
        ):
            broken.add("v1")
        return broken if self._was_asked(who, permit, departure) else broken | {"v11"}

    def _was_asked(self, who: Row, permit: Row, departure: Row) -> bool:
        at, planned = departure["departed_at"], departure["planned_at"]
        if _aged(who["birth_earliest"], ASKED_FROM) > at.astimezone(UTC).date():
            return True
        base = planned if planned and planned < at <= planned + DELAY else at
        answers = [row for row in self.rows(
            "SELECT * FROM consent_confirmation WHERE traveller_id = %s ORDER BY asked_at, recorded_at", who["id"])
            if permit["made_at"] <= row["asked_at"] <= at]  # fmt: skip
        yes = [row for row in answers if row["alone"] and row["answer"] == "still_yes"]
        first = any(row["which"] == "before" and row["asked_at"] >= base - FIRST_ASKED for row in yes)
        second = any(row["which"] == "at_departure" and row["asked_at"] >= at - timedelta(hours=24) for row in yes)
        return first and second and answers[-1]["answer"] == "still_yes"
