"""Lets what several auditors of a round found alike be one finding, with all of them as its authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlmodel import col, select

from auditor.base.text import folded
from auditor.base.values import TEXT_LIMIT, WHOM_LIMIT
from auditor.base.vocabulary import FAILING, FindingKind, Seen
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


def join_found(work: Work, audits: Sequence[AuditRecord]) -> None:
    """Join the findings of the audits of a round: those of the same check, place and words, or the same plain fault.

    The first keeps its name and takes over pictures, notes and links; the others go out of sight. Of the fault as it
    stands whoever answered so is an author, named by what they saw at their visit. Other words are findings of their own.
    """
    visits = _visits(work, audits)
    alike: defaultdict[tuple[object, ...], list[FindingRecord]] = defaultdict(list)
    for finding in _found(work, visits):
        alike[_key(finding)].append(finding)
    names = _names(work, audits)
    for rows in alike.values():
        first: dict[int, FindingRecord] = {}
        for row in rows:
            first.setdefault(visits[row.visit_id or 0].audit_id, row)
        if len(first) > 1:
            _join(work, list(first.values()), {row.id: names[audit] for audit, row in first.items()})
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


def _join(work: Work, rows: Sequence[FindingRecord], names: Mapping[int | None, str]) -> None:
    """Let the first of some findings take over the others, which go out of sight; `names` say whose each is."""
    kept, *others = rows
    said = [f"{names[row.id]}: {row.note}" for row in rows if row.note]
    work.change(
        kept,
        severity=max((row.severity for row in rows if row.severity is not None), default=None),
        quick_win=any(row.quick_win for row in rows),
        whom=_together([row.whom for row in rows], WHOM_LIMIT),
        note=_together(said) if {row.note for row in others} - {"", kept.note} else kept.note,
    )
    _take_sightings(work, kept, others)
    _take_pictures(work, kept, others)
    for other in others:
        for link in _rows_of(work, LinkRecord, other):
            work.change(link, finding_id=kept.id)
        work.remove(other)
    # What was taken over says more than that it was found.
    work.session.flush()
    for other in others:
        _see_there(work, kept, other.visit_id or 0)


def _take_sightings(work: Work, kept: FindingRecord, others: Sequence[FindingRecord]) -> None:
    """Let a finding take over what was seen of others; of what was said twice at a visit the last word counts."""
    rows = select(SightingRecord).where(
        SightingRecord.finding_id == kept.id, col(SightingRecord.visit_id).is_not(None)
    )
    known = {row.visit_id: row for row in work.session.exec(rows)}
    for other in others:
        for row in _rows_of(work, SightingRecord, other):
            here = known.get(row.visit_id)
            if here is None:
                work.change(row, finding_id=kept.id)
                if row.visit_id is not None:
                    known[row.visit_id] = row
                continue
            is_said = here.removed_at is None and here.seen is not None
            notes = [here.note, row.note] if here.removed_at is None else [row.note]
            work.change(here, note=_together(notes), removed_at=None)
            if row.seen is not None and (not is_said or row.seen_at >= here.seen_at):
                work.change(here, seen=row.seen, seen_at=row.seen_at)
            work.change(row, removed_at=work.at)


def _take_pictures(work: Work, kept: FindingRecord, others: Sequence[FindingRecord]) -> None:
    """Let a finding take over the pictures of others, after its own and each once."""
    pictures = _rows_of(work, PictureRecord, kept)
    known = {row.sha256 for row in pictures}
    last = max((row.position for row in pictures), default=-1)
    for other in others:
        for picture in _rows_of(work, PictureRecord, other):
            if picture.sha256 in known:
                work.remove(picture)
                continue
            last += 1
            known.add(picture.sha256)
            work.change(picture, finding_id=kept.id, position=last)


def _together(texts: Iterable[str], limit: int = TEXT_LIMIT) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))[:limit].strip()


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
                col(AnswerRecord.verdict).in_(FAILING),
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
