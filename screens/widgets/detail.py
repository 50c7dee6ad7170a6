"""Two lines below a list that say in full what the line under the cursor has no room for."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from auditor import labels
from auditor.i18n import _, number
from auditor.views import ActionLine


class Detail(Static):
    """A heading in full and a sentence more."""

    DEFAULT_CSS = """
    Detail { height: 3; padding: 0 1; border-top: solid $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("", markup=False)

    def tell(self, heading: str, more: str) -> None:
        """Show a heading and what is to be said of it, a line each."""
        lines = Content.assemble((heading, "bold"), "\n", (more, "$quiet"))
        self.update(lines, layout=False)

    def tell_action(self, action: ActionLine | None) -> None:
        """Say of an action what it is and why it stands where it stands."""
        if action is None:
            self.tell("", "")
            return
        why = _("impact {impact}: {impact_word} · effort {effort}: {effort_word} · need {need}").format(
            impact=action.impact,
            impact_word=labels.impact(action.impact),
            effort=action.effort,
            effort_word=labels.effort(action.effort),
            need=number(action.need, 2),
        )
        self.tell(action.title, f"{action.touchpoint} · {why}")
