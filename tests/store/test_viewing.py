"""Rows become views: by the names of their columns, each as its annotation says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from msgspec import Struct

from auditor.base.vocabulary import Effect
from auditor.store import viewing
from auditor.store.viewing import Read, named


class Sender(Struct, frozen=True):
    """Who sent it."""

    name: str
    known: bool


class Parcel(Struct, frozen=True):
    """A row with something of every kind."""

    id: int
    title: str
    sent: date | None
    at: datetime
    effect: Effect | None
    words: tuple[str, ...]
    said: Mapping[str, str]
    sender: Sender
    marks: tuple[str, ...]
    weight: float = 1.5


NAMES = ("title", "id", "sent", "at", "effect", "words", "said", "sender.known", "sender.name")


@pytest.fixture(autouse=True)
def _not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "KNOWN", {})


def _row(**other: object) -> tuple[object, ...]:
    row: dict[str, object] = {
        "title": "a\x1b[2Jb",
        "id": 7,
        "sent": "2026-03-01",
        "at": "2026-03-01T09:30:00.000000+00:00",
        "effect": "",
        "words": "one two",
        "said": json.dumps({"why": "be\x07cause"}),
        "sender.known": 1,
        "sender.name": "Kim",
    }
    return tuple((row | other)[name] for name in NAMES)


def _parcels(*rows: tuple[object, ...]) -> list[Parcel]:
    return Read("parcels", Parcel, "", later={"marks": ()}).filled(NAMES, rows)


def test_columns_fill_the_fields_they_name_each_in_its_kind() -> None:
    (parcel,) = _parcels(_row())
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    sender = Sender("Kim", True)
    assert parcel == Parcel(
        7, "a[2Jb", date(2026, 3, 1), moment, None, ("one", "two"), {"why": "because"}, sender, ()
    )
    other, nothing = _parcels(_row(id=8, effect="worse", sent=None), _row(words="", effect=None))
    assert (other.id, other.effect, other.sent) == (8, Effect.WORSE, None)
    assert (nothing.words, nothing.effect) == ((), None)
    assert _parcels() == []


def test_a_word_that_no_view_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        _parcels(_row(effect="sideways"))


@pytest.mark.parametrize(
    "names",
    [
        ("name",),
        ("name", "known", "age"),
        ("name", "name"),
        ("known", "name.first"),
    ],
)
def test_columns_that_do_not_fit_the_view_are_refused_even_without_rows(names: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        Read("senders", Sender, "").filled(names, [])


def test_pairs_and_single_columns_have_no_names() -> None:
    pairs = Read("pairs", tuple[int, date], "")
    assert pairs.filled(("id", "max"), [(1, "2026-03-01")]) == [(1, date(2026, 3, 1))]
    assert Read("days", date, "").filled(("max",), [("2026-03-01",)]) == [date(2026, 3, 1)]
    assert Read("numbers", int, "").filled(("id",), [(3,), (4,)]) == [3, 4]
    assert Read("any", tuple, "").filled(("a", "b"), [("x\x07", 1)]) == [("x", 1)]
    with pytest.raises(TypeError):
        Read("pairs", tuple[int, str], "").filled(("id",), [])


def test_text_that_is_never_shown_is_left_as_it_is() -> None:
    assert Read("folded", str, "", shown=False).filled(("folded",), [("a\x07",)]) == ["a\x07"]


def test_columns_are_named_after_what_they_fill() -> None:
    assert named({"name": "p.name"}, "sender") == 'p.name AS "sender.name"'
    assert named({"name": "p.name", "id": "p.id"}) == 'p.name AS "name", p.id AS "id"'
