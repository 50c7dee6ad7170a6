"""Proofs in words: what is to be looked at again, what changed, and what it says of an action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.calibration import PartCalibration, calibrations
from auditor.base import labels
from auditor.base.i18n import _, by_name, in_language, ngettext, number, pgettext
from auditor.base.vocabulary import Effect, Phase
from auditor.sentences.findings import verdict_text

if TYPE_CHECKING:
    from auditor.analysis.calibration import Calibration
    from auditor.views.proofs import BeforeAfter, ComparedFigure, ImpactEstimate, LookAgain, Noted, Proof


def subject(one: LookAgain) -> str:
    """Return what is looked at: the question of a check, the feeling, or a pain point."""
    if one.check is not None:
        return in_language(one.check.text)
    if one.check_key:
        return f"{one.checklist}/{one.check_key}"
    return one.pain or _("The feeling")


def named_subject(one: LookAgain) -> str:
    """Return what is looked at, after the names of the findings of it that are to be mended."""
    return " ".join(filter(None, (", ".join(one.findings), subject(one))))


def to_look_at(subjects: Iterable[LookAgain]) -> str:
    """Return how much is to be looked at again, such as `2 checks, 1 feeling`."""
    asked = [one for one in subjects if not one.pain]
    checks = sum(bool(one.check_key) for one in asked)
    feelings = len(asked) - checks
    counted = [
        ngettext("{n} check", "{n} checks", checks).format(n=checks) if checks else "",
        ngettext("{n} feeling", "{n} feelings", feelings).format(n=feelings) if feelings else "",
    ]
    return ", ".join(filter(None, counted))


def noted(one: Noted | None) -> str:
    """Return a verdict or a feeling in a word, with its sign; a dash when nothing is noted."""
    if one is None:
        return "–"
    if one.verdict is not None:
        return verdict_text(one.verdict)
    return labels.feeling(one.feeling)


def change(drop: float | None) -> str:
    """Return what became of a check or a feeling: better, worse, as before, or that it can't be told."""
    if drop is None:
        return _("can’t be compared")
    if drop == 0:
        return _("as before")
    return _("better") if drop > 0 else pgettext("a figure", "worse")


def effect(found: Effect | None) -> str:
    """Return an effect in a word, or that nothing shows it yet."""
    return labels.word(found) if found else _("not shown yet")


def verdict(proof: Proof) -> str:
    """Return what looking again says of an action, in a sentence."""
    if proof.effect is None:
        if proof.looked:
            return _("It was looked at again, but there is nothing from before to compare with.")
        return _("What it was to mend has not been looked at again yet.")
    if proof.audit_id is None:
        said = _by_figures(proof.effect)
    elif proof.mixed:
        said = _mixed(proof)
    else:
        said = {
            Effect.EFFECTIVE: _("Effective: what it was to mend got better, and nothing worse."),
            Effect.NONE: _("No effect: what it was to mend is as it was before."),
            Effect.WORSE: _("Worse: something got worse, and what it was to mend no better."),
            Effect.CANT_TELL: "",
        }[proof.effect]
    if not proof.missing or proof.audit_id is None:
        return said
    missing = len(proof.missing)
    rest = ngettext(
        "{n} thing is still to be looked at again.", "{n} things are still to be looked at again.", missing
    ).format(n=missing)
    return f"{said} {rest}"


def _by_figures(found: Effect) -> str:
    return {
        Effect.EFFECTIVE: _("Effective, as the figures show; no audit has looked again yet."),
        Effect.NONE: _("No difference worth having, as the figures show; no audit has looked again yet."),
        Effect.WORSE: _("Worse, as the figures show; no audit has looked again yet."),
        Effect.CANT_TELL: _(
            "The figures can’t tell yet: more people are needed, or an audit that looks again."
        ),
    }[found]


def _mixed(proof: Proof) -> str:
    weights = {"better": number(proof.better, 1), "worse": number(proof.worse, 1)}
    if proof.effect is Effect.EFFECTIVE:
        text = _("Effective on balance: what got better weighs {better}, what got worse {worse}.")
    elif proof.effect is Effect.WORSE:
        text = _("Worse on balance: what got better weighs {better}, what got worse {worse}.")
    else:
        text = _("No effect on balance: what got better and what got worse weigh {better} each.")
    return text.format(**weights)


def need(proof: Proof) -> str:
    """Return the need of the touchpoint before and after, such as `0.64 → 0.20`; empty where it is not known."""
    if proof.need_before is None or proof.need_after is None:
        return ""
    return f"{number(proof.need_before, 2)} → {number(proof.need_after, 2)}"


def side(one: ComparedFigure, unit: str) -> str:
    """Return a figure with what is known of it, such as `5.2 % of 2,400`."""
    text = _figure(one.figure, unit)
    if one.deviation is not None:
        text += f" ± {_plain(one.deviation)}"
    if one.people is not None:
        text = _("{figure} of {people}").format(figure=text, people=number(one.people))
    return text


def figures_kind(figures: BeforeAfter) -> str:
    """Return how figures were won; those of no A/B test are from before and after."""
    kind = labels.word(figures.kind)
    return kind if figures.halves else _("before and after, {kind}").format(kind=kind)


def difference_words(figures: BeforeAfter) -> str:
    """Return the difference with its 95 % interval, such as `+1.6 (95 %: +0.2 to +3.0)`."""
    from auditor.analysis.figures import difference

    found = difference(figures.before, figures.after, figures.unit)
    value = _plain(found.value, signed=True)
    if found.interval is None:
        return value
    low, high = (_plain(bound, signed=True) for bound in (found.interval.low, found.interval.high))
    return _("{difference} (95 %: {low} to {high})").format(difference=value, low=low, high=high)


def _figure(value: float, unit: str) -> str:
    return f"{_plain(value)} {unit}".strip() if unit != "%" else f"{number(value, 1)} %"


def _plain(value: float, signed: bool = False) -> str:
    """Return a number with as many decimals as its size wants: none from a hundred on, else two at most."""
    decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return number(value, decimals, signed)


def calibration_words(found: Calibration) -> str:
    """Return how far impacts were over- or underestimated on average, in words."""
    if round(found.mean, 1) == 0:
        said = _("On average the impact turned out as expected")
    elif found.mean > 0:
        said = _("On average the impact was overestimated by {steps} of 5 steps")
    else:
        said = _("On average the impact was underestimated by {steps} of 5 steps")
    return f"{said.format(steps=number(abs(found.mean), 1))} ({_counted(found)})."


def _counted(found: Calibration) -> str:
    """Return of how many actions it is the mean, and between what it lies."""
    counted = ngettext("{n} action", "{n} actions", found.actions).format(n=found.actions)
    if found.interval is not None:
        counted = _("{actions}; 95 %: {low} to {high}").format(
            actions=counted,
            low=number(found.interval.low, 1, signed=True),
            high=number(found.interval.high, 1, signed=True),
        )
    return counted


class Estimated(Struct, frozen=True):
    """How well a person, or all in a phase, estimate."""

    key: int | str
    """The number of the person, or the phase."""
    name: str
    part: PartCalibration

    @property
    def text(self) -> str:
        """By how many steps the impact was overestimated on average, or how many actions are missing to say."""
        found = self.part.calibration
        if found is not None:
            return f"{number(found.mean, 1, signed=True)} ({_counted(found)})"
        missing = self.part.missing
        return ngettext(
            "{n} more action with a settled effect is needed to say.",
            "{n} more actions with a settled effect are needed to say.",
            missing,
        ).format(n=missing)


def estimated_by_people(rows: Sequence[ImpactEstimate]) -> list[Estimated]:
    """Return how well those estimate who own actions, by name."""
    names = {row.action.owner_id: row.action.owner for row in rows}
    found = calibrations((row.action.owner_id, row.over) for row in rows)
    people = [Estimated(who, names[who], part) for who, part in found.items() if who is not None]
    return sorted(people, key=lambda one: by_name(one.name))


def estimated_by_phases(rows: Sequence[ImpactEstimate]) -> list[Estimated]:
    """Return how well impacts are estimated in each phase, in their order.

    Phases and no channels or kinds of finding: every action stands in exactly one, and there are only six, so that five
    actions come together soonest.
    """
    found = calibrations((row.action.phase, row.over) for row in rows)
    return [Estimated(phase, labels.word(phase), found[phase]) for phase in Phase if phase in found]


def how_realised() -> str:
    """Return in a sentence how the impact an action had is worked out."""
    return _(
        "What an impact turned out to be: 1, and as many steps more as the worst of what the action was to mend got "
        "better, in points of severity or steps of feeling, less what got worse."
    )


def gone(subjects: Sequence[LookAgain]) -> list[str]:
    """Return a sentence for each check that is no longer in its checklist."""
    return [
        _("“{check}” is no longer in its checklist and is not asked again.").format(check=subject(one))
        for one in subjects
    ]
