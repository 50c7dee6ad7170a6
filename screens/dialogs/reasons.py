"""Why an action stands where it stands, as text: every term of its priority and need, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from msgspec import Struct
from rich.cells import cell_len

from auditor.analysis.robustness import Robustness
from auditor.analysis.scoring import Scoring
from auditor.base import labels
from auditor.base.i18n import _, day, number
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
from screens.dialogs.past import comment_lines, past_lines
from screens.dialogs.proven import proven_lines
from screens.widgets.drawing import fit

Line = tuple[str, str]


class Explained(Struct, frozen=True):
    """An action with what its place rests on."""

    action: Action
    grounds: Sequence[Ground]
    """What the need of its touchpoint rests on."""
    scoring: Scoring
    events: Sequence[ActionEvent] = ()
    """What happened to it, the newest first."""
    confidence: Sequence[Term] = ()
    """That of the touchpoint, term by term."""
    robust: Robustness | None = None
    """How much the place rests on guesses."""
    proof: Proof | None = None
    """What looking again showed."""
    chance: str = ""
    """How likely it is to bring most."""


def reason_lines(explained: Explained, breadth: int) -> list[Line]:
    """Return the text with its styles, in lines of at most `breadth` cells."""
    action = explained.action
    line, scoring = action.line, explained.scoring
    lines = [*_headed(line), ("\n\n", "")]
    lines += proven_lines(explained.proof, breadth) if explained.proof else []
    lines += [*_sum(score_name(scoring.method), score_terms(line, scoring), breadth), ("\n", "")]
    if explained.robust:
        lines += _robustness(explained.robust, line, breadth)
    lines += _earned(explained, breadth)
    if explained.confidence:
        lines += [*_sum(_("Confidence"), explained.confidence, breadth), ("\n", "")]
    lines += _sum(_("Need"), need_terms(action.importance, action.critical, explained.grounds), breadth)
    lines += found_lines(action)
    if action.comments:
        lines += comment_lines(action.comments)
    return lines


def brief_lines(explained: Explained, breadth: int) -> list[Line]:
    """Return the text in short: the terms without their sums, what was found, what was said, and what happened."""
    action, scoring = explained.action, explained.scoring
    lines = [*_headed(action.line), ("\n\n", "")]
    lines += proven_lines(explained.proof, breadth) if explained.proof else []
    lines += _terms(score_name(scoring.method), score_terms(action.line, scoring), breadth)
    lines += found_lines(action)
    if action.comments:
        lines += comment_lines(action.comments)
    return [*lines, ("\n", ""), (_("History"), "bold $accent"), ("\n", ""), *past_lines(explained.events)]


def _terms(title: str, terms: Sequence[Term], breadth: int) -> list[Line]:
    """Return what a number is made of, each with why it is so."""
    names = max(cell_len(term.name) for term in terms) + 3
    before = names + 7
    lines: list[Line] = [(title, "bold $accent"), ("\n", "")]
    for term in terms:
        because = fill(term.because, breadth, initial_indent=" " * before, subsequent_indent=" " * before)
        is_last = term is terms[-1]
        lines += [
            (fit(f"  {term.name}", names), "bold" if is_last else ""),
            (fit(number(term.value, 1 if is_last else 2), 5, right=True), "bold" if is_last else ""),
            (f"  {because.strip()}\n", "$quiet"),
        ]
    return lines


def _headed(line: ActionLine) -> list[Line]:
    """Return what the action is called, where it is and how it stands."""
    spread = spread_over("", line.touchpoints)
    return [
        (f"{line.title}\n", "bold"),
        (f"{line.journey} › {line.stage} › {line.touchpoint}", "$quiet"),
        (f" · {spread}" if spread else "", "$quiet"),
        (f"\n{state_words(line)}", "$quiet"),
    ]


def state_words(line: ActionLine) -> str:
    """Return in which status and quadrant an action is, whose it is and when it is due."""
    said = [labels.word(line.status), labels.lettered(line.quadrant), line.owner]
    said.append(_("due {day}").format(day=day(line.due)) if line.due else "")
    return " · ".join(filter(None, said))


def found_lines(action: Action) -> list[Line]:
    """Return what an action mends and what was found, its note, and why it was dropped."""
    lines: list[Line] = []
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
    return lines


def _earned(explained: Explained, breadth: int) -> list[Line]:
    """Say what the action brings for what it costs, term by term, or what is missing."""
    line, months, chance = explained.action.line, explained.scoring.months, explained.chance
    if terms := return_terms(line, months):
        best: list[Line] = [(f"  {_('P(best)')}: {chance}\n", "bold")] if chance else []
        return [*_sum(_("Return"), terms, breadth), *best, ("\n", "")]
    if missing := return_text(line, months):
        return [(_("Return"), "bold $accent"), ("\n", ""), (f"  {missing}\n\n", "$quiet")]
    return []


def _robustness(robust: Robustness, line: ActionLine, breadth: int) -> list[Line]:
    said = capital(robust_words(robust, labels.word(line.quadrant)))
    text = fill(said, breadth, initial_indent="  ", subsequent_indent="  ")
    return [(_("Robustness"), "bold $accent"), ("\n", ""), (text, ""), ("\n\n", "")]


def _value(term: Term | RangeTerm) -> str:
    if isinstance(term, Term):
        return figure(term.value)
    return range_text(Range(term.low, term.high))


def _sum(title: str, terms: Sequence[Term | RangeTerm], breadth: int) -> list[Line]:
    lines: list[Line] = [(title, "bold $accent"), ("\n", "")]
    names = max(cell_len(term.name) for term in terms) + 4
    formulas = max(min(32, breadth // 2), *(cell_len(term.formula) + 1 for term in terms))
    apart = names + formulas > breadth - 8
    for at, term in enumerate(terms):
        last = at == len(terms) - 1
        lines += [
            (f"  {term.name}\n    " if apart else fit(f"  {term.name}", names), "bold" if last else ""),
            (fit(term.formula, min(formulas, breadth - 12)), "$quiet"),
            (f"= {_value(term)}", "bold" if last else ""),
            ("\n", ""),
            (fill(term.because, breadth, initial_indent="    ", subsequent_indent="    "), "$quiet"),
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
