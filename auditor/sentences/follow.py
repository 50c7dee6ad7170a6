"""What is said of audits over time, in the terminal, the app and reports alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.i18n import _, day, in_language, ngettext, number, percent
from auditor.base.text import inner_quotes
from auditor.base.vocabulary import FAILING, AuditKind, Change, Unlike, Verdict
from auditor.input import intervals
from auditor.sentences.faults import fault

if TYPE_CHECKING:
    from auditor.views.follow import (
        Alike,
        ChangeLine,
        ClosedAction,
        Comparison,
        FeelingChange,
        LastAnswer,
        RatedCheck,
        Review,
        Trend,
    )

CHANCE = 0.05
"""Below this probability a split of changes is called hardly chance: the usual bound."""

SUBSTANTIAL, TENTATIVE = 0.8, 0.667
"""Bounds for alpha: to rely on, and for tentative conclusions. Source: K. Krippendorff, “Content Analysis” (2004)."""


FEWEST = 10
"""Fewer checks or feelings than these, answered by two, are too little to say how far auditors agree."""


def chance(comparison: Comparison) -> str:
    """Return in plain words whether what was fixed and what regressed could be chance."""
    fixed, regressed = comparison.counts[Change.FIXED], comparison.counts[Change.REGRESSED]
    p = comparison.p_value
    if p is None:
        return _("Nothing was fixed and nothing got worse.")
    said = _("{fixed} fixed, {regressed} regressed").format(fixed=fixed, regressed=regressed)
    share = _percent(p)
    if p < CHANCE:
        return _("{changes}: hardly chance ({share}).").format(changes=said, share=share)
    return _("{changes}: could be chance ({share}).").format(changes=said, share=share)


def _percent(p: float) -> str:
    if p < 0.001:
        return _("less than {share}").format(share=percent(0.001, 1))
    return percent(p, 1)


def alike(found: Alike) -> str:
    """Return how far auditors agree: Krippendorff's alpha, what it means, and how much it was worked out from."""
    compared = _("{compared} of {asked} compared").format(compared=found.compared, asked=found.asked)
    if found.alpha is None or found.compared < FEWEST:
        return _("too little to tell ({compared})").format(compared=compared)
    if found.alpha >= SUBSTANTIAL:
        meaning = _("the auditors agree")
    elif found.alpha >= TENTATIVE:
        meaning = _("the auditors agree roughly")
    else:
        meaning = _("the auditors see it differently")
    return _("{alpha}: {meaning} ({compared})").format(
        alpha=number(found.alpha, 2), meaning=meaning, compared=compared
    )


def unlike(found: Comparison) -> str:
    """Return in a line in what the two audits differ; empty where they are alike."""
    older, newer = found.older, found.newer
    depth = _("they don’t ask the same")
    if (older.kind is AuditKind.RECHECK) != (newer.kind is AuditKind.RECHECK):
        depth = _("one is a re-check")
    elif older.depth is not newer.depth:
        depth = _("depths {older} and {newer}").format(
            older=labels.word(older.depth), newer=labels.word(newer.depth)
        )
    said = {
        Unlike.PERSONA: _("personas {older} and {newer}").format(older=older.persona, newer=newer.persona),
        Unlike.AUDITOR: _("auditors {older} and {newer}").format(older=older.auditor, newer=newer.auditor),
        Unlike.DEPTH: depth,
    }
    what = "; ".join(said[each] for each in found.unlike)
    return _("Two different audits ({what}): changes may come from that.").format(what=what) if what else ""


def left_out(found: Comparison) -> str:
    """Return in a line how many checks are not compared because one audit goes deeper; empty for none."""
    if not found.left_out:
        return ""
    said = ngettext(
        "{n} check that only one of them asked is left out.",
        "{n} checks that only one of them asked are left out.",
        found.left_out,
    )
    return said.format(n=found.left_out)


def counted(found: Trend) -> str:
    """Return in a line which checks a trend counts; empty where they are all."""
    if found.depth is None:
        return ""
    return _(
        "Some audits go deeper: of all, only the checks are counted that those of depth “{depth}” asked."
    ).format(depth=labels.word(found.depth))


def what_of(line: ChangeLine) -> str:
    """Return what is told of a check: its fault where it is not met, or was not; of any other what it asks."""
    failing = next((one for one in (line.after, line.before) if one in FAILING), None)
    return fault(line.check, failing) if failing else in_language(line.check.text)


def from_to(line: ChangeLine) -> str:
    """Return the verdicts of both audits, such as `fail → pass`, and between them what a re-check said."""
    first = f"{_verdict(line.first)} → " if line.rechecked_in is not None else ""
    return f"{first}{_verdict(line.before)} → {_verdict(line.after)}"


def _verdict(verdict: Verdict | None) -> str:
    if verdict is Verdict.NOT_APPLICABLE:
        return _("n/a")
    return labels.word(verdict) if verdict else "–"


def felt(line: FeelingChange) -> str:
    """Return the feelings of both audits, such as `sour → happy`, and between them what a re-check said."""
    first = f"{labels.feeling(line.first)} → " if line.rechecked_in is not None else ""
    return f"{first}{labels.feeling(line.before)} → {labels.feeling(line.after)}"


def difference(line: FeelingChange) -> str:
    """Return the difference of feelings with its sign, or nothing where one is not known."""
    return "" if line.difference is None else number(line.difference, signed=True)


def explained(actions: tuple[ClosedAction, ...]) -> str:
    """Return the actions that explain a change, by number and title."""
    return ", ".join(
        _("{number} “{title}” ({day})").format(
            number=one.id, title=inner_quotes(one.title), day=day(one.closed)
        )
        for one in actions
    )


def last_time(last: LastAnswer) -> str:
    """Return in a line what was answered last time."""
    said = labels.word(last.verdict) if last.verdict else labels.feeling(last.feeling)
    text = _("Last time: {answer}, {day}").format(answer=said, day=day(last.at))
    return f"{text} — {last.note}" if last.note else text


def looked(at: datetime | None, today: date) -> str:
    """Return how long ago something was last looked at."""
    if at is None:
        return _("never looked at")
    return _("last looked at {ago}").format(ago=intervals.ago((today - at.astimezone().date()).days))


def review(one: Review, today: date) -> str:
    """Return in a few words when a journey is to be looked at again."""
    over = one.days_over(today)
    if over is None:
        return _("review due: never looked at")
    if over > 0:
        return ngettext("review {n} day late", "review {n} days late", over).format(n=over)
    if over == 0:
        return _("review due today")
    return _("review {day}").format(day=day(one.due))


def reviewed(one: Review | None, audited: bool, today: date) -> str:
    """Return when a journey is to be looked at again, in a report: also where it never is, or never was."""
    if one is not None and one.due is not None:
        return review(one, today)
    return intervals.in_words(None) if audited else _("never looked at")


def said_by(one: RatedCheck, names: Sequence[str]) -> str:
    """Return what each of several auditors said of a check or a feeling, with their comments."""
    words = [_verdict(v) for v in one.verdicts] if one.check else [labels.feeling(s) for s in one.feelings]
    said = [
        f"{name}: {word} — {note}" if note else f"{name}: {word}"
        for name, word, note in zip(names, words, one.notes, strict=True)
    ]
    return " · ".join(said)
