"""What the app offers to places and to forms, so that neither need know the app itself."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen, ScreenResultCallbackType
    from textual.worker import Worker
    from textual.worker_manager import WorkerManager

    from auditor.analysis.scoring import Scoring
    from auditor.base.errors import AuditorError
    from auditor.base.vocabulary import Access
    from auditor.views.line import Line
    from auditor.workspace import Workspace
    from screens.frame.news import NewsLog
    from screens.frame.place import Place
    from screens.routes import Route
    from screens.widgets.line_list import LineList

T = TypeVar("T")


class Host(Protocol):
    """The app, as those that stand in it see it."""

    workspace: Workspace
    """The open workspace."""
    news: NewsLog
    """What was changed since the app was opened."""
    line: Line
    """How the line to the database stands."""
    settled: set[tuple[str, ...]]
    """What was asked and is not asked again while the app is open, by what tells it from all else."""

    access: Access
    """What the user may do, once that was found."""

    @property
    def workers(self) -> WorkerManager:
        """What is going on in the background."""

    def run_worker(
        self, work: Coroutine[None, None, T], *, group: str = "default", exclusive: bool = False
    ) -> Worker[T]:
        """Do something in the background; `exclusive` ends what is still going on of that group."""

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Put the place that a route leads to in front, or with `instead` in the place of the one in front."""

    def remember(self, place: Place) -> None:
        """Take notice of the place that is in front now, to find the way back to it."""

    def find_line(self, lines: LineList) -> None:
        """Let the user find a line of a list by its words, and put the cursor there."""

    def open_dialog(self, dialog: Screen[T], answered: ScreenResultCallbackType[T] | None = None) -> None:
        """Open a dialog over the place in front; `answered` takes what it gives, None when it was left."""

    def tell(self, text: str, bad: bool = False) -> None:
        """Show a short message for a few seconds; bad news stay longer."""

    def tell_error(self, error: AuditorError) -> None:
        """Show what went wrong, with the way out that the app has."""

    @property
    def behind(self) -> str:
        """What the screen is ahead of, in words; empty while it is not."""

    def begin(self, work: Callable[[], None], still_wanted: Callable[[], bool]) -> None:
        """Do something that reads; when that takes long, go on without it and finish it then, if `still_wanted`."""

    def hold_keys(
        self, abandon: Callable[[], object] | None = None, *, lets_move: bool = False
    ) -> Callable[[], None]:
        """Keep the keys typed from now on until what is returned is called; with `abandon` a key that leads away is not kept."""

    def why_may_not(self, needed: Access) -> str:
        """Return why the user can't do what needs that access; empty where they can."""

    def whose(self, auditor_id: int, auditor: str) -> str:
        """Return whose an audit is, where the user is an auditor and it is another's; empty where it can be changed."""

    def look_whether_read_only(self) -> bool:
        """Look again whether something can be written by now; tell whether that is otherwise than before."""

    def ask_access(self) -> Access:
        """Ask anew what the user may do, go by it, and return it. Raises AuditorError where that can't be found out."""

    def begin_apart(self, work: Callable[[], None]) -> None:
        """Do something that reads and is needed while the screen is drawn: what takes long is finished later."""

    async def saved(
        self,
        change: Callable[[], T],
        begun_by: object | None = None,
        *,
        leads_on: bool = False,
        is_shown: bool = False,
        is_apart: bool = False,
        about: str = "",
    ) -> T:
        """Make a change and return what it gives once it is on disk; raise AuditorError if it is refused.

        Where somebody else has changed the same meanwhile, the user is asked whose stands, told what it is `about`.

        A place that shows itself what came of the change says so with `begun_by`; `leads_on` says that one goes
        elsewhere then, so that keys wait for it, `is_shown` that it is shown already, so that none does; what `is_apart`
        is not in the database, but in the settings.
        """

    async def save(
        self, change: Callable[[], object], begun_by: object | None = None, *, leads_on: bool = False
    ) -> bool:
        """Make a change and wait until it is on disk; tell in one line if it is refused, giving False."""

    async def make(self, change: Callable[[], int]) -> int | None:
        """Make something new and return its number once it is on disk; None if it is refused."""

    def use_scoring(self, scoring: Scoring) -> None:
        """Put actions in order and in quadrants otherwise from now on, wherever they are shown."""

    async def keep_settings(self, values: Mapping[str, object]) -> bool:
        """Write settings, by key, and go by them at once; tell in one line if that is refused, giving False."""

    async def be(self, name: str, lasting: str = "") -> None:
        """Write as somebody else until the app is left."""

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, and tell so."""

    def copy_secret(self, secret: str) -> None:
        """Put what nobody is to read over one's shoulder on the clipboard, and tell so without repeating it."""

    async def open_file(self, path: Path) -> None:
        """Open a file in the program for it, or tell why not."""

    def hand_over(self, path: Path) -> None:
        """Let the browser have a file that was written for it, and keep it no longer."""

    def edit_outside(self, text: str) -> str | None:
        """Let a text be edited in the user's own editor, and return it; None where nothing came of that, which is told."""

    def get_ready_to_save(self) -> None:
        """Load in the background what saving needs, once the user looks at what is there: nobody may write at all."""

    def leave_with(self, error: Exception) -> None:
        """Leave the app because of an error."""

    def leave_refusal_behind(self) -> None:
        """Take away bad news that were told at another place than the one in front."""
