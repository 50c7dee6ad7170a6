"""Starting a whole audit of a journey."""

from __future__ import annotations

from auditor.base.errors import ConflictError
from auditor.base.i18n import _
from auditor.base.vocabulary import Depth
from auditor.library.checklists import Library
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.tables import AuditRecord, JourneyRecord
from auditor.store.work import Work
from auditor.views.audits import Audit
from auditor.writing.asked_checks import ask, walk
from auditor.writing.people import person_of
from auditor.writing.personas import persona_walked
from auditor.writing.sharing import refuse_missing, share_asked


def start(
    work: Work,
    library: Library,
    journey_id: int,
    auditor: str | None,
    persona: tuple[int | None, str],
    depth: Depth,
    like: Audit | None = None,
) -> int:
    """Make an audit and its unanswered checks; return its number.

    The persona is one by number, or one by the name of a new one. With `like`, an audit that was shown and is not on
    disk, it is made with the same numbers; raises ConflictError where these are taken, or other checks would be asked.
    """
    journey = work.get(JourneyRecord, journey_id)
    work.arguments["name"] = journey.name
    if like is not None and work.session.get(AuditRecord, like.id) is not None:
        raise _moved_on()
    audit = work.new(
        AuditRecord(
            id=like.id if like is not None else None,
            journey_id=journey_id,
            persona_id=persona_walked(work, journey_id, *persona),
            auditor_id=person_of(work, auditor),
            started_at=work.at,
            depth=depth.value,
        )
    )
    assert audit.id is not None
    points = walk(work, journey_id)
    library = share_asked(work, library, points)
    refuse_missing([point for point in points if depth.asks(Depth(point.depth))], library)
    ask(work, audit, points, library, like=like)
    if like is not None and _asked(like) != _asked(AuditReads(lambda: work.reader_as_user).get(audit.id)):
        raise _moved_on()
    return audit.id


def _asked(audit: Audit | None) -> list[tuple[int, int, list[tuple[int, tuple[str, str]]]]]:
    """Return what an audit asks where, with all numbers."""
    visits = audit.visits if audit is not None else ()
    return [
        (visit.id, visit.touchpoint_id, [(answer.id, answer.check.named) for answer in visit.answers])
        for visit in visits
    ]


def _moved_on() -> ConflictError:
    return ConflictError(
        _("Something was changed meanwhile, so this audit asks other checks now: look, and answer again.")
    )
