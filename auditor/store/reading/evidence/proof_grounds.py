"""Reads of what shows whether actions worked: what was noted of their subjects, and figures before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from auditor.analysis.effect import prove
from auditor.base.vocabulary import AuditKind, Better, Effect, EvidenceKind, Status, Verdict
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.audits.wordings import check_of
from auditor.store.reading.columns import first, moment, moment_of
from auditor.store.reading.sealing import settled
from auditor.views.proofs import ActionDone, BeforeAfter, Look, LookAgain, Noted, Proof, ProofGrounds, Side

WAITS = "x.status = 'done' AND x.effect = ''"


class Scope:
    """The reads of all that proofs are made of, for some actions x."""

    def __init__(self, name: str, condition: str, parameters: tuple[str, ...] = ()) -> None:
        """Name the actions that a condition on `action x` picks."""
        picked = f"{condition} AND x.removed_at IS NULL"
        self.heads = Read(
            f"{name}: the actions",
            f"""
            SELECT x.id, x.title, j.id, j.name, t.id, t.name, t.importance, t.critical, x.impact,
                coalesce(p.name, ''), x.status, CASE WHEN x.status IN ('done', 'verified') THEN x.closed_at END,
                x.effect, x.proof_id
            FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
            JOIN journey j ON j.id = t.journey_id LEFT JOIN person p ON p.id = x.owner_id
            WHERE {picked} AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
            ORDER BY x.closed_at, x.id
            """,
            parameters,
        )
        self.links = Read(
            f"{name}: what they are to mend",
            f"""
            SELECT DISTINCT x.id, t.id, t.name, l.checklist, l.check_key, l.note_id, coalesce(n.text, '')
            FROM action x JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL
            JOIN touchpoint t ON t.id = l.touchpoint_id LEFT JOIN note n ON n.id = l.note_id
            WHERE {picked} AND t.removed_at IS NULL ORDER BY x.id, t.id, l.checklist, l.check_key, l.note_id
            """,
            parameters,
        )
        self.checks = Read(
            f"{name}: what was answered, newest audit first",
            f"""
            SELECT DISTINCT x.id, v.touchpoint_id, p.id, p.name, u.id, u.started_at, u.finished_at, a.verdict,
                w.id, w.checklist, w.check_key, w.severity, w.remedy_effort, w.remedy_impact, w.standard,
                w.content
            FROM action x JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL AND l.check_key <> ''
            JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
            JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
                AND NOT a.carried
            JOIN wording w ON w.id = a.wording_id AND w.checklist = l.checklist AND w.check_key = l.check_key
            JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL JOIN persona p ON p.id = u.persona_id
            WHERE {picked} AND {settled("u")} ORDER BY u.started_at DESC, u.id DESC
            """,
            parameters,
        )
        self.visits = Read(
            f"{name}: what was felt, newest audit first",
            f"""
            SELECT at.action_id, v.touchpoint_id, p.id, p.name, u.id, u.started_at, u.finished_at, v.feeling,
                u.kind, v.answered, v.weight_asked, v.weight_failed
            FROM (SELECT x.id AS action_id, x.touchpoint_id AS point FROM action x WHERE {picked}
                UNION SELECT x.id, l.touchpoint_id FROM action x
                JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL WHERE {picked}) at
            JOIN visit v ON v.touchpoint_id = at.point AND v.removed_at IS NULL
            JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL JOIN persona p ON p.id = u.persona_id
            WHERE {settled("u")} ORDER BY u.started_at DESC, u.id DESC
            """,
            parameters,
        )
        self.figures = Read(
            f"{name}: figures before and after, newest first",
            f"""
            SELECT e.id, x.id, e.kind, e.source, e.collected_on, e.unit, e.better,
                e.before_figure, e.before_people, e.before_deviation, e.figure, e.people, e.deviation, e.note
            FROM action x JOIN evidence e ON e.action_id = x.id AND e.removed_at IS NULL
            WHERE {picked} AND e.figure IS NOT NULL AND e.before_figure IS NOT NULL
            ORDER BY e.collected_on DESC, e.id DESC
            """,
            parameters,
        )


CARRIED = Read(
    "what a persona's newest audit answered at a touchpoint",
    f"""
    SELECT a.wording_id, w.checklist, w.check_key, a.verdict, a.note, a.answered_at
    FROM answer a JOIN wording w ON w.id = a.wording_id
    WHERE a.removed_at IS NULL AND a.verdict IS NOT NULL
    AND a.visit_id = (SELECT v.id FROM visit v JOIN audit u ON u.id = v.audit_id
        WHERE v.touchpoint_id = :touchpoint AND u.persona_id = :persona AND v.answered > 0
        AND v.removed_at IS NULL AND u.removed_at IS NULL AND {settled("u")}
        ORDER BY u.started_at DESC, u.id DESC LIMIT 1)
    ORDER BY a.position, a.id
    """,
    ("touchpoint", "persona"),
)
"""What a re-check carries over, carried answers of the re-check before among it."""

ONE = Scope("proof of an action", "x.id = :action", ("action",))
WAITING = Scope("proof of actions that wait for it", WAITS)
SETTLED = Scope("proof of actions that is settled", "x.status IN ('done', 'verified') AND x.effect <> ''")


def proof_of(reader: Reader, action_id: int) -> Proof | None:
    """Return what looking again showed of an action, or None when it is not there."""
    grounds = first(grounds_of(reader, ONE, action=action_id))
    return None if grounds is None else prove(grounds)


def grounds_of(reader: Reader, scope: Scope, **parameters: object) -> list[ProofGrounds]:
    """Return what is known of the effect of the actions in a scope."""
    links = _by_action(reader.all(scope.links, **parameters))
    checks = _by_action(reader.all(scope.checks, **parameters))
    visits = _by_action(reader.all(scope.visits, **parameters))
    figures = _by_action(reader.all(scope.figures, **parameters), at=1)
    found = []
    for row in reader.all(scope.heads, **parameters):
        action = _action(row)
        answered, felt = checks[action.id], visits[action.id]
        subjects = _subjects(action, links[action.id], answered)
        noted = tuple(_noted(subject, answered, felt) for subject in subjects)
        looks = tuple(_look(one) for one in felt if one[1] == action.touchpoint_id)
        figured = tuple(_before_after(one) for one in figures[action.id])
        found.append(ProofGrounds(action, subjects, noted, looks, figured))
    return found


def _by_action(rows: Sequence[Values], at: int = 0) -> defaultdict[int, list[Values]]:
    found: defaultdict[int, list[Values]] = defaultdict(list)
    for row in rows:
        found[row[at]].append(row)
    return found


def _action(row: Values) -> ActionDone:
    number, title, journey_id, journey, point_id, point, *rest = row
    importance, critical, impact, owner, status, done, effect, proof_id = rest
    return ActionDone(
        number,
        title,
        journey_id,
        journey,
        point_id,
        point,
        importance,
        bool(critical),
        impact,
        owner,
        Status(status),
        moment(done),
        Effect(effect) if effect else None,
        proof_id,
    )


def _subjects(
    action: ActionDone, links: Sequence[Values], answered: Sequence[Values]
) -> tuple[LookAgain, ...]:
    """Return what is linked, and the feeling wherever something is; it is to be mended where nothing else is named."""
    checks, feelings, pains = [], [], []
    for _action_id, point, name, checklist, key, note_id, text in links:
        if note_id is not None:
            pains.append(LookAgain(point, name, pain=text))
        elif key:
            asked = next(
                (row for row in answered if (row[1], row[9], row[10]) == (point, checklist, key)), None
            )
            check = check_of(*asked[8:]) if asked else None
            checks.append(LookAgain(point, name, checklist, key, check))
        else:
            feelings.append(LookAgain(point, name))
    if not checks and not feelings:
        feelings = [LookAgain(action.touchpoint_id, action.touchpoint)]
    places = {subject.touchpoint_id: subject.touchpoint for subject in (*checks, *feelings, *pains)}
    felt = {subject.touchpoint_id for subject in feelings}
    beside = [LookAgain(point, name, mends=False) for point, name in places.items() if point not in felt]
    return (*checks, *feelings, *beside, *pains)


def _noted(subject: LookAgain, answered: Sequence[Values], felt: Sequence[Values]) -> tuple[Noted, ...]:
    if subject.pain:
        return ()
    if subject.check_key:
        place = (subject.touchpoint_id, subject.checklist, subject.check_key)
        rows = [row[2:8] for row in answered if (row[1], row[9], row[10]) == place]
        return tuple(_note(row, verdict=Verdict(row[5])) for row in rows)
    rows = [row[2:8] for row in felt if row[1] == subject.touchpoint_id and row[7] is not None]
    return tuple(_note(row, feeling=row[5]) for row in rows)


def _note(row: Values, verdict: Verdict | None = None, feeling: int | None = None) -> Noted:
    persona_id, persona, audit_id, started, finished, _value = row
    return Noted(persona_id, persona, audit_id, moment_of(started), finished is not None, verdict, feeling)


def _look(row: Values) -> Look:
    _action, _point, persona, _name, audit, started, finished, feeling, kind, answered, asked, failed = row
    return Look(
        persona,
        audit,
        AuditKind(kind),
        moment_of(started),
        finished is not None,
        answered,
        feeling,
        asked,
        failed,
    )


def _before_after(row: Values) -> BeforeAfter:
    number, action, kind, source, collected, unit, better, *sides, note = row
    before_figure, before_people, before_deviation, figure, people, deviation = sides
    return BeforeAfter(
        number,
        action,
        EvidenceKind(kind),
        source,
        date.fromisoformat(collected),
        unit,
        Better(better) if better else Better.HIGHER,
        Side(before_figure, before_people, before_deviation),
        Side(figure, people, deviation),
        note,
    )
