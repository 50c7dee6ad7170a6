"""Takes and refuses what measurements suggest, within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from sqlmodel import col, select

from auditor.analysis.superseding import gravity
from auditor.base.vocabulary import Origin, Verdict
from auditor.store.tables import AnswerRecord, AuditRecord, SuggestionRecord
from auditor.store.work import Work
from auditor.writing.following import Walk, checks_of, own_verdict, walk_of
from auditor.writing.suggestions import waiting_at


class Taken(Struct, frozen=True):
    """What comes of taking some of what is suggested."""

    verdicts: dict[int, Verdict]
    """To be given, by the numbers of the answers."""
    suggestions: list[SuggestionRecord]
    """Those that are taken; the others are shut by a gate, or not asked in the audit."""


def waiting_of(work: Work, numbers: Iterable[int]) -> list[SuggestionRecord]:
    """Return what waits of some suggestions, in their order; raise NotFoundError for one that is not there.

    What somebody has answered meanwhile is left out.
    """
    wanted = list(dict.fromkeys(numbers))
    rows = work.session.exec(
        select(SuggestionRecord).where(
            col(SuggestionRecord.id).in_(wanted), col(SuggestionRecord.removed_at).is_(None)
        )
    )
    known = {row.id: row for row in rows}
    found = [known[number] if number in known else work.get(SuggestionRecord, number) for number in wanted]
    return [row for row in found if row.settled_at is None]


def taken(work: Work, audit: AuditRecord, suggestions: Sequence[SuggestionRecord]) -> Taken:
    """Return the verdicts that an audit has to be given for suggestions to be taken, of several for a check the worst.

    A check that its whole site answers once, and that nobody has answered there, is answered where the site does so.
    """
    suggested: dict[tuple[int, str, str], list[SuggestionRecord]] = {}
    for one in suggestions:
        suggested.setdefault((one.touchpoint_id, one.checklist, one.check_key), []).append(one)
    wanted = {(one.checklist, one.check_key) for one in suggestions}
    asked = checks_of(work, audit)
    walk = walk_of(work, audit, {number: check for number, check in asked.items() if check.named in wanted})
    found = Taken({}, [])
    for place, row in enumerate(walk.rows):
        point = walk.visits[row.place].touchpoint_id
        here = suggested.get((point, *row.check.named))
        if here is None or walk.stands[place].origin is Origin.GATE:
            continue
        verdict = min((Verdict(one.verdict) for one in here), key=gravity)
        found.suggestions.extend(here)
        answer = _answered_at(walk, place, verdict)
        if answer is not None and answer.id is not None:
            given = found.verdicts.get(answer.id, verdict)
            found.verdicts[answer.id] = min(given, verdict, key=gravity)
    return found


def _answered_at(walk: Walk, place: int, verdict: Verdict) -> AnswerRecord | None:
    """Return the answer that is to have the verdict; None where the one it follows has it already."""
    answer, leader = walk.rows[place].answer, walk.stands[place].leader
    if leader is None or own_verdict(answer) is not None:
        return answer
    said = own_verdict(walk.rows[leader].answer)
    if said is None:
        return walk.rows[leader].answer
    return None if said is verdict else answer


def refuse(work: Work, suggestions: Sequence[SuggestionRecord]) -> None:
    """Settle suggestions without taking them, and whatever else suggests the same verdict there."""
    meant = {_said(one) for one in suggestions}
    for row in waiting_at(work, {one.touchpoint_id for one in suggestions}):
        if _said(row) in meant:
            work.change(row, settled_at=work.at, taken=False)


def _said(one: SuggestionRecord) -> tuple[int, str, str, str]:
    return one.touchpoint_id, one.checklist, one.check_key, one.verdict
