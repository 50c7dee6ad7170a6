"""A journey diagram that was read, and how several diagrams of one journey become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext


@dataclass(slots=True)
class Task:
    """A touchpoint, and who feels what there: scores −2..2 by actor; the actor None is anyone."""

    name: str
    feelings: dict[str | None, int] = field(default_factory=dict)


@dataclass(slots=True)
class Section:
    """A stage; its name is empty for tasks before any section."""

    name: str
    tasks: list[Task] = field(default_factory=list)
    goes_on: bool = False
    """It is the rest of the section that ends the part before."""


class Part(Struct, frozen=True):
    """Which of the diagrams of a persona one is, counted from 1, and of which journey."""

    number: int
    count: int
    journey: str


@dataclass(slots=True)
class Diagram:
    """A whole diagram."""

    title: str = ""
    about: str = ""
    sections: list[Section] = field(default_factory=list)
    actors: list[str | None] = field(default_factory=list)
    """In the order in which they come up."""
    part: Part | None = None
    """None where the diagram stands alone."""
    left_out: int = 0
    """How many diagrams of other journeys stood in the same text."""

    @property
    def tasks(self) -> list[Task]:
        """All tasks in order."""
        return [task for section in self.sections for task in section.tasks]


def joined(parts: Sequence[Diagram]) -> Diagram:
    """Return the journey whose diagrams these are: a persona after the other, each with all of its parts in order.

    Raises RefusedError where a part is missing, or where the touchpoints of two personas are not the same.
    """
    whole: Diagram | None = None
    for run in _runs(parts):
        own = _in_a_row(run)
        if whole is None:
            whole = own
        else:
            _lay_over(whole, own)
    assert whole is not None
    return whole


def _runs(parts: Sequence[Diagram]) -> list[list[Diagram]]:
    """Return the parts of each persona."""
    runs: list[list[Diagram]] = []
    for diagram in parts:
        part = diagram.part
        assert part is not None
        due = len(runs[-1]) + 1 if runs and len(runs[-1]) < _count(runs[-1]) else 1
        if due == 1:
            runs.append([])
        if part.number != due or (due > 1 and part.count != _count(runs[-1])):
            raise _missing(part.journey, due, part.count if due == 1 else _count(runs[-1]))
        runs[-1].append(diagram)
    last = runs[-1]
    if len(last) < _count(last):
        raise _missing(last[0].part.journey if last[0].part else "", len(last) + 1, _count(last))
    return runs


def _count(run: Sequence[Diagram]) -> int:
    return run[0].part.count if run[0].part else 1


def _missing(journey: str, number: int, count: int) -> RefusedError:
    said = _(
        "The diagrams of “{journey}” are not all here, in their order: part {number} of {count} is missing."
    )
    return RefusedError(said.format(journey=journey, number=number, count=count))


def _in_a_row(run: Sequence[Diagram]) -> Diagram:
    first = run[0]
    whole = Diagram(first.part.journey if first.part else first.title)
    for diagram in run:
        whole.about = whole.about or diagram.about
        for section in diagram.sections:
            if section.goes_on and whole.sections:
                whole.sections[-1].tasks += section.tasks
            else:
                whole.sections.append(section)
    whole.actors = list(dict.fromkeys(actor for diagram in run for actor in diagram.actors))
    return whole


def _lay_over(whole: Diagram, own: Diagram) -> None:
    """Add what others feel at the same touchpoints."""
    if _names(whole) != _names(own):
        said = ngettext(
            "The diagrams of “{journey}” don’t have the same touchpoints: that of {names} differs from the first.",
            "The diagrams of “{journey}” don’t have the same touchpoints: those of {names} differ from the first.",
            len(own.actors),
        )
        names = ", ".join(actor or "–" for actor in own.actors)
        raise RefusedError(said.format(journey=whole.title, names=names))
    whole.about = whole.about or own.about
    whole.actors = list(dict.fromkeys([*whole.actors, *own.actors]))
    for task, more in zip(whole.tasks, own.tasks, strict=True):
        task.feelings |= more.feelings


def _names(diagram: Diagram) -> list[tuple[str, list[str]]]:
    return [(section.name, [task.name for task in section.tasks]) for section in diagram.sections]
