"""What accounts stores and why (D1)."""

from safar.plumbing.facts import Fact

_STAFF = "staff: employment + 2 years"
_STRUCTURE = "organisation: for ever"
_LOG = "access log: 5 years"

FACTS: dict[str, dict[str, Fact]] = {
    "Office": {
        "id": Fact("names the office in rows", "none", _STRUCTURE),
        "code": Fact("short name in imports and lists", "none", _STRUCTURE),
        "name": Fact("shown to staff", "none", _STRUCTURE),
        "kind": Fact("place in the organisation", "none", _STRUCTURE),
        "parent": Fact("whose rows a manager reaches", "none", _STRUCTURE),
        "country": Fact("calendar, working days, law", "none", _STRUCTURE),
        "timezone": Fact("local times on pages", "none", _STRUCTURE),
        "language": Fact("language of printed pages", "none", _STRUCTURE),
        "telephone": Fact("printed on papers; called from the airport", "none", _STRUCTURE),
    },
    "User": {
        "id": Fact("names the member of staff in rows", "indirect", _STAFF),
        "username": Fact("sign-in", "direct", _STAFF),
        "password": Fact("sign-in; stored as an Argon2 hash", "sensitive", _STAFF),
        "last_login": Fact("finding accounts that nobody uses", "indirect", _STAFF),
        "name": Fact("who did it, on pages and in letters", "direct", _STAFF),
        "language": Fact("language of pages", "none", _STAFF),
        "calendar": Fact("calendar of pages", "none", _STAFF),
        "is_active": Fact("leavers cannot sign in", "indirect", _STAFF),
        "must_change_password": Fact("one-time passwords are used once", "none", _STAFF),
        "created_at": Fact("since when the account exists", "indirect", _STAFF),
    },
    "Posting": {
        "id": Fact("names the row", "none", _STAFF),
        "user": Fact("who holds the post", "indirect", _STAFF),
        "office": Fact("where", "indirect", _STAFF),
        "role": Fact("what they may do", "indirect", _STAFF),
        "from_on": Fact("since when", "indirect", _STAFF),
        "until_on": Fact("until when", "indirect", _STAFF),
    },
    "AccessEntry": {
        "id": Fact("names the row", "none", _LOG),
        "at": Fact("when a file was read", "indirect", _LOG),
        "recorded_at": Fact("the database's own clock", "none", _LOG),
        "user_id": Fact("who read it", "indirect", _LOG),
        "role": Fact("in which role", "none", _LOG),
        "office_id": Fact("from which office", "none", _LOG),
        "kind": Fact("what kind of file", "none", _LOG),
        "page": Fact("on which page, print or export", "none", _LOG),
        "subject_ids": Fact("which files", "indirect", _LOG),
    },
    "BreakGlass": {
        "id": Fact("names the row", "none", _LOG),
        "user": Fact("who opened a file that was not theirs (D20)", "indirect", _LOG),
        "office": Fact("from which office", "none", _LOG),
        "role": Fact("in which role", "none", _LOG),
        "reference": Fact("whose file, by its reference", "indirect", _LOG),
        "file_office": Fact("which office the file belongs to", "none", _LOG),
        "subject_ids": Fact("what was opened: the case and its people", "indirect", _LOG),
        "reason": Fact("why a life depended on it (D20)", "sensitive", _LOG),
        "second": Fact("the second person who was told (D20)", "indirect", _LOG),
        "opened_at": Fact("when, by the database's clock", "indirect", _LOG),
        "until_at": Fact("until when at most", "indirect", _LOG),
        "told_at": Fact("when the second person said that they know", "indirect", _LOG),
        "reviewed_at": Fact("when the data protection officer looked at it", "indirect", _LOG),
        "reviewed_by": Fact("which officer looked at it", "indirect", _LOG),
        "finding": Fact("what they found", "indirect", _LOG),
        "finding_note": Fact("why", "sensitive", _LOG),
    },
}
