"""What is waited for on the screens: signs that a place is painted whole, and that a key has had its effect."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import Verdict
from auditor.views.audits import Audit
from auditor.walking.course import Course, felt, judged
from tests.benchmarks.floors.hello_table import ROWS
from tests.benchmarks.screen import Screen
from tests.benchmarks.terminal import HEIGHT, Shows, Terminal

CURSOR_COLUMN = 9
"""A column in which every line of both lists has its cursor's background."""

FIRST_LINE = "  1  "
"""Stands at the beginning of the first action of the list."""

LAST_KEY = "? keys"
"""Stands at the end of the key line, which is drawn last."""


def whole_place(*texts: str) -> Shows:
    """A place of the program: its key line at the bottom and these texts."""
    return lambda screen: LAST_KEY in screen.row(-1) and all(screen.find(text) is not None for text in texts)


def whole_table(screen: Screen) -> bool:
    """The floor: its header and as many rows as there is room for."""
    return "Hello" in screen.row(0) and f"Action {min(ROWS, HEIGHT - 2) - 1} " in screen.row(-1)


@dataclass(frozen=True, slots=True)
class Step:
    """A judgement of the walk: the key that gives it, and the words that show that it is asked for."""

    key: str
    words: str


def steps(audit: Audit) -> list[Step]:
    """Return the judgements of an audit as they are asked for one after the other, all that is asked to be there being said.

    Each has words that are together on one row of the screen.
    """
    course, found = Course(audit), []
    course.go_to_open()
    while course.open_steps:
        visit, answer = course.visit, course.answer
        assert visit is not None
        if answer is not None:
            found.append(Step("y", _beginning(in_language(answer.check.text))))
            course.replace_visits([judged(answer.id, Verdict.PASS)(visit)])
        else:
            question = _("How does the customer feel at {touchpoint}?").format(touchpoint=visit.touchpoint)
            found.append(Step("4", _beginning(question)))
            course.replace_visits([felt(1)(visit)])
        course.go_on()
    return found


def _beginning(text: str, room: int = 55) -> str:
    return text if len(text) <= room else text[:room].rsplit(" ", 1)[0]


class Cursor:
    """The cursor of a list on a terminal, moved up and down by the arrow keys."""

    def __init__(self, terminal: Terminal, first: str, span: int) -> None:
        """Stand on the line that has the text `first`, and move within the `span` lines from there."""
        row = terminal.screen.find(first)
        assert row is not None
        self._terminal = terminal
        self._row = self._first = row
        self._last = row + span - 1
        self._by = 1

    def move(self) -> float:
        """Move by a line; return the seconds from the key to the line drawn as the cursor's, the old one as a plain one."""
        if not self._first <= self._row + self._by <= self._last:
            self._by = -self._by
        target = self._row + self._by
        seconds = self._press(target, 1)
        self._row = target
        return seconds

    def run(self, count: int) -> float:
        """Press the arrow `count` times at once; return the seconds until the cursor stands there, for each press."""
        self._by = 1 if self._row + count <= self._last else -1
        target = self._row + self._by * count
        seconds = self._press(target, count)
        self._row = target
        return seconds / count

    def _press(self, target: int, count: int) -> float:
        screen, here = self._terminal.screen, self._row
        cursor = screen.style_at(here, CURSOR_COLUMN)
        pressed = self._terminal.type(("\x1b[B" if target > here else "\x1b[A") * count)
        drawn = self._terminal.wait(
            lambda shown: (
                shown.style_at(target, CURSOR_COLUMN) == cursor != shown.style_at(here, CURSOR_COLUMN)
            )
        )
        self._terminal.settle(0.03)
        return drawn - pressed
