"""Aids to be printed and written on: an empty map of a journey, and checklists with boxes to tick.

Nothing on them is of an audit: they are for finding out, not for telling. They hold in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import N_, _, in_language
from auditor.base.text import capital
from auditor.base.vocabulary import FEELINGS, Existence, Side, Verdict
from auditor.library.checklists import Library
from auditor.reporting.rendering import rendered
from auditor.views.checks import Check, Checklist, Named
from auditor.views.journeys import Journey, Persona, Touchpoint


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    A3 = "a3"


COLUMNS = {Paper.A4: 6, Paper.A3: 10}
"""So many touchpoints stand beside each other on a sheet, lying, each wide enough to be written in."""

BLANK_STAGES = 5
"""A map without a journey has so many stages to be named, on as many sheets as they take."""

_ROWS = (
    N_("What the customer does"),
    N_("Needs and questions"),
    N_("What gets in the way"),
    N_("What we could do better"),
)
"""Rows to write in below the feelings."""


class MapColumn(Struct, frozen=True):
    """A touchpoint on a sheet; all empty for one to be filled in."""

    name: str = ""
    place: str = ""
    """Its number along the journey, from 1."""
    said: str = ""
    """Channel and marks."""


class MapBand(Struct, frozen=True):
    """A stage over so many columns."""

    name: str
    goal: str
    columns: int


class MapSheet(Struct, frozen=True):
    """A sheet of the map."""

    bands: tuple[MapBand, ...]
    columns: tuple[MapColumn, ...]


def map_sheets(journey: Journey | None, paper: Paper) -> list[MapSheet]:
    """Return the sheets of an empty map: the touchpoints of a journey, or nothing but room, `COLUMNS` on each.

    The last sheet of a journey is filled up with columns for touchpoints that are not known yet; where it is full, a
    sheet with nothing but such columns follows for none.
    """
    most = COLUMNS[paper]
    if journey is None:
        each = max(1, most // 2)
        blank = MapSheet(
            tuple(MapBand("", "", each) for _half in range(most // each)),
            tuple(MapColumn() for _at in range(most)),
        )
        return [blank] * -(-BLANK_STAGES * each // most)
    placed = [
        (stage.name, stage.goal, point) for stage in journey.stages for point in stage.touchpoints or (None,)
    ]
    columns: list[tuple[str, str, MapColumn]] = []
    place = 0
    for name, goal, point in placed:
        place += point is not None
        columns.append((name, goal, _column(point, place) if point is not None else MapColumn()))
    sheets = []
    for at in range(0, max(1, len(columns)), most):
        shown = columns[at : at + most]
        empty = most - len(shown)
        bands = list(_bands(shown))
        if empty:
            bands.append(MapBand("", "", empty))
        sheets.append(MapSheet(tuple(bands), (*(each for *_of, each in shown), *(MapColumn(),) * empty)))
    return sheets


def _bands(columns: Sequence[tuple[str, str, MapColumn]]) -> Iterator[MapBand]:
    at = 0
    while at < len(columns):
        name, goal, _column = columns[at]
        end = at
        while end < len(columns) and columns[end][:2] == (name, goal):
            end += 1
        yield MapBand(name, goal, end - at)
        at = end


def _column(point: Touchpoint, place: int) -> MapColumn:
    marks = {
        f"◆ {_('moment of truth')}": point.critical,
        labels.word(Side.INDIRECT): point.side is Side.INDIRECT,
        labels.word(point.existence): point.existence is not Existence.EXISTING,
    }
    said = [labels.word(point.channel), *(text for text, there in marks.items() if there)]
    return MapColumn(point.name, str(place), " · ".join(said))


def empty_map(journey: Journey | None, personas: Sequence[Persona], paper: Paper) -> str:
    """Return an empty map as a page to be printed, lying: to draw the feelings in and to write below them.

    Without a journey stages and touchpoints are left to be named. Of one persona it says who it is; of several there
    is a box to tick for each.
    """
    title = (
        _("Map of the journey: {journey}").format(journey=journey.name) if journey else _("Map of a journey")
    )
    return _printed(
        title,
        paper,
        personas,
        kind="map",
        sheets=map_sheets(journey, paper),
        rows=[_(row) for row in _ROWS],
    )


class AskedCheck(Struct, frozen=True):
    """A check with what is printed of it."""

    number: int
    text: str
    look: str
    why: str
    key: str
    """Checklist and key, as commands take it."""
    severity: str


class AskedList(Struct, frozen=True):
    """A checklist on paper."""

    title: str
    about: str
    checks: tuple[AskedCheck, ...]


class AskedPart(Struct, frozen=True):
    """What is asked in one place; it begins a page of its own, so that the sheets can be shared out."""

    name: str
    """The touchpoint; empty for checklists without a journey."""
    said: str
    felt: bool
    """There is room for how it feels."""
    lists: tuple[AskedList, ...]


def asked_parts(
    checklists: Sequence[Checklist], journey: Journey | None, library: Library, brief: bool
) -> list[AskedPart]:
    """Return what is asked: at each touchpoint of a journey that is there, its checklists, or else those given.

    With a journey and checklists, only these, where they are asked; a touchpoint without any still has room for how
    it feels, unless checklists are given.
    """
    if journey is None:
        return [AskedPart("", "", False, tuple(_lists(checklists, brief)))]
    keys = {one.key for one in checklists}
    stages = {stage.id: stage.name for stage in journey.stages}
    parts = []
    for point in journey.touchpoints:
        if point.existence is Existence.PLANNED:
            continue
        asked = [one for one in library.known(point.checklists) if not keys or one.key in keys]
        if asked or not keys:
            said = " · ".join((stages[point.stage_id], labels.word(point.channel)))
            parts.append(AskedPart(point.name, said, True, tuple(_lists(asked, brief))))
    return parts


def _lists(checklists: Iterable[Checklist], brief: bool) -> Iterator[AskedList]:
    """Yield checklists as they are asked at one place, each check once: two lists may have it."""
    asked: set[Named] = set()
    for one in checklists:
        new = [check for check in one.checks if check.named not in asked]
        asked.update(check.named for check in new)
        checks = tuple(_check(check, number, brief) for number, check in enumerate(new, start=1))
        yield AskedList(in_language(one.title), "" if brief else in_language(one.about), checks)


def _check(check: Check, number: int, brief: bool) -> AskedCheck:
    return AskedCheck(
        number,
        in_language(check.text),
        "" if brief else in_language(check.look),
        "" if brief else in_language(check.why),
        f"{check.checklist}/{check.key}",
        labels.severity(check.severity),
    )


def paper_checklist(title: str, parts: Sequence[AskedPart], personas: Sequence[Persona], paper: Paper) -> str:
    """Return checklists as a page to be printed, standing: a box for each verdict, and lines to write on."""
    return _printed(title, paper, personas, kind="checks", parts=parts, verdicts=list(_verdicts()))


def _verdicts() -> Iterator[str]:
    for verdict in Verdict:
        yield capital(labels.word(verdict))


def _printed(title: str, paper: Paper, personas: Iterable[Persona], kind: str, **known: object) -> str:
    people = list(personas)
    return rendered(
        "paper",
        {
            "title": title,
            "kind": kind,
            "paper": str(paper),
            "personas": people,
            "feelings": [(score, labels.feeling(score)) for score in reversed(FEELINGS)],
            "w": _words(),
            **known,
        },
    )


def _words() -> dict[str, str]:
    return {
        "date": _("Date"),
        "by": _("Filled in by"),
        "journey": _("Journey"),
        "persona": _("Persona"),
        "touchpoint": _("Touchpoint"),
        "stage": _("Stage"),
        "sheet": _("Sheet"),
        "feeling": _("How it feels"),
        "draw": _("Mark a face at each touchpoint and draw a line through the marks."),
        "tick": _("Tick a box for each question. Write down what you saw, and where."),
        "circle": _("Circle one, and write why."),
        "look": _("How to look"),
        "why": _("Why"),
        "severity": _("Severity"),
        "seen": _("Seen"),
    }
