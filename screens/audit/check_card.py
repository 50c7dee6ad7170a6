"""The card in the middle of a walk: one check, or the feeling, with why and how and what was answered."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.labels import FEELING_FACES, VERDICT_SIGNS
from auditor.base.vocabulary import FEELINGS, Verdict
from auditor.drawing.cells import bar
from auditor.sentences.imports import measured_words
from auditor.views.audits import Answer, Visit
from auditor.views.imports import Suggestion
from screens.audit.course import Course

Line = tuple[str, str]

_VERDICT_STYLES = {
    Verdict.PASS: "$success",
    Verdict.PARTLY: "$warning",
    Verdict.FAIL: "bold $error",
    Verdict.NOT_APPLICABLE: "$quiet",
}
_KEYS = {Verdict.PASS: "y", Verdict.PARTLY: "p", Verdict.FAIL: "n", Verdict.NOT_APPLICABLE: "x"}


class CheckCard(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Shows the step the walker stands at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._text = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show_step(self, course: Course, beside: str = "", suggestion: Suggestion | None = None) -> None:
        """Show where the walker stands; `beside` is what was answered to it before, or by others.

        A `suggestion` is what a measurement says of the check.
        """
        card = _card(course, beside, suggestion)
        # A layout of the whole screen takes longer than all else, so it is left out while the text fits anyway.
        self._text.update(card, layout=not self._fits(card))
        if self.scroll_y:
            self.scroll_home(animate=False)

    def _fits(self, card: Content) -> bool:
        """Tell whether neither the text shown now nor the next one needs scrolling."""
        shown, room = self._text.size, self.scrollable_content_region.height
        return 0 < shown.height <= room and card.get_height({}, shown.width) <= room


def _card(course: Course, beside: str, suggestion: Suggestion | None) -> Content:
    visit = course.visit
    if visit is None:
        return Content.assemble(
            (_("This journey has no touchpoints yet."), "bold"),
            "\n\n",
            _("Press t to add the first one."),
        )
    lines = _heading(course, visit)
    lines += _check(course.answer, suggestion) if course.answer else _feeling(course, visit)
    if beside:
        lines += [("\n\n", ""), (beside, "$quiet")]
    lines += _progress(course)
    return Content.assemble(*lines)


def _heading(course: Course, visit: Visit) -> list[Line]:
    answer = course.answer
    if answer is not None:
        place = [each.id for each in visit.answers].index(answer.id) + 1
        where = _("{checklist} · check {place} of {count}").format(
            checklist=in_language(answer.check.list_title), place=place, count=len(visit.answers)
        )
    else:
        where = _("the feeling")
    lines = [(visit.stage, "$quiet"), (" › ", "$quiet"), (visit.touchpoint, "bold $accent")]
    if visit.critical:
        lines.append(("  ◆ " + _("moment of truth"), "$warning"))
    return [*lines, ("\n", ""), (where, "$quiet"), ("\n\n", "")]


def _check(answer: Answer, suggestion: Suggestion | None) -> list[Line]:
    check = answer.check
    lines: list[Line] = [(in_language(check.text), "bold"), ("\n\n", "")]
    if suggestion is not None:
        lines += _suggested(suggestion)
    if why := in_language(check.why):
        lines += [(_("Why: "), "$accent"), (why, ""), ("\n\n", "")]
    if look := in_language(check.look):
        lines += [(_("How to look: "), "$accent"), (look, ""), ("\n\n", "")]
    weight = _("If it fails: {severity}").format(severity=labels.severity(check.severity))
    lines.append((weight + (f" · {check.standard}" if check.standard else ""), "$quiet"))
    lines.append(("\n\n", ""))
    for verdict in Verdict:
        given = verdict is answer.verdict
        style = _VERDICT_STYLES[verdict] if given else ""
        lines.append((f" {_KEYS[verdict]} ", "bold $accent"))
        mark = VERDICT_SIGNS[verdict] + " " if given else ""
        name = _("n/a") if verdict is Verdict.NOT_APPLICABLE else labels.word(verdict)
        lines.append((f"{mark}{name}", f"{style} reverse" if given else style))
        lines.append(("  ", ""))
    if answer.note:
        lines += [("\n\n", ""), (_("Comment: "), "$accent"), (answer.note, "italic")]
    return lines


def _suggested(suggestion: Suggestion) -> list[Line]:
    sign = VERDICT_SIGNS[suggestion.verdict]
    return [
        (" s ", "bold $accent"),
        (f"{sign} {measured_words(suggestion)}", _VERDICT_STYLES[suggestion.verdict]),
        ("\n\n", ""),
    ]


def _feeling(course: Course, visit: Visit) -> list[Line]:
    question = _("How does the customer feel at {touchpoint}?").format(touchpoint=visit.touchpoint)
    lines: list[Line] = [(question, "bold"), ("\n", "")]
    lines += [(_("In the shoes of: {persona}").format(persona=course.audit.persona), "$quiet"), ("\n\n", "")]
    if visit.about:
        lines += [(visit.about, ""), ("\n\n", "")]
    for place, score in enumerate(FEELINGS, 1):
        given = score == visit.feeling
        style = "$error" if score < 0 else "$success" if score > 0 else ""
        lines.append((f" {place} ", "bold $accent"))
        lines.append((f" {FEELING_FACES[score]:<5} ", style))
        lines.append((labels.feeling(score), "bold reverse" if given else ""))
        lines.append(("\n", ""))
    if visit.emotion:
        lines += [("\n", ""), (_("Word: "), "$accent"), (labels.word(visit.emotion), "")]
    elif visit.feeling is not None:
        lines += [("\n", ""), (_("m puts a word to it: joy, worry, stress …"), "$quiet")]
    if visit.feeling is not None:
        lines += [("\n", ""), (_("Basis: "), "$accent"), (labels.word(visit.basis), "")]
        lines.append(("  (" + _("b: the team assumes it, or customers show it") + ")", "$quiet"))
    if visit.note:
        lines += [("\n\n", ""), (_("Comment: "), "$accent"), (visit.note, "italic")]
    return lines


def _progress(course: Course) -> list[Line]:
    total = len(course.steps)
    done = total - course.open_steps
    lines: list[Line] = [
        ("\n\n", ""),
        (bar(done / total if total else 0, 24), "$success on $panel"),
        (_("  {done} of {total} judged").format(done=done, total=total), "$quiet"),
    ]
    ways = [_("only unanswered")] if course.only_open else []
    if course.order.value == "check":
        ways.append(labels.word(course.order))
    if ways:
        lines.append(("\n" + " · ".join(ways), "$quiet"))
    return lines
