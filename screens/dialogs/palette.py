"""Goes anywhere: a line to type in, and below it what it may mean, each with what it is and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import ClassVar, cast

from msgspec import Struct
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from auditor.analysis.word_search import Said, WordSearch
from auditor.base.errors import AuditorError
from auditor.base.i18n import _
from auditor.base.vocabulary import OPEN_STATUSES
from auditor.sentences.directory import kind_word
from auditor.sentences.settings import title
from auditor.settings import known
from auditor.views.actions import ActionFilter
from auditor.views.directory import Entry, Thing
from screens.dialogs.dialog import Dialog
from screens.frame.commands import Command
from screens.frame.host import Host
from screens.frame.patience import until_done
from screens.frame.trail import Spot
from screens.routes import (
    Route,
    Selection,
    ToActions,
    ToFinding,
    ToJourney,
    ToOwners,
    ToSettings,
    ToTouchpoint,
    ToWalk,
)
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

MOST_RECENT = 9
"""So many of the places visited last stand there before anything is typed."""

Find = Callable[[str, Callable[[], bool]], Future[list[tuple[float, Entry]]]]
"""Looks for what is typed, as long as that is wanted."""


class Hit(Struct, frozen=True):
    """Something that can be gone to or done."""

    kind: str
    """What it is, in a word."""
    name: str
    beside: str
    """Where it stands, or by which keys it is done."""
    to: Route | Spot | Command
    why_not: str = ""
    """Why a command can't be given just now."""


def hit_of(entry: Entry) -> Hit:
    """Return the way to one of all things that one can go to."""
    return Hit(kind_word(entry.kind), entry.name, entry.beside, _route(entry))


def _route(entry: Entry) -> Route:
    match entry.kind:
        case Thing.JOURNEY:
            return ToJourney(entry.id)
        case Thing.STAGE:
            return ToJourney(entry.journey_id, stage_id=entry.id)
        case Thing.CHECK if entry.audit_id:
            return ToWalk(entry.audit_id, at=entry.id)
        case Thing.FINDING:
            return ToFinding(entry.id)
        case Thing.ACTION:
            statuses = OPEN_STATUSES if entry.status in OPEN_STATUSES else (entry.status,)
            shown = ActionFilter(statuses=tuple(filter(None, statuses)), journey_id=entry.journey_id)
            return ToActions(Selection(shown), at=entry.id)
        case Thing.PERSON:
            return ToOwners(Selection(), at=entry.id)
    return ToTouchpoint(entry.journey_id, entry.touchpoint_id)


def hit_of_command(command: Command, why_not: str = "") -> Hit:
    """Return a command by what it is for; `why_not` says why it can't be given just now."""
    return Hit(_("command"), command.help, command.all_keys, command, why_not)


def hits_of_settings() -> list[Hit]:
    """Return the way to each setting, by what it is called and what it does."""
    each = (setting for group in known.GROUPS for setting in group.settings if setting.by_hand)
    return [Hit(_("setting"), title(one), _(one.about), ToSettings(at=one.key)) for one in each]


def hit_of_spot(spot: Spot) -> Hit:
    """Return the way to where one was."""
    return Hit(_("visited"), spot.title, "", spot)


class PaletteDialog(Dialog[Hit]):
    """A line to type in, and what it may mean, the best first; gives what was chosen."""

    CSS = """
    PaletteDialog.dialog > .box { width: 120; }
    PaletteDialog #detail { height: 2; margin-top: 1; color: $quiet; }
    """
    HEIGHT: ClassVar[int] = 16

    def __init__(self, recent: Sequence[Hit], commands: Sequence[Hit], find: Find) -> None:
        """Offer where one was lately and what can be done; once something is typed, settings and what `find` finds too."""
        super().__init__()
        self._recent = list(recent)
        self._commands = list(commands)
        able = [each for each in commands if not each.why_not]
        self.hits: list[Hit] = [*self._recent[:MOST_RECENT], *able]
        self._first = self.hits
        self._own = [*self._recent, *self._commands, *hits_of_settings()]
        self._by_words = WordSearch(map(_said, self._own))
        self._find = find
        self._typed = ""
        self._searched: tuple[str, Future[list[tuple[float, Entry]]]] | None = None
        """What is being looked for and is not shown yet."""
        self._detail = Static("", id="detail", markup=False)

    def compose(self) -> ComposeResult:
        """The line to type in, what it may mean, and in full what the cursor stands on."""
        with Vertical(classes="box") as box:
            box.border_title = _("Go anywhere")
            field = Input(
                placeholder=_("type a journey, a check, a finding, a person, what to do …"), compact=True
            )
            field.cursor_blink = False
            yield field
            lines = LineList(self._draw, skip=lambda _line: not self.hits)
            lines.styles.height = max(3, min(self.HEIGHT, self.app.size.height - 11))
            lines.can_focus = False
            yield lines
            yield self._detail
            parts = ((_("enter"), "bold $accent"), " " + _("go there") + "    ", (_("esc"), "bold $accent"))
            yield Static(Content.assemble(*parts, " " + _("leave it")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._show(self._first)

    @property
    def is_looking(self) -> bool:
        """Whether what is typed is still being looked for."""
        return self._searched is not None

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if not self.hits:
            return [(fit(f" {_('Nothing has all of these words.')}", width), "dim")]
        hit = self.hits[line]
        kind = max((cell_len(each.kind) for each in self.hits), default=0) + 3
        beside = min(cell_len(hit.beside) + 3, (width - kind) // 3)
        return [
            (fit(f" {hit.kind}", kind), "accent"),
            (fit(hit.name, width - kind - beside), "dim" if hit.why_not else "plain"),
            (fit(f"  {hit.beside} ", beside, right=True), "dim"),
        ]

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Look for what is typed; what can be done here is known at once, the rest comes when it is found."""
        self._typed = typed = event.value
        self._searched = None
        if not any(map(str.isalnum, typed)):
            self._show(self._first)
            return
        future = self._find(typed, lambda: self._typed == typed)
        self._searched = (typed, future)
        self.run_worker(self._show_found(typed, future), group="find", exclusive=True)

    async def _show_found(self, typed: str, future: Future[list[tuple[float, Entry]]]) -> None:
        await until_done(future)
        if self._searched == (typed, future):
            self._take_found()

    def _take_found(self) -> None:
        if self._searched is None:
            return
        (typed, future), self._searched = self._searched, None
        try:
            found = [(score, hit_of(entry)) for score, entry in future.result()]
        except AuditorError as error:
            found = []
            cast("Host", self.app).tell_error(error)
        scores = self._by_words.scores(typed)
        here = [(score, self._own[number]) for number, score in scores.items()]
        there = {each.to.which for _score, each in found if isinstance(each.to, Route) and _is_one(each.to)}
        # Where one was is found once: by its name rather than as a place visited.
        ranked = [
            one
            for one in (*found, *here)
            if not (isinstance(one[1].to, Spot) and one[1].to.route.which in there)
        ]
        ranked.sort(key=lambda one: (bool(one[1].why_not), -round(one[0], 3)))
        self._show([hit for _score, hit in ranked])

    def _show(self, hits: Sequence[Hit]) -> None:
        self.hits = list(hits)
        self.query_one(LineList).show(max(1, len(self.hits)), 0)
        self._tell_detail()

    @on(LineList.Moved)
    def _tell_detail(self) -> None:
        """Say in full what the cursor stands on."""
        line = self.query_one(LineList).cursor
        if line < len(self.hits):
            hit = self.hits[line]
            said = " · ".join(filter(None, (hit.name, hit.why_not or hit.beside)))
        else:
            said = ""
        self._detail.update(Content(said), layout=False)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        if self.query_one(LineList).moves_by(event.key):
            event.stop()
            event.prevent_default()

    @on(Input.Submitted)
    async def go_typed(self) -> None:
        """Go to the line of the cursor; what was typed fast is found first."""
        if self._searched is not None:
            await until_done(self._searched[1])
            self._take_found()
        if self.hits:
            self.dismiss(self.hits[self.query_one(LineList).cursor])

    @on(LineList.Chosen)
    def go_clicked(self, message: LineList.Chosen) -> None:
        """Go to the line clicked."""
        self.dismiss(self.hits[message.line])


def _said(hit: Hit) -> Sequence[Said]:
    """Return what is said of a command, or of where one was, and how much a word of it counts."""
    also = hit.to.label if isinstance(hit.to, Command) else hit.beside
    return (((hit.name, 1.0), (also, 0.9)), ((hit.kind, 0.3),))


def _is_one(route: Route) -> bool:
    """Tell whether a route leads to one thing, and not to a list of many."""
    return not isinstance(route, ToActions | ToOwners)
