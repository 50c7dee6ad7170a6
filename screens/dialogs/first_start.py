"""Asks whoever starts the app for the first time for name, language and theme; what is chosen is shown at once."""

from __future__ import annotations

from typing import ClassVar, cast

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from auditor.base.i18n import _, language
from auditor.base.text import one_line
from auditor.settings import known
from screens.dialogs.dialog import Dialog
from screens.frame.commands import EVERYWHERE, key_of
from screens.frame.settled_app import SettledApp
from screens.widgets.editors import ChoiceEditor
from screens.widgets.fields import ChoiceField
from screens.widgets.texts import ShortText


class FirstStartDialog(Dialog[bool]):
    """Name, language and theme. They are kept whatever key is pressed, so that nobody is asked twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "keep", show=False),
        Binding("escape", "propose", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    CSS = """
    FirstStartDialog .field { height: 1; margin-top: 1; }
    FirstStartDialog .label { width: 12; color: $quiet; }
    FirstStartDialog LineEditor:focus { background: $line-cursor; background-tint: transparent; }
    FirstStartDialog Input { width: 1fr; }
    """

    def __init__(self) -> None:
        """Propose nothing yet: the app says what holds now."""
        super().__init__()
        self._about = Static("", markup=False)
        self._labels = [Static("", classes="label", markup=False) for _place in range(3)]
        self._hint = Static("", classes="hint", markup=False)
        self._language = language()

    def compose(self) -> ComposeResult:
        """What Auditor is, the three fields, the keys."""
        config = self.settled.workspace.config
        self.name_text = ShortText(config.name, proposed=True)
        self.name_text.disabled = known.NAME.key in config.told
        words = [(value, word) for value, word in known.LANGUAGE.choices]
        self.language_choice = ChoiceEditor(ChoiceField("language", "", words, self._language))
        self.theme_choice = ChoiceEditor(
            ChoiceField("theme", "", self._kinds_of_theme(), config.theme or "dark")
        )
        with Vertical(classes="box") as box:
            box.border_title = "Auditor"
            yield self._about
            editors = (self.name_text, self.language_choice, self.theme_choice)
            for label, editor in zip(self._labels, editors, strict=True):
                yield Horizontal(label, editor, classes="field")
            yield self._hint

    @property
    def settled(self) -> SettledApp:
        """The app, which goes by what is chosen."""
        return cast("SettledApp", self.app)

    def _kinds_of_theme(self) -> list[tuple[str | int, str]]:
        return [(value, _(word)) for value, word in known.THEME.choices]

    def on_mount(self) -> None:
        """Show what is chosen as soon as it is."""
        self.watch(self.language_choice, "place", self._speak, init=False)
        self.watch(self.theme_choice, "place", self._colour, init=False)
        self._tell()

    def _speak(self) -> None:
        self.settled.use_language(str(self.language_choice.given()))
        self.theme_choice.offer(self._kinds_of_theme())
        self._tell()

    def _colour(self) -> None:
        self.settled.use_theme(str(self.theme_choice.given()))

    @on(Input.Changed)
    def _tell(self) -> None:
        """Say all of it in the language that is on."""
        self._about.update(
            Content(
                "\n".join(
                    (
                        _("Welcome to Auditor"),
                        _("What is chosen here is kept on this machine; “{key}” changes it later.").format(
                            key=key_of(EVERYWHERE, "app.settings")
                        ),
                    )
                )
            )
        )
        for label, text in zip(self._labels, (_("Your name"), _("Language"), _("Theme")), strict=True):
            label.update(Content(text))
        width = max(cell_len(_("Your name")), cell_len(_("Language")), cell_len(_("Theme"))) + 2
        for label in self._labels:
            label.styles.width = width
        keys = (
            ("↑ ↓", _("next field")),
            ("← →", _("choose")),
            (_("enter"), _("keep")),
            (_("esc"), _("keep what is proposed")),
        )
        parts: list[str | tuple[str, str]] = []
        for key, label_text in keys:
            parts += [(key, "bold $accent"), f" {label_text}   "]
        self._hint.update(Content.assemble(*parts))

    async def action_keep(self) -> None:
        """Keep what is chosen."""
        await self._keep(
            one_line(self.name_text.value), str(self.language_choice.given()), str(self.theme_choice.given())
        )

    async def action_propose(self) -> None:
        """Keep what was proposed."""
        self.language_choice.choose(self._language)
        self.theme_choice.choose("dark")
        await self._keep("", self._language, "dark")

    async def _keep(self, name: str, spoken: str, theme: str) -> None:
        config = self.settled.workspace.config
        values: dict[str, object] = {known.LANGUAGE.key: spoken, known.THEME.key: theme}
        if known.NAME.key not in config.told:
            values[known.NAME.key] = name or config.name
        await self.settled.keep_settings(values)
        if self.is_current:
            self.dismiss(True)
