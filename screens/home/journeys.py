"""Which journeys home lists, and in which order: narrowed, sorted, by client, and each below the one it is inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from auditor.base.i18n import N_, _, by_name, day, ngettext
from auditor.base.text import folded
from auditor.views.home import HomeJourney, JourneyFigures
from screens.widgets.drawing import Part


class Order(StrEnum):
    """What journeys are sorted by."""

    LAST = "last"
    NAME = "name"
    NEED = "need"
    LATE = "late"


ORDERS = {
    Order.LAST: N_("the last audited first"),
    Order.NAME: N_("by name"),
    Order.NEED: N_("the greatest need first"),
    Order.LATE: N_("the most late first"),
}

Marks = tuple[Part, ...]
"""What is to be seen of a journey at a glance, each a word with its ink."""


class JourneyRow(Struct, frozen=True):
    """A journey in the list, so many steps inside others."""

    journey: HomeJourney
    figures: JourneyFigures | None
    """None while they are not counted yet, or where it has no actions."""
    marks: Marks
    depth: int = 0


class GroupRow(Struct, frozen=True):
    """The line above the journeys of a client; an empty name is that of none."""

    client: str
    count: int
    late: int
    drafts: int
    due: int
    folded: bool


class ArchiveRow(Struct, frozen=True):
    """The line above the journeys that are archived."""

    count: int
    folded: bool


Listed = JourneyRow | GroupRow | ArchiveRow


class Wanted(Struct):
    """What the user wants of the list: words, an order, and what is folded."""

    words: str = ""
    order: Order = Order.LAST
    folded: set[str] = set()
    """Clients whose journeys are folded away."""
    archive_open: bool = False

    def next_order(self) -> None:
        """Go on to the next order."""
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]


def marks_of(one: HomeJourney, figures: JourneyFigures | None, today: date, brief: bool = False) -> Marks:
    """Return what is to be seen of a journey; `brief` where there is little room."""
    if one.archived is not None:
        word = _("archived")
        return ((word if brief else f"{word} {day(one.archived)}", "dim"),)
    marks: list[Part] = []
    if figures is not None and figures.late:
        marks.append((ngettext("{n} late", "{n} late", figures.late).format(n=figures.late), "bad"))
    if one.open_audit is not None:
        said = _("draft {answered}/{asked}").format(answered=one.answered, asked=one.asked)
        marks.append((_("draft") if brief else said, "plain"))
    if one.is_due(today):
        marks.append((_("review due"), "warn"))
    return tuple(marks)


def listed(
    journeys: Iterable[HomeJourney],
    figures: Mapping[int, JourneyFigures],
    wanted: Wanted,
    today: date,
) -> list[Listed]:
    """Return the lines of the journeys, archived ones last below a line of their own."""
    rows = [
        JourneyRow(one, figures.get(one.id), marks_of(one, figures.get(one.id), today)) for one in journeys
    ]
    here = [row for row in rows if row.journey.archived is None]
    away = [row for row in rows if row.journey.archived is not None]
    found = _grouped(_nested(_narrowed(here, wanted.words), wanted.order), wanted, today)
    kept = _narrowed(away, wanted.words)
    if kept:
        is_open = wanted.archive_open or _asks_for_archive(wanted.words)
        count = sum(row.depth == 0 or _fits(row, folded(wanted.words).split()) for row in kept)
        found.append(ArchiveRow(count, not is_open))
        if is_open:
            found += (row for tree in _nested(kept, wanted.order) for row in tree)
    return found


def _asks_for_archive(words: str) -> bool:
    archived = folded(_("archived"))
    return any(len(word) > 2 and archived.startswith(word) for word in folded(words).split())


def _fits(row: JourneyRow, words: Collection[str]) -> bool:
    """Tell whether each word is to be seen in a journey: in its name, its client, its tags or its marks."""
    one = row.journey
    seen = folded(
        " ".join(
            (one.title, one.client, *(f"#{tag}" for tag in one.tags), *(text for text, _ink in row.marks))
        )
    )
    return all(word in seen for word in words)


def _narrowed(rows: Sequence[JourneyRow], text: str) -> list[JourneyRow]:
    """Return the journeys that fit, with those they are inside of."""
    words = folded(text).split()
    if not words:
        return list(rows)
    known = {row.journey.id: row for row in rows}
    kept: set[int] = set()
    for row in rows:
        at: JourneyRow | None = row if _fits(row, words) else None
        while at is not None and at.journey.id not in kept:
            kept.add(at.journey.id)
            at = known.get(at.journey.parent or 0)
    return [row for row in rows if row.journey.id in kept]


def _nested(rows: Sequence[JourneyRow], order: Order) -> list[list[JourneyRow]]:
    """Return the journeys in order, each that is in no other one of them followed by those inside it."""
    known = {row.journey.id for row in rows}
    inside: defaultdict[int, list[JourneyRow]] = defaultdict(list)
    for row in _sorted(rows, order):
        parent = row.journey.parent
        inside[parent if parent in known and parent is not None else 0].append(row)

    def below(row: JourneyRow, depth: int) -> list[JourneyRow]:
        placed = JourneyRow(row.journey, row.figures, row.marks, depth)
        return [placed, *(one for inner in inside[row.journey.id] for one in below(inner, depth + 1))]

    return [below(row, 0) for row in inside[0]]


def _sorted(rows: Iterable[JourneyRow], order: Order) -> list[JourneyRow]:
    """Return journeys in an order; those that are alike in it, the last audited first."""
    found = sorted(rows, key=lambda row: (row.journey.begun, row.journey.id), reverse=True)
    if order is not Order.LAST:
        found.sort(key=_KEYS[order])
    return found


def _by_need(row: JourneyRow) -> tuple[float, float]:
    need = row.journey.need
    return (1.0, 0.0) if need is None else (-need, -row.journey.mean_need)


_KEYS: Mapping[Order, Callable[[JourneyRow], Any]] = {
    Order.NAME: lambda row: by_name(row.journey.name),
    Order.NEED: _by_need,
    Order.LATE: lambda row: -(row.figures.late if row.figures else 0),
}


def _grouped(trees: Sequence[list[JourneyRow]], wanted: Wanted, today: date) -> list[Listed]:
    """Return the journeys below the lines of their clients; without these where there is no client."""
    groups: dict[str, list[JourneyRow]] = {}
    names: dict[str, str] = {}
    shown: dict[str, str] = {}
    for tree in trees:
        client = tree[0].journey.client
        if client not in shown:
            shown[client] = names.setdefault(folded(client), client)
        groups.setdefault(shown[client], []).extend(tree)
    if not any(groups):
        return [row for tree in trees for row in tree]
    clients = sorted(groups, key=by_name) if wanted.order is Order.NAME else list(groups)
    found: list[Listed] = []
    for client in sorted(clients, key=lambda name: not name):
        rows = groups[client]
        is_folded = client in wanted.folded and not wanted.words
        found.append(
            GroupRow(
                client,
                len(rows),
                sum(row.figures.late for row in rows if row.figures is not None),
                sum(row.journey.open_audit is not None for row in rows),
                sum(row.journey.is_due(today) for row in rows),
                is_folded,
            )
        )
        found += [] if is_folded else rows
    return found
