"""How each line of home is drawn, and what is said in full of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from auditor.base.i18n import _, day, ngettext, number, percent
from auditor.base.labels import word
from auditor.views.actions import ActionLine
from auditor.views.follow import Review
from auditor.views.home import HomeJourney, NextAction
from auditor.workspace import Workspace
from screens.frame.commands import key_of
from screens.home.commands import HOME
from screens.home.desk import Desk, DeskAskings, Next, NextAsking
from screens.home.journey_lines import Columns, draw_archive, draw_group
from screens.home.journeys import ArchiveRow, GroupRow, JourneyRow, Wanted
from screens.home.lines import draw_action, draw_asking, draw_desk, draw_next, draw_offer
from screens.home.overview import Overview
from screens.widgets.action_lines import alike
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading

if TYPE_CHECKING:
    from screens.home.overview import Row


class Drawing:
    """Draws the lines of home; the columns of journeys are laid out anew at each width."""

    def __init__(self, rows: Sequence[Row], overview: Overview, wanted: Wanted, today: date) -> None:
        """Draw `rows`."""
        self._rows = rows
        self._journeys = [row for row in rows if isinstance(row, JourneyRow)]
        self._is_grouped = any(isinstance(row, GroupRow) for row in rows)
        self._several = len(overview.journeys) > 1
        self._beginnings = alike(row for row in rows if isinstance(row, ActionLine))
        self._is_counted = overview.is_known
        self._order = wanted.order
        self._today = today
        self._columns: tuple[int, Columns] | None = None

    def line(self, at: int, width: int) -> Sequence[Part]:
        """Return the parts of a line."""
        row, today = self._rows[at], self._today
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, JourneyRow):
            return self._at(width).draw(row)
        if isinstance(row, GroupRow):
            return draw_group(row, width)
        if isinstance(row, ArchiveRow):
            return draw_archive(row, width)
        if isinstance(row, ActionLine):
            return draw_action(row, width, self._several, self._beginnings)
        if isinstance(row, Desk | DeskAskings):
            return draw_desk(row, width)
        if isinstance(row, NextAsking):
            return draw_asking(row.asking, width, today)
        if isinstance(row, Next):
            return draw_next(row.action, width, today, self._several)
        return draw_offer(row, width)

    def _at(self, width: int) -> Columns:
        if self._columns is None or self._columns[0] != width:
            self._columns = (
                width,
                Columns(self._journeys, width, self._order, self._today, self._is_counted, self._is_grouped),
            )
        return self._columns[1]


def tell(detail: Detail, row: Row, workspace: Workspace) -> None:
    """Say in full what a line has no room for."""
    today = workspace.today
    if isinstance(row, ActionLine):
        detail.tell_action(row, today)
    elif isinstance(row, Next):
        detail.tell(row.action.title, _about_next(row.action))
    elif isinstance(row, Desk):
        said = ngettext("{n} action: {what}", "{n} actions: {what}", row.count or 0)
        detail.tell(said.format(n=row.count, what=row.name) if row.count is not None else row.name, "")
    elif isinstance(row, DeskAskings):
        detail.tell(f"{number(row.count)} {row.name}", "")
    elif isinstance(row, NextAsking):
        from auditor.sentences.askings import state_text, weight_text, what_text

        why = weight_text(row.asking, workspace.rules.weighing, today)
        detail.tell(what_text(row.asking), f"{state_text(row.asking, today)} · {why}")
    elif isinstance(row, JourneyRow):
        detail.tell(row.journey.title, _about(row, today))
    elif isinstance(row, GroupRow):
        folds = _("{key} folds its journeys away, and shows them again").format(key=key_of(HOME, "open"))
        detail.tell(row.client or _("no client"), folds)
    elif isinstance(row, ArchiveRow):
        back = _("Out of the way, and nothing lost: {key} on a journey brings it back")
        detail.tell(_("Archived"), back.format(key=key_of(HOME, "archive")))
    elif isinstance(row, str):
        detail.tell("", "")
    else:
        detail.tell(row.name, row.about)


def _about_next(action: NextAction) -> str:
    told = (action.client, action.journey, action.touchpoint, action.owner, day(action.due))
    return " · ".join(filter(None, told))


def _about(row: JourneyRow, today: date) -> str:
    one = row.journey
    need = "" if one.need is None else f"{_('need')} {percent(one.need)}"
    points = ngettext("{n} touchpoint", "{n} touchpoints", one.touchpoints).format(n=one.touchpoints)
    audited = _("audited {day}").format(day=day(one.last_audit)) if one.last_audit is not None else ""
    tags = " ".join(f"#{tag}" for tag in one.tags)
    marks = (text for text, _ink in row.marks)
    told = (one.client, tags, *marks, _review(one, today), audited, need)
    return " · ".join(filter(None, (*told, word(one.purpose), word(one.scope), points)))


def _review(one: HomeJourney, today: date) -> str:
    if one.review_days is None or one.archived is not None:
        return ""
    from auditor.sentences import follow

    due = one.review_on
    review = Review(one.id, one.name, one.review_days, one.last_audit, due)
    return follow.review(review, today) if due is not None else _("never looked at")
