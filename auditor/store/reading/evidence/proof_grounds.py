"""Reads of what shows whether actions worked: what was noted of their subjects, and figures before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from auditor.analysis.effect import prove
from auditor.analysis.figures import DEFAULT_WORTH, Worth
from auditor.base.finding_names import name_of
from auditor.base.vocabulary import Better, Verdict
from auditor.store.adapter import Reader
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.called import called
from auditor.store.reading.findings.rows import mends
from auditor.store.reading.sealing import settled
from auditor.store.viewing import Read, first, named
from auditor.views.checks import Check
from auditor.views.proofs import ActionDone, BeforeAfter, LookAgain, Noted, Proof, ProofGrounds, ProofVisit


class _ToMend(Struct, frozen=True):
    """What an action is to mend: a check, a pain point, or the feeling."""

    action_id: int
    touchpoint_id: int
    touchpoint: str
    checklist: str
    check_key: str
    note_id: int | None
    pain: str
    letters: str
    number: int | None
    """Those of a finding of it; None where there is none."""


class _Answered(Struct, frozen=True):
    """What was answered to a check that an action is to mend."""

    action_id: int
    touchpoint_id: int
    noted: Noted
    check: Check

    @property
    def subject(self) -> tuple[int, str, str]:
        """The touchpoint, the checklist and the key."""
        return (self.touchpoint_id, self.check.checklist, self.check.key)


class _Visited(Struct, frozen=True):
    """A visit to a touchpoint where an action stands or mends something."""

    action_id: int
    touchpoint_id: int
    noted: Noted
    look: ProofVisit


class CarriedAnswer(Struct, frozen=True):
    """An answer that a re-check carries over."""

    wording_id: int
    checklist: str
    check_key: str
    verdict: Verdict
    note: str
    answered_at: str | None
    """The moment as it is stored."""


_NOTED = {
    "persona_id": "p.id",
    "persona": "p.name",
    "audit_id": "u.id",
    "started": "u.started_at",
    "finished": "u.finished_at IS NOT NULL",
}
_LOOK = {
    "persona_id": "p.id",
    "audit_id": "u.id",
    "kind": "u.kind",
    "started": "u.started_at",
    "finished": "u.finished_at IS NOT NULL",
    "answered": "v.answered",
    "feeling": "v.feeling",
    "weight_asked": "v.weight_asked",
    "weight_failed": "v.weight_failed",
}

WAITS = "x.status = 'done' AND x.effect = ''"


class ProofScope:
    """The reads of all that proofs are made of, for some actions x."""

    def __init__(self, name: str, condition: str, parameters: tuple[str, ...] = ()) -> None:
        """Name the actions that a condition on `action x` picks."""
        picked = f"{condition} AND x.removed_at IS NULL"
        self.heads = Read(
            f"{name}: the actions",
            ActionDone,
            f"""
            SELECT x.id, x.title, j.id AS journey_id, j.name AS journey, t.id AS touchpoint_id, t.name AS touchpoint,
                t.importance, t.critical, x.impact, coalesce({called("p")}, '') AS owner, x.status,
                CASE WHEN x.status IN ('done', 'verified') THEN x.closed_at END AS done, x.effect, x.proof_id,
                x.owner_id, s.phase
            FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
            JOIN journey j ON j.id = t.journey_id LEFT JOIN person p ON p.id = x.owner_id
            WHERE {picked} AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
            ORDER BY x.closed_at, x.id
            """,
            parameters,
        )
        self.links = Read(
            f"{name}: what they are to mend",
            _ToMend,
            f"""
            SELECT DISTINCT x.id AS action_id, t.id AS touchpoint_id, t.name AS touchpoint, l.checklist, l.check_key,
                l.note_id, coalesce(n.text, '') AS pain, coalesce(f.letters, '') AS letters, f.number
            FROM action x JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL
            JOIN touchpoint t ON t.id = l.touchpoint_id LEFT JOIN note n ON n.id = l.note_id
            LEFT JOIN finding f ON f.removed_at IS NULL AND f.kind <> 'waived' AND {mends("l", "f")}
            WHERE {picked} AND t.removed_at IS NULL ORDER BY x.id, t.id, l.checklist, l.check_key, l.note_id, f.number
            """,
            parameters,
        )
        self.checks = Read(
            f"{name}: what was answered, newest audit first",
            _Answered,
            f"""
            SELECT DISTINCT x.id AS action_id, v.touchpoint_id, {named(_NOTED, "noted")},
                a.verdict AS "noted.verdict", {named(CHECK, "check")}
            FROM action x JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL AND l.check_key <> ''
            JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
            JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
                AND NOT a.carried
            JOIN wording w ON w.id = a.wording_id AND w.checklist = l.checklist AND w.check_key = l.check_key
            JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL JOIN persona p ON p.id = u.persona_id
            WHERE {picked} AND {settled("u")} ORDER BY u.started_at DESC, u.id DESC
            """,
            parameters,
            later={"noted.feeling": None},
        )
        self.visits = Read(
            f"{name}: what was felt, newest audit first",
            _Visited,
            f"""
            SELECT at.action_id, v.touchpoint_id, {named(_NOTED, "noted")}, v.feeling AS "noted.feeling",
                {named(_LOOK, "look")}
            FROM (SELECT x.id AS action_id, x.touchpoint_id AS point FROM action x WHERE {picked}
                UNION SELECT x.id, l.touchpoint_id FROM action x
                JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL WHERE {picked}) at
            JOIN visit v ON v.touchpoint_id = at.point AND v.removed_at IS NULL
            JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL JOIN persona p ON p.id = u.persona_id
            WHERE {settled("u")} ORDER BY u.started_at DESC, u.id DESC
            """,
            parameters,
            later={"noted.verdict": None},
        )
        self.figures = Read(
            f"{name}: figures before and after, newest first",
            BeforeAfter,
            f"""
            SELECT e.id, x.id AS action_id, e.kind, e.source, e.collected_on AS collected, e.unit,
                CASE WHEN e.better = '' THEN '{Better.HIGHER}' ELSE e.better END AS better,
                e.before_figure AS "before.figure", e.before_people AS "before.people",
                e.before_deviation AS "before.deviation", e.figure AS "after.figure", e.people AS "after.people",
                e.deviation AS "after.deviation", e.note
            FROM action x JOIN evidence e ON e.action_id = x.id AND e.removed_at IS NULL
            WHERE {picked} AND e.figure IS NOT NULL AND e.before_figure IS NOT NULL
            ORDER BY e.collected_on DESC, e.id DESC
            """,
            parameters,
        )


CARRIED = Read(
    "what a persona's newest audit answered at a touchpoint",
    CarriedAnswer,
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

ONE = ProofScope("proof of an action", "x.id = :action", ("action",))
WAITING = ProofScope("proof of actions that wait for it", WAITS)
SETTLED = ProofScope(
    "proof of actions that is settled", "x.status IN ('done', 'verified') AND x.effect <> ''"
)


def proof_of(reader: Reader, action_id: int, worth: Worth = DEFAULT_WORTH) -> Proof | None:
    """Return what looking again showed of an action, or None when it is not there."""
    grounds = first(grounds_of(reader, ONE, action=action_id))
    return None if grounds is None else prove(grounds, worth)


def grounds_of(reader: Reader, scope: ProofScope, **parameters: object) -> list[ProofGrounds]:
    """Return what is known of the effect of the actions in a scope."""
    links = _by_action(reader.all(scope.links, **parameters))
    checks = _by_action(reader.all(scope.checks, **parameters))
    visits = _by_action(reader.all(scope.visits, **parameters))
    figures = _by_action(reader.all(scope.figures, **parameters))
    found = []
    for action in reader.all(scope.heads, **parameters):
        answered, visited = checks[action.id], visits[action.id]
        subjects = _subjects(action, links[action.id], answered)
        noted = tuple(_noted(subject, answered, visited) for subject in subjects)
        looks = tuple(one.look for one in visited if one.touchpoint_id == action.touchpoint_id)
        found.append(ProofGrounds(action, subjects, noted, looks, tuple(figures[action.id])))
    return found


class _OfAction(Protocol):
    @property
    def action_id(self) -> int: ...


_One = TypeVar("_One", bound=_OfAction)


def _by_action(rows: Iterable[_One]) -> defaultdict[int, list[_One]]:
    found: defaultdict[int, list[_One]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found


def _subjects(
    action: ActionDone, links: Sequence[_ToMend], answered: Sequence[_Answered]
) -> tuple[LookAgain, ...]:
    """Return what is linked, and the feeling wherever something is; it is to be mended where nothing else is named."""
    checks, feelings, pains = [], [], []
    alike: dict[tuple[int, str, str, int | None], list[_ToMend]] = {}
    for link in links:
        alike.setdefault((link.touchpoint_id, link.checklist, link.check_key, link.note_id), []).append(link)
    for (point, checklist, key, note_id), each in alike.items():
        name = each[0].touchpoint
        findings = tuple(name_of(one.letters, one.number) for one in each if one.number is not None)
        if note_id is not None:
            pains.append(LookAgain(point, name, pain=each[0].pain, findings=findings))
        elif key:
            check = next((one.check for one in answered if one.subject == (point, checklist, key)), None)
            checks.append(LookAgain(point, name, checklist, key, check, findings=findings))
        else:
            feelings.append(LookAgain(point, name, findings=findings))
    if not checks and not feelings:
        feelings = [LookAgain(action.touchpoint_id, action.touchpoint)]
    places = {subject.touchpoint_id: subject.touchpoint for subject in (*checks, *feelings, *pains)}
    felt = {subject.touchpoint_id for subject in feelings}
    beside = [LookAgain(point, name, mends=False) for point, name in places.items() if point not in felt]
    return (*checks, *feelings, *beside, *pains)


def _noted(
    subject: LookAgain, answered: Sequence[_Answered], visited: Sequence[_Visited]
) -> tuple[Noted, ...]:
    point = subject.touchpoint_id
    if subject.pain:
        return ()
    if subject.check_key:
        place = (point, subject.checklist, subject.check_key)
        return tuple(one.noted for one in answered if one.subject == place)
    felt = (one.noted for one in visited if one.touchpoint_id == point)
    return tuple(noted for noted in felt if noted.feeling is not None)
