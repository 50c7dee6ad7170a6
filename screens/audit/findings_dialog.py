"""All findings of a touchpoint in a walk: a key each says what became of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.text import one_line
from auditor.base.vocabulary import Seen
from auditor.walking.finding_words import called, details, sign, standing
from auditor.walking.known_findings import Told
from screens.audit.finding_words import INKS
from screens.dialogs.dialog import Dialog
from screens.widgets.drawing import Part, fit, width_of
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from screens.audit.walk_findings import Findings

KEYS = (
    ("g", Seen.GONE),
    ("s", Seen.THERE),
    ("c", Seen.CHANGED),
    ("k", Seen.NOT_LOOKED),
    ("p", Seen.PAGE_GONE),
)
"""The keys that say what became of a finding."""
_BELOW = 3
"""Lines in which the finding under the cursor is told in full."""


class FindingsDialog(Dialog[None]):
    """A line a finding with where it stands in this walk; below it in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Of a list `k` is a line up; here it says that nobody has looked.
        *(Binding(key, f"see('{seen.value}')", show=False, priority=True) for key, seen in KEYS),
        Binding("delete,backspace", "see('')", show=False),
        Binding("a", "another", show=False),
        Binding("P", "picture", show=False),
        Binding("u", "app.undo", show=False),
    ]
    CSS = """
    FindingsDialog.dialog > .box { width: 120; }
    FindingsDialog #detail { height: 3; margin-top: 1; color: $quiet; }
    """

    def __init__(
        self, touchpoint: str, findings: Findings, told: Callable[[], Sequence[Told]], at: int = 0
    ) -> None:
        """Show what `told` gives, the cursor in place `at` first; `findings` saves what is said of each."""
        super().__init__()
        self._touchpoint = touchpoint
        self._findings = findings
        self._find = told
        self._told = told()
        self._at = at
        self._lines = LineList(self._draw)
        self._detail = Static("", id="detail", markup=False)

    def compose(self) -> ComposeResult:
        """The list, the finding in full, the keys."""
        with Vertical(classes="box") as box:
            title = _("Findings at {touchpoint}").format(touchpoint=self._touchpoint)
            box.border_title = Content(title)
            yield self._lines
            yield self._detail
            keys = [*((key, word(seen)) for key, seen in KEYS), (_("del"), _("as its check says"))]
            keys += [
                (_("enter"), _("edit")),
                ("a", _("one more")),
                ("P", _("picture")),
                (_("esc"), _("close")),
            ]
            parts: list[str | tuple[str, str]] = []
            for key, label in keys:
                parts += [(key, "bold $accent"), f" {label}  "]
            yield Static(Content.assemble(*parts), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Stand at the finding that it was opened for."""
        self._show()
        self._lines.cursor = self._at
        self._lines.focus()

    def show_again(self) -> None:
        """Show what became of the findings."""
        self._told = self._find()
        self._show()

    def _show(self) -> None:
        self._lines.styles.height = max(1, min(12, len(self._told), self.app.size.height - 13 - _BELOW))
        self._lines.show(len(self._told))
        self._tell_detail()

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        told = self._told[line]
        parts: list[Part] = [(fit(f" {sign(told)} ", 3), INKS[told.seen])]
        more = word(told.seen) if told.seen is not None else standing(told)
        room = min(width // 3, width_of([(more, "")]) + 2) if more else 0
        return [*parts, (fit(called(told), width - 3 - room), "plain"), (fit(f" {more}", room), "dim")]

    @property
    def _here(self) -> Told | None:
        return self._told[self._lines.cursor] if self._lines.cursor < len(self._told) else None

    @on(LineList.Moved)
    def _tell_detail(self) -> None:
        """Say in full what the cursor stands on."""
        here = self._here
        said = " · ".join(filter(None, (called(here), details(here)))) if here is not None else ""
        self._detail.update(Content(one_line(said) or _("There are no findings here.")), layout=False)

    async def action_see(self, seen: str) -> None:
        """Say what became of the finding, and go on to the next; with nothing said it is what its check says."""
        if (here := self._here) is None:
            return
        if await self._findings.see(here, Seen(seen) if seen else None) and seen:
            self._lines.action_cursor_down()

    @on(LineList.Chosen)
    def edit_chosen(self) -> None:
        """Say more of the finding."""
        if (here := self._here) is not None:
            self._findings.edit(here)

    def action_another(self) -> None:
        """Add one more finding to the check of this one."""
        if (here := self._here) is not None:
            self._findings.add(here)

    def action_picture(self) -> None:
        """Add a picture to the finding: the newest screenshot, a file, or what is in the clipboard."""
        if (here := self._here) is not None:
            self._findings.picture(here)
