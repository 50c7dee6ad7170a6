"""What older exports and databases had otherwise, and what becomes of it. It never changes, so that rows stay the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from auditor.base.text import clean, one_line
from auditor.exchange.document import Row
from auditor.exchange.fields import Field, texts
from auditor.exchange.kinds import Whole
from auditor.exchange.parts import REVISION

NAMED_SINCE = 4
"""The version since which findings have names; in earlier ones they follow from the answers."""

FIELDS: dict[int, dict[str, tuple[Field, ...]]] = {
    1: {"stages": texts("strategies"), "touchpoints": (Field("wanted", Whole(-2, 2)),)}
}
"""By version and part: the fields that are no more. `taken_out` says what becomes of them."""

_BULLET = re.compile(r"^(?:(?:[-–—*]\s+|[•·▪◦‣●○]\s*)+|[-–—*]+$)")


class StrategyRow(Struct, frozen=True):
    """A line of the strategies of a stage."""

    uid: str
    position: int
    text: str


def strategy_rows(stage: str, text: str) -> Iterator[StrategyRow]:
    """Yield the strategies that one text of a stage told: a line each, without bullets. `stage` is its own id."""
    lines = (_BULLET.sub("", one_line(line)).strip() for line in clean(text).splitlines())
    for position, line in enumerate(filter(None, lines)):
        yield StrategyRow(_own_id(stage, f"strategy {position}"), position, line)


def wish_row(touchpoint: str) -> str:
    """Return the own id of the wish for every customer that a touchpoint of that id had."""
    return _own_id(touchpoint, "wish")


def finding_of_check(touchpoint: str, checklist: str = "", check_key: str = "") -> str:
    """Return the own id of the finding of a check at a touchpoint of that id; without one, of how customers feel there."""
    return _own_id(touchpoint, f"finding {checklist}/{check_key}")


def finding_of_pain(note: str) -> str:
    """Return the own id of the finding of a pain point, a note of that id."""
    return _own_id(note, "finding")


def taken_out(part: str, row: Row) -> Iterator[tuple[str, Row]]:
    """Take the fields that are no more out of a row that was read, and yield what they become: part and row."""
    if part == "stages":
        for one in strategy_rows(str(row["id"]), str(row.pop("strategies", ""))):
            said = {"id": one.uid, "stage": row["id"], "position": one.position, "text": one.text}
            yield "strategies", {**said, REVISION: row[REVISION]}
    elif part == "touchpoints" and (wanted := row.pop("wanted", None)) is not None:
        said = {"id": wish_row(str(row["id"])), "touchpoint": row["id"], "persona": None, "feeling": wanted}
        yield "wishes", {**said, "channel": "", "text": "", REVISION: row[REVISION]}


def _own_id(row: str, what: str) -> str:
    """Return the same own id whenever and wherever it is asked for."""
    return sha256(f"{row}/{what}".encode()).hexdigest()[:32]
