"""Follow-up: two audits of a journey side by side, and the trends over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual.widget import Widget

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.finding_counts import longest_open, open_faults, over_time
from auditor.analysis.lasting import worst_first
from auditor.base.i18n import N_, _, day, in_language, ngettext
from auditor.base.labels import word
from auditor.base.vocabulary import AuditKind, Change
from auditor.sentences import follow
from auditor.sentences.finding_counts import changed
from auditor.sentences.finding_detail import detail_of
from auditor.views.audits import AuditLine
from auditor.views.findings import Finding, FindingChanges
from auditor.views.follow import ChangeLine, Comparison, FeelingChange, Trend, TrendLine
from screens import forms
from screens.dialogs.choose import ChooseDialog, Option
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.journey.change_lines import (
    draw_change,
    draw_counted,
    draw_counts,
    draw_feeling,
    draw_headings,
    draw_trend,
)
from screens.routes import ToFinding, ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading
from screens.widgets.finding_lines import FindingColumns, FindingLine, draw_finding_line
from screens.widgets.line_list import LineList


class Headings(Struct, frozen=True):
    """The line above the trends that names their columns."""


Row = str | list[Part] | ChangeLine | FeelingChange | TrendLine | Headings | FindingLine

_KINDS: tuple[Change | None, ...] = (None, *Change)
"""What the list is narrowed to, in turn; None: everything but what is still fine or was not tested."""


class FollowUpPlace(Place):
    """What became better or worse since last time."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint: feelings, notes, checks, actions; or the finding")),
        Command("view", ("v",), N_("trends"), N_("Two audits side by side, or the trends over all of them")),
        Command("pick", ("full_stop a",), N_("pick audits"), N_("Pick the two audits to lay side by side"), was="p"),
        Command("kind", ("z",), N_("kind"), N_("Show only what was fixed, what got worse and so on, in turn"), was="f"),
        Command("persona", ("V",), N_("persona"), N_("Trends of the next persona, or of one after another"), False, was="P"),
        Command("rounds", ("g o",), N_("rounds"), N_("Let several people audit this journey, and see how far they agree"),
                was="R"),
        Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
    )  # fmt: skip

    def __init__(self, journey_id: int) -> None:
        """Compare the newest audit of the journey with the one before."""
        super().__init__()
        self.journey_id = journey_id
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self.pair: tuple[int, int] | None = None
        self.kind: Change | None = None
        self.trends = False
        self.persona: str | None = None
        self._rows: list[Row] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The audits of the journey, and the actions that what changed had."""
        return Shown.of(self.journey_id, "note", "reply", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the two audits, or all of them."""
        reads = self.workspace.reads
        journey = reads.journeys.get(self.journey_id)
        if journey is None:
            self.auditor.tell(_("This journey is no longer there."))
            self.action_back()
            return
        view = (_("trends"), self.persona or _("everybody")) if self.trends else (_("what changed"),)
        self.title_line.tell((journey.name, _("follow-up"), *view))
        if self.trends:
            self._rows = list(self._trends())
        else:
            self._rows = list(self._compared())
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _trends(self) -> Iterable[Row]:
        trends = self.workspace.reads.follow.trends(self.journey_id)
        found = [one for one in trends if self.persona in (None, one.audits[0].persona)]
        keys = {line.key for one in found for line in one.lines if line.kind == "checklist"}
        titles = {one.key: in_language(one.title) for one in self.workspace.library.known(keys)}
        if not found:
            yield ""
            yield _("No audit of this journey has been finished yet.")
        every = self.workspace.reads.findings.of_journey(self.journey_id)
        oldest = longest_open(open_faults(every))
        if found and oldest is not None:
            yield ""
            yield _("Longest open")
            yield FindingLine(oldest)
        for one in found:
            lines = (replace(line, name=titles.get(line.key, line.name)) for line in one.lines)
            yield from _trend_rows(replace(one, lines=tuple(lines)), every)

    def _compared(self) -> Iterable[Row]:
        pair = self._pair()
        if pair is None:
            yield ""
            yield _("There are no two audits to lay side by side yet.")
            said = _(" {key} starts an audit; the last answers stand beside each check.")
            yield said.format(key=self.key_of("walk"))
            return
        found = self.workspace.reads.follow.compare(*pair)
        every = self.workspace.reads.findings.of_journey(self.journey_id)
        changes = changes_between(every, found.newer, found.older)
        yield from _change_rows(found, self.kind, changes)

    def _pair(self) -> tuple[int, int] | None:
        """Return the two audits picked, or the newest with answers, finished if there is one, and the one before."""
        audits = self._audits()
        known = {line.id for line in audits}
        if self.pair and known.issuperset(self.pair):
            return self.pair
        for line in sorted(audits, key=lambda line: (not line.answered, line.finished is None)):
            before = self.workspace.reads.follow.before(line.id)
            if before is not None and before.id in known:
                return before.id, line.id
        return None

    def _audits(self) -> list[AuditLine]:
        """Return the audits that can be compared, the newest first."""
        return [
            line
            for line in self.workspace.reads.audits.lines(self.journey_id)
            if not line.hidden and line.kind is not AuditKind.RECHECK and (line.answered or line.felt)
        ]

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str | list | Headings)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, ChangeLine):
            return draw_change(row, width)
        if isinstance(row, FeelingChange):
            return draw_feeling(row, width)
        if isinstance(row, TrendLine):
            return draw_trend(row, width)
        if isinstance(row, Headings):
            return draw_headings(width)
        if isinstance(row, FindingLine):
            return draw_finding_line(row, FindingColumns.of(width), self.workspace.today)
        return row

    @property
    def here(self) -> Row | None:
        """The line under the cursor."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None

    def _tell_detail(self) -> None:
        here = self.here
        if isinstance(here, ChangeLine):
            more = (follow.from_to(here), follow.explained(here.actions), here.note)
            self.detail.tell(follow.what_of(here), " · ".join(filter(None, more)))
        elif isinstance(here, FeelingChange):
            more = (follow.felt(here), follow.explained(here.actions), "")
            self.detail.tell(here.touchpoint, " · ".join(filter(None, more)))
        elif isinstance(here, FindingLine):
            self.detail.tell(*detail_of(here.finding, None, self.workspace.today))
        else:
            self.detail.tell("", "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the view and the line."""
        if action == "open":
            return isinstance(self.here, ChangeLine | FeelingChange | FindingLine)
        if action in {"pick", "kind"}:
            return not self.trends
        if action == "persona":
            return self.trends
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def on_line_list_chosen(self) -> None:
        """Open the touchpoint."""
        self.action_open()

    def action_open(self) -> None:
        """Open the touchpoint, or the finding."""
        here = self.here
        if isinstance(here, FindingLine) and here.finding is not None:
            self.go(ToFinding(here.finding.id))
        if isinstance(here, ChangeLine | FeelingChange):
            self.go(ToTouchpoint(self.journey_id, here.touchpoint_id))

    def action_view(self) -> None:
        """Change between two audits and the trends over all."""
        self.trends = not self.trends
        self.show_now()

    def action_persona(self) -> None:
        """Show the trends of the next persona, or of one after another."""
        names = [None, *(one.name for one in self.workspace.reads.journeys.personas(self.journey_id))]
        at = names.index(self.persona) if self.persona in names else 0
        self.persona = names[(at + 1) % len(names)]
        self.show_now()

    def action_kind(self) -> None:
        """Narrow the list to the next kind of change."""
        self.kind = _KINDS[(_KINDS.index(self.kind) + 1) % len(_KINDS)]
        self.auditor.tell(
            _("Only: {kind}").format(kind=word(self.kind))
            if self.kind
            else _("All but what is still fine or not tested")
        )
        self.show_now()

    def action_pick(self) -> None:
        """Pick the two audits to lay side by side."""
        options = [_option(line) for line in self._audits()]
        if len(options) < 2:
            self.auditor.tell(_("There are no two audits to lay side by side yet."))
            return

        def second(first: int | None) -> None:
            if first is None:
                return
            rest = [option for option in options if option.id != first]

            def go(other: int | None) -> None:
                if other is not None:
                    self.pair = (other, first)
                    self.show_now()

            self.auditor.open_dialog(ChooseDialog(_("Compare it with which?"), rest), go)

        self.auditor.open_dialog(ChooseDialog(_("Which audit?"), options), second)

    def action_rounds(self) -> None:
        """Open a round of several auditors, or start one."""
        forms.round_start.choose_round(self.auditor, self.journey_id)

    def action_walk(self) -> None:
        """Start an audit or take it up."""
        forms.audit_start.start_or_resume(self.auditor, self.journey_id)


def _option(line: AuditLine) -> Option:
    kind = "" if line.kind is AuditKind.WHOLE else word(line.kind)
    more = kind or ("" if line.finished else _("not finished"))
    return Option(line.id, f"{day(line.started)} · {line.auditor} · {line.persona}", more)


def _change_rows(found: Comparison, kind: Change | None, changes: FindingChanges) -> Iterable[Row]:
    said = _("Audit {older} of {older_day} and audit {newer} of {newer_day}")
    yield ""
    yield said.format(
        older=found.older.id,
        older_day=day(found.older.started),
        newer=found.newer.id,
        newer_day=day(found.newer.started),
    )
    if mind := follow.unlike(found):
        yield [(f"   {mind}", "warn")]
    if left_out := follow.left_out(found):
        yield [(f"   {left_out}", "dim")]
    yield draw_counts(found.counts, kind)
    yield [(f"   {follow.chance(found)}", "dim")]
    if became := changed(changes):
        yield [("   " + _("Findings: {what}").format(what=became), "plain")]
    lines = [line for line in found.lines if line.change is kind or (kind is None and _matters(line))]
    for point in found.touchpoints:
        here = [line for line in lines if line.touchpoint_id == point.id]
        if here:
            yield ""
            yield f"{point.name} · {here[0].stage}"
            yield from here
    if not lines:
        yield ""
        yield [("   " + _("nothing of this kind"), "dim")]
    if kind is None and found.feelings:
        yield ""
        yield _("Feelings")
        yield from found.feelings
    if kind is None:
        yield from _finding_rows(changes)


def _finding_rows(changes: FindingChanges) -> Iterable[Row]:
    """Yield the findings by what became of them, those that became worse first."""
    parts = (
        (_("Findings that came back"), changes.back),
        (_("New findings"), changes.new),
        (_("Findings that are gone"), changes.gone),
        (_("Findings that are still there"), changes.still),
        (_("Findings not looked at"), changes.unseen),
    )
    for title, found in parts:
        if found:
            yield ""
            yield f"{title} · {len(found)}"
            yield from (FindingLine(one) for one in worst_first(found))


def _matters(line: ChangeLine) -> bool:
    return line.change not in (Change.STILL_FINE, Change.NOT_TESTED)


def _trend_rows(found: Trend, findings: Sequence[Finding]) -> Iterable[Row]:
    count = len(found.audits)
    said = ngettext("{n} audit, from {first} to {last}", "{n} audits, from {first} to {last}", count)
    yield ""
    span = said.format(n=count, first=day(found.audits[0].started), last=day(found.audits[-1].started))
    yield f"{found.audits[0].persona} · {span}"
    yield [("   " + _("The oldest audit is at the left, the newest figure at the right."), "dim")]
    if only := follow.counted(found):
        yield [(f"   {only}", "dim")]
    open_then = [one.open_now for one in over_time(findings, found.audits)]
    yield [("   " + _("Open findings: {line}").format(line=draw_counted(open_then)), "plain")]
    yield ""
    yield Headings()
    titles = {"all": _("The whole journey"), "stage": _("Stages"), "checklist": _("Checklists")}
    for kind, title in titles.items():
        lines = [line for line in found.lines if line.kind == kind]
        if lines:
            yield ""
            yield title
            yield from lines
