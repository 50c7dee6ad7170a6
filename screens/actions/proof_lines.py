"""The lines that show a proof: the action with its verdict, each thing before and after, figures, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.drawing.inks import EFFECT_INKS, rise_ink
from auditor.sentences import proof as proof_text
from auditor.views.proofs import BeforeAfter, LookAgain, Proof, Shift
from screens.widgets.drawing import Part, fit

_BEFORE_AFTER = 30
"""Columns for `✗ fail → ✓ pass`."""
_CHANGE = 12


class ProofLine(Struct, frozen=True):
    """A line of a proof, with what it says in full."""

    action_id: int
    text: str
    more: str = ""
    parts: tuple[Part, ...] = ()
    """What stands at the right of the text."""
    heading: bool = False
    indent: int = 4


def proof_lines(proof: Proof) -> list[ProofLine]:
    """Return the lines that show a proof."""
    return [*_lines(proof), ProofLine(proof.action.id, "")]


def _lines(proof: Proof) -> Iterable[ProofLine]:
    action = proof.action
    effect, ink = proof_text.effect(proof.effect), EFFECT_INKS[proof.effect]
    about = " · ".join(
        filter(
            None,
            (
                action.touchpoint,
                labels.word(action.status),
                _("done {day}").format(day=day(action.done)) if action.done else "",
                _("settled: {effect}").format(effect=labels.word(action.effect)) if action.effect else "",
                action.owner,
            ),
        )
    )
    yield ProofLine(action.id, action.title, about, ((fit(f" {effect} ", 16, right=True), ink),), True, 1)
    yield ProofLine(action.id, proof_text.verdict(proof), about, indent=3)
    several = len({shift.persona_id for shift in proof.shifts}) > 1
    for shift in proof.shifts:
        yield _shift(action.id, shift, several)
    for subject in proof.still_to_look_at:
        yield _missing(action.id, subject)
    if said := proof_text.need(proof):
        text = _("Need of the touchpoint")
        yield ProofLine(action.id, text, said, ((fit(said, _BEFORE_AFTER + _CHANGE), "plain"),))
    for figures in proof.figures:
        yield _figures(action.id, figures)


def _shift(action_id: int, shift: Shift, named: bool) -> ProofLine:
    """Return the line of a shift, `named` by its persona."""
    text = proof_text.named_subject(shift.subject)
    if named:
        text = f"{shift.persona}: {text}"
    before, after = proof_text.noted(shift.before), proof_text.noted(shift.after)
    change = proof_text.change(shift.drop)
    drop = shift.drop or 0
    sign = "▲" if drop > 0 else "▼" if drop < 0 else " "
    more = _("{before} → {after}: {change}, as {persona}").format(
        before=before, after=after, change=change, persona=shift.persona
    )
    if not shift.subject.mends:
        more = _("{more}; it was not to be mended, and only warns").format(more=more)
    parts = (
        (fit(f"{before} → {after}", _BEFORE_AFTER), "plain"),
        (fit(f"{sign} {change}", _CHANGE), rise_ink(drop)),
    )
    return ProofLine(action_id, text, more, parts)


def _missing(action_id: int, subject: LookAgain) -> ProofLine:
    text, said = proof_text.named_subject(subject), _("still to look at")
    return ProofLine(action_id, text, said, ((fit(f"? {said}", _BEFORE_AFTER + _CHANGE), "warn"),))


def _figures(action_id: int, figures: BeforeAfter) -> ProofLine:
    before, after = (proof_text.side(side, figures.unit) for side in (figures.before, figures.after))
    words = proof_text.difference_words(figures)
    text = _("{kind}, {source}").format(kind=proof_text.figures_kind(figures), source=figures.source)
    more = _("{day}: {before} → {after}, difference {difference}").format(
        day=day(figures.collected), before=before, after=after, difference=words
    )
    return ProofLine(action_id, text, more, ((fit(words, _BEFORE_AFTER + _CHANGE), "plain"),))


def draw_proof_line(line: ProofLine, width: int) -> Sequence[Part]:
    """Return the parts of a line, `width` cells wide."""
    taken = sum(len(text) for text, _ink in line.parts)
    room = max(12, width - line.indent - taken - 1)
    ink = "strong" if line.heading else "plain"
    return [(" " * line.indent, "plain"), (fit(line.text, room), ink), (" ", "plain"), *line.parts]
