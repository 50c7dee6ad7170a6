"""Lets what several auditors of a round found alike be one finding, with all of them as its authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlmodel import col, select

from auditor.base.text import folded
from auditor.base.values import TEXT_LIMIT
from auditor.base.vocabulary import FindingKind, Seen, Verdict
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    FindingRecord,
    LinkRecord,
    PersonRecord,
    PictureRecord,
    SightingRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.writing.finding_rows import Subject, is_plain, subject_of
from auditor.writing.known_rows import chunks
from auditor.writing.people import name_of

R = TypeVar("R", SightingRecord, PictureRecord, LinkRecord)

_FAILING = (Verdict.FAIL, Verdict.PARTLY)


def join_found(work: Work, audits: Sequence[AuditRecord]) -> None:
    """Join the findings of the audits of a round: those of the same check, place and words, or the same plain fault.

    The first keeps its name and takes over pictures, notes and links; the others go out of sight. Of the fault as it
    stands whoever answered so is an author, named by what they saw at their visit. Other words are findings of their own.
    """
    visits = _visits(work, audits)
    alike: defaultdict[tuple[object, ...], list[FindingRecord]] = defaultdict(list)
    for finding in _found(work, visits):
        alike[_key(finding)].append(finding)
    for rows in alike.values():
        kept = rows[0]
        seen_in = {visits[kept.visit_id or 0].audit_id}
        for other in rows[1:]:
            audit = visits[other.visit_id or 0].audit_id
            if audit not in seen_in:
                seen_in.add(audit)
                _join(work, kept, other, _names(work, audits))
    _note_who_failed(work, [rows[0] for rows in alike.values()], visits)


def _visits(work: Work, audits: Sequence[AuditRecord]) -> dict[int, VisitRecord]:
    rows = select(VisitRecord).where(
        col(VisitRecord.audit_id).in_([audit.id for audit in audits]), col(VisitRecord.removed_at).is_(None)
    )
    return {visit.id or 0: visit for visit in work.session.exec(rows)}


def _found(work: Work, visits: Mapping[int, VisitRecord]) -> list[FindingRecord]:
    found: list[FindingRecord] = []
    for some in chunks(visits):
        rows = select(FindingRecord).where(
            col(FindingRecord.visit_id).in_(some),
            FindingRecord.kind != FindingKind.WAIVED,
            col(FindingRecord.removed_at).is_(None),
        )
        found += work.session.exec(rows)
    return sorted(found, key=lambda row: row.number)


def _key(finding: FindingRecord) -> tuple[object, ...]:
    words = (finding.what, finding.place, finding.item, finding.address)
    return subject_of(finding), finding.kind, finding.phrase_id, *map(folded, words)


def _names(work: Work, audits: Sequence[AuditRecord]) -> dict[int, str]:
    people = {audit.id or 0: work.session.get_one(PersonRecord, audit.auditor_id) for audit in audits}
    return {number: name_of(work, person) for number, person in people.items()}


def _join(work: Work, kept: FindingRecord, other: FindingRecord, names: Mapping[int, str]) -> None:
    """Let a finding take over another one, which goes out of sight."""
    severities = [row.severity for row in (kept, other) if row.severity is not None]
    work.change(
        kept,
        severity=max(severities, default=None),
        quick_win=kept.quick_win or other.quick_win,
        whom=_both(kept.whom, other.whom),
        note=_both(*(_said(work, row, names) for row in (kept, other)))
        if other.note and other.note != kept.note
        else kept.note,
    )
    _see_there(work, kept, other.visit_id or 0)
    for sighting in _rows_of(work, SightingRecord, other):
        work.change(sighting, removed_at=work.at)
    pictures = _rows_of(work, PictureRecord, kept)
    known = {row.sha256 for row in pictures}
    last = max((row.position for row in pictures), default=-1)
    for place, picture in enumerate(_rows_of(work, PictureRecord, other), last + 1):
        if picture.sha256 in known:
            work.remove(picture)
        else:
            work.change(picture, finding_id=kept.id, position=place)
    for link in _rows_of(work, LinkRecord, other):
        work.change(link, finding_id=kept.id)
    work.remove(other)


def _said(work: Work, row: FindingRecord, names: Mapping[int, str]) -> str:
    audit = work.session.get_one(VisitRecord, row.visit_id).audit_id
    return f"{names[audit]}: {row.note}" if row.note else ""


def _both(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, (one, other))))[:TEXT_LIMIT]


def _rows_of(work: Work, table: type[R], finding: FindingRecord) -> list[R]:
    rows = select(table).where(table.finding_id == finding.id, col(table.removed_at).is_(None))
    return list(work.session.exec(rows.order_by(col(table.id))))


def _note_who_failed(
    work: Work, findings: Sequence[FindingRecord], visits: Mapping[int, VisitRecord]
) -> None:
    """Let those who answered a check as not met, and said no more, be authors of the fault as it stands."""
    plain = {subject_of(row): row for row in findings if is_plain(row.model_dump()) and row.check_key}
    if not plain:
        return
    for some in chunks(visits):
        rows = (
            select(AnswerRecord.visit_id, WordingRecord.checklist, WordingRecord.check_key)
            .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
            .where(
                col(AnswerRecord.visit_id).in_(some),
                col(AnswerRecord.verdict).in_(_FAILING),
                col(AnswerRecord.removed_at).is_(None),
                col(WordingRecord.check_key).in_({subject.check_key for subject in plain}),
            )
        )
        for visit_id, checklist, key in work.session.exec(rows).all():
            finding = plain.get(Subject(visits[visit_id].touchpoint_id, checklist, key))
            if finding is not None and finding.visit_id != visit_id:
                _see_there(work, finding, visit_id)


def _see_there(work: Work, finding: FindingRecord, visit_id: int) -> None:
    """Note that a finding was seen at a visit, unless something was said of that."""
    rows = select(SightingRecord).where(
        SightingRecord.finding_id == finding.id, SightingRecord.visit_id == visit_id
    )
    known = work.session.exec(rows).first()
    if known is None and finding.id is not None:
        work.new(
            SightingRecord(finding_id=finding.id, visit_id=visit_id, seen=Seen.THERE.value, seen_at=work.at)
        )
    elif known is not None and (known.removed_at is not None or known.seen is None):
        work.change(known, seen=Seen.THERE.value, removed_at=None)
