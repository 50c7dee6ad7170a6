"""Reads of what an audit found: failed checks, sour feelings and pain points, each with the action that answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.lasting import in_audit
from auditor.analysis.need import need_of
from auditor.base.vocabulary import (
    FAILING,
    SOUR_FROM,
    STILL_SEEN,
    Emotion,
    FindingKind,
    Origin,
    Status,
    Verdict,
)
from auditor.store.adapter import Reader
from auditor.store.reading.findings.reads import places_of
from auditor.store.viewing import Read
from auditor.views.audits import Audit, Found, Visit
from auditor.views.checks import Check
from auditor.views.findings import Finding


class _Answering(Struct, frozen=True):
    """An action, and a finding that it answers."""

    touchpoint_id: int
    checklist: str
    check_key: str
    note_id: int
    """0 where it is no pain point."""
    action_id: int
    status: Status


_LINKS = Read(
    "newest actions of an audit's findings",
    _Answering,
    """
    SELECT l.touchpoint_id, l.checklist, l.check_key, coalesce(l.note_id, 0) AS note_id, x.id AS action_id, x.status
    FROM visit v JOIN link l ON l.touchpoint_id = v.touchpoint_id AND l.removed_at IS NULL
    JOIN action x ON x.id = l.action_id AND x.removed_at IS NULL
    WHERE v.audit_id = :audit ORDER BY x.id
    """,
    ("audit",),
)

_PAIN_POINTS = Read(
    "pain points at the touchpoints of an audit",
    tuple[int, int, str],
    """
    SELECT n.touchpoint_id, n.id, n.text
    FROM audit u JOIN visit v ON v.audit_id = u.id
    JOIN note n ON n.touchpoint_id = v.touchpoint_id AND n.removed_at IS NULL
    WHERE u.id = :audit AND n.kind = 'pain-point' AND (u.kind <> 'recheck' OR EXISTS (
        SELECT 1 FROM change_row r JOIN change c ON c.id = r.change_id
        WHERE r.entity = 'note' AND r.row_id = n.id AND r.before IS NULL AND c.at >= u.started_at))
    ORDER BY n.id
    """,
    ("audit",),
)


def findings_of(reader: Reader, audit: Audit, known: Iterable[Finding]) -> list[Found]:
    """Return the findings of an audit in the order of the walk, each with the newest action that answers it.

    The findings of its journey are `known`.
    """
    lasting = _lasting(audit, known)
    links = {
        (one.touchpoint_id, one.checklist, one.check_key, one.note_id): (one.action_id, one.status)
        for one in reader.all(_LINKS, audit=audit.id)
    }
    pains: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for point, note, text in reader.all(_PAIN_POINTS, audit=audit.id):
        pains[point].append((note, text))
    found = [one for visit in audit.visits for one in _findings(visit, pains[visit.touchpoint_id], links)]
    return [
        whole
        for one in found
        for whole in _with_lasting(one, lasting.get(_subject(one)) or _alike(reader, audit, one, lasting))
    ]


_Subject = tuple[int, str, str, int]
_Lasting = Mapping[_Subject, Sequence[Finding]]


def _subject(one: Found) -> _Subject:
    return one.touchpoint_id, *one.named, one.note_id or 0


def _lasting(audit: Audit, known: Iterable[Finding]) -> _Lasting:
    """Return the findings that an audit saw, by what they are of."""
    found: defaultdict[_Subject, list[Finding]] = defaultdict(list)
    for one in known:
        told = in_audit(one, audit.id)
        is_there = one.pain_id is not None or (told is not None and told.seen in STILL_SEEN)
        if is_there and one.kind is not FindingKind.REMARK:
            found[(one.touchpoint_id, *one.named, one.pain_id or 0)].append(one)
    return found


def _alike(reader: Reader, audit: Audit, one: Found, lasting: _Lasting) -> list[Finding]:
    """Return the findings of a shared check at other touchpoints of its site, where it stands as at the one found.

    Another touchpoint of the site led when it was named.
    """
    if one.check is None or not one.check.shared:
        return []
    named = one.check.named
    following = [
        visit.touchpoint_id
        for visit in audit.visits
        if (visit.touchpoint_id, *named, 0) in lasting
        and any(answer.origin is Origin.SHARED and answer.check.named == named for answer in visit.answers)
    ]
    places = places_of(reader, audit.journey_id) if following else {}
    here = places.get(one.touchpoint_id)
    return [
        each
        for point in following
        if here is not None and places.get(point) == here
        for each in lasting[(point, *named, 0)]
    ]


def _with_lasting(one: Found, whole: Sequence[Finding]) -> Iterable[Found]:
    """Return what was found once for each finding that lasts: a check may fail in several ways. As it is where none is named.

    What was waived is none.
    """
    return [_with(one, each) for each in whole if each.kind is FindingKind.FAULT] if whole else [one]


def _with(one: Found, finding: Finding) -> Found:
    """Return what was found as the finding that lasts, with the newest action that mends just that."""
    mending = finding.mending[-1] if finding.mending else None
    return replace(
        one,
        finding=finding,
        action_id=mending.action_id if mending else None,
        action_status=mending.status if mending else None,
    )


_Links = Mapping[tuple[int, str, str, int], tuple[int, Status]]


def _findings(visit: Visit, pains: Iterable[tuple[int, str]], links: _Links) -> list[Found]:
    place = visit.touchpoint_id
    found = []
    for answer in visit.answers:
        # What only stands as at another touchpoint of the site is a finding there.
        if answer.verdict in FAILING and answer.origin is Origin.OWN:
            check = answer.check
            action = links.get((place, check.checklist, check.key, 0), (None, None))
            found.append(_finding(visit, action, answer.note, check=check, verdict=answer.verdict))
    if visit.feeling is not None and visit.feeling <= SOUR_FROM:
        action = links.get((place, "", "", 0), (None, None))
        found.append(_finding(visit, action, visit.note, feeling=visit.feeling, emotion=visit.emotion))
    for note_id, text in pains:
        action = links.get((place, "", "", note_id), (None, None))
        found.append(_finding(visit, action, text, note_id=note_id))
    return found


def _finding(
    visit: Visit,
    action: tuple[int | None, Status | None],
    note: str,
    *,
    check: Check | None = None,
    verdict: Verdict | None = None,
    feeling: int | None = None,
    emotion: Emotion | None = None,
    note_id: int | None = None,
) -> Found:
    return Found(
        visit.touchpoint_id,
        visit.touchpoint,
        visit.stage,
        check,
        verdict,
        feeling,
        emotion,
        note,
        note_id,
        *action,
        need_of(visit),
        visit.need,
    )
