"""The settings: each with its value, whether it is the default, and what it does; changed where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _, language
from auditor.base.vocabulary import FileKind
from auditor.settings import known
from auditor.settings.standing import Standing
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.routes import ToLibrary, ToSettings, ToTeam
from screens.settings.rows import Fact, Row, detail_of, draw_row, key_of, name_of, next_choice, rows_of
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.line_list import LineList


class SettingsPlace(Place):
    """All that is set."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("change", ("enter",), N_("change"), N_("Change what the cursor stands on")),
        Command("before", ("left", "h"), N_("before"), N_("Choose what stands before"), False),
        Command("after", ("right", "l"), N_("next"), N_("Choose what comes next")),
        Command("reset", ("d", "delete"), N_("default"), N_("Set it back to its default")),
        Command(
            "who",
            ("full_stop n",),
            N_("I am …"),
            N_("I am …: say who of several people on this machine is writing"),
            was="w",
        ),
        Command(
            "library",
            ("g b",),
            N_("own checklists"),
            N_("Checklists, templates and questions of your own: which everybody has, and which differ"),
        ),
    )

    def __init__(self, at: str = "") -> None:
        """Begin at the setting of a key."""
        super().__init__()
        self._at = at
        self.lines = LineList(self._draw, skip=self._is_heading, id="settings")
        self.detail = Detail()
        self._rows: list[Row] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and the setting in full."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """What everybody goes by, and who writes."""
        return Shown.only("setting", "person", "login")

    def show(self) -> None:
        """Read how everything is set."""
        self.title_line.tell(("Auditor", _("settings")), self.workspace.who)
        self._rows = rows_of(self.workspace)
        wanted = next((place for place, row in enumerate(self._rows) if key_of(row) == self._at), None)
        self.lines.show(len(self._rows), wanted if self._at else None)
        self._at = ""
        self.lines.focus()
        self._tell()

    @property
    def row(self) -> Row:
        """The line under the cursor."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        return draw_row(self._rows[line], width)

    def on_line_list_moved(self) -> None:
        """Say the setting in full, and offer what fits it."""
        self._tell()
        self.offer()

    def _tell(self) -> None:
        self.detail.tell(*detail_of(self.row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line under the cursor."""
        row = self.row
        if action in {"before", "after"}:
            return isinstance(row, Standing) and bool(row.setting.choices)
        if action == "change":
            return isinstance(row, Standing) or (isinstance(row, Fact) and bool(row.opens))
        if action == "reset":
            return isinstance(row, Standing) and not row.is_default
        return super().check_action(action, parameters)

    def copied(self) -> str:
        """Return the value under the cursor, such as a path."""
        from auditor.sentences.settings import typed

        row = self.row
        if isinstance(row, Standing):
            return typed(row.value)
        return row.value if isinstance(row, Fact) else ""

    def on_line_list_chosen(self) -> None:
        """Change the line, go where it leads, or copy what can't be changed here."""
        if isinstance(self.row, Fact) and not self.row.opens:
            self.auditor.copy(self.row.value)
        else:
            self.action_change()

    def action_change(self) -> None:
        """Ask for the value."""
        row = self.row
        if isinstance(row, Standing):
            self._remember(row)
            forms.setting_form.ask_setting(self.auditor, row)
        elif isinstance(row, Fact) and row.opens == "who":
            self.action_who()
        elif isinstance(row, Fact) and row.opens == "library":
            self.action_library()
        elif isinstance(row, Fact) and row.opens:
            self.go(ToTeam())

    def action_library(self) -> None:
        """Show the checklists, templates and questions of the team's own."""
        row = self.row
        self.go(ToLibrary(row.key if isinstance(row, Fact) and row.key in list(FileKind) else ""))

    def action_who(self) -> None:
        """Ask who is writing."""
        forms.who_form.ask_who(self.auditor)

    async def action_before(self) -> None:
        """Choose what stands before."""
        await self._step(-1)

    async def action_after(self) -> None:
        """Choose what comes next."""
        await self._step(1)

    async def _step(self, step: int) -> None:
        row = self.row
        if not isinstance(row, Standing):
            return
        now = language() if row.setting is known.LANGUAGE and row.is_default else row.value
        if row.setting is known.THEME and row.is_default:
            now = "dark"
        await self._keep(row, next_choice(row, step, now))

    async def action_reset(self) -> None:
        """Set it back to its default."""
        if isinstance(self.row, Standing):
            await self._keep(self.row, None)

    async def _keep(self, row: Standing, value: object) -> None:
        self._remember(row)
        if await self.auditor.keep_settings({row.setting.key: value}) and self.is_attached:
            self.show_now()
            if row.told:
                self.auditor.tell(
                    _("{name} is kept, but this time {told} goes before it.").format(
                        name=name_of(row), told=row.told
                    )
                )

    def _remember(self, row: Standing) -> None:
        """Let the place that is made anew, in another language, begin at the same line."""
        self.route = ToSettings(row.setting.key)
