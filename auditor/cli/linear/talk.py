"""What a conversation in lines says and hears, and the loop of each: a line in, a few lines out."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import clean, shortened
from auditor.cli.frame import output
from auditor.cli.frame.ways_out import WAYS

if TYPE_CHECKING:
    from auditor.workspace import Workspace

Key = tuple[str, str]
"""What is typed, and what it does, to be translated."""

EVERYWHERE: tuple[Key, ...] = (
    ("u", N_("Take back the last change, also one from an earlier day")),
    ("r", N_("Do again what was taken back")),
    ("?", N_("Show all keys of this place")),
    ("q", N_("Go back to where you came from; at the beginning, leave Auditor")),
)
"""What can be typed in every place."""

AT_ONCE = 10
"""So many lines of a list are said before the next are asked for."""


class InputEndedError(Exception):
    """There is nothing more to read: whoever typed is gone."""


class Talk:
    """Says lines on standard output, and hears lines on standard input."""

    def __init__(self, workspace: Workspace) -> None:
        """Talk about a workspace."""
        self.workspace = workspace

    def say(self, *lines: str) -> None:
        """Say lines, those that are empty left out, with signs that are read out badly in words."""
        then = _("then")
        for line in lines:
            if line:
                output.show(line.replace(" · ", ", ").replace(" › ", ", ").replace("→", then))

    def hear(self) -> str:
        """Return the next line that is typed, without blanks around it; raise InputEndedError after the last."""
        if sys.stdin is None:
            raise InputEndedError
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            raise RefusedError(_("What was typed is no text that can be read: type it once more.")) from None
        if not line:
            raise InputEndedError
        return clean(line).strip()

    def ask(self, question: str) -> str:
        """Say a question, and return what is typed."""
        self.say(question)
        return self.hear()

    def agreed(self, question: str) -> bool:
        """Ask what is answered with y or n; whatever else is typed is no."""
        return self.ask(_("{question} y yes, n no").format(question=question)).casefold() == "y"

    def chosen(self, title: str, options: Sequence[str], at: int | None = None) -> int | None:
        """Let one of several be chosen by its number; return its place, None for none. Enter takes the one `at`."""
        self.say(title)
        for number, option in enumerate(options, 1):
            self.say(f"{number}: {option}")
        asked = _("Which number? Enter chooses none.")
        if at is not None:
            asked = _("Which number? Enter chooses {number}.").format(number=at + 1)
        typed = self.ask(asked)
        if not typed:
            return at
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(options):
            return int(typed) - 1
        self.say(_("“{typed}” is none of them.").format(typed=shortened(typed, 40)))
        return None

    def say_some(self, lines: Iterable[str]) -> None:
        """Say a long list, a few lines at a time: enter asks for more, anything else ends it."""
        for place, line in enumerate(lines):
            if (
                place
                and place % AT_ONCE == 0
                and self.ask(_("Enter says more, anything else ends the list."))
            ):
                return
            self.say(line)


class Conversation(ABC):
    """A place in lines: what is typed there until one goes back."""

    KEYS: tuple[Key, ...] = ()

    def __init__(self, talk: Talk) -> None:
        """Talk through `talk`."""
        self.talk = talk
        self.workspace = talk.workspace

    @abstractmethod
    def begin(self) -> bool:
        """Say where one is; tell whether there is anything to talk about."""

    @abstractmethod
    def take(self, key: str, rest: str) -> bool:
        """Do what was typed: a key, with what stands behind it; tell whether that means anything here."""

    @abstractmethod
    def changed(self) -> None:
        """Hear that something was taken back or done again."""

    def run(self) -> None:
        """Talk until one goes back."""
        if not self._tried(self.begin):
            return
        while True:
            typed = self._heard()
            if typed in ("q", "esc"):
                return
            if typed is not None:
                self._tried(partial(self._do, typed))

    def _heard(self) -> str | None:
        try:
            return self.talk.hear()
        except AuditorError as error:
            self.talk.say(error.worded(WAYS))
            return None

    def _tried(self, act: Callable[[], bool]) -> bool:
        """Do something, and say in a line why it can't be done where it can't."""
        try:
            return act()
        except AuditorError as error:
            self.talk.say(error.worded(WAYS))
            return False

    def _do(self, typed: str) -> bool:
        key, _blank, rest = typed.partition(" ")
        if key == "?":
            self.say_keys()
        elif key in ("u", "r"):
            self._step_through_history(undo=key == "u")
        elif not self.take(key, rest.strip()):
            said = _("“{typed}” means nothing here: ? tells what does.")
            self.talk.say(said.format(typed=shortened(typed, 40)))
        return True

    def say_keys(self) -> None:
        """Say what can be typed here, a line each."""
        for key, does in (*self.KEYS, *EVERYWHERE):
            self.talk.say(f"{_(key)}: {_(does)}")

    def _step_through_history(self, *, undo: bool) -> None:
        from auditor.sentences.history import stepped

        line = self.workspace.step_through_history(undo=undo)
        self.talk.say(stepped(line, undo=undo))
        if line is not None:
            self.changed()
