"""Which pieces of evidence stand, and which newer ones supersede. The rules are the product's own; docs/DECIDING.md tells them.

Of the same tool or survey, page, place, persona and action the newest stands. A survey of which the replies are known
is superseded by one that holds them all. What is recorded person by person, or is somebody's word, adds up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import prod

from msgspec import Struct

from auditor.base.text import folded
from auditor.base.vocabulary import EvidenceKind, Verdict

ONE_BY_ONE = (EvidenceKind.INTERVIEW, EvidenceKind.USABILITY_TEST)
"""Kinds recorded person by person, so that several from one day are different people."""

ADDS_UP = (*ONE_BY_ONE, EvidenceKind.STAFF, EvidenceKind.SOCIAL, EvidenceKind.REVIEW, EvidenceKind.WALK)
"""Kinds of which a newer piece says nothing of an older one: each is somebody else's word."""

_VERSION = re.compile(r"(?:[\s,/@]+v?\d[\w.+-]*)+$")


def tool_name(text: str) -> str:
    """Return the name of a tool without its version: `axe-core 4.10.0` is axe-core."""
    return _VERSION.sub("", text.strip()) or text.strip()


class Piece(Struct, frozen=True):
    """What of a piece of evidence tells whether it stands."""

    id: int
    kind: EvidenceKind
    source: str
    collected: date
    people: int | None = None
    persona_id: int | None = None
    place: tuple[str, int] = ("", 0)
    """The narrowest place it stands on."""
    action_id: int | None = None
    tool: str = ""
    """Without its version; empty for what was typed."""
    page: str = ""
    """The page, step or question it is of."""
    unit: str = ""
    replies: frozenset[str] = frozenset()
    """Of a survey, what its replies are known by; empty where that is not known."""
    respondent_id: int | None = None
    """Who said it, of what somebody known by a code name said."""

    @property
    def subject(self) -> str:
        """What was asked or measured: the page, or, of what was typed by hand, the unit of its figure."""
        return self.page or ("" if self.tool else self.unit)

    @property
    def series(self) -> tuple[object, ...] | None:
        """What pieces have in common of which the newest stands; None for a kind whose pieces add up."""
        if self.kind in ADDS_UP:
            return None
        name = folded(self.tool or self.source)
        return (self.kind, name, folded(self.subject), self.place, self.persona_id, self.action_id)

    @property
    def age(self) -> tuple[date, int]:
        """What sorts pieces from the oldest to the newest."""
        return self.collected, self.id


def superseded(pieces: Iterable[Piece]) -> dict[int, int]:
    """Return, by number, the pieces that are superseded, and by which standing piece each is."""
    pieces = list(pieces)
    newest: dict[object, Piece] = {}
    surveyed: defaultdict[object, list[Piece]] = defaultdict(list)
    for one in pieces:
        series = one.series
        if series is None:
            continue
        if series not in newest or newest[series].age < one.age:
            newest[series] = one
        if one.replies:
            surveyed[one.kind, folded(one.page), one.place, one.persona_id, one.action_id].append(one)
    found = {
        one.id: newest[series].id
        for one in pieces
        if not one.replies and (series := one.series) is not None and newest[series] is not one
    }
    for asked in surveyed.values():
        found |= _contained(asked)
    return {number: found.get(by, by) for number, by in found.items()}


def _contained(asked: Sequence[Piece]) -> dict[int, int]:
    """Return which pieces another holds all the replies of: the largest stands, of equals the newest."""
    standing: list[Piece] = []
    found: dict[int, int] = {}
    for one in sorted(asked, key=lambda piece: (len(piece.replies), piece.age), reverse=True):
        by = next((each for each in standing if one.replies <= each.replies), None)
        if by is None:
            standing.append(one)
        else:
            found[one.id] = by.id
    return found


def repeated(gives: Sequence[tuple[Piece, float]]) -> set[int]:
    """Return the numbers of standing pieces that are other figures of people who count already.

    `gives` are the pieces with the confidence that each gives. Figures of one kind from the same source, place, day
    and persona are the same people asked: of several questions the one that gives most counts, the first of equals.
    So does of what one respondent said at one place. Measurements ask nobody, so each counts.
    """
    asked: defaultdict[object, defaultdict[str, list[tuple[Piece, float]]]]
    asked = defaultdict(lambda: defaultdict(list))
    for one, confidence in gives:
        if one.respondent_id is not None:
            asked[one.place, one.respondent_id][f"{one.id}"].append((one, confidence))
        elif one.kind not in ONE_BY_ONE and one.kind is not EvidenceKind.MEASUREMENT:
            same = (one.place, one.kind, one.source, one.collected, one.persona_id)
            subject = folded(one.page) or f"{one.id}"
            asked[same][subject].append((one, confidence))
    found: set[int] = set()
    for subjects in asked.values():
        if len(subjects) > 1:
            most = max(subjects.values(), key=lambda each: 1 - prod(1 - gives for _one, gives in each))
            found |= {one.id for each in subjects.values() if each is not most for one, _gives in each}
    return found


class Said(Struct, frozen=True):
    """An answer to a check that a piece of evidence suggests."""

    id: int
    evidence_id: int
    touchpoint_id: int
    checklist: str
    check_key: str
    verdict: Verdict

    @property
    def check(self) -> str:
        """The check it answers."""
        return f"{self.checklist}/{self.check_key}"


def still_said(
    said: Iterable[Said], pieces: Iterable[Piece], asked: Mapping[int, frozenset[str] | None]
) -> set[int]:
    """Return the numbers of what is said still: what no newer run on the same page speaks of.

    `asked` are the checks that each piece has asked about, whatever came of it; None where that is not known, and
    then it is all. So what one run found failed is settled by a newer one in which it did not fail.
    """
    by_number = {one.id: one for one in pieces}
    runs: defaultdict[object, list[Piece]] = defaultdict(list)
    for one in by_number.values():
        if (series := one.series) is not None:
            runs[series].append(one)
    found: set[int] = set()
    for each in said:
        own = by_number.get(each.evidence_id)
        if own is None:
            continue
        newer = (one for one in runs.get(own.series, ()) if one.age > own.age)
        if not any((checks := asked.get(one.id)) is None or each.check in checks for one in newer):
            found.add(each.id)
    return found


_GRAVITY = {Verdict.FAIL: 0, Verdict.PARTLY: 1, Verdict.PASS: 2, Verdict.NOT_APPLICABLE: 3}


def gravity(verdict: Verdict) -> int:
    """Return what verdicts on different pages are sorted by: the worst of them stands for the touchpoint."""
    return _GRAVITY[verdict]
