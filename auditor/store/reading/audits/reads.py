"""Reads of audits: lists, the whole walk, one visit; findings and summaries have modules of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Basis, Channel, Emotion, Side, Verdict
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.audits.findings import findings_of
from auditor.store.reading.audits.summary import summary_of
from auditor.store.reading.audits.wordings import check_of
from auditor.store.reading.columns import first, moment, moment_of
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.views.audits import Answer, Audit, AuditLine, Finding, TouchpointSummary, Visit

_LINE_COLUMNS = f"""
    SELECT a.id, a.journey_id, j.name, p.name, w.name, a.started_at, a.finished_at,
        coalesce(sum(v.asked), 0), coalesce(sum(v.answered), 0), count(v.id), count(v.feeling),
        a.kind, a.round_id, CASE WHEN {open_to("a")} THEN 0 ELSE 1 END
    FROM audit a JOIN journey j ON j.id = a.journey_id JOIN persona p ON p.id = a.persona_id
    JOIN person w ON w.id = a.auditor_id
    LEFT JOIN (visit v JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
        JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL)
        ON v.audit_id = a.id AND v.removed_at IS NULL
    WHERE a.removed_at IS NULL AND j.removed_at IS NULL
"""
_LINE_GROUPING = """
    GROUP BY a.id, a.journey_id, j.name, p.name, w.name, a.started_at, a.finished_at,
        a.kind, a.round_id, a.auditor_id
    ORDER BY a.started_at DESC, a.id DESC
"""

_LINES = Read("audit lines", _LINE_COLUMNS + _LINE_GROUPING, (VIEWER,))
_LINES_OF = Read(
    "audit lines of a journey",
    f"{_LINE_COLUMNS} AND a.journey_id = :journey {_LINE_GROUPING}",
    ("journey", VIEWER),
)
_LINE = Read("audit line", f"{_LINE_COLUMNS} AND a.id = :audit {_LINE_GROUPING}", ("audit", VIEWER))

_HEAD = Read(
    "audit",
    f"""
    SELECT a.id, a.journey_id, j.name, a.persona_id, p.name, p.who, w.name, a.started_at, a.finished_at,
        a.kind, a.round_id, CASE WHEN {open_to("a")} THEN 0 ELSE 1 END
    FROM audit a JOIN journey j ON j.id = a.journey_id JOIN persona p ON p.id = a.persona_id
    JOIN person w ON w.id = a.auditor_id
    WHERE a.id = :audit AND a.removed_at IS NULL AND j.removed_at IS NULL
    """,
    ("audit", VIEWER),
)

_VISIT_COLUMNS = """
    SELECT v.id, t.id, t.name, s.id, s.name, t.channel, t.importance, t.critical, t.side, t.about,
        v.feeling, v.emotion, v.basis, v.note, v.felt_at, t.need
    FROM visit v JOIN touchpoint t ON t.id = v.touchpoint_id JOIN stage s ON s.id = t.stage_id
    WHERE v.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL
"""
_VISITS = Read(
    "visits",
    f"{_VISIT_COLUMNS} AND v.audit_id = :audit ORDER BY s.position, s.id, t.position, t.id",
    ("audit",),
)
_VISIT = Read(
    "visit",
    f"""{_VISIT_COLUMNS} AND v.id = :visit
    AND EXISTS (SELECT 1 FROM audit u WHERE u.id = v.audit_id AND {open_to("u")})""",
    ("visit", VIEWER),
)

_ANSWER_COLUMNS = """
    SELECT a.id, a.visit_id, a.verdict, a.note, a.answered_at, a.carried,
        w.id, w.checklist, w.check_key, w.severity, w.remedy_effort, w.remedy_impact, w.standard, w.content
    FROM answer a JOIN wording w ON w.id = a.wording_id
"""
_ANSWERS = Read(
    "answers",
    f"""{_ANSWER_COLUMNS} JOIN visit v ON v.id = a.visit_id
    WHERE v.audit_id = :audit AND a.removed_at IS NULL AND NOT a.carried
    ORDER BY a.visit_id, a.position, a.id""",
    ("audit",),
)
_VISIT_ANSWERS = Read(
    "answers of a visit",
    f"""{_ANSWER_COLUMNS} WHERE a.visit_id = :visit AND a.removed_at IS NULL AND NOT a.carried
    ORDER BY a.position, a.id""",
    ("visit",),
)

_FAILED = Read(
    "checks failed or partly met at a touchpoint in its newest audit",
    f"""{_ANSWER_COLUMNS} JOIN visit v ON v.id = a.visit_id
    WHERE a.removed_at IS NULL AND a.verdict IN ('fail', 'partly')
    AND v.id = (SELECT n.id FROM visit n JOIN audit u ON u.id = n.audit_id
        WHERE n.touchpoint_id = :touchpoint AND n.removed_at IS NULL AND u.removed_at IS NULL
        AND (n.answered > 0 OR n.feeling IS NOT NULL) AND {open_to("u")}
        ORDER BY u.started_at DESC, u.id DESC LIMIT 1)
    ORDER BY a.position, a.id""",
    ("touchpoint", VIEWER),
)

_NEXT = Read(
    "last answered",
    """
    SELECT a.id FROM answer a JOIN visit v ON v.id = a.visit_id
    WHERE v.audit_id = :audit AND a.removed_at IS NULL AND a.answered_at IS NOT NULL AND NOT a.carried
    ORDER BY a.answered_at DESC, a.id DESC LIMIT 1
    """,
    ("audit",),
)


class AuditReads:
    """What can be asked about audits."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def lines(self, journey_id: int | None = None) -> list[AuditLine]:
        """Return audits, the newest first: all, or those of one journey."""
        reader = self._reader()
        rows = reader.all(_LINES) if journey_id is None else reader.all(_LINES_OF, journey=journey_id)
        return [_line(row) for row in rows]

    def line(self, audit_id: int) -> AuditLine | None:
        """Return one audit's line, or None."""
        row = first(self._reader().all(_LINE, audit=audit_id))
        return None if row is None else _line(row)

    def get(self, audit_id: int) -> Audit | None:
        """Return an audit whole, visits and answers in the order of the walk, or None.

        What a re-check carried over was not asked in it and is left out.

        Raises RefusedError when it is hidden: others of its round have not finished.
        """
        reader = self._reader()
        head = first(reader.all(_HEAD, audit=audit_id))
        if head is None:
            return None
        if head[11]:
            raise RefusedError(
                _("Audit {number} is hidden until all auditors of its round have finished.").format(
                    number=audit_id
                )
            )
        answers: defaultdict[int, list[Answer]] = defaultdict(list)
        for row in reader.all(_ANSWERS, audit=audit_id):
            answers[row[1]].append(_answer(row))
        visits = tuple(_visit(row, answers[row[0]]) for row in reader.all(_VISITS, audit=audit_id))
        number, journey_id, journey, persona_id, persona, who, auditor, started, finished, *rest = head
        return Audit(
            number,
            journey_id,
            journey,
            persona_id,
            persona,
            who,
            auditor,
            moment_of(started),
            moment(finished),
            visits,
            AuditKind(rest[0]),
            rest[1],
        )

    def visit(self, visit_id: int) -> Visit | None:
        """Return one visit with its answers, or None."""
        reader = self._reader()
        row = first(reader.all(_VISIT, visit=visit_id))
        if row is None:
            return None
        return _visit(row, [_answer(answer) for answer in reader.all(_VISIT_ANSWERS, visit=visit_id)])

    def last_answered(self, audit_id: int) -> int | None:
        """Return the number of the answer given last, where the walk is taken up again, or None."""
        row = first(self._reader().all(_NEXT, audit=audit_id))
        return None if row is None else int(row[0])

    def newest_failed(self, touchpoint_id: int) -> list[Answer]:
        """Return what failed or was partly met at a touchpoint in the newest audit that answered it."""
        return [_answer(row) for row in self._reader().all(_FAILED, touchpoint=touchpoint_id)]

    def findings(self, audit_id: int) -> list[Finding]:
        """Return the findings of an audit in the order of the walk, each with the newest action that answers it."""
        audit = self.get(audit_id)
        return [] if audit is None else findings_of(self._reader(), audit)

    def summary(self, journey_id: int) -> list[TouchpointSummary]:
        """Return a line per touchpoint of a journey, each from the newest audit in which it was answered."""
        return summary_of(self._reader(), journey_id)


def _line(row: Values) -> AuditLine:
    number, journey_id, journey, persona, auditor, started, finished, asked, answered, visits, *rest = row
    felt, kind, round_id, hidden = rest
    return AuditLine(
        number,
        journey_id,
        journey,
        persona,
        auditor,
        moment_of(started),
        moment(finished),
        int(asked),
        int(answered),
        visits,
        felt,
        AuditKind(kind),
        round_id,
        bool(hidden),
    )


def _answer(row: Values) -> Answer:
    number, visit, verdict, note, answered, carried, *wording = row
    return Answer(
        number,
        visit,
        check_of(*wording),
        Verdict(verdict) if verdict else None,
        note,
        moment(answered),
        bool(carried),
    )


def _visit(row: Values, answers: Iterable[Answer]) -> Visit:
    (
        number,
        point,
        name,
        stage_id,
        stage,
        channel,
        importance,
        critical,
        side,
        about,
        feeling,
        emotion,
        basis,
        note,
        felt,
        need,
    ) = row
    return Visit(
        number,
        point,
        name,
        stage_id,
        stage,
        Channel(channel),
        importance,
        bool(critical),
        Side(side),
        about,
        feeling,
        Emotion(emotion) if emotion else None,
        Basis(basis),
        note,
        moment(felt),
        need,
        tuple(answers),
    )
