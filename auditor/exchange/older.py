"""What older exports and databases had otherwise, and what becomes of it. It never changes, so that rows stay the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from msgspec import Struct

from auditor.base.text import clean, one_line
from auditor.exchange.document import Row
from auditor.exchange.fields import Field, texts
from auditor.exchange.kinds import Whole
from auditor.exchange.parts import REVISION
from auditor.views.checks import Named

NAMED_SINCE = 4
"""The version since which findings have names; in earlier ones they follow from the answers."""

FIELDS: dict[int, dict[str, tuple[Field, ...]]] = {
    1: {"stages": texts("strategies"), "touchpoints": (Field("wanted", Whole(-2, 2)),)}
}
"""By version and part: the fields that are no more. `taken_out` says what becomes of them."""

MOVED: Mapping[Named, str] = {
    **dict.fromkeys(
        (
            ("calls-to-action", key)
            for key in (
                "contact-details-found",
                "contact-same-place",
                "phone-number-tappable",
                "opening-hours",
                "response-time",
                "short-contact-form",
                "sent-confirmation",
            )
        ),
        "contact",
    ),
    ("order-tracking", "return-received"): "delivery-returns",
}
"""The checks that have gone over to another checklist, by the keys they had."""

MOVED_SINCE = 5
"""The version since which they are told by the keys they have now."""

SPLIT = {"calls-to-action": "contact"}
"""What was one checklist and is two: where the first stood, both do."""

_FORMER = {(now, key): before for (before, key), now in MOVED.items()}

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
    former = _FORMER.get((checklist, check_key), checklist)
    return _own_id(touchpoint, f"finding {former}/{check_key}")


def moved_on(part: str, row: Row) -> None:
    """Give a row that names a check the keys that it has now, and a touchpoint the checklists that it has now."""
    if "check_key" in row:
        row["checklist"] = MOVED.get((str(row["checklist"]), str(row["check_key"])), row["checklist"])
    elif part == "answers":
        checklist, key, digest = str(row["wording"]).split("/", 2)
        row["wording"] = f"{MOVED.get((checklist, key), checklist)}/{key}/{digest}"
    elif part == "touchpoints":
        keys = row["checklists"]
        assert isinstance(keys, list)
        row["checklists"] = checklists_now(keys)


def checklists_now(keys: Iterable[str]) -> list[str]:
    """Return checklists, each that was split with what it was split into."""
    return list(dict.fromkeys(name for key in keys for name in (key, SPLIT.get(key, key))))


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
