"""Reads of findings whole: each with its check, what was seen of it, pictures and the actions that mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.lasting import (
    in_audit,
    in_own_words,
    only_when_told,
    seen_by_feeling,
    seen_by_verdict,
    was_told_gone,
)
from auditor.analysis.sharing import Site, sites
from auditor.store.adapter import Reader
from auditor.store.reading.actions.numbered import IDS, among, read_numbered
from auditor.store.reading.findings import rows
from auditor.store.reading.findings.rows import Following, Looked, Mends, Scoped, Written
from auditor.store.reading.sealing import VIEWER
from auditor.store.viewing import Read, first
from auditor.views.checks import Check
from auditor.views.findings import Finding, Phrase, Picture, Sighting

T = TypeVar("T", Picture, Mends, Written)


class _Place(Struct, frozen=True):
    """A touchpoint of a journey, as far as it tells which site it is of."""

    id: int
    channel: str
    side: str
    address: str


_PLACES = Read(
    "places of a journey in order",
    _Place,
    """
    SELECT t.id, t.channel, t.side, t.address FROM touchpoint t JOIN stage s ON s.id = t.stage_id
    WHERE t.journey_id = :journey AND t.removed_at IS NULL AND s.removed_at IS NULL
    ORDER BY s.position, s.id, t.position, t.id
    """,
    ("journey",),
)

_NUMBERED = Read(
    "findings of a number",
    tuple[int, int],
    f"""
    SELECT f.id, f.journey_id FROM finding f {rows.PLACED}
    WHERE f.number = :number AND {rows.IN_SIGHT} ORDER BY f.id
    """,
    ("number", VIEWER),
)

_PHRASES = Read(
    "kept wordings",
    tuple[int, str, str, str, str, str],
    "SELECT id, checklist, check_key, en, sv, nb FROM phrase WHERE removed_at IS NULL ORDER BY checklist, check_key, id",
)

_PICTURE = Read(
    "picture",
    Picture,
    f"""
    SELECT {rows.PICTURE} FROM picture p JOIN finding f ON f.id = p.finding_id {rows.PLACED}
    WHERE p.id = :picture AND p.removed_at IS NULL AND {rows.IN_SIGHT}
    """,
    ("picture", VIEWER),
)


_JOURNEYS = Read(
    "journeys of actions that mend something",
    int,
    f"""
    SELECT DISTINCT t.journey_id FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id
    WHERE {among("x.id")} AND EXISTS (SELECT 1 FROM link l WHERE l.action_id = x.id AND l.removed_at IS NULL)
    """,
    IDS,
)


class FindingReads:
    """What can be asked about findings."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def of_journey(self, journey_id: int) -> list[Finding]:
        """Return all findings of a journey in the order of the walk: open, gone, remarks and waived ones.

        Those of which nothing is left, because the audit that found them was deleted, are none.
        """
        return self._whole(0, journey=journey_id)

    def get(self, finding_id: int) -> Finding | None:
        """Return one finding, or None."""
        return first(self._whole(1, finding=finding_id))

    def mended_by(self, action_id: int) -> list[Finding]:
        """Return the findings that an action mends, in the order of the walk."""
        return self._whole(2, action=action_id)

    def mended_by_any(self, action_ids: Collection[int]) -> list[Finding]:
        """Return the findings that some actions mend, each once, journey by journey in the order of the walk."""
        if len(action_ids) == 1:
            return [one for number in action_ids for one in self.mended_by(number)]
        wanted = set(action_ids)
        journeys = sorted(set(read_numbered(self._reader(), _JOURNEYS, sorted(wanted))))
        return [
            one
            for journey in journeys
            for one in self.of_journey(journey)
            if not wanted.isdisjoint(each.action_id for each in one.mending)
        ]

    def of_audit(self, audit_id: int, journey_id: int) -> list[Finding]:
        """Return the findings of a journey that an audit tells anything of, also while it is in progress."""
        return [one for one in self.of_journey(journey_id) if in_audit(one, audit_id) is not None]

    def numbered(self, number: int) -> list[tuple[int, int]]:
        """Return the findings of all journeys that have a number: by their own number and that of the journey."""
        return self._reader().all(_NUMBERED, number=number)

    def phrases(self) -> list[Phrase]:
        """Return all kept wordings, by check."""
        return [
            Phrase(number, checklist, key, _texts(en, sv, nb))
            for number, checklist, key, en, sv, nb in self._reader().all(_PHRASES)
        ]

    def picture(self, picture_id: int) -> Picture | None:
        """Return one picture, or None."""
        return first(self._reader().all(_PICTURE, picture=picture_id))

    def _whole(self, scope: int, **of: int) -> list[Finding]:
        """Return findings: of a journey with `scope` 0, one alone with 1, or with 2 those that an action mends."""
        reader = self._reader()
        found = reader.all(rows.FINDINGS[scope], **of)
        if not found:
            return []
        checks = {one.finding_id: one.check for one in reader.all(rows.CHECKED[scope], **of)}
        phrased = {one.finding_id: one for one in reader.all(rows.PHRASED[scope], **of)}
        phrases = {number: one.phrase_id for number, one in phrased.items()}
        sightings, drafts = _sightings(reader, scope, found, phrases, of)
        pictures = _grouped(reader, rows.PICTURES, scope, of)
        mending = _grouped(reader, rows.MENDED, scope, of)
        authors = _grouped(reader, rows.AUTHORS, scope, of)
        elsewhere = _elsewhere(reader, found, checks, sightings)
        whole = (
            replace(
                one,
                check=checks.get(one.id),
                phrase=_texts(phrase.en, phrase.sv, phrase.nb) if (phrase := phrased.get(one.id)) else {},
                phrase_id=phrase.phrase_id if phrase else None,
                sightings=tuple(sightings[one.id]),
                drafts=tuple(drafts[one.id]),
                pictures=tuple(pictures[one.id]),
                mending=tuple(each.mending for each in mending[one.id]),
                authors=tuple(each.author for each in authors[one.id]),
                elsewhere=tuple(each.touchpoint for each in elsewhere[one.id]),
                elsewhere_ids=tuple(each.touchpoint_id for each in elsewhere[one.id]),
            )
            for one in found
        )
        return [one for one in whole if one.sightings or one.drafts or one.pain_id is not None]


def _grouped(reader: Reader, scoped: Scoped[T], scope: int, of: dict[str, int]) -> defaultdict[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for one in reader.all(scoped[scope], **of):
        found[one.finding_id].append(one)
    return found


def _texts(en: str, sv: str, nb: str) -> dict[str, str]:
    return {language: text for language, text in (("en", en), ("sv", sv), ("nb", nb)) if text}


def _sightings(
    reader: Reader, scope: int, found: Iterable[Finding], phrases: Mapping[int, int], of: dict[str, int]
) -> tuple[defaultdict[int, list[Sighting]], defaultdict[int, list[Sighting]]]:
    """Return what was seen of each finding, by its number: in finished audits and by hand, and in those in progress."""
    kinds = {one.id: one for one in found}
    done: defaultdict[int, list[Sighting]] = defaultdict(list)
    drafts: defaultdict[int, list[Sighting]] = defaultdict(list)
    for one in reader.all(rows.LOOKED[scope], **of):
        finding = kinds.get(one.finding_id)
        seen = None if finding is None else _seen(finding, one)
        if seen is not None:
            (done if one.finished and one.speaks else drafts)[one.finding_id].append(seen)
    for said in reader.all(rows.BY_HAND[scope], **of):
        done[said.finding_id].append(Sighting(said.finding_id, said.seen, said.at, said.note, own=True))
    for number, each in done.items():
        each.sort(key=lambda one: one.at)
        finding = kinds.get(number)
        if finding is not None and in_own_words(finding.what, phrases.get(number)):
            drafts[number] = only_when_told(drafts[number], was_told_gone(each))
            done[number] = only_when_told(each)
    return done, drafts


def _seen(finding: Finding, one: Looked) -> Sighting | None:
    """Return what a visit says of a finding: what was said of itself, else what its verdict or feeling means."""
    seen = one.seen or seen_by_verdict(one.verdict, finding.kind) or seen_by_feeling(one.feeling)
    if seen is None:
        return None
    return Sighting(
        one.finding_id,
        seen,
        one.at,
        one.note or one.answer_note,
        one.seen is not None,
        one.verdict,
        one.audit_id,
        one.visit_id,
        one.persona_id,
        one.persona,
        one.auditor,
        one.finished,
    )


def _elsewhere(
    reader: Reader,
    found: Collection[Finding],
    checks: Mapping[int, Check],
    sightings: Mapping[int, Sequence[Sighting]],
) -> defaultdict[int, list[Following]]:
    """Return by the number of each finding the other touchpoints of its site where it stands in the newest audit."""
    others: defaultdict[int, list[Following]] = defaultdict(list)
    shared = [one for one in found if one.id in checks and checks[one.id].shared]
    for journey in {one.journey_id for one in shared}:
        following: defaultdict[tuple[int, str, str], list[Following]] = defaultdict(list)
        for each in reader.all(rows.FOLLOWING, journey=journey):
            following[each.audit_id, each.checklist, each.check_key].append(each)
        if not following:
            continue
        places = places_of(reader, journey)
        for one in shared:
            here = places.get(one.touchpoint_id)
            if one.journey_id == journey and here is not None:
                newest = _newest_audit(sightings.get(one.id, ()))
                others[one.id] += [
                    each
                    for each in following.get((newest, *checks[one.id].named), ())
                    if each.touchpoint_id != one.touchpoint_id and places.get(each.touchpoint_id) == here
                ]
    return others


def places_of(reader: Reader, journey_id: int) -> dict[int, Site | None]:
    """Return which site each touchpoint of a journey is of; None for one that shares nothing with others."""
    points = reader.all(_PLACES, journey=journey_id)
    return dict(zip((point.id for point in points), sites(points), strict=True))


def _newest_audit(told: Iterable[Sighting]) -> int:
    """Return the number of the last audit that saw something; 0 for none."""
    return next(iter([one.audit_id for one in told if one.audit_id is not None][-1:]), 0)
