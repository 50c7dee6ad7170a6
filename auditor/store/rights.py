"""Who may change what: one table of rights, of which the rules of a server and those of a file are made.

Everybody who has access at all may read, but for what is sealed (`SEALED`). Nobody is given the right to delete.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from auditor.base.vocabulary import Access


class Right(Struct, frozen=True):
    """What may be done with a table, and from which access on; None is nobody."""

    insert: Access | None
    update: Access | None
    columns: Mapping[Access, tuple[str, ...]] = MappingProxyType({})
    """The only columns that somebody of that access may update, where they are not all of them."""
    own: str = ""
    """The condition in SQL on a row that an auditor makes or changes; empty for any row."""

    def updates(self, access: Access, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the columns of the table somebody may update."""
        if access in self.columns:
            return self.columns[access]
        return columns if self.update is not None and access.reaches(self.update) else ()

    def inserts(self, access: Access) -> bool:
        """Tell whether somebody may make rows."""
        return self.insert is not None and access.reaches(self.insert)


ME = "(SELECT auditor_rights.me())"
"""The number of the person who is connected, in a policy."""

_OF_AUDIT = f"EXISTS (SELECT 1 FROM audit u WHERE u.id = audit_id AND u.auditor_id = {ME})"
_OF_VISIT = (
    "EXISTS (SELECT 1 FROM visit v JOIN audit u ON u.id = v.audit_id"
    f" WHERE v.id = visit_id AND u.auditor_id = {ME})"
)
_OF_FINDING = (
    "EXISTS (SELECT 1 FROM finding f JOIN visit v ON v.id = f.visit_id JOIN audit u ON u.id = v.audit_id"
    f" WHERE f.id = finding_id AND u.auditor_id = {ME})"
)
_OF_LINK = (
    "(EXISTS (SELECT 1 FROM action a WHERE a.id = link.action_id AND a.status IN ('proposed', 'dropped'))"
    " OR EXISTS (SELECT 1 FROM visit v JOIN audit u ON u.id = v.audit_id"
    f" WHERE v.touchpoint_id = link.touchpoint_id AND u.auditor_id = {ME}))"
)
"""Finishing an audit links what was found to an action that mends it already, too."""

_OWNERS = Right(Access.OWNER, Access.OWNER)
_EDITORS = Right(Access.EDITOR, Access.EDITOR)
_AUDITORS = Right(Access.AUDITOR, Access.AUDITOR)

RIGHTS: Mapping[str, Right] = MappingProxyType(
    {
        "setting": _OWNERS,
        "library_file": Right(Access.AUDITOR, Access.EDITOR),
        "identity": _OWNERS,
        "login": _OWNERS,
        "alembic_version": Right(None, None),
        "person": _EDITORS,
        "journey": _EDITORS,
        "stage": _EDITORS,
        "strategy": _EDITORS,
        "touchpoint": Right(Access.EDITOR, Access.EDITOR, MappingProxyType({Access.AUDITOR: ("need",)})),
        "wish": _EDITORS,
        "met_need": _EDITORS,
        "persona": _EDITORS,
        "verification": _EDITORS,
        "question": _EDITORS,
        "respondent": _EDITORS,
        "response": _EDITORS,
        "reply": _EDITORS,
        "round": _EDITORS,
        "asking": _EDITORS,
        "saved_filter": _EDITORS,
        "dependency": _EDITORS,
        "serving": _EDITORS,
        "audit": Right(Access.AUDITOR, Access.AUDITOR, own=f"auditor_id = {ME}"),
        "item": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_AUDIT),
        "visit": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_AUDIT),
        "answer": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_VISIT),
        "presence": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_VISIT),
        "wording": Right(Access.AUDITOR, None),
        "finding": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_VISIT),
        "sighting": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_VISIT),
        "picture": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_FINDING),
        "picture_content": Right(Access.AUDITOR, Access.EDITOR),
        "phrase": Right(Access.AUDITOR, Access.EDITOR),
        "note": Right(Access.EDITOR, Access.EDITOR),
        "evidence": _EDITORS,
        "suggestion": Right(
            Access.EDITOR,
            Access.EDITOR,
            MappingProxyType({Access.AUDITOR: ("settled_at", "taken", "revision")}),
        ),
        "action": Right(Access.AUDITOR, Access.AUDITOR, own="status IN ('proposed', 'dropped')"),
        "link": Right(Access.AUDITOR, Access.AUDITOR, own=_OF_LINK),
        "comment": Right(Access.AUDITOR, Access.AUDITOR, own=f"person_id = {ME}"),
        "change": Right(
            Access.AUDITOR,
            Access.AUDITOR,
            MappingProxyType(dict.fromkeys((Access.AUDITOR, Access.EDITOR, Access.OWNER), ("state",))),
        ),
        "change_row": Right(
            Access.AUDITOR, Access.OWNER, MappingProxyType({Access.OWNER: ("before", "after")})
        ),
    }
)
"""Every table. Whoever erases what a respondent said overwrites the history, so owners alone do."""

SEALED: Mapping[str, str] = MappingProxyType(
    {
        "visit": "audit_id IN (SELECT auditor_rights.hidden_audits())",
        "item": "audit_id IN (SELECT auditor_rights.hidden_audits())",
        "answer": "visit_id IN (SELECT auditor_rights.hidden_visits())",
        "presence": "visit_id IN (SELECT auditor_rights.hidden_visits())",
        "finding": "visit_id IN (SELECT auditor_rights.hidden_visits())",
        "sighting": (
            "(visit_id IN (SELECT auditor_rights.hidden_visits()) IS TRUE"
            " OR finding_id IN (SELECT auditor_rights.hidden_findings()))"
        ),
        "picture": "finding_id IN (SELECT auditor_rights.hidden_findings())",
        "picture_content": "sha256 IN (SELECT auditor_rights.hidden_pictures())",
        "phrase": "id IN (SELECT auditor_rights.hidden_phrases())",
        "change": "id IN (SELECT auditor_rights.hidden_changes())",
        "change_row": "change_id IN (SELECT auditor_rights.hidden_changes())",
    }
)
"""The condition in SQL on a row of a table that belongs to a sealed audit of another; see docs/ARCHITECTURE.md."""

EVERYBODYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "change": {
            "insert": (
                f"login = 'server:' || session_user AND who = (SELECT p.name FROM person p WHERE p.id = {ME})"
            ),
            "update": f"login IN (SELECT l.name FROM login l WHERE l.person_id = {ME})",
        },
        "change_row": {
            "insert": (
                "EXISTS (SELECT 1 FROM change c WHERE c.id = change_id AND c.login = 'server:' || session_user)"
            ),
        },
        "login": {"insert": "name NOT LIKE 'server:%'", "update": "name NOT LIKE 'server:%'"},
        "person": {
            "update": (
                "((SELECT auditor_rights.access()) = 'owner' AND into_id IS NULL"
                " OR id NOT IN (SELECT l.person_id FROM login l WHERE l.name LIKE 'server:%'))"
            ),
        },
    }
)
"""Conditions on rows that hold for whoever may write at all: history is in one's own name, and who somebody is to the
server is said by `team` alone."""
