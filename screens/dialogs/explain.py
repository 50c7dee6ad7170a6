"""Why an action stands where it stands: every term of its priority and need, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.analysis.robustness import Robustness
from auditor.analysis.scoring import Scoring
from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.text import capital
from auditor.sentences import findings
from auditor.sentences.amounts import range_text
from auditor.sentences.deciding import robust_words
from auditor.sentences.explain import figure, need_terms
from auditor.sentences.explain_score import score_name, score_terms
from auditor.sentences.faults import place, source, statement
from auditor.sentences.finding_states import spread_over, state, touchpoints
from auditor.sentences.returns import return_terms, return_text
from auditor.views.actions import Action, ActionEvent, ActionLine, LinkedFinding, Term
from auditor.views.audits import Ground
from auditor.views.findings import Finding
from auditor.views.money import Range, RangeTerm
from auditor.views.proofs import Proof
from screens.dialogs.dialog import Dialog
from screens.dialogs.past import comment_lines, past_lines
from screens.dialogs.proven import proven_lines
from screens.widgets.drawing import fit

Line = tuple[str, str]

BREADTH = 69
"""Of the text in the box at its full width, in cells, with a scrollbar."""


class ExplainDialog(Dialog[None]):
    """An action with the sums behind its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", show=False),
        Binding("j", "scroll('1')", show=False),
        Binding("k", "scroll('-1')", show=False),
        Binding("h", "turn", show=False),
    ]

    def __init__(
        self,
        action: Action,
        grounds: Sequence[Ground],
        scoring: Scoring,
        events: Sequence[ActionEvent] = (),
        confidence: Sequence[Term] = (),
        robust: Robustness | None = None,
        proof: Proof | None = None,
        chance: str = "",
    ) -> None:
        """Explain `action`, whose touchpoint's need rests on `grounds`, and to which `events` happened.

        `confidence` is that of the touchpoint, term by term; `robust` how much the place rests on guesses;
        `proof` what looking again showed, and `chance` how likely it is to bring most.
        """
        super().__init__()
        self._events = events
        self._confidence = confidence
        self._robust = robust
        self._proof = proof
        self._chance = chance
        self._is_past = False
        self._action = action
        self._grounds = grounds
        self._scoring = scoring

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with Vertical(classes="box") as box:
            box.border_title = _("Why here?")
            scroll = VerticalScroll(Static(self._text(), markup=False, id="said"), id="why")
            scroll.styles.height = "auto"
            scroll.styles.max_height = max(6, self.app.size.height - 8)
            yield scroll
            yield Static(self._hint(), classes="hint", markup=False)

    def _hint(self) -> Content:
        other = _("why here?") if self._is_past else _("history")
        return Content.assemble(
            ("h", "bold $accent"), f" {other}   ", (_("esc"), "bold $accent"), " " + _("close")
        )

    def action_turn(self) -> None:
        """Turn from the reasons to what happened to the action, or back."""
        self._is_past = not self._is_past
        said = Content.assemble(*past_lines(self._events)) if self._is_past else self._text()
        self.query_one(".box").border_title = _("History") if self._is_past else _("Why here?")
        self.query_one("#said", Static).update(said)
        self.query_one(".hint", Static).update(self._hint())
        self.query_one("#why").scroll_home(animate=False)

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#why").focus()

    def action_scroll(self, by: str) -> None:
        """Scroll by lines."""
        self.query_one("#why").scroll_relative(y=int(by), animate=False)

    def _text(self) -> Content:
        line = self._action.line
        lines: list[Line] = [(line.title, "bold"), ("\n", "")]
        lines.append((f"{line.journey} › {line.stage} › {line.touchpoint}", "$quiet"))
        if spread := spread_over("", line.touchpoints):
            lines.append((f" · {spread}", "$quiet"))
        lines += [("\n", ""), (self._state(), "$quiet"), ("\n\n", "")]
        lines += proven_lines(self._proof, BREADTH) if self._proof else []
        lines += _sum(score_name(self._scoring.method), score_terms(line, self._scoring))
        lines += [("\n", "")]
        if self._robust:
            lines += _robustness(self._robust, line)
        lines += self._earned()
        action = self._action
        if self._confidence:
            lines += [*_sum(_("Confidence"), self._confidence), ("\n", "")]
        lines += _sum(_("Need"), need_terms(action.importance, action.critical, self._grounds))
        if action.mends:
            lines += [("\n", ""), (_("What it mends"), "bold $accent"), ("\n", "")]
            for mended in action.mends:
                lines += _mended(mended)
        if action.findings:
            lines += [("\n", ""), (_("What was found"), "bold $accent"), ("\n", "")]
            for finding in action.findings:
                lines += _found(finding)
                for look in finding.later:
                    lines += [("    ", ""), (_("later") + ": ", "$quiet"), *_found(look)[1:]]
        if action.note:
            lines += [("\n", ""), (_("Note: "), "$accent"), (action.note, "")]
        if action.reason:
            lines += [("\n", ""), (_("Dropped because: "), "$accent"), (action.reason, "")]
        if action.comments:
            lines += comment_lines(action.comments)
        return Content.assemble(*lines)

    def _earned(self) -> list[Line]:
        """Say what the action brings for what it costs, term by term, or what is missing."""
        line, months = self._action.line, self._scoring.months
        if terms := return_terms(line, months):
            best: list[Line] = [(f"  {_('P(best)')}: {self._chance}\n", "bold")] if self._chance else []
            return [*_sum(_("Return"), terms), *best, ("\n", "")]
        if missing := return_text(line, months):
            return [(_("Return"), "bold $accent"), ("\n", ""), (f"  {missing}\n\n", "$quiet")]
        return []

    def _state(self) -> str:
        line = self._action.line
        said = [labels.word(line.status), labels.word(line.quadrant)]
        if line.owner:
            said.append(line.owner)
        if line.due:
            said.append(_("due {day}").format(day=day(line.due)))
        return " · ".join(said)


def _robustness(robust: Robustness, line: ActionLine) -> list[Line]:
    said = robust_words(robust, labels.word(line.quadrant))
    text = fill(said[:1].upper() + said[1:], BREADTH, initial_indent="  ", subsequent_indent="  ")
    return [(_("Robustness"), "bold $accent"), ("\n", ""), (text, ""), ("\n\n", "")]


def _value(term: Term | RangeTerm) -> str:
    if isinstance(term, Term):
        return figure(term.value)
    return range_text(Range(term.low, term.high))


def _sum(title: str, terms: Sequence[Term | RangeTerm]) -> list[Line]:
    lines: list[Line] = [(title, "bold $accent"), ("\n", "")]
    names = max(cell_len(term.name) for term in terms) + 4
    formulas = max(32, *(cell_len(term.formula) + 1 for term in terms))
    apart = names + formulas > BREADTH - 8
    for number, term in enumerate(terms):
        last = number == len(terms) - 1
        lines += [
            (f"  {term.name}\n    " if apart else fit(f"  {term.name}", names), "bold" if last else ""),
            (fit(term.formula, min(formulas, BREADTH - 12)), "$quiet"),
            (f"= {_value(term)}", "bold" if last else ""),
            ("\n", ""),
            (fill(term.because, BREADTH, initial_indent="    ", subsequent_indent="    "), "$quiet"),
            ("\n", ""),
        ]
    return lines


def _mended(one: Finding) -> list[Line]:
    """Return the lines of a finding that an action mends: name, what is wrong, where, where it stands, what it rests on."""
    more = (touchpoints(one), place(one), state(one), source(one))
    return [
        (f"  {one.name} ", "$warning"),
        (statement(one), ""),
        ("\n", ""),
        (f"    {' · '.join(filter(None, more))}\n", "$quiet"),
    ]


def _found(finding: LinkedFinding) -> list[Line]:
    sign = f"{findings.sign(finding)} " if finding.verdict is not None else ""
    name = capital(findings.name(finding)) if finding.verdict is None else findings.name(finding)
    lines: list[Line] = [("  ", ""), (f"{sign}{name}: ", "$warning"), (findings.text(finding), "")]
    if finding.audit_id is not None:
        when = _("audit {number}, {day}").format(number=finding.audit_id, day=day(finding.answered))
        lines.append((f"  ({finding.persona}, {when})", "$quiet"))
    lines.append(("\n", ""))
    if remark := findings.remark(finding):
        lines += [("    ", ""), (remark, "italic"), ("\n", "")]
    return lines
