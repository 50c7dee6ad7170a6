"""Commands: what can be pressed, once each. Bindings, key line, palette and help all come from here."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from textual.binding import Binding

from auditor.base import signs
from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Access
from screens.frame.layout import layout_in_use
from screens.frame.needed import NEEDED


class Command(Struct, frozen=True):
    """Something a user can do at a place."""

    action: str
    """Textual's name of the action, such as `answer('pass')`."""
    usual: tuple[str, ...]
    """Its keys, unless others are set."""
    name: str
    """Untranslated short label for the key line."""
    explained: str
    """Untranslated sentence for help and palette."""
    in_line: bool = True
    """Shown in the key line, where there is room."""
    stays: bool = False
    """Shown in the key line before all that does not stay."""
    was: str | None = None
    """The keys it had in version 0.1, where these were others."""
    access: Access | None = None
    """What may be done by whoever gives it, where that is not what its action needs elsewhere."""

    @property
    def needs(self) -> Access:
        """The least access with which it can be given."""
        name = self.action.partition("(")[0]
        return self.access or NEEDED.get(self.action) or NEEDED.get(name, Access.READER)

    @property
    def id(self) -> str:
        """Stable name, made of the action, such as `answer-pass`; settings know the command by it."""
        name = self.action.removeprefix("app.").removeprefix("way('").replace("('-", "-minus-")
        return name.replace("('", "-").replace("')", "").replace("_", "-")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give it now; two with a space between follow each other."""
        return layout_in_use().keys(self)

    @property
    def is_direct(self) -> bool:
        """Whether the key it is shown with follows no other."""
        keys = self.keys
        return bool(keys) and " " not in keys[0]

    @property
    def single_keys(self) -> tuple[str, ...]:
        """Those of its keys that follow no other."""
        return tuple(key for key in self.keys if " " not in key)

    def after(self, leader: str) -> str:
        """Return the key that gives it after a leading one; empty where none does."""
        return next((key.split()[1] for key in self.keys if key.startswith(f"{leader} ")), "")

    @property
    def label(self) -> str:
        """The short label in the user's language."""
        return _(self.name)

    @property
    def help(self) -> str:
        """The sentence in the user's language."""
        return _(self.explained)

    @property
    def key(self) -> str:
        """The first key as it is shown; empty for what only the palette gives."""
        return shown_key(self.keys[0]) if self.keys else ""

    @property
    def all_keys(self) -> str:
        """All keys as they are shown."""
        return " ".join(shown_key(key) for key in self.keys)


_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "equals_sign": "=",
    "asterisk": "*",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "minus": "-",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}

_ARROWS = {
    "up": ("↑", N_("up")),
    "down": ("↓", N_("down")),
    "left": ("←", N_("left")),
    "right": ("→", N_("right")),
}
"""Arrow keys, and what they are called where the terminal has no arrows."""

_NAMED = {
    "escape": N_("esc"),
    "space": N_("space"),
    "enter": N_("enter"),
    "delete": N_("del"),
    "backspace": N_("backspace"),
    "pageup": N_("page up"),
    "pagedown": N_("page down"),
    "home": N_("home"),
    "end": N_("end"),
    "tab": N_("tab"),
}


def shown_key(key: str) -> str:
    """Return a key's name as a user knows it; of one that follows another, both."""
    if " " in key:
        return " ".join(map(shown_key, key.split()))
    if key in _NAMED:
        return _(_NAMED[key])
    before, plus, last = key.rpartition("+")
    if last in _ARROWS:
        arrow, called = _ARROWS[last]
        return before + plus + (arrow if signs.has(arrow) else _(called))
    return _SHOWN.get(key, key.replace("ctrl+", "^") if len(key) == 6 and key.startswith("ctrl+") else key)


def key_shown_as(word: str) -> str | None:
    """Return the key that is shown to a user as a word, such as `^s`; None for what is no key."""
    for key in (*_NAMED, *_SHOWN):
        if shown_key(key) == word:
            return key
    if len(word) == 2 and word.startswith("^"):
        return f"ctrl+{word[1]}"
    return word if len(word) == 1 and word.isalnum() else None


def key_of(commands: Iterable[Command], action: str) -> str:
    """Return the key that gives a command, as it is shown; the action's name for what has none."""
    return next((command.key for command in commands if command.action == action and command.keys), action)


_LEADERS = {
    "g": (N_("go to"), N_("Go to another place; shows which")),
    "a": (N_("add"), N_("Add something here; shows what")),
    "z": (N_("rows"), N_("Show a row or hide it; shows which")),
}
_MORE = (N_("more"), N_("What is needed more rarely; shows what"))


def leaders(commands: Iterable[Command]) -> list[Command]:
    """Return the commands of the keys that others are to follow, as commands have them."""
    found = dict.fromkeys(key.split()[0] for command in commands for key in command.keys if " " in key)
    return [Command(f"lead('{key}')", (key,), *_LEADERS.get(key, _MORE)) for key in found]


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """Return Textual's bindings for commands, but for keys that follow another."""
    return [
        Binding(",".join(command.single_keys), command.action, command.name, show=False, id=command.id)
        for command in commands
        if command.single_keys
    ]


EVERYWHERE = (
    Command(
        "app.undo", ("u",), N_("undo"), N_("Take back the last change, also one from an earlier day"), False
    ),
    Command("app.redo", ("ctrl+r",), N_("redo"), N_("Do again what was taken back"), False),
    Command("app.history", ("H",), N_("history"), N_("See what was changed, when and by whom"), False),
    Command("app.help", ("question_mark", "f1"), N_("keys"), N_("Show all keys of this place"), stays=True),
    Command(
        "app.go_anywhere",
        ("ctrl+p",),
        N_("go anywhere"),
        N_("Find a journey, a check, a person, a command … by typing, and go there"),
        False,
    ),
    Command(
        "app.where_i_was",
        ("ctrl+o",),
        N_("where I was"),
        N_("Go back to where you were before; again goes further back"),
        False,
    ),
    Command("app.change_light", ("ctrl+t",), N_("light/dark"), N_("Change between light and dark"), False),
    Command(
        "app.settings",
        ("comma",),
        N_("settings"),
        N_("Name, language, theme and all else that is set"),
        False,
    ),
    Command(
        "app.say_who",
        (),
        N_("I am …"),
        N_("I am …: say who of several people on this machine is writing"),
        False,
    ),
    Command(
        "app.team",
        (),
        N_("people and rights"),
        N_("People and rights: who is let in to the database, and what each may do"),
        False,
    ),
    Command(
        "app.copy_here", ("ctrl+y",), N_("copy"), N_("Copy what the cursor stands on to the clipboard"), False
    ),
    Command(
        "app.stop",
        ("ctrl+z",),
        N_("stop"),
        N_("Back to the shell; “fg” there goes on with Auditor"),
        False,
    ),
    Command("app.quit", ("q",), N_("quit"), N_("Leave Auditor, as soon as everything is saved")),
)
"""Commands of every place."""

TRY_LINE = Command(
    "app.try_line",
    ("f5",),
    N_("try now"),
    N_("Try at once to reach the database, which does not answer"),
    stays=True,
)
"""The command of every place while the database does not answer."""

FIND_LINE = Command(
    "find_line", ("slash",), N_("find"), N_("Find a line of this list by its words, and go there"), False
)
"""The command of every place with a list that has no meaning of its own for the key."""

BACK = Command("back", ("escape",), N_("back"), N_("Go back to where you came from"), stays=True)
GO_HOME = Command(
    "app.go_home", ("g h",), N_("overview"), N_("To the journeys, and what to do first"), False, was=""
)
"""The command of every place but that one."""

MOVING = (
    Command("cursor_up", ("up", "k"), N_("up"), N_("One line up"), False),
    Command("cursor_down", ("down", "j"), N_("down"), N_("One line down"), False),
    Command("page_up", ("pageup",), N_("page up"), N_("One page up"), False),
    Command("page_down", ("pagedown",), N_("page down"), N_("One page down"), False),
    Command("first", ("home",), N_("first"), N_("To the first line"), False),
    Command("last", ("end",), N_("last"), N_("To the last line"), False),
    Command("choose", ("enter",), N_("open"), N_("Open what the cursor stands on"), False),
)
"""Commands of every list."""
