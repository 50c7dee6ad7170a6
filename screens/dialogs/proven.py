"""What looking again showed of an action, as lines of its explanation."""

from __future__ import annotations

from textwrap import fill

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import Effect
from auditor.sentences import proof as proof_text
from auditor.views.proofs import Proof

Line = tuple[str, str]

_STYLES = {
    Effect.EFFECTIVE: "$success",
    Effect.NONE: "$warning",
    Effect.WORSE: "$error",
    Effect.CANT_TELL: "$quiet",
}


def proven_lines(proof: Proof, breadth: int) -> list[Line]:
    """Return what is proven of an action, in lines of at most `breadth` cells; nothing of one that is not done."""
    settled = proof.action.effect
    if proof.action.done is None and settled is None:
        return []
    lines: list[Line] = [(_("Did it work?"), "bold $accent"), ("\n", "")]
    if settled is not None:
        said = _("Settled: {effect}").format(effect=labels.word(settled))
        lines += [(f"  {said}", f"bold {_STYLES[settled]}"), ("\n", "")]
    if proof.action.done is not None:
        said = fill(proof_text.verdict(proof), breadth, initial_indent="  ", subsequent_indent="  ")
        lines += [(said, ""), ("\n", "")]
    several = len({shift.persona_id for shift in proof.shifts}) > 1
    for shift in proof.shifts:
        before, after = proof_text.noted(shift.before), proof_text.noted(shift.after)
        lines.append((f"  {before} → {after}: ", "$warning" if (shift.drop or 0) <= 0 else "$success"))
        lines += [
            (proof_text.named_subject(shift.subject), ""),
            (f"  ({shift.persona})" if several else "", "$quiet"),
            ("\n", ""),
        ]
    if said := proof_text.need(proof) if proof.shifts else "":
        lines += [(f"  {_('Need')}: {said}", "$quiet"), ("\n", "")]
    for figures in proof.figures:
        lines += [(f"  {figures.source}: ", "$quiet"), (proof_text.difference_words(figures), ""), ("\n", "")]
    return [*lines, ("\n", "")]
