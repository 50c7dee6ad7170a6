"""The lines of home: journeys, what wants the user's eye, the first actions, and the ways to begin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditor.base.i18n import _, day, ngettext, number
from auditor.base.labels import word
from auditor.drawing.cells import bar
from auditor.views.actions import ActionLine
from auditor.views.askings import Asking
from auditor.views.audits import AuditLine
from auditor.views.journeys import JourneyLine
from screens.home.desk import Desk, DeskAskings
from screens.widgets.action_lines import is_late, short_day
from screens.widgets.drawing import Part, fit

if TYPE_CHECKING:
    from auditor.views.follow import Review
    from screens.forms.new_journey import Offer


def draw_offer(offer: Offer, width: int) -> list[Part]:
    """Return a way to begin."""
    room = min(40, width // 2)
    name, about = fit(offer.name, room - 1), fit(offer.about, width - room - 3)
    return [("  ", "plain"), (name, "strong"), (" ", "plain"), (about, "dim")]


def review_of(review: Review | None, today: date) -> str:
    """Return when a journey is to be looked at again, or nothing when that was not set."""
    if review is None:
        return ""
    from auditor.sentences import follow

    return follow.review(review, today) if review.due else _("never looked at")


def draw_journey(line: JourneyLine, audit: AuditLine | None, width: int, due: str = "") -> list[Part]:
    """Return a journey with when it was audited or is due to be, and how far an audit in progress has come."""
    counted = 20 if width >= 74 else 0
    points = ngettext("{n} touchpoint", "{n} touchpoints", line.touchpoints).format(n=line.touchpoints)
    drafted = ""
    if audit is not None:
        drafted = _("draft {answered}/{asked}").format(answered=audit.answered, asked=audit.asked)
    beside = drafted if due or line.last_audit is not None else ""
    going_on = 18 if beside and width >= 74 else 0
    if going_on and width < 92:
        counted = 0
    parts: list[Part] = [
        ("  ", "plain"),
        (fit(line.title, max(16, width - 39 - counted - going_on)), "strong"),
        *([(fit(f" {beside}", going_on), "plain")] if going_on else []),
        (fit(f" {points}", counted), "dim"),
        (" " if not counted else "", "plain"),
    ]
    if due:
        parts.append((fit(due, 22), "warn"))
    elif line.last_audit is not None:
        parts.append((fit(_("audited {day}").format(day=day(line.last_audit)), 22), "dim"))
    elif audit is not None:
        share = audit.answered / audit.asked if audit.asked else 0
        parts += [(bar(share, 4), "good"), (fit(f" {drafted}", 18), "plain")]
    else:
        parts.append((fit(_("not audited yet"), 22), "dim"))
    to_do = ngettext("{n} to do", "{n} to do", line.open_actions).format(n=line.open_actions)
    parts.append((fit(to_do, 14, right=True), "warn" if line.open_actions else "dim"))
    return parts


def draw_desk(line: Desk | DeskAskings, width: int) -> list[Part]:
    """Return how many actions, or how much evidence, want somebody's eye, and why."""
    return [
        (fit(number(line.count), 7, right=True), "bad" if line.urgent else "accent"),
        (fit(f"  {line.name}", width - 7), "plain"),
    ]


def draw_action(line: ActionLine, width: int) -> list[Part]:
    """Return an action with its place."""
    where = 24 if width >= 70 else 0
    title_width = max(20, width - 23 - where)
    return [
        (fit(number(line.priority, 1), 7, right=True), "accent"),
        ("  ", "plain"),
        (fit(line.title, title_width), "plain"),
        (fit(f"  {line.touchpoint}", where), "dim"),
        (fit(f"  {word(line.quadrant)}", 14), "good" if line.quadrant == "quick-win" else "plain"),
    ]


def draw_next(line: ActionLine, width: int, today: date) -> list[Part]:
    """Return an action with the day it is due."""
    return _due_line(line.title, line.touchpoint, line.due, is_late(line, today), width, today)


def draw_asking(one: Asking, width: int, today: date) -> list[Part]:
    """Return evidence to be asked for again, with the day it is due."""
    from auditor.sentences.askings import title_text
    from auditor.sentences.evidence import place_text

    return _due_line(title_text(one), place_text(one), one.due, one.is_late(today), width, today)


def _due_line(title: str, place: str, day: date | None, late: bool, width: int, today: date) -> list[Part]:
    when = short_day(day, today, 10)
    due = _("late {day}").format(day=when) if late else when
    where = 24 if width >= 70 else 0
    return [
        ("         ", "plain"),
        (fit(title, max(20, width - 25 - where)), "plain"),
        (fit(f"  {place}", where), "dim"),
        (fit(f"  {due}", 16), "bad" if late else "plain"),
    ]
