"""The card in the middle of a walk: one check, or the feeling, with why and how and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.labels import FEELING_FACES, VERDICT_SIGNS
from auditor.base.vocabulary import FEELINGS, Depth, Order, Verdict
from auditor.drawing.cells import bar
from auditor.sentences import sources
from auditor.sentences.imports import measured_words
from auditor.views.audits import Answer, Visit
from auditor.views.checks import Check
from auditor.views.suggestions import Suggestion
from auditor.walking.course import Course
from auditor.walking.finding_words import findings_waiting
from auditor.walking.gates import GatesAsked
from auditor.walking.known_findings import KnownFindings, Told
from auditor.walking.words import elsewhere, where_in
from screens.audit.finding_words import asked, stated
from screens.audit.gate_card import Line, gate_lines
from screens.audit.walk_keys import CLICKED, answering, clicked, feeling, walk_key

if TYPE_CHECKING:
    from screens.frame.place import Place

_WIDEST = 100
"""Cells of a line at most, however much room there is."""
_VERDICT_STYLES = {
    Verdict.PASS: "$success",
    Verdict.PARTLY: "$warning",
    Verdict.FAIL: "bold $error",
    Verdict.NOT_APPLICABLE: "$quiet",
}


class CheckCard(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the step the walker stands at. Of the next one only the lines are drawn that are others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._text = Content()
        self._lines: list[Strip] = []

    def show_step(
        self,
        course: Course,
        gates: GatesAsked,
        beside: str = "",
        suggestion: Suggestion | None = None,
        told: str = "",
        known: KnownFindings | None = None,
    ) -> None:
        """Show where the walker stands; `beside` is what was answered to it before, or by others.

        A `suggestion` is what a measurement says of the check; `told` is of the judgement before; `known` are findings.
        """
        if self.scroll_y:
            self.scroll_home(animate=False)
        card = _card(course, gates, beside, suggestion, told, known or KnownFindings(course.audit))
        if not card.is_same(self._text):
            self._text = card
            self._break_into_lines()

    def render(self) -> Content:
        """Return the text, as it is selected with the mouse."""
        return self._text

    def render_line(self, y: int) -> Strip:
        """Draw the line at `y` of the view."""
        line = y + self.scroll_offset.y
        if line < len(self._lines):
            return self._lines[line]
        return Strip.blank(self.scrollable_content_region.width, self.rich_style)

    def _break_into_lines(self) -> None:
        """Break the text into lines of the room there is, and draw those that are others than before."""
        width, height = self.content_size
        if not width:
            return
        before, self._lines = self._lines, self._broken(width)
        if len(self._lines) > height:
            self._lines = self._broken(width - self.styles.scrollbar_size_vertical)
        self._take_height(max(len(self._lines), height), height)
        pairs = zip_longest(before, self._lines)
        self.refresh(*(Region(0, y, width, 1) for y, (was, is_now) in enumerate(pairs) if was != is_now))

    def _broken(self, width: int) -> list[Strip]:
        lines = Visual.to_strips(self, self._text, min(width, _WIDEST), None, self.visual_style)
        base = self.rich_style
        return [line.adjust_cell_length(width, base) for line in lines]

    def _take_height(self, wanted: int, room: int) -> None:
        """Be as high as all lines; only for a bar that comes or goes is the whole screen laid out, which takes longest."""
        size = Size(self.content_size.width, wanted)
        if (wanted > room) is not self.show_vertical_scrollbar:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(CheckCard.virtual_size, size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = wanted

    def on_resize(self) -> None:
        """Break the text anew."""
        self._break_into_lines()

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        self._break_into_lines()
        super().selection_updated(selection)

    def notify_style_update(self) -> None:
        """Draw in the colours of the theme."""
        super().notify_style_update()
        self._break_into_lines()

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does that is clicked, as in the key line."""
        wanted = event.style.meta.get(CLICKED)
        place = cast("Place", self.screen)
        command = next((one for one in place.all_commands() if one.id == wanted), None)
        if command is not None:
            event.stop()
            await self.screen.run_action(command.action)

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on to the next check where there is nothing to scroll."""
        await self._roll(event, 1)

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to the check before where there is nothing to scroll."""
        await self._roll(event, -1)

    async def _roll(self, event: events.MouseEvent, by: int) -> None:
        if not self.max_scroll_y:
            event.stop()
            await self.screen.run_action(f"go('{by}')")


def _card(
    course: Course,
    gates: GatesAsked,
    beside: str,
    suggestion: Suggestion | None,
    told: str,
    known: KnownFindings,
) -> Content:
    visit = course.visit
    if visit is None:
        return Content.assemble(
            (_("This journey has no touchpoints yet."), "bold"),
            "\n\n",
            _("Press {key} to add the first one.").format(key=walk_key("new_touchpoint")),
        )
    lines = _heading(course, visit)
    if told:
        lines += [(told, "italic $accent"), ("\n\n", "")]
    if course.is_at_gates:
        lines += gate_lines(gates, course, visit)
    elif course.answer is not None:
        lines += _check(course, course.answer, suggestion, known.of_check(course, course.answer))
    else:
        lines += _feeling(course, visit, known.of_feeling(visit))
    if beside:
        lines += [("\n\n", ""), (beside, "$quiet")]
    lines += _progress(course, known.waiting(visit))
    return Content.assemble(*lines)


def _heading(course: Course, visit: Visit) -> list[Line]:
    where = where_in(course, visit)
    lines = [(visit.stage, "$quiet"), (" › ", "$quiet"), (visit.touchpoint, "bold $accent")]
    if visit.critical:
        lines.append(("  ◆ " + _("moment of truth"), "$warning"))
    return [*lines, ("\n", ""), (where, "$quiet"), ("\n\n", "")]


def _check(
    course: Course, answer: Answer, suggestion: Suggestion | None, findings: Sequence[Told]
) -> list[Line]:
    check = answer.check
    lines: list[Line] = [(in_language(check.text), "bold"), ("\n\n", "")]
    if answer.verdict is None:
        lines += asked(findings)
    else:
        # What was answered is seen at once when one comes back, and how to look only where one reads on.
        lines += [*_answered(answer), *stated(findings), *_comment(answer), ("\n\n", "")]
    if said := elsewhere(course, answer, walk_key):
        lines += [(said, "italic $accent"), ("\n\n", "")]
    lines += _before_looking(course, check)
    if suggestion is not None:
        lines += _suggested(suggestion)
    if why := in_language(check.why):
        lines += [(_("Why: "), "$accent"), (why, ""), ("\n\n", "")]
    if look := in_language(check.look):
        lines += [(_("How to look: "), "$accent"), (look, ""), ("\n\n", "")]
    weight = _("If it fails: {severity}").format(severity=labels.severity(check.severity))
    if duty := sources.duty(check, course.audit.country):
        weight = f"{weight} · {duty}"
    lines.append((weight, "$quiet"))
    if cited := sources.nearest_line(check, course.audit.country):
        lines += [("\n", ""), (_("Source: "), "$accent"), (cited, "$quiet")]
    if answer.verdict is None:
        lines += [("\n\n", ""), *_answered(answer), *_comment(answer)]
    return lines


def _answered(answer: Answer) -> list[Line]:
    """Return the verdicts with their keys, and which was given."""
    lines: list[Line] = []
    for verdict in Verdict:
        given = verdict is answer.verdict
        style = _VERDICT_STYLES[verdict] if given else ""
        action = answering(verdict)
        click = clicked(action)
        lines.append((f" {walk_key(action)} ", f"bold $accent {click}"))
        mark = VERDICT_SIGNS[verdict] + " " if given else ""
        name = _("n/a") if verdict is Verdict.NOT_APPLICABLE else labels.word(verdict)
        lines.append((f"{mark}{name}", f"{style} reverse {click}" if given else click))
        lines.append(("  ", ""))
    return lines


def _comment(answer: Answer) -> list[Line]:
    if not answer.note:
        return []
    return [("\n\n", ""), (_("Comment: "), "$accent"), (answer.note, "italic")]


def _before_looking(course: Course, check: Check) -> list[Line]:
    """Return what is to be done for a check, and on what it is looked at."""
    lines: list[Line] = []
    if check.errand is not None:
        lines += [(_("Errand: "), "$accent"), (in_language(check.errand.text), ""), ("\n", "")]
    if check.sample is not None:
        chosen = course.audit.chosen(check.sample.key)
        if chosen:
            lines += [(_("Look at: "), "$accent"), (" · ".join(chosen), "bold"), ("\n", "")]
        else:
            said = _("{sample} ({key} writes down which)").format(
                sample=in_language(check.sample.text), key=walk_key("items")
            )
            lines += [(_("Choose first: "), "$accent"), (said, ""), ("\n", "")]
    return [*lines, ("\n", "")] if lines else []


def _suggested(suggestion: Suggestion) -> list[Line]:
    sign, click = VERDICT_SIGNS[suggestion.verdict], clicked("take")
    return [
        (f" {walk_key('take')} ", f"bold $accent {click}"),
        (f"{sign} {measured_words(suggestion)}", f"{_VERDICT_STYLES[suggestion.verdict]} {click}"),
        ("\n\n", ""),
    ]


def _feeling(course: Course, visit: Visit, findings: Sequence[Told]) -> list[Line]:
    question = _("How does the customer feel at {touchpoint}?").format(touchpoint=visit.touchpoint)
    lines: list[Line] = [(question, "bold"), ("\n", "")]
    lines += [(_("In the shoes of: {persona}").format(persona=course.audit.persona), "$quiet"), ("\n\n", "")]
    if visit.about:
        lines += [(visit.about, ""), ("\n\n", "")]
    lines += asked(findings, is_felt=True)
    keys = {score: walk_key(feeling(score)) for score in FEELINGS}
    widest = max(map(cell_len, keys.values()))
    for score, key in keys.items():
        given = score == visit.feeling
        style = "$error" if score < 0 else "$success" if score > 0 else ""
        click = clicked(feeling(score))
        lines.append((f" {key:<{widest}} ", f"bold $accent {click}"))
        lines.append((f" {FEELING_FACES[score]:<5} ", f"{style} {click}"))
        lines.append((labels.feeling(score), f"bold reverse {click}" if given else click))
        lines.append(("\n", ""))
    if visit.emotion:
        lines += [("\n", ""), (_("Word: "), "$accent"), (labels.word(visit.emotion), "")]
    elif visit.feeling is not None:
        said = _("{key} puts a word to it: joy, worry, stress …")
        lines += [("\n", ""), (said.format(key=walk_key("word")), "$quiet")]
    else:
        said = _("{key} looks for a word first: joy, worry … 1 to 5 then keeps both")
        lines += [("\n", ""), (said.format(key=walk_key("word")), "$quiet")]
    if visit.feeling is not None:
        lines += [("\n", ""), (_("Basis: "), "$accent"), (labels.word(visit.basis), "")]
        said = _("{key}: the team assumes it, or customers show it").format(key=walk_key("basis"))
        lines.append((f"  ({said})", "$quiet"))
    if visit.note:
        lines += [("\n\n", ""), (_("Comment: "), "$accent"), (visit.note, "italic")]
    return lines


def _progress(course: Course, waiting: int) -> list[Line]:
    done, total = course.judged
    lines: list[Line] = [
        ("\n\n", ""),
        (bar(done / total if total else 0, 24), "$success on $panel"),
        (_("  {done} of {total} judged").format(done=done, total=total), "$quiet"),
    ]
    if waiting:
        lines.append(("\n" + findings_waiting(waiting, walk_key("findings")), "$warning"))
    ways = [_("only unanswered")] if course.only_open else []
    if course.audit.depth is not Depth.FULL:
        ways.append(_("depth: {depth}").format(depth=labels.word(course.audit.depth)))
    if course.order is not Order.TOUCHPOINT:
        ways.append(labels.word(course.order))
    if ways:
        lines.append(("\n" + " · ".join(ways), "$quiet"))
    return lines
