"""What an audit found: the counts, where it hurts, and the way to the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from auditor.analysis.need import experience_of, is_known, need_of
from auditor.base.i18n import N_, _, ngettext, percent
from auditor.base.labels import FEELING_FACES, VERDICT_SIGNS, feeling, severity, word
from auditor.base.vocabulary import FEELINGS, OPEN_STATUSES, Verdict
from auditor.drawing.cells import bar
from auditor.drawing.inks import VERDICT_INKS, feeling_ink
from auditor.sentences import findings
from auditor.views.actions import ActionFilter
from auditor.views.audits import Audit, Found, Visit
from screens.frame.commands import Command, bindings
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.routes import Selection, ToActions, ToProof, ToTouchpoint
from screens.widgets.drawing import Part, draw_heading, fit
from screens.widgets.line_list import LineList

_NOW = 11
"""Columns for the need as it is now, where it is another."""


class FoundPlace(Place):
    """The outcome of an audit."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command(
            "open", ("enter",), N_("open"), N_("Open the touchpoint, or the action that the finding led to")
        ),
        Command("actions", ("a",), N_("what to improve"), N_("Go to the list of what to improve first")),
        Command(
            "prove", ("v",), N_("did it work?"), N_("See whether what was done before this audit worked")
        ),
        Command("walk", ("w",), N_("back to the walk"), N_("Go back to the walk and change answers")),
    )
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(OFFERED))

    def __init__(self, audit_id: int) -> None:
        """Show what the audit of that number found."""
        super().__init__()
        self.audit_id = audit_id
        self.lines = LineList(self._draw, skip=self._is_heading)
        self._rows: list[str | list[Part] | Visit | Found] = []
        self._proves = False
        self._journey_id: int | None = None

    def contents(self) -> Iterable[Widget]:
        """One list."""
        yield self.lines

    def shown(self) -> Shown:
        """The audit, and what its findings led to."""
        return Shown.of(self._journey_id, "reply", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the audit and its findings."""
        reads = self.workspace.reads.audits
        audit = reads.get(self.audit_id)
        if audit is None:
            self.action_back()
            return
        self._journey_id = audit.journey_id
        findings = reads.findings(self.audit_id)
        self._proves = bool(self.workspace.reads.proofs.by_audit(self.audit_id))
        heads = ngettext("{n} finding", "{n} findings", len(findings)).format(n=len(findings))
        number = _("audit {number}").format(number=audit.id)
        self.title_line.tell((audit.journey, number, _("what was found")), heads)
        self._rows = ["", *_counts(audit), "", _("Touchpoints"), *audit.visits, "", heads, *findings]
        if not findings:
            self._rows.append([(_("  Nothing failed and nothing feels sour. Well done."), "good")])
        self.lines.show(len(self._rows))
        self.lines.focus()
        self.offer()

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str | list)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, Visit):
            return _draw_visit(row, width)
        if isinstance(row, Found):
            return _draw_finding(row, width)
        return row

    def on_line_list_chosen(self) -> None:
        """Open what the cursor stands on."""
        self.action_open()

    def on_line_list_moved(self) -> None:
        """Offer what fits the line."""
        self.offer()

    @property
    def here(self) -> Visit | Found | None:
        """The touchpoint or the finding under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None
        return row if isinstance(row, Visit | Found) else None

    def action_open(self) -> None:
        """Open the touchpoint, or the action that the finding led to; where there is none, its touchpoint."""
        here = self.here
        if here is None or self._journey_id is None:
            return
        if isinstance(here, Visit) or here.action_id is None or here.action_status is None:
            self.go(ToTouchpoint(self._journey_id, here.touchpoint_id))
            return
        is_open = here.action_status in OPEN_STATUSES
        statuses = OPEN_STATUSES if is_open else (here.action_status,)
        self.go(ToActions(Selection(ActionFilter(statuses, self._journey_id)), here.action_id))

    def action_actions(self) -> None:
        """Go to the list of what to improve first."""
        self.go(ToActions(Selection.of(self._journey_id)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer proofs where the audit has looked again at something that was done."""
        if action == "prove":
            return self._proves
        if action == "open":
            return self.here is not None
        return super().check_action(action, parameters)

    def action_prove(self) -> None:
        """See whether what was done before this audit worked."""
        self.go(ToProof(audit_id=self.audit_id))

    def action_walk(self) -> None:
        """Go back to the walk."""
        self.action_back()


def _counts(audit: Audit) -> list[list[Part]]:
    verdicts = [answer.verdict for visit in audit.visits for answer in visit.answers]
    judged = [verdict for verdict in verdicts if verdict not in (None, Verdict.NOT_APPLICABLE)]
    rows: list[list[Part]] = []
    for verdict in Verdict:
        count = verdicts.count(verdict)
        share = count / len(judged) if judged and verdict is not Verdict.NOT_APPLICABLE else None
        rows.append(
            [
                (f"   {VERDICT_SIGNS[verdict]} ", VERDICT_INKS[verdict]),
                (fit(word(verdict), 16), "plain"),
                (fit(str(count), 5, right=True), "strong"),
                ("  ", "plain"),
                (bar(share or 0, 20), VERDICT_INKS[verdict]),
                (f" {percent(share)}" if share is not None else "", "dim"),
            ]
        )
    if left := verdicts.count(None):
        text = ngettext("{n} check is not answered", "{n} checks are not answered", left).format(n=left)
        rows.append([(f"     {text}", "dim")])
    return rows


def _draw_visit(visit: Visit, width: int) -> list[Part]:
    failed = sum(answer.verdict is Verdict.FAIL for answer in visit.answers)
    partly = sum(answer.verdict is Verdict.PARTLY for answer in visit.answers)
    felt = max(len(feeling(score)) for score in FEELINGS) + 2
    name = max(16, width - 46 - _NOW - felt)
    need = need_of(visit)
    known = is_known([experience_of(visit)])
    now = "" if percent(visit.need) == percent(need) else _("now {need}").format(need=percent(visit.need))
    face = FEELING_FACES[visit.feeling] if visit.feeling is not None else "·"
    ink = feeling_ink(visit.feeling or 0)
    return [
        ("   ", "plain"),
        ("◆ " if visit.critical else "  ", "warn"),
        (fit(visit.touchpoint, name - 1), "plain"),
        (fit(f" ✗ {failed}" if failed else "", 7), "bad"),
        (fit(f"~ {partly}" if partly else "", 6), "warn"),
        (fit(face, 6), ink),
        (fit(feeling(visit.feeling), felt), ink),
        (bar(need if known else 0, 10), "bad" if need >= 0.5 else "warn"),
        (" ", "plain"),
        (fit(" ".join((_("need"), percent(need) if known else "–")), 12), "dim"),
        (fit(now, _NOW), "dim"),
    ]


def _draw_finding(finding: Found, width: int) -> list[Part]:
    if finding.check is not None and finding.verdict is not None:
        more, ink = severity(finding.check.severity), VERDICT_INKS[finding.verdict]
    elif finding.note_id is not None:
        more, ink = findings.kind(finding), "warn"
    else:
        more, ink = word(finding.emotion) if finding.emotion else "", "bad"
    return [
        (f"   {findings.sign(finding)} ", ink),
        (fit(findings.sentence(finding), max(20, width - 44)), "plain"),
        (fit(f" {finding.touchpoint}", 20), "dim"),
        (fit(f" {more}", 19), "dim"),
    ]
