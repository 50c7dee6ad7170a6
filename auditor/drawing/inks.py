"""Inks: the roles of colour, the same in the terminal and on the page, and what is drawn in which.

They are plain, dim, strong, good, warn, bad and accent. A theme of the terminal gives each a colour
(`screens/widgets/drawing`), the page does so in `report.css`. No ink is all that tells things apart: a sign or a
word always stands beside it.
"""

from __future__ import annotations

from auditor.base.vocabulary import Change, Effect, Quadrant, Stake, Verdict

VERDICT_INKS = {
    Verdict.PASS: "good",
    Verdict.PARTLY: "warn",
    Verdict.FAIL: "bad",
    Verdict.NOT_APPLICABLE: "dim",
}
QUADRANT_INKS = {
    Quadrant.QUICK_WIN: "good",
    Quadrant.BIG_BET: "accent",
    Quadrant.FILL_IN: "plain",
    Quadrant.MONEY_PIT: "dim",
}
STAKE_INKS = {
    Stake.BOTH: "warn",
    Stake.CUSTOMER: "accent",
    Stake.BUSINESS: "good",
    Stake.NEITHER: "dim",
}
CHANGE_INKS = {
    Change.FIXED: "good",
    Change.REGRESSED: "bad",
    Change.STILL_FAILING: "warn",
    Change.STILL_FINE: "dim",
    Change.NEW: "accent",
    Change.NOT_TESTED: "dim",
}
EFFECT_INKS = {
    Effect.EFFECTIVE: "good",
    Effect.NONE: "warn",
    Effect.WORSE: "bad",
    Effect.CANT_TELL: "dim",
    None: "dim",
}


def feeling_ink(score: float | None, neutral: str = "plain") -> str:
    """Return the ink of a feeling −2..2, of a mean or of none."""
    return "dim" if score is None else _signed(score, neutral)


def rise_ink(rise: float) -> str:
    """Return the ink of a difference: for better, for worse, or of none."""
    return _signed(rise, "dim")


def need_ink(need: float) -> str:
    """Return the ink of a need 0..1."""
    return "bad" if need >= 0.5 else "warn" if need >= 0.25 else "good"


def _signed(value: float, none: str) -> str:
    return "bad" if value < 0 else "good" if value > 0 else none
