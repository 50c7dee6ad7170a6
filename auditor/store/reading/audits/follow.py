"""Reads of audits over time: two side by side, the trend over many, the last answers, and what is due for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from auditor.analysis import change, trends
from auditor.analysis.trends import FeltAt, Judged, Said, Walked
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Change, Depth
from auditor.store.adapter import Reader
from auditor.store.reading.audits.earlier import EARLIER
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.reading.journeys import LAST_AUDIT
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.views.audits import Audit, AuditLine
from auditor.views.follow import ClosedAction, Comparison, LastAnswer, Rechecked, Review, Trend
from auditor.views.journeys import Journey


class _Closed(Struct, frozen=True):
    """An action that was closed, and a check or the feeling that it answers."""

    touchpoint_id: int
    checklist: str
    check_key: str
    action: ClosedAction


class _RecheckedAt(Struct, frozen=True):
    """What a re-check said, and of what."""

    touchpoint_id: int
    checklist: str
    check_key: str
    said: Rechecked


class _EarlierAnswer(Struct, frozen=True):
    """An answer or a feeling, and where it was given."""

    touchpoint_id: int
    checklist: str
    check_key: str
    answer: LastAnswer

    @property
    def subject(self) -> Beside:
        """What was answered."""
        return (self.touchpoint_id, self.checklist, self.check_key)


class _Reviewed(Struct, frozen=True):
    """A journey with a review interval."""

    id: int
    name: str
    review_days: int
    last: datetime | None


_CLOSED = Read(
    "actions closed between two moments, with what they answer",
    _Closed,
    """
    SELECT DISTINCT l.touchpoint_id, l.checklist, l.check_key, x.id AS "action.id", x.title AS "action.title",
        x.status AS "action.status", x.closed_at AS "action.closed"
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id
    JOIN link l ON l.action_id = x.id AND l.removed_at IS NULL AND l.note_id IS NULL
    WHERE t.journey_id = :journey AND x.removed_at IS NULL AND x.status IN ('done', 'verified')
    AND x.closed_at > :since AND x.closed_at <= :until ORDER BY x.closed_at, x.id
    """,
    ("journey", "since", "until"),
)

_RECHECKS = """
    FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
"""
_BETWEEN = """
    u.journey_id = :journey AND u.persona_id = :persona AND u.kind = 'recheck' AND u.removed_at IS NULL
    AND u.started_at > :since AND u.finished_at <= :until
"""

_RECHECKED = Read(
    "what re-checks between two moments answered, oldest first",
    _RecheckedAt,
    f"""
    SELECT v.touchpoint_id, w.checklist, w.check_key, u.id AS "said.audit_id", a.verdict AS "said.verdict"
    {_RECHECKS} JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
        AND NOT a.carried
    JOIN wording w ON w.id = a.wording_id WHERE {_BETWEEN}
    ORDER BY coalesce(a.answered_at, u.started_at), u.id, a.id
    """,
    ("journey", "persona", "since", "until"),
    later={"said.feeling": None},
)

_FELT_AGAIN = Read(
    "what re-checks between two moments felt, oldest first",
    _RecheckedAt,
    f"""
    SELECT v.touchpoint_id, '' AS checklist, '' AS check_key, u.id AS "said.audit_id",
        v.feeling AS "said.feeling"
    {_RECHECKS} WHERE {_BETWEEN} AND v.feeling IS NOT NULL ORDER BY coalesce(v.felt_at, u.started_at), u.id
    """,
    ("journey", "persona", "since", "until"),
    later={"said.verdict": None},
)

_ASKED_AT_DEPTH = """SELECT DISTINCT y.touchpoint_id, q.checklist, q.check_key
    FROM audit r JOIN visit y ON y.audit_id = r.id AND y.removed_at IS NULL
    JOIN answer b ON b.visit_id = y.id AND b.removed_at IS NULL JOIN wording q ON q.id = b.wording_id
    WHERE r.journey_id = :journey AND r.kind <> 'recheck' AND r.removed_at IS NULL
    AND r.finished_at IS NOT NULL AND r.depth = :depth"""

_ASKED = Read(
    "checks that audits of a depth asked", tuple[int, str, str], _ASKED_AT_DEPTH, ("journey", "depth")
)

_JUDGED = f"""
    SELECT u.id AS audit_id, s.id AS stage_id, w.checklist, w.severity, a.verdict, count(*) AS count
    FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
    JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN wording w ON w.id = a.wording_id {{only}}
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND u.kind <> 'recheck' AND {open_to("u")}
    GROUP BY u.id, s.id, w.checklist, w.severity, a.verdict
"""

_VERDICTS = Read(
    "verdicts counted by audit, stage and checklist", Judged, _JUDGED.format(only=""), ("journey", VIEWER)
)

_VERDICTS_AT_DEPTH = Read(
    "verdicts on what audits of a depth asked, counted by audit, stage and checklist",
    Judged,
    _JUDGED.format(
        only=f"""JOIN ({_ASKED_AT_DEPTH}) asked ON asked.touchpoint_id = t.id
            AND asked.checklist = w.checklist AND asked.check_key = w.check_key"""
    ),
    ("journey", "depth", VIEWER),
)

_FELT = Read(
    "feelings by audit and stage",
    FeltAt,
    f"""
    SELECT u.id AS audit_id, s.id AS stage_id, t.id AS touchpoint_id, v.feeling
    FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL AND v.feeling IS NOT NULL
    JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND {open_to("u")}
    ORDER BY v.id
    """,
    ("journey", VIEWER),
)

_SAID = Read(
    "answers to checks that re-checks of a journey asked",
    Said,
    f"""
    SELECT u.id AS audit_id, t.id AS touchpoint_id, s.id AS stage_id, w.checklist, w.check_key, w.severity, a.verdict
    FROM (SELECT DISTINCT y.touchpoint_id, q.checklist, q.check_key FROM audit r
        JOIN visit y ON y.audit_id = r.id AND y.removed_at IS NULL
        JOIN answer b ON b.visit_id = y.id AND b.removed_at IS NULL AND b.verdict IS NOT NULL AND NOT b.carried
        JOIN wording q ON q.id = b.wording_id
        WHERE r.journey_id = :journey AND r.kind = 'recheck' AND r.removed_at IS NULL
        AND r.finished_at IS NOT NULL) asked
    JOIN touchpoint t ON t.id = asked.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN visit v ON v.touchpoint_id = t.id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL AND NOT a.carried
    JOIN wording w ON w.id = a.wording_id AND w.checklist = asked.checklist AND w.check_key = asked.check_key
    WHERE {open_to("u")} ORDER BY a.id
    """,
    ("journey", VIEWER),
)

_STAGES = Read(
    "names of stages",
    tuple[int, str],
    "SELECT id, name FROM stage WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id",
    ("journey",),
)

_ANSWERED_BEFORE = f"{EARLIER} JOIN person p ON p.id = u.auditor_id"

_LAST_ANSWERS = Read(
    "answers in earlier audits of the persona, newest first",
    _EarlierAnswer,
    f"""
    SELECT v.touchpoint_id, w.checklist, w.check_key, u.id AS "answer.audit_id", p.name AS "answer.auditor",
        coalesce(a.answered_at, u.started_at) AS "answer.at", a.verdict AS "answer.verdict",
        a.note AS "answer.note"
    {_ANSWERED_BEFORE}
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL AND NOT a.carried
    JOIN wording w ON w.id = a.wording_id
    WHERE this.id = :audit ORDER BY u.started_at DESC, u.id DESC
    """,
    ("audit", VIEWER),
    later={"answer.feeling": None},
)

_LAST_FEELINGS = Read(
    "feelings in earlier audits of the persona, newest first",
    _EarlierAnswer,
    f"""
    SELECT v.touchpoint_id, '' AS checklist, '' AS check_key, u.id AS "answer.audit_id",
        p.name AS "answer.auditor", coalesce(v.felt_at, u.started_at) AS "answer.at",
        v.feeling AS "answer.feeling", v.note AS "answer.note"
    {_ANSWERED_BEFORE}
    WHERE this.id = :audit AND v.feeling IS NOT NULL
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("audit", VIEWER),
    later={"answer.verdict": None},
)

_REVIEWS = Read(
    "journeys with a review interval",
    _Reviewed,
    f"""
    SELECT j.id, j.name, j.review_days, {LAST_AUDIT} AS last
    FROM journey j
    WHERE j.review_days IS NOT NULL AND j.removed_at IS NULL AND j.archived_at IS NULL ORDER BY j.id
    """,
    (VIEWER,),
)

_LOOKED = Read(
    "when touchpoints were last looked at",
    tuple[int, datetime],
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
        return self._before(audit_id, lambda _line: True)

    def finished_before(self, audit_id: int) -> AuditLine | None:
        """Return the audit before one, as `before` does, of those that are finished.

        What one in progress says of findings is not told yet.
        """
        return self._before(audit_id, lambda line: line.finished is not None)

    def _before(self, audit_id: int, is_wanted: Callable[[AuditLine], bool]) -> AuditLine | None:
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
            and is_wanted(line)
        ]
        same = [line for line in whole if line.persona == this.persona]
        return next(iter(same or whole), None)

    def compare(self, one_id: int, other_id: int) -> Comparison:
        """Return two audits of a journey side by side, the one started first as the older.

        What re-checks of the older one's persona said in between counts as what was before.

        Raises NotFoundError for an audit that is not there, RefusedError for two journeys or a hidden one.
        """
        older, newer = sorted((self._whole(one_id), self._whole(other_id)), key=lambda a: (a.started, a.id))
        if older.journey_id != newer.journey_id:
            raise RefusedError(_("The two audits are of different journeys: name two of the same."))
        if older.id == newer.id:
            raise RefusedError(_("That is one audit: name two to compare."))
        explained, between = self._closed(older, newer), self._rechecked(older, newer)
        lines = change.changes(older, newer, explained, between)
        counts = change.counted(lines)
        return Comparison(
            self._line(older.id),
            self._line(newer.id),
            tuple(lines),
            tuple(change.feelings(older, newer, explained, between)),
            tuple(change.by_stage(lines, (older, newer))),
            tuple(change.by_touchpoint(lines)),
            counts,
            change.mcnemar(counts[Change.FIXED], counts[Change.REGRESSED]),
            change.unlike(older, newer),
            change.left_out(older, newer),
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
        for one in self._reader().all(_CLOSED, journey=older.journey_id, since=since, until=until):
            found[one.touchpoint_id, one.checklist, one.check_key].append(one.action)
        return found

    def _rechecked(self, older: Audit, newer: Audit) -> dict[change.Subject, Rechecked]:
        """Return the newest that re-checks said which began after the older audit and ended before the newer began."""
        reader = self._reader()
        wanted: dict[str, object] = {
            "journey": older.journey_id,
            "persona": older.persona_id,
            "since": older.started.isoformat(timespec="microseconds"),
            "until": newer.started.isoformat(timespec="microseconds"),
        }
        rows = (*reader.all(_RECHECKED, **wanted), *reader.all(_FELT_AGAIN, **wanted))
        return {(one.touchpoint_id, one.checklist, one.check_key): one.said for one in rows}

    def trend(self, journey_id: int, persona: str | None = None) -> Trend:
        """Return how a journey fares over its finished audits that have answers or feelings, the oldest first.

        Of all personas, or of the one of that name.

        A re-check shows what stood after it. The audits of a round are left out once there is an agreed one. Where
        some go deeper than others, only what the least deep asked is counted, so that the shares are of the same.
        """
        reader = self._reader()
        verdicts = reader.all(_VERDICTS, journey=journey_id)
        felt = reader.all(_FELT, journey=journey_id)
        said = reader.all(_SAID, journey=journey_id)
        known = {one.audit_id for one in verdicts} | {one.audit_id for one in felt}
        known |= {one.audit_id for one in said}
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
        depths = {one.depth for one in audits if one.kind is not AuditKind.RECHECK}
        least = next((depth for depth in Depth if depth in depths), None) if len(depths) > 1 else None
        if least is not None:
            verdicts = reader.all(_VERDICTS_AT_DEPTH, journey=journey_id, depth=least.value)
            asked = set(reader.all(_ASKED, journey=journey_id, depth=least.value))
            said = [one for one in said if (one.touchpoint_id, one.checklist, one.check_key) in asked]
        walked = [Walked(one.id, one.persona, one.kind is AuditKind.RECHECK) for one in audits]
        judged, scores = trends.with_rechecks(walked, verdicts, said), trends.felt_with_rechecks(walked, felt)
        shown = {one.audit_id for one in judged} | {audit for audit, _stage, _feeling in scores}
        audits = [one for one in audits if one.id in shown]
        stages = reader.all(_STAGES, journey=journey_id)
        lines_shown = tuple(trends.lines([one.id for one in audits], stages, judged, scores))
        return Trend(tuple(audits), lines_shown, least)

    def trends(self, journey_id: int) -> list[Trend]:
        """Return the trend of each persona that has one, as `trend` does; the one audited first at the top."""
        personas = dict.fromkeys(line.persona for line in self.trend(journey_id).audits)
        return [self.trend(journey_id, persona) for persona in personas]

    def last_answers(self, audit_id: int) -> dict[Beside, LastAnswer]:
        """Return, beside each check and feeling of an audit, what the persona's last finished audit before it says of it.

        Re-checks are among them.
        """
        reader = self._reader()
        found: dict[Beside, LastAnswer] = {}
        for one in (*reader.all(_LAST_ANSWERS, audit=audit_id), *reader.all(_LAST_FEELINGS, audit=audit_id)):
            found.setdefault(one.subject, one.answer)
        return found

    def reviews(self) -> dict[int, Review]:
        """Return when each journey that has an interval is to be looked at again, by its number."""
        return {one.id: _review(one) for one in self._reader().all(_REVIEWS)}

    def review(self, journey: Journey) -> Review | None:
        """Return when a journey is to be looked at again; None, without asking, where it never is."""
        return self.reviews().get(journey.id) if journey.review_days else None

    def due_reviews(self, today: date) -> list[Review]:
        """Return the journeys that are due on a day, the longest overdue first, those never looked at before them."""
        return due(self.reviews().values(), today)

    def last_looked(self, journey_id: int) -> dict[int, datetime]:
        """Return when the newest audit began that answered anything at a touchpoint, by touchpoint."""
        return dict(self._reader().all(_LOOKED, journey=journey_id))


def due(reviews: Iterable[Review], today: date) -> list[Review]:
    """Return those of some reviews that are due on a day, the longest overdue first."""
    found = [review for review in reviews if review.is_due(today)]
    return sorted(found, key=lambda review: (review.due or date.min, review.journey_id))


def _review(one: _Reviewed) -> Review:
    when = one.last.astimezone().date() + timedelta(days=one.review_days) if one.last else None
    return Review(one.id, one.name, one.review_days, one.last, when)
