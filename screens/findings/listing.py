"""What the lists of findings have in common: order and headings, the filter, marks, and what acts on the marked ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.base.i18n import _, ngettext
from auditor.drawing.cells import broken
from auditor.sentences.copying import finding_lines
from auditor.sentences.finding_detail import detail_of
from auditor.views.audits import Visit
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from screens import forms
from screens.findings.acting import ActingPlace
from screens.findings.order import BY_WORDS, By, groups_of, narrowed
from screens.routes import ToFinding, ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading
from screens.widgets.filter_bar import FilterBar
from screens.widgets.finding_lines import (
    FindingColumns,
    FindingLine,
    draw_finding_headings,
    draw_finding_line,
)
from screens.widgets.line_list import LineList

Row = str | list[Part] | FindingLine | Visit
"""A text is a heading."""

_MOST = 4
"""Most lines of a heading."""
_ON_CHOSEN = frozenset({"see", "severity", "quick_win", "new_action", "waive", "take_up"})


class ListingPlace(ActingPlace):
    """A place that lists findings. A subclass reads them, and says what stands before and after them."""

    CSS_PATH = "findings.tcss"

    def __init__(self) -> None:
        """Start empty, the worst first."""
        super().__init__()
        self.bar = FilterBar(
            typed=self.narrow, kept=self.keep_filter, complete=lambda _typed: None, offered=self.OFFERED
        )
        self.headings = Static("", markup=False, id="headings")
        self.lines = LineList(self._draw, skip=self._is_heading, id="findings")
        self.detail = Detail()
        self.words = ""
        self.by = By.SEVERITY
        self.marks: set[int] = set()
        self.listed: list[FindingLine] = []
        """All findings there are to show."""
        self.shown_lines: list[FindingLine] = []
        """Those that the filter lets through."""
        self._rows: list[Row] = []
        self._before = ""
        self._has_begun = False

    def contents(self) -> Iterable[Widget]:
        """The line of the filter, the list, and in full what the cursor stands on."""
        yield self.bar
        yield self.headings
        yield self.lines
        yield self.detail

    def on_mount(self) -> None:
        """Begin in the list, and get ready to save."""
        self.lines.focus()
        self.auditor.get_ready_to_save()

    def head(self) -> Iterable[Row]:
        """Return what stands before the findings while nothing narrows them."""
        return ()

    def tail(self) -> Iterable[Row]:
        """Return what stands after the findings while nothing narrows them."""
        return ()

    def nothing(self) -> str:
        """Return what is told where there is no finding to show."""
        raise NotImplementedError

    def places(self) -> Mapping[int, int]:
        """Return the place of each touchpoint in the walk."""
        raise NotImplementedError

    def tell_title(self) -> None:
        """Say in the title line what is shown."""
        raise NotImplementedError

    @property
    def journey_id(self) -> int | None:
        """The journey whose findings these are."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Show the findings read that the filter lets through; the cursor stays on what it stood on."""
        here = self.here
        self.shown_lines = narrowed(self.listed, self.words)
        self.marks &= {line.number for line in self.shown_lines if line.number is not None}
        groups = groups_of(self.shown_lines, self.by, self.places())
        rows: list[Row] = [] if self.words else list(self.head())
        for title, lines in groups:
            rows += ["", f"{title} · {len(lines)}", *lines]
        if not groups:
            said = _("Nothing holds these words.") if self.words else self.nothing()
            rows += ["", [(f"   {said}", "plain")]]
        self._rows = [*rows, *([] if self.words else self.tail())]
        self.lines.show(len(self._rows), self._row_of(here) if self._has_begun else 0)
        self._has_begun = True
        self.tell_title()
        self.bar.tell(self.words)
        self._tell_headings()
        self._tell_detail()
        self.offer()

    def broken(self, text: str) -> Iterable[str]:
        """Return a heading in as many lines as it takes."""
        width = self.lines.scrollable_content_region.width or self.app.size.width
        return [line for line in broken(text, width - 2, _MOST, cell_len) if line]

    def count_words(self) -> str:
        """Return how many findings are shown, and how many are marked."""
        shown, every = len(self.shown_lines), len(self.listed)
        said = ngettext("{n} finding", "{n} findings", every).format(n=every)
        if shown != every:
            said = ngettext("{shown} of {n} finding", "{shown} of {n} findings", every).format(
                shown=shown, n=every
            )
        marked = len(self.marks)
        return (
            f"{said} · " + ngettext("{n} marked", "{n} marked", marked).format(n=marked) if marked else said
        )

    def _row_of(self, here: FindingLine | Visit | None) -> int | None:
        """Return where something stands that was under the cursor; None where it is no longer shown."""
        for at, row in enumerate(self._rows):
            if isinstance(here, Visit) and isinstance(row, Visit) and row.id == here.id:
                return at
            if isinstance(here, FindingLine) and isinstance(row, FindingLine) and _is_same(row, here):
                return at
        return None

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str | list)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, FindingLine):
            return draw_finding_line(
                row,
                FindingColumns.of(width),
                self.workspace.today,
                by_touchpoint=self.by is By.TOUCHPOINT,
                marked=row.number in self.marks,
            )
        if isinstance(row, Visit):
            return self.draw_visit(row, width)
        return row

    def draw_visit(self, visit: Visit, width: int) -> Sequence[Part]:
        """Return a touchpoint as it is drawn, where the place lists touchpoints too."""
        raise NotImplementedError

    @on(LineList.Resized)
    def _fit_headings(self) -> None:
        if self._has_begun:
            self.lay_out()

    def _tell_headings(self) -> None:
        columns = FindingColumns.of(self.lines.scrollable_content_region.width)
        said = draw_finding_headings(columns, self.by is By.TOUCHPOINT)
        self.headings.update(Content(said), layout=False)

    @on(LineList.Moved)
    def _follow(self) -> None:
        self._tell_detail()
        self.offer()

    @on(LineList.Chosen)
    def open_chosen(self) -> None:
        """Open what the cursor stands on."""
        self.action_open()

    def on_descendant_focus(self) -> None:
        """Offer what fits the list, or the line to type in."""
        self.offer()

    def copied(self) -> str:
        """Return the finding under the cursor, in full."""
        here = self.here
        if isinstance(here, FindingLine) and here.finding is not None:
            return finding_lines(here.finding)
        return super().copied()

    def _tell_detail(self) -> None:
        here = self.here
        if isinstance(here, FindingLine):
            self.detail.tell(*detail_of(here.finding, here.found, self.workspace.today))
        else:
            self.detail.tell(here.touchpoint if here is not None else "", "")

    @property
    def here(self) -> FindingLine | Visit | None:
        """The finding or the touchpoint under the cursor."""
        at = self.lines.cursor
        row = self._rows[at] if at < len(self._rows) else None
        return row if isinstance(row, FindingLine | Visit) else None

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor, where it has a name."""
        return self.here.finding if isinstance(self.here, FindingLine) else None

    @property
    def chosen(self) -> list[Finding]:
        """The marked findings; without marks the one under the cursor."""
        if self.marks:
            every = (line.finding for line in self.listed)
            return [one for one in every if one is not None and one.id in self.marks]
        return [self.finding] if self.finding is not None else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line, or the marked ones, while the keys go to the list."""
        is_listing = not self.bar.is_typing
        if action in _ON_CHOSEN:
            return is_listing and self.fits(action)
        if action == "edit":
            return is_listing and isinstance(self.here, FindingLine) and self.can_edit(self.here)
        if action == "mark":
            return is_listing and self.finding is not None
        if action in ("open", "touchpoint"):
            return is_listing and self.here is not None
        if action == "all_of_it":
            return bool(self.words)
        return super().check_action(action, parameters)

    def can_edit(self, line: FindingLine) -> bool:
        """Tell whether more can be said of a finding here."""
        return line.finding is not None

    def action_open(self) -> None:
        """Open the finding; where it has no name yet, its touchpoint."""
        if self.finding is not None:
            self.go(ToFinding(self.finding.id))
        else:
            self.action_touchpoint()

    def action_touchpoint(self) -> None:
        """Open the touchpoint."""
        here = self.here
        if here is not None and self.journey_id is not None:
            number = here.touchpoint_id if isinstance(here, Visit) else here.at[0]
            self.go(ToTouchpoint(self.journey_id, number))

    def action_edit(self) -> None:
        """Say more of the finding."""
        if self.finding is not None:
            forms.finding_form.ask_finding(self.auditor, self.finding)

    async def action_quick_win(self) -> None:
        """Mark what is chosen as quick wins; what all are already, none is any more."""
        chosen = self.chosen
        is_one = not all(one.quick_win for one in chosen)
        said = _("{what}: quick win") if is_one else _("{what}: no quick win")
        told = said.format(what=self.about())
        if await self._act(lambda ids: self.workspace.findings.edit(ids, FindingDraft(quick_win=is_one))):
            self.auditor.tell(told)

    async def action_take_up(self) -> None:
        """Take up again what is chosen."""
        told = _("{what}: taken up again").format(what=self.about())
        if await self._act(lambda ids: self.workspace.findings.take_up(ids)):
            self.auditor.tell(told)

    async def _act(self, change: Callable[[list[int]], object]) -> bool:
        """Change what is chosen, in one transaction and so with one undo; tell whether it is on disk."""
        numbers = [one.id for one in self.chosen]
        return bool(numbers) and await self.auditor.save(lambda: change(numbers))

    def action_mark(self) -> None:
        """Mark the finding, or take its mark away, and go on to the next."""
        if self.finding is not None:
            self.marks ^= {self.finding.id}
            self._show_marks()
            self.lines.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark all findings shown; when all are marked, none."""
        every = {line.number for line in self.shown_lines if line.number is not None}
        self.marks = set() if self.marks == every else every
        self._show_marks()

    def _show_marks(self) -> None:
        self.lines.refresh()
        self.tell_title()
        self.offer()

    def action_sort(self) -> None:
        """Go on to the next order."""
        orders = list(By)
        self.by = orders[(orders.index(self.by) + 1) % len(orders)]
        self.auditor.tell(_(BY_WORDS[self.by]))
        self.lay_out()

    async def action_find(self) -> None:
        """Type what narrows the findings shown."""
        self._before = self.words
        await self.bar.type(self.words, _hint())
        self.offer()

    def narrow(self, text: str) -> None:
        """Narrow the findings while one types."""
        self.words = text.strip()
        self.lay_out()

    def keep_filter(self, text: str) -> None:
        """Go back to the findings, narrowed."""
        self.words = text.strip()
        self._stop_typing()

    def _stop_typing(self) -> None:
        self.lines.focus()
        self.lay_out()
        self.bar.leave()
        self.offer()

    def action_all_of_it(self) -> None:
        """Take the filter away."""
        self.words = ""
        self.lay_out()

    def action_back(self) -> None:
        """Leave what is typed first, then the marks, then the filter, then the place."""
        if self.bar.is_typing:
            self.words = self._before
            self._stop_typing()
        elif self.marks:
            self.marks.clear()
            self._show_marks()
        elif self.words:
            self.action_all_of_it()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the place before, whatever is typed or marked."""
        super().action_back()


def _hint() -> str:
    return _("Words of the name, the sentence, touchpoint, place, severity, action or its owner")


def _is_same(one: FindingLine, other: FindingLine) -> bool:
    if one.number is not None or other.number is not None:
        return one.number == other.number
    return one.found is not None and other.found is not None and _key(one) == _key(other)


def _key(line: FindingLine) -> tuple[object, ...]:
    found = line.found
    if found is None:
        return ()
    return found.touchpoint_id, found.named, found.note_id
