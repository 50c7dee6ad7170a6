"""Which journeys are listed and in which order, without a screen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditor.base.vocabulary import Purpose, Scope
from auditor.views.home import HomeJourney, JourneyFigures
from screens.home.journey_lines import Columns
from screens.home.journeys import ArchiveRow, GroupRow, JourneyRow, Order, Wanted, listed
from screens.widgets.drawing import width_of

TODAY = date(2026, 12, 1)


def journey(
    number: int,
    name: str,
    *,
    client: str = "",
    parent: int | None = None,
    begun: int = 1,
    archived: bool = False,
    worst: float = 0.0,
    draft: bool = False,
) -> HomeJourney:
    started = datetime(2026, 11, begun, tzinfo=UTC)
    return HomeJourney(
        number,
        name,
        client,
        (),
        Purpose.SALES,
        Scope.WHOLE,
        started if archived else None,
        30,
        started,
        9 if draft else None,
        started.isoformat(),
        3,
        worst,
        worst / 2,
        parent=parent,
    )


def figures(number: int, late: int) -> JourneyFigures:
    return JourneyFigures(number, late + 2, 0, late, 0, 0, 0, 0)


SHOP = journey(1, "Web shop", begun=20, worst=0.4)
TENT = journey(2, "Buy a tent", begun=10, worst=0.9)
ABLE = journey(3, "Älvdalen", begun=15, worst=0.1, parent=1)
KNOWN = {2: figures(2, 1), 3: figures(3, 4)}


def names(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [
        "  " * row.depth + row.journey.name if isinstance(row, JourneyRow) else type(row).__name__
        for row in rows
    ]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.LAST, ["Web shop", "  Älvdalen", "Buy a tent"]),
        (Order.NAME, ["Buy a tent", "Web shop", "  Älvdalen"]),
        (Order.NEED, ["Buy a tent", "Web shop", "  Älvdalen"]),
        (Order.LATE, ["Buy a tent", "Web shop", "  Älvdalen"]),
    ],
)
def test_orders_keep_journeys_below_the_one_they_are_inside_of(order: Order, found: list[str]) -> None:
    assert names(listed([SHOP, TENT, ABLE], KNOWN, Wanted(order=order), TODAY)) == found


def test_what_fits_brings_along_what_it_is_inside_of() -> None:
    assert names(listed([SHOP, TENT, ABLE], KNOWN, Wanted("4 late"), TODAY)) == ["Web shop", "  Älvdalen"]


def test_the_archive_is_folded_until_it_is_opened_or_asked_for() -> None:
    every = [SHOP, journey(4, "Old", archived=True)]
    rows = listed(every, {}, Wanted(), TODAY)
    assert rows[-1] == ArchiveRow(1, True)
    assert names(listed(every, {}, Wanted("archived"), TODAY)) == ["ArchiveRow", "Old"]


def test_clients_tell_what_wants_an_eye_and_none_stands_last() -> None:
    rows = listed([SHOP, journey(5, "B", client="Oslo", draft=True)], {5: figures(5, 2)}, Wanted(), TODAY)
    groups = [row for row in rows if isinstance(row, GroupRow)]
    assert [(row.client, row.count, row.late, row.drafts) for row in groups] == [
        ("Oslo", 1, 2, 1),
        ("", 1, 0, 0),
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("counted", [True, False])
def test_lines_of_journeys_are_no_wider_than_the_list(width: int, counted: bool) -> None:
    long = journey(6, "The way of a customer who has moved abroad and comes back", client="A", draft=True)
    rows = [row for row in listed([long, SHOP, ABLE], KNOWN, Wanted(), TODAY) if isinstance(row, JourneyRow)]
    columns = Columns(rows, width, Order.NEED, TODAY, counted, True)
    assert all(width_of(columns.draw(row)) <= max(width, 56) for row in rows)
    assert all("…" not in text for row in rows for text, _ink in columns.draw(row)[2:] if counted)
