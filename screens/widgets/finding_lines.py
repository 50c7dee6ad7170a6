"""One finding as a line of a list, and the headings above the lines."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from auditor.analysis.lasting import stand_of
from auditor.base.i18n import _
from auditor.base.labels import VERDICT_SIGNS, word
from auditor.base.text import capital
from auditor.base.vocabulary import FAILING, OPEN_STATUSES, FindingKind, Seen, Verdict
from auditor.drawing.inks import VERDICT_INKS
from auditor.sentences import faults, findings
from auditor.sentences.finding_states import spread
from auditor.views.audits import Found
from auditor.views.findings import SEVERITY_FELT, Finding, Mending
from screens.widgets.action_lines import MARK, STATUS_SIGNS, short_day
from screens.widgets.drawing import Part, fit

PICTURE = "▣"
"""Beside how many pictures there are."""

_ROOMY = 72
"""From this width on there is room for where a finding is."""
_BROAD = 110
"""From this width on the status of the action is a word."""
_WIDEST = 150
"""From this width on its owner stands there too."""

_NAME = 9
_STATE = 13
_PICTURES = 3
_STATUS_SIGN = 2


class FindingLine(Struct, frozen=True):
    """A finding in a list: one that lasts, or what an audit in progress found and nobody has named yet."""

    finding: Finding | None
    found: Found | None = None
    """What an audit found of it."""
    change: str = ""
    """That it is new, or came back, in a word; else it is told since when it is open or gone."""

    @property
    def name(self) -> str:
        """What it is called for good; empty while it has no name."""
        return self.finding.name if self.finding is not None else ""

    @property
    def number(self) -> int | None:
        """The number it can be marked by."""
        return self.finding.id if self.finding is not None else None

    @property
    def severity(self) -> int:
        """1 cosmetic .. 4 stops the customer."""
        if self.finding is not None:
            return self.finding.severity
        check = self.found.check if self.found is not None else None
        return check.severity if check is not None else SEVERITY_FELT

    @property
    def statement(self) -> str:
        """What is wrong, as a sentence."""
        if self.finding is not None:
            return faults.statement(self.finding)
        return findings.sentence(self.found) if self.found is not None else ""

    @property
    def at(self) -> tuple[int, str, str]:
        """The number of its touchpoint, its name and its stage."""
        one = self.finding or self.found
        return (one.touchpoint_id, one.touchpoint, one.stage) if one is not None else (0, "", "")

    @property
    def where(self) -> str:
        """At which touchpoint it is, or at how many."""
        return spread(self.finding) if self.finding is not None else self.at[1]

    @property
    def place(self) -> str:
        """Where on the page it is."""
        return faults.place(self.finding) if self.finding is not None else ""

    @property
    def pictures(self) -> int:
        """How many pictures it has."""
        return len(self.finding.pictures) if self.finding is not None else 0

    @property
    def mending(self) -> Mending | None:
        """The action that mends it: the newest that is open, else the newest."""
        every = self.finding.mending if self.finding is not None else ()
        still = [one for one in every if one.status in OPEN_STATUSES]
        return next(reversed(still or every), None)


class FindingColumns(Struct, frozen=True):
    """The widths of the columns; one without room has none."""

    statement: int
    where: int
    action: int

    @classmethod
    def of(cls, width: int) -> FindingColumns:
        """Return the columns of a list of that width."""
        action = 34 if width >= _WIDEST else 18 if width >= _BROAD else _STATUS_SIGN
        room = width - 4 - _NAME - _STATE - _PICTURES - action
        where = min(30, room // 3) if width >= _ROOMY else 0
        return cls(room - where, where, action)


def draw_finding_headings(columns: FindingColumns, by_touchpoint: bool) -> str:
    """Return the headings as wide as the lines; where a finding is, is its place where touchpoints are headings."""
    heads = (
        ("", 4),
        (_("name"), _NAME),
        (_("what is wrong"), columns.statement),
        (_("place") if by_touchpoint else _("where"), columns.where),
        (_("since"), _STATE),
        ("", _PICTURES),
        (_("action") if columns.action > _STATUS_SIGN else "", columns.action),
    )
    return "".join(fit(capital(text), room - 1) + " " if room else "" for text, room in heads)


def draw_finding_line(
    line: FindingLine,
    columns: FindingColumns,
    today: date,
    *,
    by_touchpoint: bool = False,
    marked: bool = False,
) -> list[Part]:
    """Return the parts of a finding's line."""
    sign, ink = finding_sign(line)
    where = line.place if by_touchpoint else line.where
    return [
        (fit(MARK if marked else "", 1), "accent"),
        (f" {sign} ", ink),
        (fit(line.name, _NAME), "accent"),
        (fit(line.statement, columns.statement - 1), "strong" if marked else "plain"),
        (fit(f" {where}", columns.where + 1), "dim"),
        (fit(f" {state_text(line, today, _STATE - 1)}", _STATE), "warn" if line.change else "dim"),
        (fit(f"{PICTURE}{line.pictures}" if line.pictures else "", _PICTURES), "plain"),
        (fit(action_text(line.mending, columns.action), columns.action), "plain"),
    ]


def finding_sign(line: FindingLine) -> Part:
    """Return what a finding is in a sign of one column, and its ink."""
    one = line.finding
    if one is not None and one.kind is FindingKind.WAIVED:
        return "–", "dim"
    if one is not None and line.found is None and not one.is_draft and not stand_of(one).is_open:
        return VERDICT_SIGNS[Verdict.PASS], "good"
    if one is not None and one.kind is FindingKind.REMARK:
        return "+", "plain"
    verdict = line.found.verdict if line.found is not None else one.verdict if one is not None else None
    if verdict in FAILING:
        return VERDICT_SIGNS[verdict], VERDICT_INKS[verdict]
    if line.found is not None:
        return findings.sign(line.found), "bad"
    if one is not None and one.check is not None:
        return VERDICT_SIGNS[Verdict.FAIL], "bad"
    return findings.unasked_sign(one.pain_id if one is not None else None), "bad"


def state_text(line: FindingLine, today: date, room: int) -> str:
    """Return that a finding is new or came back, or that what an audit found is gone; else since when it is open or gone."""
    if line.change:
        return line.change
    if line.finding is None:
        return ""
    stand = stand_of(line.finding)
    if line.finding.kind is FindingKind.WAIVED:
        return word(FindingKind.WAIVED)
    if stand.since is None:
        return _("draft") if line.finding.is_draft else ""
    if line.found is not None and not stand.is_open:
        return word(Seen.GONE)
    return short_day(stand.since.astimezone().date(), today, room)


def action_text(mending: Mending | None, room: int) -> str:
    """Return where the action that mends a finding stands: a sign, and its status and owner where there is room."""
    if mending is None:
        return ""
    sign = STATUS_SIGNS[mending.status]
    if room <= _STATUS_SIGN:
        return sign
    said = f"{sign} {word(mending.status)}"
    return f"{said} · {mending.owner}" if mending.owner and room > 20 else said
