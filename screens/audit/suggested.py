"""What measurements suggest for an audit, on one page: taken or refused one by one, or all of one kind at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.suggesting import Kind, Suggested, kinds
from auditor.base.i18n import N_, _, day, in_language, ngettext
from auditor.base.labels import VERDICT_SIGNS, word
from auditor.base.text import shortened
from auditor.drawing.inks import VERDICT_INKS
from auditor.sentences import follow
from auditor.sentences.imports import measured_words
from auditor.views.follow import LastAnswer
from auditor.walking.walked import Beginning, Walked
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import undo_key
from screens.routes import Route, ToSuggested, ToWalk
from screens.widgets.drawing import Part, draw_heading, fit, ink_markup
from screens.widgets.line_list import LineList


class _Line(Struct, frozen=True):
    """A touchpoint below the heading of its kind."""

    kind: Kind
    one: Suggested


Row = str | Kind | _Line


class SuggestedPlace(Place):
    """What waits for the checks of an audit, by check and verdict, a line for each touchpoint."""

    CSS_PATH = "suggested.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("take", ("y",), N_("take"), N_("Take it: answer the check as it was measured"), was="y s"),
        Command("refuse", ("n",), N_("refuse"), N_("Refuse it: the check waits for your own answer")),
        Command("take_kind", ("Y",), N_("take all such"), N_("Take all of this kind: same check and verdict, where open")),
        Command("refuse_kind", ("N",), N_("refuse all such"), N_("Refuse all of this kind: same check and verdict")),
        Command("take_all", ("full_stop y",), N_("take everything"),
                N_("Take everything that waits where nobody has answered yet"),
                was="A"),
        Command("open", ("enter",), N_("to the check"), N_("Go to this check in the walk, or on with it when nothing is left")),
    )  # fmt: skip

    def __init__(self, audit_id: int, beginning: Beginning | None = None) -> None:
        """Show what waits for the audit of that number, or for one that may not have begun."""
        super().__init__()
        self._beginning = beginning
        self.walked = Walked(lambda: self.workspace, audit_id, beginning)
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.told = Static("", markup=False, id="told")
        self.kinds: list[Kind] = []
        self._rows: list[Row] = []
        self._last: Mapping[tuple[int, str, str], LastAnswer] = {}
        self._journey_id: int | None = None
        self._whose = ""
        """Why nothing is taken here, where the audit is another's."""

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey that is walked."""
        return self._journey_id

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.lines
        yield self.told

    def on_mount(self) -> None:
        """Get ready to save."""
        self.auditor.get_ready_to_save()

    def shown(self) -> Shown:
        """The checks of the audit, and what was measured of them."""
        return Shown.of(self._journey_id, "action", "link", "comment", "note", "reply", "saved_filter")

    def show(self) -> None:
        """Read the audit, and what waits for it."""
        audit = self.walked.read()
        if audit is None:
            self.auditor.tell(_("This audit is no longer there."))
            self.action_back()
            return
        self._journey_id = audit.journey_id
        self._whose = self.auditor.whose(audit.auditor_id, audit.auditor) if self.walked.has_begun else ""
        self._last = self.walked.last_answers()
        self.kinds = kinds(audit, self.walked.waiting())
        self._rows = list(_rows(self.kinds, self.key_of("open")))
        count = sum(len(kind.each) for kind in self.kinds)
        waits = ngettext("{n} waits", "{n} wait", count).format(n=count)
        self.title_line.tell((audit.journey, _("suggested by measurements")), waits)
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _is_heading(self, line: int) -> bool:
        if not self.kinds:
            # What leads on to the walk is the one line there is.
            return line != len(self._rows) - 1
        return not isinstance(self._rows[line], _Line)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, Kind):
            return _draw_kind(row, width)
        if isinstance(row, _Line):
            return _draw_one(row.one, width)
        return draw_heading(row, width)

    @property
    def here(self) -> _Line | None:
        """The line under the cursor; None when nothing is left."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None
        return row if isinstance(row, _Line) else None

    def _tell_detail(self) -> None:
        here = self.here
        if here is None:
            self.told.update("")
            return
        one, check = here.one, here.kind.check
        found = one.suggestion
        last = self._last.get((one.visit.touchpoint_id, *check.named))
        measured = measured_words(found)
        page = _("Page: {page}").format(page=shortened(found.page, 200)) if found.page else ""
        lines = [
            (in_language(check.text), "bold"),
            (f"{VERDICT_SIGNS[found.verdict]} {measured}", ink_markup(VERDICT_INKS[found.verdict])),
            (page if found.page not in measured else "", ""),
            (follow.last_time(last) if last else "", "$quiet"),
        ]
        told = [(text, style) for text, style in lines if text]
        self.told.update(Content("\n").join(Content.styled(text, style) for text, style in told))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line, and all at once only where several wait."""
        here = self.here
        if action in {"take", "refuse"}:
            return here is not None
        if action == "take_kind":
            return here is not None and bool(here.kind.still_open)
        if action == "refuse_kind":
            return here is not None and len(here.kind.each) > 1
        if action == "take_all":
            return any(kind.still_open for kind in self.kinds)
        return super().check_action(action, parameters)

    def anothers(self, command: Command) -> str:
        """Say whose audit it is, where it is not the user's to answer; what is refused is of the journey."""
        return "" if command.action in {"refuse", "refuse_kind"} else self._whose

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def on_line_list_chosen(self) -> None:
        """Go to the check."""
        self.action_open()

    async def action_take(self) -> None:
        """Answer the check as it was measured."""
        if self.here is not None:
            await self._take([self.here.one])

    async def action_take_kind(self) -> None:
        """Take all of this kind that nobody has answered."""
        if self.here is not None:
            await self._take(self.here.kind.still_open)

    async def action_take_all(self) -> None:
        """Take everything that nobody has answered."""
        await self._take([one for kind in self.kinds for one in kind.still_open])

    async def action_refuse(self) -> None:
        """Let the check wait for an answer of one's own."""
        if self.here is not None:
            await self._refuse([self.here.one])

    async def action_refuse_kind(self) -> None:
        """Refuse all of this kind."""
        if self.here is not None:
            await self._refuse(self.here.kind.each)

    async def _take(self, chosen: Sequence[Suggested]) -> None:
        numbers = [one.suggestion.id for one in chosen]
        walked, audits = self.walked, self.workspace.audits
        if numbers and await self.auditor.save(
            lambda: walked.make(lambda: audits.take_suggestions(walked.audit_id, numbers))
        ):
            said = ngettext(
                "Taken: {n} answer. {key} takes it back.",
                "Taken: {n} answers. {key} takes them back.",
                len(numbers),
            )
            self._tell_done(said.format(n=len(numbers), key=undo_key()))

    async def _refuse(self, chosen: Sequence[Suggested]) -> None:
        numbers = [one.suggestion.id for one in chosen]
        if numbers and await self.auditor.save(lambda: self.workspace.audits.refuse_suggestions(numbers)):
            said = ngettext(
                "Refused: {n} answer. {key} brings it back.",
                "Refused: {n} answers. {key} brings them back.",
                len(numbers),
            )
            self._tell_done(said.format(n=len(numbers), key=undo_key()))

    def _tell_done(self, said: str) -> None:
        self.show_now()
        self.auditor.tell(said)

    def way_here(self) -> Route | None:
        """These suggestions, once their audit has begun."""
        return ToSuggested(self.walked.audit_id) if self.walked.has_begun else None

    def action_open(self) -> None:
        """Go to the check in the walk; when nothing is left, go on with the walk, from which one came."""
        if self.here is not None:
            self.go(ToWalk(self.walked.audit_id, self.here.one.answer.id, beginning=self._beginning))
        elif not self.kinds:
            self.action_back()


def _rows(found: Sequence[Kind], onward: str) -> Iterable[Row]:
    """Yield the lines; where nothing waits, `onward` is the key that leads on."""
    if not found:
        yield ""
        yield _("Nothing that was measured waits.")
        said = _("{onward} goes on with the walk; {undo} takes back what was done last.")
        yield " " + said.format(onward=onward, undo=undo_key())
    for kind in found:
        yield ""
        yield kind
        yield from (_Line(kind, one) for one in kind.each)


def _draw_kind(kind: Kind, width: int) -> list[Part]:
    count = len(kind.each)
    places = ngettext("{n} touchpoint", "{n} touchpoints", count).format(n=count)
    once = _("answered once")
    said = f"{places}, {once}" if kind.check.shared and count > 1 else places
    verdict = f" {VERDICT_SIGNS[kind.verdict]} {word(kind.verdict)}  "
    room = max(16, width - len(verdict) - len(said) - 2)
    return [
        (verdict, VERDICT_INKS[kind.verdict]),
        (fit(in_language(kind.check.text), room), "accent"),
        (f"  {said}", "dim"),
    ]


def _bare(page: str) -> str:
    """Return the address of a page without what all begin with."""
    return page.removeprefix("https://").removeprefix("http://")


def _draw_one(one: Suggested, width: int) -> list[Part]:
    name = min(36, max(18, width // 4))
    where = min(48, width // 4) if width >= 110 else 0
    found = one.suggestion
    answered = (
        ""
        if one.answer.verdict is None
        else _("answered: {verdict}").format(verdict=word(one.answer.verdict))
    )
    measured = f" {found.tool}, {day(found.measured)}"
    own = len(answered) + 2 if answered else 0
    # Where room is short, what was answered already is told before who measured it.
    tool = min(36, max(32, width // 4)) - (own if width < 110 else 0)
    return [
        ("   ", "plain"),
        (fit(one.visit.touchpoint, name - 1), "plain"),
        (" ", "plain"),
        (fit(found.why, max(12, width - 4 - name - where - tool - own)), "dim"),
        (fit(f" {_bare(found.page)}", where), "dim"),
        (fit(measured, tool), "dim"),
        (fit(f"  {answered}" if answered else "", own), "warn"),
    ]
