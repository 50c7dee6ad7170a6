"""Reads how well every touchpoint is supported, for whole lists at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from auditor.analysis.confidence import (
    DEFAULT_WEIGHING,
    Weighing,
    by_kind,
    combined,
    people_of,
    weighed,
)
from auditor.analysis.superseding import Piece, superseded
from auditor.base.vocabulary import EvidenceKind
from auditor.input.evidence import parse_replies
from auditor.store.adapter import Reader
from auditor.store.viewing import Read


class Item(Struct, frozen=True):
    """What of a piece of evidence counts, and where it stands."""

    id: int
    journey_id: int
    stage_id: int | None
    touchpoint_id: int | None
    kind: EvidenceKind
    source: str
    collected_on: date
    people: int | None
    before_people: int | None
    persona_id: int | None
    action_id: int | None
    tool: str
    page: str
    unit: str
    respondent_id: int | None = None

    @property
    def place(self) -> _Place:
        """The narrowest place it stands on."""
        if self.touchpoint_id:
            return ("touchpoint", self.touchpoint_id)
        return ("stage", self.stage_id) if self.stage_id else ("journey", self.journey_id)

    def piece(self, replies: frozenset[str]) -> Piece:
        """Return what tells whether it stands, and what it counts."""
        return Piece(
            self.id,
            self.kind,
            self.source,
            self.collected_on,
            people_of(self.people, self.before_people),
            self.persona_id,
            self.place,
            self.action_id,
            self.tool,
            self.page,
            self.unit,
            replies,
            self.respondent_id,
        )


_ITEMS = Read(
    "evidence that counts for touchpoints",
    Item,
    """
    SELECT e.id, e.journey_id, e.stage_id, e.touchpoint_id, e.kind, e.source, e.collected_on, e.people,
        e.before_people, e.persona_id, e.action_id, e.tool, e.page, e.unit,
        e.respondent_id
    FROM evidence e LEFT JOIN persona p ON p.id = e.persona_id
    WHERE e.removed_at IS NULL AND p.removed_at IS NULL
    AND (e.touchpoint_id IS NOT NULL OR e.stage_id IS NOT NULL OR e.persona_id IS NULL)
    AND (e.journey_id = :journey OR :journey = 0)
    ORDER BY e.id
    """,
    ("journey",),
)

_REPLIES = Read(
    "what replies of surveys are known by",
    tuple[int, str],
    """
    SELECT e.id, e.replies FROM evidence e
    WHERE e.removed_at IS NULL AND e.replies <> '' AND (e.journey_id = :journey OR :journey = 0)
    """,
    ("journey",),
    shown=False,
)

_Place = tuple[str, int]


class Grading(Struct, frozen=True):
    """How evidence is weighed, and from which day its age is counted."""

    weighing: Weighing = DEFAULT_WEIGHING
    today: Callable[[], date] = date.today


DEFAULT_GRADING = Grading()


class Confidences:
    """The confidence of every touchpoint."""

    def __init__(self, gives: Mapping[_Place, Mapping[EvidenceKind, float]], weighing: Weighing) -> None:
        """Know what the evidence of each kind gives, 1 − Π(1 − c), at each place where there is some."""
        self._gives = gives
        self._weighing = weighing
        self._known: dict[tuple[int, int, int], float] = {}

    def of(self, touchpoint_id: int, stage_id: int, journey_id: int) -> float:
        """Return the confidence of a touchpoint from evidence on itself, its stage and its journey."""
        if not self._gives:
            return self._weighing.floor
        place = touchpoint_id, stage_id, journey_id
        if place not in self._known:
            self._known[place] = combined(self.kinds(*place), self._weighing, self._weighing.floor)
        return self._known[place]

    def kinds(self, touchpoint_id: int, stage_id: int, journey_id: int) -> dict[EvidenceKind, float]:
        """Return what the evidence of each kind gives a touchpoint by itself, 1 − Π(1 − c), above its weight too."""
        places = (("touchpoint", touchpoint_id), ("stage", stage_id), ("journey", journey_id))
        return by_kind(each for place in places for each in self._gives.get(place, {}).items())


def confidences_of(reader: Reader, grading: Grading, journey_id: int | None = None) -> Confidences:
    """Read what supports the touchpoints of a journey, or of all, for lists of a hundred thousand actions."""
    weighing = grading.weighing
    items = reader.all(_ITEMS, journey=journey_id or 0)
    pieces = pieces_of(reader, items, journey_id)
    shares = {"touchpoint": 1.0, "stage": weighing.stage_share, "journey": weighing.journey_share}
    found: dict[_Place, list[tuple[EvidenceKind, float]]] = {}
    for one, gives in zip(
        pieces, weighed(pieces, superseded(pieces), weighing, grading.today()), strict=True
    ):
        if not gives.repeated and gives.confidence:
            part = (one.kind, shares[one.place[0]] * gives.confidence)
            found.setdefault(one.place, []).append(part)
    return Confidences({place: by_kind(each) for place, each in found.items()}, weighing)


def pieces_of(reader: Reader, items: Sequence[Item], journey_id: int | None) -> list[Piece]:
    """Return what tells of evidence whether it stands; `journey_id` is whose it all is."""
    surveys = (
        (one.page, one.place, one.persona_id, one.action_id)
        for one in items
        if one.kind is EvidenceKind.SURVEY
    )
    known = replies_of(reader, surveys, journey_id)
    return [one.piece(known.get(one.id, frozenset())) for one in items]


def pieces_measured(reader: Reader, journey_id: int | None) -> list[Piece]:
    """Return the measurements of a journey, or of all."""
    items = reader.all(_ITEMS, journey=journey_id or 0)
    return [one.piece(frozenset()) for one in items if one.kind is EvidenceKind.MEASUREMENT]


def replies_of(
    reader: Reader, surveys: Iterable[object], journey_id: int | None
) -> dict[int, frozenset[str]]:
    """Return what the replies of surveys are known by, by number of the evidence.

    `surveys` tell what was asked where, one a piece: where no two are alike nothing is read, for then nothing can be
    in another.
    """
    asked = list(surveys)
    if len(asked) == len(set(asked)):
        return {}
    found = reader.all(_REPLIES, journey=journey_id or 0)
    return {number: parse_replies(text) for number, text in found}
