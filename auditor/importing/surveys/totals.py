"""What the replies of a survey amount to: a figure, how many gave each score, and a feeling.

Each score is placed evenly on the feelings −2..2 (lowest −2, highest 2, the other way round where lower is better);
a feeling is their mean. For NPS a promoter counts 2, one in between 0 and a detractor −2, which is the NPS / 50.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import fsum, sqrt

from msgspec import Struct

from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.importing.surveys.scales import is_no_answer
from auditor.importing.surveys.survey import SurveyQuestion, SurveyReply

_UNITS = {"ces": "CES", "sus": "SUS", "umux-lite": "UMUX-Lite"}
_WIDEST_COUNTED = 11
"""Scales with more steps than this are not counted score by score."""


class Totals(Struct, frozen=True):
    """What replies amount to."""

    people: int
    answers: int
    figure: float
    unit: str
    deviation: float | None
    counts: Mapping[int, int]
    feeling: float
    quotes: tuple[str, ...]
    newest: date | None


def totals(question: SurveyQuestion, replies: Sequence[SurveyReply], quotes: int) -> Totals:
    """Return what replies to a question amount to; there is at least one.

    CSAT is the share in per cent that chose one of the two highest scores, NPS the share of 9 and 10 less that of
    0 to 6, times 100; other figures are means, with the sample's standard deviation.
    """
    scores = [reply.score for reply in replies]
    named = {reply.respondent for reply in replies if reply.respondent}
    unnamed = sum(not reply.respondent for reply in replies)
    figure, unit, deviation = _figure(question, scores)
    days = [reply.day for reply in replies if reply.day]
    return Totals(
        len(named) + unnamed,
        len(scores),
        figure,
        unit,
        deviation,
        _counts(question.scale, scores),
        _feeling(question, scores, figure),
        _quotes(replies, quotes),
        max(days) if days else None,
    )


def _figure(question: SurveyQuestion, scores: Sequence[float]) -> tuple[float, str, float | None]:
    count = len(scores)
    if question.kind == "nps":
        balance = sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)
        return 100 * balance / count, "NPS", None
    if question.kind == "csat":
        return 100 * sum(score >= question.scale[1] - 1 for score in scores) / count, "CSAT", None
    mean = fsum(scores) / count
    spread = sqrt(fsum((score - mean) ** 2 for score in scores) / (count - 1)) if count > 1 else None
    low, high = question.scale
    return mean, _UNITS.get(question.kind, f"{low}–{high}"), spread


def _counts(scale: tuple[int, int], scores: Sequence[float]) -> dict[int, int]:
    low, high = scale
    if high - low >= _WIDEST_COUNTED or any(score != int(score) for score in scores):
        return {}
    found = dict.fromkeys(range(low, high + 1), 0)
    for score in scores:
        found[int(score)] += 1
    return found


def _feeling(question: SurveyQuestion, scores: Sequence[float], figure: float) -> float:
    if question.kind == "nps":
        return figure / 50
    low, high = question.scale
    feeling = 4 * (fsum(scores) / len(scores) - low) / (high - low) - 2
    return max(-2.0, min(2.0, 0.0 - feeling if question.better == Better.LOWER else feeling))


def _quotes(replies: Sequence[SurveyReply], most: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for reply in replies:
        if len(found) == most:
            break
        for comment in reply.comments:
            if comment and not is_no_answer(comment) and len(found) < most:
                found[shortened(comment, 300)] = None
    return tuple(found)
