"""Reads of audits over time: two side by side, the trend over many, the last answers, and what is due for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from auditor.analysis import change, trends
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Change, Status, Verdict
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.reading.columns import moment, moment_of
from auditor.store.reading.journeys import LAST_AUDIT
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.views.audits import Audit, AuditLine
from auditor.views.follow import ClosedAction, Comparison, LastAnswer, Review, Trend

_CLOSED = Read(
    "actions closed between two moments, with what they answer",
    """
    SELECT l.touchpoint_id, l.checklist, l.check_key, x.id, x.title, x.status, x.closed_at
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id
    JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL AND l.note_id IS NULL
    WHERE t.journey_id = :journey AND x.removed_at IS NULL AND x.status IN ('done', 'verified')
    AND x.closed_at > :since AND x.closed_at <= :until ORDER BY x.closed_at, x.id
    """,
    ("journey", "since", "until"),
)

_VERDICTS = Read(
    "verdicts counted by audit, stage and checklist",
    f"""
    SELECT u.id, s.id, w.checklist, w.severity, a.verdict, count(*)
    FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
    JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN wording w ON w.id = a.wording_id
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND u.kind <> 'recheck' AND {open_to("u")}
    GROUP BY u.id, s.id, w.checklist, w.severity, a.verdict
    """,
    ("journey", VIEWER),
)

_FELT = Read(
    "feelings by audit and stage",
    f"""
    SELECT u.id, s.id, v.feeling
    FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL AND v.feeling IS NOT NULL
    JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND u.kind <> 'recheck' AND {open_to("u")}
    ORDER BY v.id
    """,
    ("journey", VIEWER),
)

_STAGES = Read(
    "names of stages",
    "SELECT id, name FROM stage WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id",
    ("journey",),
)

_BACK = 5
"""The last answer is looked for in so many audits before; older ones would only slow the walk down."""

_ANSWERED_BEFORE = f"""
    FROM audit this JOIN audit u ON u.id IN (SELECT b.id FROM audit b
        WHERE b.persona_id = this.persona_id AND b.removed_at IS NULL AND b.id <> this.id
        AND (b.started_at < this.started_at OR (b.started_at = this.started_at AND b.id < this.id))
        AND (this.round_id IS NULL OR b.round_id IS NULL OR b.round_id <> this.round_id) AND {open_to("b")}
        ORDER BY b.started_at DESC, b.id DESC LIMIT {_BACK})
    JOIN person p ON p.id = u.auditor_id
    JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
"""

_LAST_ANSWERS = Read(
    "answers in earlier audits of the persona, newest first",
    f"""
    SELECT v.touchpoint_id, w.checklist, w.check_key, u.id, p.name, coalesce(a.answered_at, u.started_at),
        a.verdict, a.note
    {_ANSWERED_BEFORE}
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL AND NOT a.carried
    JOIN wording w ON w.id = a.wording_id
    WHERE this.id = :audit ORDER BY u.started_at DESC, u.id DESC
    """,
    ("audit", VIEWER),
)

_LAST_FEELINGS = Read(
    "feelings in earlier audits of the persona, newest first",
    f"""
    SELECT v.touchpoint_id, u.id, p.name, coalesce(v.felt_at, u.started_at), v.feeling, v.note
    {_ANSWERED_BEFORE}
    WHERE this.id = :audit AND v.feeling IS NOT NULL
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("audit", VIEWER),
)

_REVIEWS = Read(
    "journeys with a review interval",
    f"""
    SELECT j.id, j.name, j.review_days, {LAST_AUDIT}
    FROM journey j WHERE j.review_days IS NOT NULL AND j.removed_at IS NULL ORDER BY j.id
    """,
    (VIEWER,),
)

_LOOKED = Read(
    "when touchpoints were last looked at",
    """
    SELECT v.touchpoint_id, max(u.started_at)
    FROM visit v JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    WHERE u.journey_id = :journey AND v.removed_at IS NULL AND (v.answered > 0 OR v.feeling IS NOT NULL)
    GROUP BY v.touchpoint_id
    """,
    ("journey",),
)

Beside = tuple[int, str, str]
"""A touchpoint and a check there, by list and key; both empty for the feeling."""


class FollowReads:
    """What can be asked about audits over time."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader
        self._audits = AuditReads(reader)

    def before(self, audit_id: int) -> AuditLine | None:
        """Return the audit before one: of the same persona, seen whole, not of the same round; else of any persona."""
        this = self._audits.line(audit_id)
        if this is None:
            return None
        whole = [
            line
            for line in self._audits.lines(this.journey_id)
            if (line.started, line.id) < (this.started, this.id)
            and line.kind is not AuditKind.RECHECK
            and not line.hidden
            and (this.round_id is None or line.round_id != this.round_id)
        ]
        same = [line for line in whole if line.persona == this.persona]
        return next(iter(same or whole), None)

    def compare(self, one_id: int, other_id: int) -> Comparison:
        """Return two audits of a journey side by side, the one started first as the older.

        Raises NotFoundError for an audit that is not there, RefusedError for two journeys or a hidden one.
        """
        older, newer = sorted((self._whole(one_id), self._whole(other_id)), key=lambda a: (a.started, a.id))
        if older.journey_id != newer.journey_id:
            raise RefusedError(_("The two audits are of different journeys: name two of the same."))
        if older.id == newer.id:
            raise RefusedError(_("That is one audit: name two to compare."))
        explained = self._closed(older, newer)
        lines = change.changes(older, newer, explained)
        counts = change.counted(lines)
        return Comparison(
            self._line(older.id),
            self._line(newer.id),
            tuple(lines),
            tuple(change.feelings(older, newer, explained)),
            tuple(change.by_stage(lines, (older, newer))),
            tuple(change.by_touchpoint(lines)),
            counts,
            change.mcnemar(counts[Change.FIXED], counts[Change.REGRESSED]),
        )

    def _whole(self, audit_id: int) -> Audit:
        audit = self._audits.get(audit_id)
        if audit is None:
            raise NotFoundError(_("There is no audit number {number}.").format(number=audit_id))
        return audit

    def _line(self, audit_id: int) -> AuditLine:
        line = self._audits.line(audit_id)
        if line is None:
            raise NotFoundError(_("There is no audit number {number}.").format(number=audit_id))
        return line

    def _closed(self, older: Audit, newer: Audit) -> dict[change.Subject, list[ClosedAction]]:
        """Return the actions closed after the older audit began and before the newer was finished."""
        found: defaultdict[change.Subject, list[ClosedAction]] = defaultdict(list)
        until = newer.finished.isoformat(timespec="microseconds") if newer.finished else "9999"
        since = older.started.isoformat(timespec="microseconds")
        for row in self._reader().all(_CLOSED, journey=older.journey_id, since=since, until=until):
            point, checklist, key, number, title, status, closed = row
            action = ClosedAction(number, title, Status(status), moment_of(closed))
            found[point, checklist, key].append(action)
        return found

    def trend(self, journey_id: int, persona: str | None = None) -> Trend:
        """Return how a journey fares over its finished audits that have answers or feelings, the oldest first.

        Of all personas, or of the one of that name.

        Re-checks are left out, and so are the audits of a round once there is an agreed one.
        """
        reader = self._reader()
        verdicts = reader.all(_VERDICTS, journey=journey_id)
        felt = reader.all(_FELT, journey=journey_id)
        known = {row[0] for row in (*verdicts, *felt)}
        lines = [
            line
            for line in reversed(self._audits.lines(journey_id))
            if line.id in known and line.finished is not None
        ]
        agreed = {line.round_id for line in lines if line.kind is AuditKind.AGREED}
        audits = [
            line
            for line in lines
            if (line.kind is AuditKind.AGREED or line.round_id not in agreed)
            and persona in (None, line.persona)
        ]
        stages = reader.all(_STAGES, journey=journey_id)
        return Trend(tuple(audits), tuple(trends.lines([one.id for one in audits], stages, verdicts, felt)))

    def trends(self, journey_id: int) -> list[Trend]:
        """Return the trend of each persona that has one, as `trend` does; the one audited first at the top."""
        personas = dict.fromkeys(line.persona for line in self.trend(journey_id).audits)
        return [self.trend(journey_id, persona) for persona in personas]

    def last_answers(self, audit_id: int) -> dict[Beside, LastAnswer]:
        """Return, beside each check and feeling of an audit, what the persona's last audit before it says of it."""
        reader = self._reader()
        found: dict[Beside, LastAnswer] = {}
        for point, checklist, key, audit, who, at, verdict, note in reader.all(_LAST_ANSWERS, audit=audit_id):
            last = LastAnswer(audit, who, moment_of(at), Verdict(verdict), None, note)
            found.setdefault((point, checklist, key), last)
        for point, audit, who, at, feeling, note in reader.all(_LAST_FEELINGS, audit=audit_id):
            found.setdefault((point, "", ""), LastAnswer(audit, who, moment_of(at), None, feeling, note))
        return found

    def reviews(self) -> dict[int, Review]:
        """Return when each journey that has an interval is to be looked at again, by its number."""
        return {row[0]: _review(row) for row in self._reader().all(_REVIEWS)}

    def due_reviews(self, today: date) -> list[Review]:
        """Return the journeys that are due on a day, the longest overdue first, those never looked at before them."""
        return due(self.reviews().values(), today)

    def last_looked(self, journey_id: int) -> dict[int, datetime]:
        """Return when the newest audit began that answered anything at a touchpoint, by touchpoint."""
        return {point: moment_of(at) for point, at in self._reader().all(_LOOKED, journey=journey_id)}


def due(reviews: Iterable[Review], today: date) -> list[Review]:
    """Return those of some reviews that are due on a day, the longest overdue first."""
    found = [review for review in reviews if review.is_due(today)]
    return sorted(found, key=lambda review: (review.due or date.min, review.journey_id))


def _review(row: Values) -> Review:
    number, name, days, last = row
    at = moment(last)
    when = at.astimezone().date() + timedelta(days=days) if at else None
    return Review(number, name, days, at, when)
