"""Finds a touchpoint of a walk, or a check, by words of what is said of it, and goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.word_search import WordSearch
from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.labels import VERDICT_SIGNS
from auditor.base.text import one_line
from auditor.drawing.inks import VERDICT_INKS
from auditor.walking.course import Course, Step
from auditor.walking.targets import Target, said_of, targets
from auditor.walking.words import why_not_asked
from screens.dialogs.choose import ChooseDialog, Option
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from screens.frame.host import Host


class FindDialog(ChooseDialog):
    """A line to type words in, and what they are said of, the best first; gives the number of a target."""

    CSS = """
    FindDialog.dialog > .box { width: 120; }
    FindDialog #detail { height: 2; margin-top: 1; color: $quiet; }
    """
    HEIGHT_BELOW: ClassVar[int] = 3

    def __init__(self, course: Course, choices: Sequence[Target]) -> None:
        """Offer touchpoints, standing at that of the walker, and once something is typed checks too."""
        options = [Option(n, each.name, _beside(each)) for n, each in enumerate(choices)]
        here = course.visit.id if course.visit is not None else None
        at = next((n for n, each in enumerate(choices) if each.visit.id == here), 0)
        super().__init__(_("Go to a touchpoint or a check"), options, at)
        self._course = course
        self._choices = choices
        self._places = [option for option in options if choices[option.id].answer is None]
        self._by_words = WordSearch(said_of(choices))
        self._detail = Static("", id="detail", markup=False)

    def below(self) -> Iterable[Widget]:
        """What the cursor stands on in full: a question may be longer than its line."""
        yield self._detail

    def found(self, text: str) -> list[Option]:
        """Return what the words typed are said of; all touchpoints where none is typed."""
        if not any(map(str.isalnum, text)):
            return self._places
        return [self._options[number] for number in self._by_words.find(text)]

    def show_found(self, text: str, at: int) -> None:
        """Show what was found, and the first of it in full."""
        super().show_found(text, at)
        self._tell_detail()

    def drawn(self, option: Option, width: int) -> Sequence[Part]:
        """Return a touchpoint with its stage, or a check with its verdict and its touchpoint."""
        target = self._choices[option.id]
        answer, (sign, ink) = target.answer, _sign(target)
        place = min(self._most, width // 3)
        name = "accent" if answer is None else "plain" if self._course.standing.is_asked(answer) else "dim"
        return [
            (fit(f" {sign} ", 3), ink),
            (fit(option.name, width - 3 - place), name),
            (fit(f" {option.more}", place), "dim"),
        ]

    @on(LineList.Moved)
    def _tell_detail(self) -> None:
        """Say in full what the cursor stands on."""
        line = self.query_one(LineList).cursor
        here = self._shown[line : line + 1]
        said = _in_full(self._course, self._choices[here[0].id]) if here else ""
        self._detail.update(Content(one_line(said)), layout=False)


def _beside(target: Target) -> str:
    return target.visit.stage if target.answer is None else target.visit.touchpoint


def _in_full(course: Course, target: Target) -> str:
    """Return in words where one would go, and what is answered there."""
    answer = target.answer
    if answer is None:
        return f"{target.visit.stage} › {target.visit.touchpoint}"
    verdict = labels.word(answer.verdict) if answer.verdict is not None else _("not answered yet")
    return " · ".join(filter(None, (target.name, verdict, why_not_asked(course, answer))))


def _sign(target: Target) -> tuple[str, str]:
    """Return the sign of a target and its ink."""
    if target.answer is None:
        return "›", "accent"
    verdict = target.answer.verdict
    return ("·", "dim") if verdict is None else (VERDICT_SIGNS[verdict], VERDICT_INKS[verdict])


def ask_find(host: Host, course: Course, draw: Callable[[], None]) -> None:
    """Find a touchpoint or a check by its words, and go there."""
    choices = list(targets(course))

    def go(number: int | None) -> None:
        if number is None:
            return
        visit, answer = choices[number].visit, choices[number].answer
        if answer is None:
            course.go_to_visit(visit.id)
        else:
            course.go_to(Step(visit.id, answer.id))
        draw()

    host.open_dialog(FindDialog(course, choices), go)
