"""What a file would become, looked at before it is imported."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.base import labels
from auditor.base.i18n import _, day, ngettext, number
from auditor.base.labels import VERDICT_SIGNS
from auditor.base.ways_out import worded
from auditor.importing.formats import format_words
from auditor.sentences.imports import figure_words, left_out_words, place_words, taken_words
from auditor.views.imports import ImportPlan, Landing
from screens.dialogs.dialog import Dialog
from screens.frame.ways_out import WAYS

Line = tuple[str, str]

_QUOTES = 2


class ImportPreview(Dialog[bool]):
    """A plan that scrolls; enter imports it, escape leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "agree", show=False),
        Binding("j", "scroll('1')", show=False),
        Binding("k", "scroll('-1')", show=False),
    ]

    def __init__(self, plan: ImportPlan) -> None:
        """Show `plan`."""
        super().__init__()
        self._plan = plan

    def compose(self) -> ComposeResult:
        """The plan and the two keys."""
        with Vertical(classes="box") as box:
            box.border_title = Content(_("What would be imported"))
            scroll = VerticalScroll(Static(preview(self._plan), markup=False), id="plan")
            scroll.styles.height = "auto"
            scroll.styles.max_height = max(6, self.app.size.height - 8)
            yield scroll
            yield Static(
                Content.assemble(
                    (_("enter"), "bold $accent"),
                    " " + _("import all of it") + "   ",
                    (_("esc"), "bold $accent"),
                    " " + _("leave it"),
                ),
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#plan").focus()

    def action_scroll(self, by: str) -> None:
        """Scroll by lines."""
        self.query_one("#plan").scroll_relative(y=int(by), animate=False)

    def action_agree(self) -> None:
        """Import."""
        self.dismiss(True)


def preview(plan: ImportPlan) -> Content:
    """Return what a plan holds: how the file was understood, what lands where, and what is left out."""
    count = len(plan.landings)
    pieces = ngettext("{count} piece of evidence", "{count} pieces of evidence", count)
    lines: list[Line] = [
        (plan.file, "bold"),
        (f"  {format_words(plan.form)} · {pieces.format(count=number(count))}", "$quiet"),
        ("\n", ""),
    ]
    for remark in plan.remarks:
        lines += [(f"  {worded(remark, WAYS)}", "$quiet"), ("\n", "")]
    for landing in plan.landings:
        lines += _landing(landing)
    left_out = [*left_out_words(plan, WAYS), *(worded(line, WAYS) for line in plan.left_out)]
    if left_out:
        lines += [("\n", ""), (_("Left out"), "bold $warning"), ("\n", "")]
    for line in left_out:
        lines += [(f"  {line}", ""), ("\n", "")]
    if plan.parts:
        lines += [("\n", ""), (_("All of the file"), "bold"), ("\n", "")]
    for line in taken_words(plan):
        lines += [(f"  {line}", "$quiet"), ("\n", "")]
    return Content.assemble(*lines[:-1])


def _landing(landing: Landing) -> list[Line]:
    draft = landing.draft
    lines: list[Line] = [("\n", ""), (place_words(landing), "bold $accent"), (f"  {landing.part}", "$quiet")]
    lines.append(("\n", ""))
    said = [figure_words(draft)]
    if draft.people is not None:
        said.append(
            ngettext("{count} person", "{count} people", draft.people).format(count=number(draft.people))
        )
    if draft.feeling is not None:
        said.append(_("feeling {feeling}").format(feeling=number(draft.feeling, 1, signed=True)))
    if not isinstance(draft.collected, str):
        said.append(day(draft.collected))
    lines += [("  " + " · ".join(filter(None, said)), ""), ("\n", "")]
    for quote in draft.quote.splitlines()[:_QUOTES]:
        lines += [("  " + _("“{text}”").format(text=quote), "italic"), ("\n", "")]
    for each in landing.suggestions:
        sign = f"  {VERDICT_SIGNS[each.verdict]} {each.check_key}: {labels.word(each.verdict)}"
        lines += [(sign, ""), (f" — {each.why}", "$quiet"), ("\n", "")]
    return lines
