"""What other settings would change, and how robust a place is, in sentences."""

from __future__ import annotations

from auditor.analysis.robustness import Robustness
from auditor.base import labels
from auditor.base.i18n import _, ngettext, number, percent
from auditor.views.deciding import Fitting, MovedAction, Preview


def place_range(robust: Robustness) -> str:
    """Return the best and the worst place, such as `1–4`; one number when they are the same."""
    best, worst = number(robust.best), number(robust.worst)
    return best if robust.best == robust.worst else f"{best}–{worst}"


def robust_words(robust: Robustness, quadrant: str) -> str:
    """Say how far a place and a quadrant depend on effort and impact being guessed right."""
    return _(
        "place {places} if effort and impact are each right or one step off; {quadrant} in {share} of the nine cases"
    ).format(places=place_range(robust), quadrant=quadrant, share=percent(robust.share))


def stuck_words(found: Fitting) -> str:
    """Say how many actions are left out because they wait for what is not to choose from; empty for none."""
    if not found.stuck:
        return ""
    return ngettext(
        "{n} action waits for one that is not among these",
        "{n} actions wait for some that are not among these",
        found.stuck,
    ).format(n=number(found.stuck))


def step_words(moved: MovedAction) -> str:
    """Return how far an action moves, with a sign for the way."""
    up = moved.before - moved.after
    if not up:
        return "="
    return f"▲ {number(up)}" if up > 0 else f"▼ {number(-up)}"


def quadrant_words(moved: MovedAction) -> str:
    """Return the quadrant, with the one before if it changes."""
    after = labels.word(moved.line.quadrant)
    if moved.quadrant_before is moved.line.quadrant:
        return after
    return f"{labels.word(moved.quadrant_before)} → {after}"


def quadrant_letters(moved: MovedAction) -> str:
    """Return the letter of the quadrant, with that of the one before if it changes."""
    after = labels.letter(moved.line.quadrant)
    if moved.quadrant_before is moved.line.quadrant:
        return after
    return f"{labels.letter(moved.quadrant_before)} → {after}"


def preview_words(found: Preview) -> str:
    """Say in a line what other settings would change."""
    moving = sum(one.before != one.after for one in found.moved)
    entering, changing = len(found.entered), sum(found.quadrants.values())
    if not moving and not changing:
        return ngettext(
            "Nothing moves in the first place, and no quadrant changes.",
            "Nothing moves in the first {top} places, and no quadrant changes.",
            found.top,
        ).format(top=found.top)
    said = [
        ngettext(
            "{count} action moves in the first {top} places",
            "{count} actions move in the first {top} places",
            moving,
        ).format(count=number(moving), top=found.top)
    ]
    if entering:
        said.append(ngettext("{count} comes in", "{count} come in", entering).format(count=number(entering)))
    if changing:
        said.append(
            ngettext(
                "{count} of {all} changes its quadrant", "{count} of {all} change their quadrant", changing
            ).format(count=number(changing), all=number(found.total))
        )
    return " · ".join(said)


def accepted_words(count: int) -> str:
    """Say that actions were accepted because somebody has them now."""
    return ngettext(
        "It was proposed; now it is planned.",
        "{n} were proposed; now they are planned.",
        count,
    ).format(n=number(count))
