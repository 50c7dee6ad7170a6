"""Two lines below a list that say in full what the line under the cursor has no room for."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from auditor.base import labels
from auditor.base.i18n import _, day, percent
from auditor.base.text import one_line
from auditor.base.vocabulary import OPEN_STATUSES
from auditor.drawing.cells import broken
from auditor.input.days import due_words
from auditor.sentences.dependencies import blocked
from auditor.sentences.finding_states import spread_over
from auditor.views.actions import ActionLine


class Detail(Static):
    """A heading in full and a sentence more."""

    DEFAULT_CSS = """
    Detail { height: 3; padding: 0 1; border-top: solid $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("", markup=False)
        self._told = ("", "")

    def tell(self, heading: str, more: str) -> None:
        """Show a heading and what is to be said of it: a line each, or one after the other where one is longer."""
        self._told = (heading, more)
        self._draw()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._draw()

    def _draw(self) -> None:
        heading, more = (one_line(text) for text in self._told)
        room = max(1, self.size.width - 2)
        if max(cell_len(heading), cell_len(more)) <= room:
            lines = [heading, more]
        else:
            said = f"{heading} · {more}" if heading and more else heading + more
            lines = broken(said, room, 2, cell_len)
        drawn = Content("\n".join(lines))
        self.update(drawn.stylize("$quiet", len(heading)).stylize("bold", 0, len(heading)), layout=False)

    def tell_action(self, action: ActionLine, today: date) -> None:
        """Say of an action what it is, who sees to it and when, and why it stands where it stands."""
        said = (
            spread_over(action.touchpoint, action.touchpoints),
            labels.progress(action.status, action.effect),
            blocked(action),
            action.owner,
            _due(action, today),
            " ".join((_("need"), percent(action.need))),
            _("effort {effort}: {effort_word}").format(
                effort=action.effort, effort_word=labels.effort(action.effort)
            ),
            _("impact {impact}: {impact_word}").format(
                impact=action.impact, impact_word=labels.impact(action.impact)
            ),
        )
        self.tell(action.title, " · ".join(filter(None, said)))


def _due(action: ActionLine, today: date) -> str:
    if action.due is None:
        return ""
    if action.status not in OPEN_STATUSES:
        return day(action.due)
    return f"{day(action.due)} ({due_words(action.due, today)})"
