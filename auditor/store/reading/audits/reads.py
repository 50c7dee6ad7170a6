"""Reads of audits: lists, the whole walk, one visit; findings and summaries have modules of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from auditor.analysis.pace import seconds_a_judgement
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.store.adapter import Reader
from auditor.store.reading.audits.earlier import judged_at, proposed_gates, proposed_items
from auditor.store.reading.audits.findings import findings_of
from auditor.store.reading.audits.summary import summary_of
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.called import called
from auditor.store.reading.current import at_touchpoint
from auditor.store.reading.findings.reads import FindingReads
from auditor.store.reading.sealing import VIEWER, open_to, settled
from auditor.store.viewing import Read, first, named
from auditor.views.audits import (
    Answer,
    Audit,
    AuditLine,
    Found,
    Item,
    Presence,
    TouchpointSummary,
    Visit,
)
from auditor.views.findings import Finding

_LINE_COLUMNS = f"""
    SELECT a.id, a.journey_id, j.name AS journey, p.name AS persona, {called("w")} AS auditor, a.started_at AS started,
        a.finished_at AS finished, coalesce(sum(v.asked), 0) AS asked, coalesce(sum(v.answered), 0) AS answered,
        count(v.id) AS visits, count(v.feeling) AS felt,
        a.kind, a.round_id, CASE WHEN {open_to("a")} THEN 0 ELSE 1 END AS hidden, a.auditor_id,
        a.depth
    FROM audit a JOIN journey j ON j.id = a.journey_id JOIN persona p ON p.id = a.persona_id
    JOIN person w ON w.id = a.auditor_id
    LEFT JOIN (visit v JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
        JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL)
        ON v.audit_id = a.id AND v.removed_at IS NULL
    WHERE a.removed_at IS NULL AND j.removed_at IS NULL
"""
_LINE_GROUPING = """
    GROUP BY a.id, a.journey_id, j.name, p.name, w.id, w.name, w.role, a.started_at, a.finished_at,
        a.kind, a.round_id, a.auditor_id, a.depth
    ORDER BY a.started_at DESC, a.id DESC
"""

_LINES = Read(
    "audit lines",
    AuditLine,
    f"{_LINE_COLUMNS} AND (j.archived_at IS NULL OR :archived = 1) {_LINE_GROUPING}",
    ("archived", VIEWER),
)
_LINES_OF = Read(
    "audit lines of a journey",
    AuditLine,
    f"{_LINE_COLUMNS} AND a.journey_id = :journey {_LINE_GROUPING}",
    ("journey", VIEWER),
)
_LINE = Read(
    "audit line", AuditLine, f"{_LINE_COLUMNS} AND a.id = :audit {_LINE_GROUPING}", ("audit", VIEWER)
)

_HEAD = Read(
    "audit",
    Audit,
    f"""
    SELECT a.id, a.journey_id, j.name AS journey, a.persona_id, p.name AS persona, p.who AS persona_who,
        {called("w")} AS auditor, a.started_at AS started, a.finished_at AS finished, a.kind, a.round_id,
        a.auditor_id, a.depth, nullif(j.country, '') AS country
    FROM audit a JOIN journey j ON j.id = a.journey_id JOIN persona p ON p.id = a.persona_id
    JOIN person w ON w.id = a.auditor_id
    WHERE a.id = :audit AND a.removed_at IS NULL AND j.removed_at IS NULL
    """,
    ("audit",),
    later={"visits": (), "items": ()},
)

_HIDDEN = Read(
    "audit that is hidden",
    int,
    f"SELECT a.id FROM audit a WHERE a.id = :audit AND CASE WHEN {open_to('a')} THEN 0 ELSE 1 END = 1",
    ("audit", VIEWER),
)

_VISIT_COLUMNS = """
    SELECT v.id, t.id AS touchpoint_id, t.name AS touchpoint, s.id AS stage_id, s.name AS stage, t.channel,
        t.importance, t.critical, t.side, t.about, v.feeling, v.emotion, v.basis, v.note, v.felt_at AS felt, t.need,
        t.address
    FROM visit v JOIN touchpoint t ON t.id = v.touchpoint_id JOIN stage s ON s.id = t.stage_id
    WHERE v.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL
"""
_VISITS = Read(
    "visits",
    Visit,
    f"{_VISIT_COLUMNS} AND v.audit_id = :audit ORDER BY s.position, s.id, t.position, t.id",
    ("audit",),
    later={"answers": (), "there": ()},
)
_VISIT = Read(
    "visit",
    Visit,
    f"""{_VISIT_COLUMNS} AND v.id = :visit
    AND EXISTS (SELECT 1 FROM audit u WHERE u.id = v.audit_id AND {open_to("u")})""",
    ("visit", VIEWER),
    later={"answers": (), "there": ()},
)

_ANSWER_COLUMNS = f"""
    SELECT a.id, a.visit_id, a.verdict, a.note, a.answered_at AS answered, a.carried, a.origin,
        a.aside, {named(CHECK, "check")}
    FROM answer a JOIN wording w ON w.id = a.wording_id
"""
_ANSWERS = Read(
    "answers",
    Answer,
    f"""{_ANSWER_COLUMNS} JOIN visit v ON v.id = a.visit_id
    WHERE v.audit_id = :audit AND a.removed_at IS NULL AND NOT a.carried
    ORDER BY a.visit_id, a.position, a.id""",
    ("audit",),
)
_VISIT_ANSWERS = Read(
    "answers of a visit",
    Answer,
    f"""{_ANSWER_COLUMNS} WHERE a.visit_id = :visit AND a.removed_at IS NULL AND NOT a.carried
    ORDER BY a.position, a.id""",
    ("visit",),
)

_PRESENCE_COLUMNS = """
    SELECT x.visit_id, x.gate, x.present FROM presence x JOIN visit v ON v.id = x.visit_id
    WHERE x.removed_at IS NULL AND x.present IS NOT NULL
"""
_PRESENCES = Read(
    "answers to gates", Presence, f"{_PRESENCE_COLUMNS} AND v.audit_id = :audit ORDER BY x.id", ("audit",)
)
_VISIT_PRESENCES = Read(
    "answers to gates at a visit",
    Presence,
    f"{_PRESENCE_COLUMNS} AND v.id = :visit ORDER BY x.id",
    ("visit",),
)

_ITEMS = Read(
    "what was chosen for an audit",
    Item,
    """SELECT i.id, i.sample, i.name FROM item i
    WHERE i.audit_id = :audit AND i.removed_at IS NULL ORDER BY i.sample, i.position, i.id""",
    ("audit",),
)

_FAILED = Read(
    "answers that a check is failed or partly met at a touchpoint, newest audit first",
    Answer,
    f"""{_ANSWER_COLUMNS} JOIN visit v ON v.id = a.visit_id JOIN audit u ON u.id = v.audit_id
    WHERE a.removed_at IS NULL AND a.verdict IN ('fail', 'partly') AND NOT a.carried
    AND v.touchpoint_id = :touchpoint AND v.removed_at IS NULL AND u.removed_at IS NULL AND {settled("u")}
    ORDER BY u.started_at DESC, u.id DESC, a.position, a.id""",
    ("touchpoint",),
)

_AUDIT_OF = Read("audit of a visit", int, "SELECT v.audit_id FROM visit v WHERE v.id = :visit", ("visit",))

_FEW = 12
"""So many visits are read one by one; of more, the whole audit is."""

_NEXT = Read(
    "last answered",
    int,
    """
    SELECT a.id FROM answer a JOIN visit v ON v.id = a.visit_id
    WHERE v.audit_id = :audit AND a.removed_at IS NULL AND a.answered_at IS NOT NULL AND NOT a.carried
    AND a.origin = 'own'
    ORDER BY a.answered_at DESC, a.id DESC LIMIT 1
    """,
    ("audit",),
)


class AuditReads:
    """What can be asked about audits."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def lines(self, journey_id: int | None = None, archived: bool = False) -> list[AuditLine]:
        """Return audits, the newest first: those of one journey, or of all; of archived ones only with `archived`."""
        reader = self._reader()
        if journey_id is None:
            return reader.all(_LINES, archived=int(archived))
        return reader.all(_LINES_OF, journey=journey_id)

    def line(self, audit_id: int) -> AuditLine | None:
        """Return one audit's line, or None."""
        return first(self._reader().all(_LINE, audit=audit_id))

    def get(self, audit_id: int) -> Audit | None:
        """Return an audit whole, visits and answers in the order of the walk, or None.

        What a re-check carried over was not asked in it and is left out.

        Raises RefusedError when it is hidden: others of its round have not finished.
        """
        reader = self._reader()
        audit = first(reader.all(_HEAD, audit=audit_id))
        if audit is None:
            return None
        if reader.all(_HIDDEN, audit=audit_id):
            raise RefusedError(
                _("Audit {number} is hidden until all auditors of its round have finished.").format(
                    number=audit_id
                )
            )
        answers: defaultdict[int, list[Answer]] = defaultdict(list)
        for answer in reader.all(_ANSWERS, audit=audit_id):
            answers[answer.visit_id].append(answer)
        there: defaultdict[int, list[Presence]] = defaultdict(list)
        for presence in reader.all(_PRESENCES, audit=audit_id):
            there[presence.visit_id].append(presence)
        visits = (
            replace(visit, answers=tuple(answers[visit.id]), there=tuple(there[visit.id]))
            for visit in reader.all(_VISITS, audit=audit_id)
        )
        return replace(audit, visits=tuple(visits), items=tuple(reader.all(_ITEMS, audit=audit_id)))

    def visit(self, visit_id: int) -> Visit | None:
        """Return one visit with its answers, or None."""
        reader = self._reader()
        visit = first(reader.all(_VISIT, visit=visit_id))
        if visit is None:
            return None
        return replace(
            visit,
            answers=tuple(reader.all(_VISIT_ANSWERS, visit=visit_id)),
            there=tuple(reader.all(_VISIT_PRESENCES, visit=visit_id)),
        )

    def visits(self, visit_ids: Collection[int]) -> list[Visit]:
        """Return some visits of one audit with their answers; those that are gone are left out."""
        if len(visit_ids) <= _FEW:
            return [visit for number in visit_ids if (visit := self.visit(number)) is not None]
        reader = self._reader()
        audit_id = first(reader.all(_AUDIT_OF, visit=min(visit_ids)))
        audit = None if audit_id is None else self.get(audit_id)
        return [] if audit is None else [visit for visit in audit.visits if visit.id in visit_ids]

    def last_answered(self, audit_id: int) -> int | None:
        """Return the number of the answer given last, where the walk is taken up again, or None."""
        return first(self._reader().all(_NEXT, audit=audit_id))

    def newest_failed(self, touchpoint_id: int) -> list[Answer]:
        """Return the checks that stand failed or partly met at a touchpoint, each at its worst over the personas."""
        reader = self._reader()
        standing = at_touchpoint(reader, touchpoint_id).current.standing_answers(touchpoint_id)
        numbers = {one.answer_id for one in standing.values()}
        return [one for one in reader.all(_FAILED, touchpoint=touchpoint_id) if one.id in numbers]

    def findings(self, audit_id: int) -> list[Found]:
        """Return the findings of an audit in the order of the walk, each with the newest action that answers it."""
        audit = self.get(audit_id)
        if audit is None:
            return []
        return self.found(audit, FindingReads(self._reader).of_journey(audit.journey_id))

    def found(self, audit: Audit, known: Iterable[Finding]) -> list[Found]:
        """Return the same of an audit, and the findings of its journey, that were read before."""
        return findings_of(self._reader(), audit, known)

    def summary(self, journey_id: int) -> list[TouchpointSummary]:
        """Return a line per touchpoint of a journey, of what stands there."""
        return summary_of(self._reader(), journey_id)

    def pace(self, auditor_id: int) -> float:
        """Return how many seconds somebody takes for a judgement, see analysis/pace.py."""
        return seconds_a_judgement(judged_at(self._reader(), auditor_id))

    def proposed_gates(self, audit: Audit) -> dict[tuple[int, str], bool]:
        """Return the answers proposed to the gates of an audit, by touchpoint and key: as the last time, or as known."""
        return proposed_gates(self._reader(), audit)

    def proposed_items(self, audit_id: int) -> dict[str, list[str]]:
        """Return what is proposed to be looked at in an audit, by the key of what is to be chosen: as the last time."""
        return proposed_items(self._reader(), audit_id)
