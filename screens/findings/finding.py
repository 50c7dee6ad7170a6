"""One finding, whole: what is wrong, where, how bad, what was seen of it in each audit, what mends it, and its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.base.errors import AuditorError
from auditor.base.i18n import N_, _
from auditor.base.labels import word
from auditor.base.vocabulary import OPEN_STATUSES, FindingKind
from auditor.sentences.copying import finding_lines
from auditor.sentences.faults import statement
from auditor.sentences.finding_detail import picture_name
from auditor.views.actions import ActionFilter
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding, Mending, Picture, Sighting
from screens import forms
from screens.findings.acting import ActingPlace
from screens.findings.card_rows import Place, Row, card_rows, draw_row
from screens.findings.commands import RATING, TELLING, TOUCHPOINT, WAIVING
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.routes import Selection, ToActions, ToFound, ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading
from screens.widgets.finding_lines import FindingLine
from screens.widgets.line_list import LineList
from screens.widgets.picture import Picture as Shows

_ON_PICTURE = frozenset({"describe", "remove_picture"})


class FindingPlace(ActingPlace):
    """Everything known of a finding."""

    CSS_PATH = "findings.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint, audit, action or picture under the cursor")),
        *TELLING,
        Command("picture", ("P",), N_("picture"), N_("Take the newest screenshot as a picture of the finding"), was="p"),
        Command("other_picture", ("full_stop o",), N_("other picture"),
                N_("Take a picture from a file or from the clipboard"), False,
                was="P"),
        Command("describe", ("c",), N_("describe"), N_("Say what is to be seen on the picture under the cursor")),
        Command("remove_picture", ("delete",), N_("remove picture"), N_("Take the picture under the cursor away"), False,
                was="x delete"),
        Command("new_action", ("a",), N_("new action"), N_("Make an action that mends the finding"), was="n"),
        Command("action", ("g x",), N_("action"), N_("Open the action that mends the finding"), was="a"),
        Command("wording", ("full_stop k",), N_("wording"), N_("Give it a kept wording, or keep its own for others"), False,
                was="m"),
        *RATING,
        *WAIVING,
        TOUCHPOINT,
    )  # fmt: skip

    def __init__(self, finding_id: int) -> None:
        """Show the finding of that number."""
        super().__init__()
        self.finding_id = finding_id
        self.finding: Finding | None = None
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self.shows = Shows()
        self._caption = Static("", markup=False)
        self._shown_picture: int | None = None
        self._width = 0
        self._rows: list[Row] = []

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey in which it was found."""
        return self.finding.journey_id if self.finding is not None else None

    def contents(self) -> Iterable[Widget]:
        """The lines, the picture beside them where there is room, and the line under the cursor in full."""
        yield Horizontal(self.lines, Vertical(self.shows, self._caption, id="side"), id="body")
        yield self.detail

    def on_mount(self) -> None:
        """Begin in the list, and get ready to save."""
        self.lines.focus()
        self.auditor.get_ready_to_save()

    def shown(self) -> Shown:
        """The finding's journey."""
        number = self.finding.journey_id if self.finding is not None else None
        return Shown.of(number, "reply", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read everything of the finding."""
        self.finding = self.workspace.reads.findings.get(self.finding_id)
        if self.finding is None:
            self.auditor.tell(_("This finding is no longer there."))
            self.action_back()
            return
        self.set_class(bool(self.finding.pictures), "-pictured")
        self.title_line.tell((self.finding.journey, self.finding.name), _kind_words(self.finding))
        self._lay_out()

    def _lay_out(self) -> None:
        if self.finding is None:
            return
        here = self.here
        self._width = self.lines.scrollable_content_region.width or self.app.size.width
        self._rows = list(card_rows(self.finding, self.workspace.today, self._width, self.key_of))
        self.lines.show(len(self._rows), self._row_of(here))
        self._follow()

    def _row_of(self, here: Row | None) -> int | None:
        """Return where the same thing stands as before; None where it is gone."""
        kinds = (Place, Sighting, Mending, Picture)
        if not isinstance(here, kinds):
            return None
        return next((at for at, row in enumerate(self._rows) if _is_same(row, here)), None)

    @on(LineList.Resized)
    def _fit_lines(self, message: LineList.Resized) -> None:
        if message.width != self._width:
            self._lay_out()

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        told = (*self.finding.sightings, *self.finding.drafts) if self.finding is not None else ()
        return draw_row(row, width, self.key_of, next(iter(told), None))

    @property
    def here(self) -> Row | None:
        """The line under the cursor."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None

    @on(LineList.Moved)
    def _follow(self) -> None:
        self.set_class(isinstance(self.here, Picture), "-looking")
        self._tell_detail()
        self.call_after_refresh(self._show_picture)
        self.offer()

    def _tell_detail(self) -> None:
        here = self.here
        if isinstance(here, Picture):
            self.detail.tell(here.text or _("Nobody has said yet what is to be seen here."), here.name)
        elif isinstance(here, Sighting):
            self.detail.tell(word(here.seen), here.note)
        elif isinstance(here, Mending):
            self.detail.tell(
                f"#{here.action_id} {here.title}", " · ".join(filter(None, (word(here.status), here.owner)))
            )
        elif self.finding is not None:
            self.detail.tell(f"{self.finding.name} {statement(self.finding)}", "")

    def copied(self) -> str:
        """Return the finding in full."""
        return finding_lines(self.finding) if self.finding is not None else ""

    def _show_picture(self) -> None:
        """Show the picture under the cursor, else the first, unless it is shown already."""
        pictures = self.finding.pictures if self.finding is not None else ()
        here = self.here if isinstance(self.here, Picture) else next(iter(pictures), None)
        if here is None or not self.query_one("#side").display:
            self._shown_picture = None
            return
        self._caption.update(Content(here.text or _("not described yet")))
        if here.id != self._shown_picture:
            self._shown_picture = here.id
            try:
                content = self.workspace.picture(here.sha256, self.called(here))
            except AuditorError as error:
                self.shows.show(b"", str(error))
            else:
                self.shows.show(content, here.text)

    def called(self, picture: Picture) -> str:
        """Return how a picture is called in messages, such as `CHK-12, picture 2`."""
        pictures = self.finding.pictures if self.finding is not None else ()
        at = next((at for at, one in enumerate(pictures, 1) if one.id == picture.id), 0)
        return picture_name(self.finding, at) if self.finding is not None else ""

    @property
    def chosen(self) -> list[Finding]:
        """The finding; empty before it is read."""
        return [self.finding] if self.finding is not None else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the finding and the line."""
        if action in _ON_PICTURE:
            return isinstance(self.here, Picture)
        if action == "action":
            return self.finding is not None and bool(self.finding.mending)
        if action in ("waive", "take_up"):
            return self.fits(action)
        if action == "open":
            here = self.here
            return isinstance(here, Place | Mending | Picture) or (
                isinstance(here, Sighting) and here.audit_id is not None
            )
        return super().check_action(action, parameters)

    @on(LineList.Chosen)
    async def open_chosen(self) -> None:
        """Open the line."""
        await self.action_open()

    async def action_open(self) -> None:
        """Open the touchpoint, the audit, the action or the picture under the cursor."""
        here = self.here
        if isinstance(here, Place):
            self.action_touchpoint()
        elif isinstance(here, Picture):
            await forms.picture_form.show_picture(self.auditor, here, self.called(here))
        elif isinstance(here, Mending):
            self._go_to(here)
        elif isinstance(here, Sighting) and here.audit_id is not None:
            self.go(ToFound(here.audit_id))

    def _go_to(self, one: Mending) -> None:
        if self.finding is not None:
            statuses = OPEN_STATUSES if one.status in OPEN_STATUSES else (one.status,)
            shown = ActionFilter(statuses, self.finding.journey_id)
            self.go(ToActions(Selection(shown), one.action_id))

    def action_action(self) -> None:
        """Open the action that mends the finding: the newest that is open, else the newest."""
        if (mending := FindingLine(self.finding).mending) is not None:
            self._go_to(mending)

    def action_touchpoint(self) -> None:
        """Open the touchpoint."""
        if self.finding is not None:
            self.go(ToTouchpoint(self.finding.journey_id, self.finding.touchpoint_id))

    def action_edit(self) -> None:
        """Say more of the finding."""
        if self.finding is not None:
            forms.finding_form.ask_finding(self.auditor, self.finding)

    async def action_quick_win(self) -> None:
        """Mark it as a quick win, or take that back."""
        one = self.finding
        if one is not None:
            draft = FindingDraft(quick_win=not one.quick_win)
            await self.auditor.save(lambda: self.workspace.findings.edit(one.id, draft))

    def action_wording(self) -> None:
        """Give it a wording that was kept, or keep its own."""
        if self.finding is not None:
            forms.finding_asking.ask_wording(self.auditor, self.finding)

    async def action_take_up(self) -> None:
        """Take it up again."""
        await self.auditor.save(lambda: self.workspace.findings.take_up([self.finding_id]))

    async def action_picture(self) -> None:
        """Take the newest screenshot."""
        if self.finding is not None:
            await forms.picture_form.ask_newest(self.auditor, self.finding)

    def action_other_picture(self) -> None:
        """Take a picture from elsewhere."""
        if self.finding is not None:
            forms.picture_form.ask_picture(self.auditor, self.finding)

    def action_describe(self) -> None:
        """Say what is to be seen on the picture."""
        if isinstance(self.here, Picture):
            forms.picture_form.ask_description(self.auditor, self.here, self.called(self.here))

    def action_remove_picture(self) -> None:
        """Take the picture away."""
        if isinstance(self.here, Picture):
            forms.picture_form.ask_removal(self.auditor, self.here)


def _kind_words(finding: Finding) -> str:
    return ", ".join(finding.authors) if finding.kind is FindingKind.FAULT else word(finding.kind)


def _is_same(row: Row, here: Row) -> bool:
    if isinstance(row, Picture) and isinstance(here, Picture):
        return row.id == here.id
    if isinstance(row, Mending) and isinstance(here, Mending):
        return row.action_id == here.action_id
    if isinstance(row, Sighting) and isinstance(here, Sighting):
        return (row.audit_id, row.visit_id, row.at) == (here.audit_id, here.visit_id, here.at)
    return isinstance(row, Place) and isinstance(here, Place)
