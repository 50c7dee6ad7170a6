"""Two lines below a list that say in full what the line under the cursor has no room for."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from auditor.base import labels
from auditor.base.i18n import _, day, percent
from auditor.base.text import one_line
from auditor.base.vocabulary import OPEN_STATUSES
from auditor.input.days import due_words
from auditor.sentences.dependencies import blocked
from auditor.sentences.finding_states import spread_over
from auditor.views.actions import ActionLine
from screens.widgets.drawing import ink_style, wrapped


class Detail(Widget):
    """A heading in full and a sentence more."""

    DEFAULT_CSS = "Detail { height: 3; padding: 0 1; border-top: solid $panel; }"

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._told = ("", "")
        self._styles: tuple[Style, Style] | None = None

    def tell(self, heading: str, more: str) -> None:
        """Show a heading and what is to be said of it: a line each, or one after the other where one is longer."""
        told = one_line(heading), one_line(more)
        if told != self._told:
            self._told = told
            self.refresh(Region(0, 0, *self.content_size))

    @property
    def text(self) -> str:
        """What is told, as lines."""
        return "\n".join(filter(None, self._told))

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        self._styles = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw one of the two lines: a heading that goes on in the second is all of it in bold."""
        heading, more = self._told
        room = self.content_size.width
        if self._styles is None:
            base = self.rich_style
            self._styles = base + Style(bold=True), base + ink_style("dim", self.app)
        bold, quiet = self._styles
        if max(cell_len(heading), cell_len(more)) <= room:
            lines = [(heading, ""), ("", more)]
        else:
            said = f"{heading} · {more}" if heading and more else heading + more
            lines, at = [], 0
            for line in wrapped(said, max(1, room), 2):
                split = max(0, min(len(line), len(heading) - at))
                lines.append((line[:split], line[split:]))
                at += len(line.rstrip()) + 1
        head, rest = lines[y] if y < len(lines) else ("", "")
        return Strip([Segment(head, bold), Segment(rest, quiet)]).adjust_cell_length(room, quiet)

    def tell_action(self, action: ActionLine, today: date) -> None:
        """Say of an action what it is, who sees to it and when, and why it stands where it stands."""
        said = (
            spread_over(action.touchpoint, action.touchpoints),
            labels.progress(action.status, action.effect),
            labels.lettered(action.quadrant),
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
