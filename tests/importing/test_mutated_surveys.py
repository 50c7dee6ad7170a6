"""A survey whose columns are swapped, renamed or emptied, or that is written otherwise, comes to the same or is refused."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from tests.importing.files import CHECKOUT, planned

Rows = list[list[str]]
Figures = frozenset[tuple[float, float]]
"""What the questions of a file came to, each a figure and a feeling, whatever they are called."""

TABLES: Mapping[str, tuple[str, frozenset[str]]] = {
    "questions": (
        "Datum;Svars-id;NPS;Hur nöjd är du med kassan? (1-5);Det var lätt att betala;Kommentar;Ålder\n"
        "2026-11-02;a;10;5;Instämmer helt;bra;34\n"
        "2026-11-03;b;9;4;Instämmer;sådär;51\n"
        "2026-11-04;c;3;2;Instämmer inte;långsamt;28\n"
        "2026-11-05;d;8;5;Varken eller;;44\n"
        "2026-11-06;e;0;1;Instämmer inte alls;krångligt, långsamt;60\n",
        frozenset({"Svars-id", "Kommentar", "Ålder"}),
    ),
    "words": (
        "Date,How satisfied are you with the checkout?,Overall how difficult or easy was it?,Gender\n"
        "2026-11-02,Extremely satisfied,Very easy,F\n"
        "2026-11-03,Very satisfied,Easy,M\n"
        "2026-11-04,Somewhat satisfied,Difficult,F\n"
        "2026-11-05,Very satisfied,Very easy,M\n"
        "2026-11-06,Not so satisfied,Neutral,F\n",
        frozenset({"Gender"}),
    ),
    "told scales": (
        "Tid\tHur nöjd är du? (1 = mycket nöjd, 5 = mycket missnöjd)\tBetyg 1 (bäst) – 5 (sämst)\tRate us\n"
        "2026-11-02\t1\t2\t⭐⭐⭐⭐⭐\n2026-11-03\t2\t1\t⭐⭐⭐\n2026-11-04\t5\t1\t⭐\n2026-11-05\t1\t3\t⭐⭐⭐⭐\n",
        frozenset(),
    ),
    "labels": (
        "date,How satisfied are you?,How likely are you to recommend us?\n"
        "2026-11-02,1 - Very satisfied,10 - Extremely likely\n2026-11-03,2 - Satisfied,7\n"
        "2026-11-04,5 - Very dissatisfied,0 - Not at all likely\n2026-11-05,1 - Very satisfied,4\n",
        frozenset(),
    ),
    "counts": (
        "Svar;Antal\nMycket nöjd;41\nNöjd;30\nVarken eller;12\nMissnöjd;5\nMycket missnöjd;3\n",
        frozenset(),
    ),
}
"""Files, and the names of columns that no figure needs."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


def _rows(text: str) -> Rows:
    mark = next(mark for mark in ("\t", ";", ",") if mark in text.split("\n")[0])
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _written(rows: Rows, mark: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def _come_to(folder: Path, content: bytes) -> Figures | None:
    """Return what a file comes to; None where it is refused."""
    try:
        plan = planned(folder, content, "survey", touchpoint_ids=(CHECKOUT,))
    except RefusedError:
        return None
    return frozenset(
        (round(each.draft.figure or 0, 6), round(each.draft.feeling or 0, 6)) for each in plan.landings
    )


def _swapped(rows: Rows, dice: random.Random) -> Rows:
    order = dice.sample(range(len(rows[0])), len(rows[0]))
    return [[row[at] for at in order] for row in rows]


def _renamed(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows[0]))
    return [
        [*rows[0][:at], dice.choice(("Xyz", "Kolumn", "Q", "", "field_7")), *rows[0][at + 1 :]],
        *rows[1:],
    ]


def _shuffled(rows: Rows, dice: random.Random) -> Rows:
    return [rows[0], *dice.sample(rows[1:], len(rows) - 1)]


def _padded(rows: Rows, dice: random.Random) -> Rows:
    empty = [""] * len(rows[0])
    made = [*rows]
    for _each in range(dice.randint(1, 3)):
        made.insert(dice.randint(1, len(made)), empty)
    return [[f" {cell} " if dice.random() < 0.3 else cell for cell in row] for row in made]


def _titled(rows: Rows, _dice: random.Random) -> Rows:
    return [["Kundundersökning hösten 2026", *[""] * (len(rows[0]) - 1)], [""] * len(rows[0]), *rows]


MUTATIONS: tuple[Callable[[Rows, random.Random], Rows], ...] = (
    _swapped,
    _renamed,
    _shuffled,
    _padded,
    _titled,
)


@pytest.mark.parametrize("name", TABLES)
def test_a_mutated_survey_has_no_figure_that_the_survey_has_not(tmp_path: Path, name: str) -> None:
    text, _needless = TABLES[name]
    rows = _rows(text)
    right = _come_to(tmp_path, _written(rows))
    assert right
    dice = random.Random(name)
    for _each in range(60):
        made = rows
        for mutation in dice.sample(MUTATIONS, dice.randint(1, 3)):
            made = mutation(made, dice)
        content = _written(made, dice.choice((",", ";", "\t", "|")), dice.choice(ENCODINGS))
        found = _come_to(tmp_path, content)
        assert found is None or found <= right, made


@pytest.mark.parametrize("name", TABLES)
def test_however_a_survey_is_written_it_comes_to_the_same(tmp_path: Path, name: str) -> None:
    rows = _rows(TABLES[name][0])
    right = _come_to(tmp_path, _written(rows))
    for encoding in ENCODINGS:
        for mark in (",", ";", "\t", "|"):
            assert _come_to(tmp_path, _written(rows, mark, encoding)) == right
    plain = [[cell.replace("⭐", "5 ")[:2].strip() if "⭐" in cell else cell for cell in row] for row in rows]
    assert _come_to(tmp_path, _written(plain, ";", "cp1252")) == _come_to(tmp_path, _written(plain))


@pytest.mark.parametrize("name", [name for name in TABLES if name != "counts"])
def test_an_empty_cell_is_an_answer_less_and_nothing_else(tmp_path: Path, name: str) -> None:
    text, needless = TABLES[name]
    rows = _rows(text)
    dice = random.Random(name)
    for _each in range(30):
        at = dice.randrange(len(rows[0]))
        line = dice.randrange(1, len(rows))
        blank = [[*row] for row in rows]
        blank[line][at] = ""
        found = _come_to(tmp_path, _written(blank))
        if rows[0][at] in needless:
            assert found == _come_to(tmp_path, _written(rows))
            continue
        alone = [[row[0], row[at]] for row in rows]
        without = [row for number, row in enumerate(alone) if number != line]
        figures = _come_to(tmp_path, _written(without)) if at else _come_to(tmp_path, _written(rows))
        if found is not None and figures is not None:
            assert figures <= found
