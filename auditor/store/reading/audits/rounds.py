"""Reads of rounds: who audits, who has finished, and how far they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from auditor.analysis.agreement import RANKS, alpha, apart, are_alike, feelings_apart
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Origin
from auditor.store.adapter import Reader
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.viewing import Read
from auditor.views.audits import Answer, Audit, AuditLine, Visit
from auditor.views.checks import Check
from auditor.views.follow import Agreement, Alike, CheckAgreement, RatedCheck, RoundLine

_ROUNDS = Read(
    "rounds",
    RoundLine,
    """
    SELECT r.id, r.journey_id, j.name AS journey, p.name AS persona, r.started_at AS started
    FROM round r JOIN journey j ON j.id = r.journey_id AND j.removed_at IS NULL
    JOIN persona p ON p.id = r.persona_id
    WHERE r.removed_at IS NULL ORDER BY r.started_at DESC, r.id DESC
    """,
    later={"audits": (), "agreed": None},
)

_FEELING_WEIGHT = 4 / 5
"""A feeling weighs as much as a check of the severity 0.8 · importance, so that importance 5 is the heaviest check."""


class RoundReads:
    """What can be asked about rounds."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader
        self._audits = AuditReads(reader)

    def lines(self, journey_id: int | None = None) -> list[RoundLine]:
        """Return the rounds that have audits, the newest first: all, or those of one journey."""
        audits: defaultdict[int, list[AuditLine]] = defaultdict(list)
        for line in reversed(self._audits.lines(journey_id)):
            if line.round_id is not None:
                audits[line.round_id].append(line)
        found = []
        for round_line in self._reader().all(_ROUNDS):
            of_it = audits[round_line.id]
            agreed = next((one for one in of_it if one.kind is AuditKind.AGREED), None)
            own = tuple(one for one in of_it if one.kind is not AuditKind.AGREED)
            if own:
                found.append(replace(round_line, audits=own, agreed=agreed))
        return found

    def line(self, round_id: int) -> RoundLine | None:
        """Return one round, or None."""
        return next((line for line in self.lines() if line.id == round_id), None)

    def agreement(self, round_id: int) -> Agreement | None:
        """Return how far the auditors of a round agree, or None when there is no such round.

        Raises RefusedError while somebody has not finished: until then the answers are hidden.
        """
        line = self.line(round_id)
        if line is None:
            return None
        if line.waiting:
            raise RefusedError(
                _(
                    "Answers of round {number} are hidden until all have finished. Still to go: {names}."
                ).format(number=round_id, names=", ".join(line.waiting))
            )
        audits = [audit for one in line.audits if (audit := self._audits.get(one.id)) is not None]
        agreed = self._audits.get(line.agreed.id) if line.agreed else None
        rated = tuple(_rated(audits, agreed))
        return Agreement(
            line,
            _alike([[RANKS.get(v) if v else None for v in one.verdicts] for one in rated if one.check]),
            _alike([list(one.feelings) for one in rated if one.check is None]),
            rated,
            tuple(_by_check(rated)),
        )

    def said(self, audit_id: int) -> dict[tuple[int, str, str], RatedCheck]:
        """Return, beside each check and feeling of an agreed audit, what each auditor of its round said of it."""
        line = self._audits.line(audit_id)
        if line is None or line.kind is not AuditKind.AGREED or line.round_id is None:
            return {}
        agreement = self.agreement(line.round_id)
        return {_subject(one): one for one in agreement.rated} if agreement else {}


def _alike(units: Sequence[Sequence[float | None]]) -> Alike:
    compared = sum(sum(value is not None for value in unit) > 1 for unit in units)
    return Alike(alpha(units), compared, len(units))


def _subject(one: RatedCheck) -> tuple[int, str, str]:
    return (one.touchpoint_id, *one.check.named) if one.check else (one.touchpoint_id, "", "")


def _rated(audits: Sequence[Audit], agreed: Audit | None) -> list[RatedCheck]:
    """Return everything asked in a round, touchpoint by touchpoint, the feeling after the checks.

    A check that nobody judged at a touchpoint, because all stand there as at another one, counts there alone.
    """
    found = []
    visits = [{visit.touchpoint_id: visit for visit in audit.visits} for audit in audits]
    settled = {visit.touchpoint_id: visit for visit in agreed.visits} if agreed else {}
    for point in dict.fromkeys(number for each in visits for number in each):
        seen = [each.get(point) for each in visits]
        answers = [_by_key(visit) for visit in seen]
        decided = _by_key(settled.get(point))
        for key in dict.fromkeys(key for each in answers for key in each):
            given = [each.get(key) for each in answers]
            if any(one is not None and one.origin is not Origin.SHARED for one in given):
                found.append(_rated_check(seen, given, decided.get(key)))
        found.append(_rated_feeling(seen, settled.get(point)))
    return found


def _by_key(visit: Visit | None) -> Mapping[tuple[str, str], Answer]:
    return {one.check.named: one for one in visit.answers} if visit else {}


def _rated_check(
    seen: Sequence[Visit | None], answers: Sequence[Answer | None], decided: Answer | None
) -> RatedCheck:
    visit = next(one for one in seen if one is not None)
    check = next(one.check for one in answers if one is not None)
    verdicts = tuple(one.verdict if one else None for one in answers)
    return RatedCheck(
        visit.touchpoint_id,
        visit.touchpoint,
        visit.stage,
        check,
        verdicts,
        (),
        tuple(one.note if one else "" for one in answers),
        apart(verdicts) * check.severity,
        decided.id if decided else None,
        decided.verdict if decided else None,
        None,
    )


def _rated_feeling(seen: Sequence[Visit | None], decided: Visit | None) -> RatedCheck:
    visit = next(one for one in seen if one is not None)
    feelings = tuple(one.feeling if one else None for one in seen)
    return RatedCheck(
        visit.touchpoint_id,
        visit.touchpoint,
        visit.stage,
        None,
        (),
        feelings,
        tuple(one.note if one else "" for one in seen),
        feelings_apart(feelings) * visit.importance * _FEELING_WEIGHT,
        decided.id if decided else None,
        None,
        decided.feeling if decided else None,
    )


def _by_check(rated: Sequence[RatedCheck]) -> list[CheckAgreement]:
    """Return how often each check was answered alike, the least agreed first."""
    alike: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    checks: dict[tuple[str, str], Check] = {}
    for one in rated:
        same = are_alike(one.verdicts)
        if one.check is not None and same is not None:
            key = one.check.named
            checks[key] = one.check
            alike[key].append(same)
    counted = [CheckAgreement(checks[key], len(each), sum(each)) for key, each in alike.items()]
    return sorted(counted, key=lambda one: (one.alike / one.places, -one.check.severity))
