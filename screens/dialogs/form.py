"""Asks for several things at once. What is filled in is checked in the form, and nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container, Iterable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from auditor.base.errors import RefusedError
from auditor.base.guests import is_guest
from auditor.base.i18n import _
from auditor.base.text import capital
from screens.dialogs.dialog import Dialog
from screens.frame.commands import shown_key
from screens.frame.ways_out import WAYS
from screens.widgets.editors import ChoiceEditor, Editor, FlagEditor, LineEditor, ScaleEditor, editor_of
from screens.widgets.fields import (
    ChoiceField,
    Field,
    FlagField,
    ManyField,
    ScaleField,
    TextField,
    Values,
)
from screens.widgets.texts import LongText

__all__ = [
    "ChoiceField",
    "FlagField",
    "FormDialog",
    "ManyField",
    "ScaleField",
    "TextField",
    "Values",
]

Check = Callable[[Values], None]
"""Raises RefusedError when what is filled in can't be kept."""
Asked = Callable[[Mapping[str, object]], Container[str]]
"""Says, of what is filled in so far, which fields are asked, by their keys."""
First = Callable[[Values, Callable[[], None]], bool]
"""Tells whether anything else is to be asked before what is filled in is saved; if so asks it, and calls what it is given."""
Save = Callable[[Values], Awaitable[bool]]
"""Saves what is filled in and tells whether it is on disk."""


LABEL_LIMIT = 22
"""Widest label, in cells; longer ones take two lines."""


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields of a form, which scroll when they are many; the arrows go from field to field."""


class FormDialog(Dialog[dict[str, object]]):
    """A form; gives what was filled in by the keys of its fields."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "keep", show=False),
        Binding("enter", "keep", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        about: str = "",
        yes: str = "",
        asked: Asked | None = None,
        check: Check | None = None,
        first: First | None = None,
        save: Save | None = None,
    ) -> None:
        """Ask for `fields`; what is wanted may be said before them in a sentence `about` it.

        `yes` says what keeping it does, where that is more than keeping it. Where `asked` says which fields are asked,
        the others are out of sight and keep what they hold.

        `check` may refuse what is filled in, in one line shown in the form; what `first` asks is asked after that, and the
        form stays open where that is left. With `save`, the form stays open
        until that has worked, so that nothing typed is lost to a full disk or a busy database.
        """
        super().__init__()
        self._title = title
        self._about = about
        self._yes = yes or _("keep")
        self._asked = asked
        self._fields = list(fields)
        self._editors: list[Editor] = [editor_of(field) for field in self._fields]
        self._check = check
        self._first = first
        self._save = save
        self._keeping = False
        self._beginning: list[object] = []
        self._warned_of: list[object] | None = None

    def compose(self) -> ComposeResult:
        """A line for each field, the line for what is wrong, the keys."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            if self._about:
                yield Static(Content(self._about), id="about", markup=False)
            with Fields():
                yield from self._rows()
            yield Static("", id="means", markup=False)
            yield Static("", id="wrong", markup=False)
            yield Static("", classes="hint", markup=False)

    def _rows(self) -> Iterable[Horizontal]:
        texts = [capital(field.label) for field in self._fields]
        width = min(LABEL_LIMIT, max(map(cell_len, texts), default=0))
        for text, editor in zip(texts, self._editors, strict=True):
            label = Static(Content(text), classes="label", markup=False)
            label.styles.width = width + 1
            yield Horizontal(label, editor, classes="field")

    def on_mount(self) -> None:
        """Begin in the first field, at the end of its text."""
        self._beginning = self._given()
        self._ask_what_fits()
        for editor in self._editors:
            if isinstance(editor, LongText):
                editor.move_cursor(editor.document.end)

    def on_resize(self, event: events.Resize) -> None:
        """Give the fields the room that box, messages and keys leave."""
        self.query_one(Fields).styles.max_height = max(3, event.size.height * 92 // 100 - 8)

    def on_descendant_focus(self) -> None:
        """Mark the field just reached, and say which keys fill it in."""
        here = self.focused.ancestors if self.focused else ()
        for row in self.query(".field"):
            row.set_class(row in here, "-here")
        keys = [(_("tab"), _("next field")) if len(self._fields) > 1 else None, _key_of(self.focused)]
        in_one_line = not isinstance(self.focused, LongText)
        keys += [
            ("^s", "" if in_one_line else self._yes),
            (_("enter"), self._yes if in_one_line else _("new line")),
            (_("esc"), _("leave it")),
        ]
        parts: list[str | tuple[str, str]] = []
        for key, label in filter(None, keys):
            parts += [(key, "bold $accent"), f" {label}   " if label else " "]
        self.query_one(".hint", Static).update(Content.assemble(*parts))
        self._tell_meaning()

    @on(LineEditor.Changed)
    def _ask_what_fits(self) -> None:
        """Ask only for what fits what is chosen so far; what holds something stays."""
        if self._asked is None:
            return
        given = {field.key: editor.given() for field, editor in zip(self._fields, self._editors, strict=True)}
        asked = self._asked(given)
        for field, row in zip(self._fields, self.query(".field"), strict=True):
            row.display = field.key in asked or bool(given[field.key])

    @on(Input.Changed)
    def _tell_meaning(self) -> None:
        """Say what the text in the field means, where that is another thing than the text."""
        here = zip(self._fields, self._editors, strict=True)
        field = next((field for field, editor in here if editor is self.focused), None)
        means = self.query_one("#means", Static)
        means.display = isinstance(field, TextField) and field.means is not None
        if isinstance(field, TextField) and field.means is not None and isinstance(self.focused, Input):
            means.update(Content(field.means(self.focused.value)))

    def _given(self) -> list[object]:
        return [editor.given() for editor in self._editors]

    def _accepted(self) -> Values | None:
        """Return what is filled in if it can be kept; else show why not, and go to the field."""
        values = Values()
        for field, editor in zip(self._fields, self._editors, strict=True):
            given = editor.given()
            try:
                values[field.key] = field.accepted(str(given)) if isinstance(field, TextField) else given
            except RefusedError as error:
                self._say(error.worded(WAYS))
                self.set_focus(editor)
                return None
        try:
            if self._check is not None:
                self._check(values)
        except RefusedError as error:
            self._say(error.worded(WAYS))
            return None
        return values

    def _say(self, text: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(Content(text))
        wrong.display = bool(text)

    async def action_keep(self) -> None:
        """Keep what is filled in, once, if it can be kept."""
        if self._keeping or (values := self._accepted()) is None:
            return
        self._say("")
        if self._first is not None and self._first(values, lambda: self.call_next(self.action_keep)):
            return
        self._keeping = True
        try:
            is_kept = self._save is None or await self._save(values)
        finally:
            self._keeping = False
        if is_kept and self.is_current:
            self.dismiss(values)

    def action_leave(self) -> None:
        """Leave; what was filled in is thrown away only when escape is pressed again."""
        given = self._given()
        if given == self._warned_of or (given == self._beginning and not self._keeping):
            self.dismiss(None)
            return
        self._warned_of = given
        self._say(
            _("It is still being saved: esc again does not wait to see whether it can be.")
            if self._keeping
            else _("What you filled in is not kept yet: esc again throws it away.")
        )


def _key_of(focused: object) -> tuple[str, str] | None:
    if isinstance(focused, ChoiceEditor):
        return (f"{shown_key('left')} {shown_key('right')}", _("choose"))
    if isinstance(focused, ScaleEditor):
        return ("1–5", _("choose"))
    if isinstance(focused, LongText):
        return None if is_guest() else ("^e", _("your editor"))
    if isinstance(focused, FlagEditor):
        return (_("space"), _("yes or no"))
    return None
