"""The team's own checklists, templates and questions: which everybody has, which differ, and which the user alone has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.base.i18n import N_, _, in_language
from auditor.base.vocabulary import FileKind
from auditor.library.kept import Differing
from auditor.library.standing import FileState, StandingFile
from auditor.sentences.library import size_text, standing_lines, state_text
from screens import forms
from screens.frame.commands import Command
from screens.frame.needed import TO_REPLACE
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.widgets.drawing import Part, draw_heading, fit
from screens.widgets.line_list import LineList

Row = str | StandingFile

_HEADINGS = {
    FileKind.CHECKLIST: N_("Own checklists"),
    FileKind.TEMPLATE: N_("Own templates"),
    FileKind.QUESTIONS: N_("Own questions"),
}
_INKS = {
    FileState.SHARED: "good",
    FileState.DIFFERS: "warn",
    FileState.OWN: "dim",
    FileState.BROKEN: "bad",
}


class LibraryPlace(Place):
    """All files of the team's own."""

    DEFAULT_CSS = (
        "#told { height: auto; max-height: 9; min-height: 3; padding: 0 1; border-top: solid $panel; }"
    )
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("share", ("enter", "S"), N_("share"), N_("Put your file in place for everybody; asks first where it differs")),
        Command("write_out", ("W",), N_("write a file"), N_("Write what everybody has into a file")),
    )  # fmt: skip

    def __init__(self, kind: str = "") -> None:
        """Begin at the files of a kind."""
        super().__init__()
        self._at = kind
        self.lines = LineList(self._draw, skip=self._is_heading, id="library")
        self.told = Static("", id="told", markup=False)
        self._rows: list[Row] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and how the file under the cursor stands."""
        yield self.lines
        yield self.told

    def shown(self) -> Shown:
        """The files that are kept for everybody."""
        return Shown.only("library_file")

    def show(self) -> None:
        """Read all files."""
        found = self.workspace.standing_files()
        rows: list[Row] = []
        begins = None
        for kind in FileKind:
            if here := [one for one in found if one.kind is kind]:
                rows += [*([""] if rows else []), _(_HEADINGS[kind])]
                begins = len(rows) if kind == self._at else begins
                rows += here
        shared = sum(bool(one.kept) for one in found)
        said = _("everybody has {shared} of {count}").format(shared=shared, count=len(found))
        self.title_line.tell(("Auditor", _("checklists and templates")), said)
        self._rows, self._at = rows, ""
        self.lines.show(len(rows), begins)
        self.lines.focus()
        self._tell()

    @property
    def file(self) -> StandingFile | None:
        """The file under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        return None if isinstance(row, str) else row

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        named, state = min(26, width // 3), min(22, width // 4)
        size = min(16, width // 5)
        return [
            (fit(f" {row.key}", named), "plain"),
            (fit(in_language(row.title), width - named - state - size), "dim"),
            (fit(size_text(row), size), "dim"),
            (fit(state_text(row.state), state), _INKS[row.state]),
        ]

    def on_line_list_moved(self) -> None:
        """Say how the file stands, and offer what fits it."""
        self._tell()
        self.offer()

    def _tell(self) -> None:
        self.told.update(Content("\n".join(self._lines())))

    def _lines(self) -> list[str]:
        if (file := self.file) is not None:
            return [f"{file.key}: {state_text(file.state)}", *standing_lines(file, self.workspace.library)]
        return [
            _("There are none of your own yet."),
            _("Files in {folder} are used like ours.").format(folder=self.workspace.config.checklists),
        ]

    def copied(self) -> str:
        """Return how the file stands."""
        return "\n".join(self._lines())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the file under the cursor."""
        file = self.file
        if action == "share":
            return file is not None and bool(file.mine) and not self._why_not_share(file)
        if action == "write_out":
            return file is not None and bool(file.kept)
        return super().check_action(action, parameters)

    def _why_not_share(self, file: StandingFile) -> str:
        if file.state is FileState.SHARED:
            return _("Everybody has it already.")
        return self.auditor.why_may_not(TO_REPLACE) if file.kept else ""

    def why_not(self, command: Command) -> str:
        """Say why a file can't be shared, or not be written."""
        file = self.file
        if file is not None and command.action == "share":
            return self._why_not_share(file) or file.problem
        if file is not None and command.action == "write_out":
            return _("Nobody but you has it: it is in {path}.").format(path=file.path)
        return super().why_not(command)

    async def on_line_list_chosen(self) -> None:
        """Share what can be shared."""
        if self.check_action("share", ()):
            await self.action_share()

    async def action_share(self) -> None:
        """Put the user's own in place for everybody; where everybody has another, ask which one counts."""
        file = self.file
        if file is None or not self.check_action("share", ()):
            return
        mine = Differing(file.kind, file.key, file.path, file.mine)
        if file.kept:
            forms.differing.ask(self.auditor, mine)
        else:
            await forms.differing.share(self.auditor, mine)

    def action_write_out(self) -> None:
        """Ask where to write what everybody has."""
        if (file := self.file) is not None and file.kept:
            forms.library_form.ask_file(self.auditor, file.key, file.kept)
