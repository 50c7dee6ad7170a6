"""The rows of findings: each is named once, by letters of its touchpoint and the next number of its journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from sqlalchemy import func, text
from sqlmodel import col, select

from auditor.analysis.lasting import in_own_words
from auditor.base.finding_names import HIGHEST, letters_of, name_of, next_free
from auditor.base.vocabulary import NOT_THERE, FindingKind, Seen
from auditor.store.tables import (
    AuditRecord,
    FindingRecord,
    LinkRecord,
    SightingRecord,
    TouchpointRecord,
    VisitRecord,
)
from auditor.store.work import Work
from auditor.writing.known_rows import chunks
from auditor.writing.sealing import is_settled, refuse_hidden_finding, speaks_for_itself


class Subject(Struct, frozen=True):
    """What a finding is about: a check, a pain point noted, or with neither the feeling."""

    touchpoint_id: int
    checklist: str = ""
    check_key: str = ""
    note_id: int | None = None


class ToMend(Struct, frozen=True):
    """What a link of an action is about: a finding of a subject, or with none all that is found of it."""

    subject: Subject
    finding_id: int | None = None


def subject_of(finding: FindingRecord) -> Subject:
    """Return what a finding is about."""
    return Subject(finding.touchpoint_id, finding.checklist, finding.check_key, finding.pain_id)


def subject_of_link(link: LinkRecord) -> Subject:
    """Return what a link of an action is about, whichever finding of it."""
    return Subject(link.touchpoint_id, link.checklist, link.check_key, link.note_id)


def new_link(action_id: int, one: ToMend) -> LinkRecord:
    """Return the row of a link of an action, to be added."""
    return LinkRecord(
        action_id=action_id,
        touchpoint_id=one.subject.touchpoint_id,
        checklist=one.subject.checklist,
        check_key=one.subject.check_key,
        note_id=one.subject.note_id,
        finding_id=one.finding_id,
    )


def finding_name(finding: FindingRecord) -> str:
    """Return what a finding is called, such as `CHK-12`."""
    return name_of(finding.letters, finding.number)


def findings_numbered(work: Work, finding_ids: Iterable[int]) -> list[FindingRecord]:
    """Return the findings of those numbers, each once, and name them in the history.

    Raises NotFoundError for one that is not there, RefusedError for one that is hidden.
    """
    findings = [work.get(FindingRecord, number) for number in dict.fromkeys(finding_ids)]
    for finding in findings:
        refuse_hidden_finding(work, finding)
        tell_finding(work, finding)
    return findings


def tell_finding(work: Work, finding: FindingRecord) -> None:
    """Let the history say which finding it was, and where."""
    work.journey_id = finding.journey_id
    work.arguments["finding"] = finding_name(finding)
    work.arguments["touchpoint"] = work.get(TouchpointRecord, finding.touchpoint_id).name


def new_finding(work: Work, subject: Subject, visit: VisitRecord | None, found_at: str) -> FindingRecord:
    """Add a finding under the next name of its journey; one that is told in its own words is given these after."""
    point = work.get(TouchpointRecord, subject.touchpoint_id)
    return work.new(
        FindingRecord(
            journey_id=point.journey_id,
            touchpoint_id=subject.touchpoint_id,
            letters=point.letters or letters_of(point.name),
            number=next_number(work, point.journey_id),
            checklist=subject.checklist,
            check_key=subject.check_key,
            pain_id=subject.note_id,
            visit_id=visit.id if visit is not None else None,
            found_at=found_at,
        )
    )


def next_number(work: Work, journey_id: int) -> int:
    """Return the next number of a finding of a journey: none is used twice, not of one that is out of sight either."""
    if work.hides_rows:
        return next_free(used_numbers(work, journey_id))
    used = select(func.max(FindingRecord.number)).where(FindingRecord.journey_id == journey_id)
    highest = work.session.exec(used).one() or 0
    return highest + 1 if highest < HIGHEST else next_free(used_numbers(work, journey_id))


def used_numbers(work: Work, journey_id: int) -> set[int]:
    """Return the numbers that findings of a journey have, also those that are hidden from the user."""
    if work.hides_rows:
        hidden_too = text("SELECT auditor_rights.finding_numbers(:journey)")
        return set(work.session.connection().execute(hidden_too, {"journey": journey_id}).scalars())
    numbers = select(FindingRecord.number).where(FindingRecord.journey_id == journey_id)
    return set(work.session.exec(numbers))


def findings_at(work: Work, subjects: Collection[Subject]) -> dict[Subject, list[FindingRecord]]:
    """Return the findings of subjects, the oldest first; also those that are out of sight, but no remarks."""
    wanted = set(subjects)
    found: defaultdict[Subject, list[FindingRecord]] = defaultdict(list)
    for some in chunks(dict.fromkeys(subject.touchpoint_id for subject in subjects)):
        rows = select(FindingRecord).where(
            col(FindingRecord.touchpoint_id).in_(some), FindingRecord.kind != FindingKind.REMARK
        )
        for row in work.session.exec(rows.order_by(col(FindingRecord.number), col(FindingRecord.id))):
            subject = subject_of(row)
            if subject in wanted:
                found[subject].append(row)
    return found


_OWN_WORDS = ("what", "phrase_id", "place", "item", "address")
"""What tells a finding from another one of the same check."""


def is_plain(values: Mapping[str, object]) -> bool:
    """Tell whether a finding is the fault as it stands, with no words or place of its own; of its columns."""
    return values["kind"] == FindingKind.FAULT and not any(values[column] for column in _OWN_WORDS)


def of_others(work: Work, audit: AuditRecord, rows: Collection[FindingRecord]) -> set[int | None]:
    """Return the numbers of those findings that are somebody's alone in a round, and so are none to an audit.

    Within a round each has their own, until they are joined in the agreed audit; to all others they are none before the
    round has finished.
    """
    of_visits = {row.visit_id: row for row in rows if row.visit_id is not None}
    alone: set[int | None] = set()
    for some in chunks(of_visits):
        first = (
            select(VisitRecord.id, AuditRecord)
            .join(AuditRecord, col(AuditRecord.id) == VisitRecord.audit_id)
            .where(col(VisitRecord.id).in_(some), col(AuditRecord.round_id).is_not(None))
        )
        for visit_id, found in work.session.exec(first).all():
            within = audit.round_id == found.round_id and not speaks_for_itself(audit)
            if (
                found.id != audit.id
                and not speaks_for_itself(found)
                and (within or not is_settled(work, found))
            ):
                alone.add(visit_id)
    return {row.id for row in rows if row.visit_id in alone}


def name_findings(
    work: Work,
    audit: AuditRecord,
    visits: Mapping[int, VisitRecord],
    found: Iterable[Subject],
    followers: Mapping[Subject, Collection[Subject]],
) -> dict[Subject, list[FindingRecord]]:
    """Let each subject that was found in an audit have a finding; return those that are there, by subject.

    `visits` are those of the audit by touchpoint, `followers` what stands as a subject does: a finding of one of these
    is the subject's too. One that was there before and is found again is the same one. Where all were told to be gone,
    and the check is still not met, there is a new one.
    """
    there: dict[Subject, list[FindingRecord]] = {}
    for subject, seen in findings_in(work, audit, visits, found, followers).items():
        visit = visits.get(subject.touchpoint_id)
        rows = seen or [new_finding(work, subject, visit, audit.started_at)]
        for row in rows:
            _found_earlier(work, row, audit, visit)
        there[subject] = [row for row in rows if row.kind == FindingKind.FAULT]
    return there


def findings_in(
    work: Work,
    audit: AuditRecord,
    visits: Mapping[int, VisitRecord],
    found: Iterable[Subject],
    followers: Mapping[Subject, Collection[Subject]],
) -> dict[Subject, list[FindingRecord]]:
    """Return the findings that each subject found in an audit has, also those waived; none for one to be named yet.

    `visits` and `followers` as for `name_findings`. One that was taken back comes in sight again where there is no other.
    """
    subjects = list(found)
    known = findings_at(work, [*subjects, *(one for each in followers.values() for one in each)])
    alone = of_others(work, audit, [row for rows in known.values() for row in rows])
    gone = _told_gone(work, [visit.id for visit in visits.values()])
    gone |= _last_told_gone(work, [row for rows in known.values() for row in rows])
    there: dict[Subject, list[FindingRecord]] = {}
    for subject in subjects:
        told = [row for one in (subject, *followers.get(subject, ())) for row in known.get(one, ())]
        rows = [row for row in told if row.id not in alone]
        there[subject] = [row for row in rows if row.removed_at is None and row.id not in gone]
        if not there[subject] and (hidden := [row for row in rows if _was_taken_back(row)]):
            work.change(hidden[0], removed_at=None)
            there[subject] = hidden[:1]
    return there


def _found_earlier(work: Work, row: FindingRecord, audit: AuditRecord, visit: VisitRecord | None) -> None:
    """Let a plain finding be found first in an audit that began before the one it was named in, and was finished later."""
    is_here = visit is not None and visit.touchpoint_id == row.touchpoint_id
    if is_here and audit.started_at < row.found_at and is_plain(row.model_dump()):
        work.change(row, found_at=audit.started_at, visit_id=visit.id if visit else None)


def _was_taken_back(row: FindingRecord) -> bool:
    """Tell whether a finding is out of sight and comes back by being found once more: not with words that were undone."""
    return row.removed_at is not None and is_plain(row.model_dump())


def _last_told_gone(work: Work, rows: Iterable[FindingRecord]) -> set[int]:
    """Return the numbers of findings in words of their own of which was last said that they are gone: only that counts."""
    worded = [row.id for row in rows if in_own_words(row.what, row.phrase_id)]
    last: dict[int, str | None] = {}
    for some in chunks(worded):
        told = select(SightingRecord).where(
            col(SightingRecord.finding_id).in_(some),
            col(SightingRecord.seen).is_not(None),
            SightingRecord.seen != Seen.NOT_LOOKED,
            col(SightingRecord.removed_at).is_(None),
        )
        ordered = told.order_by(col(SightingRecord.seen_at), col(SightingRecord.id))
        last.update((one.finding_id, one.seen) for one in work.session.exec(ordered))
    return {number for number, seen in last.items() if seen in NOT_THERE}


def _told_gone(work: Work, visit_ids: Iterable[int | None]) -> set[int]:
    """Return the numbers of findings that were told to be gone at visits."""
    found: set[int] = set()
    for some in chunks(visit_ids):
        rows = select(SightingRecord.finding_id).where(
            col(SightingRecord.visit_id).in_(some),
            col(SightingRecord.seen).in_(NOT_THERE),
            col(SightingRecord.removed_at).is_(None),
        )
        found.update(work.session.exec(rows))
    return found
