"""Which way a score is good: as the words of the answers say, else what the heading tells of the scale, else the question."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.base.vocabulary import Better
from auditor.base.ways_out import WayOut
from auditor.importing.surveys.columns import says
from auditor.importing.surveys.headings import Heading
from auditor.importing.surveys.scales import ScaleTold, about
from auditor.library.words import word_lists

_WORDS = word_lists("columns")
_OF_STATEMENTS = ("agree", "likely")
"""Words that tell how much somebody agrees, not how good it is."""


def direction(
    heading: Heading, kind: str, words: Iterable[str], rises: bool | None, told: ScaleTold
) -> Better:
    """Return which way the scores of a question are good.

    `words` are those of its answers, `rises` is whether a higher score is the better word, None where numbers have none;
    `told` is what the heading says of the scale. Raises RefusedError where it can't be told.
    """
    words = set(words)
    asked = f"{heading.group} {heading.asked}".strip()
    if words and rises is not None:
        if about(words) in _OF_STATEMENTS:
            return _as_meant(rises, _is_good_statement(heading, kind), heading)
        return _better(rises)
    if told.rises is not None:
        if about(told.words) in _OF_STATEMENTS:
            return _as_meant(told.rises, _is_good_statement(heading, kind), heading)
        return _better(told.rises)
    if kind == "nps":
        return Better.HIGHER
    if kind == "csat":
        if says(asked, _WORDS["displeased"]):
            raise _doubt(heading)
        return Better.HIGHER
    if kind == "ces":
        hard, easy = says(asked, _WORDS["hard"]), says(asked, _WORDS["easy"])
        if hard and easy:
            raise _doubt(heading)
        return _better(not hard)
    if heading.asked.rstrip().endswith("?") or says(asked, ("how", "hur", "hvor", "hvordan")):
        if not says(asked, _WORDS["good"]) or says(asked, _WORDS["bad"]) or says(asked, _WORDS["doubtful"]):
            raise _doubt(heading)
        return Better.HIGHER
    if not says(asked, (*_WORDS["bad"], *_WORDS["doubtful"])):
        return Better.HIGHER
    return _as_meant(True, _is_good_statement(heading, kind), heading)


def _is_good_statement(heading: Heading, kind: str) -> bool | None:
    """Tell whether who agrees is pleased, as the words of a statement say; None where it can't be told.

    A name that is no sentence, such as Q1, states nothing, unless it is one of those that any answer may have.
    """
    asked = heading.item or heading.asked
    bad = says(asked, _WORDS["bad"])
    if says(asked, _WORDS["doubtful"]):
        return None
    if bad:
        return None if says(asked, _WORDS["good"]) else False
    if len(re.findall(r"[^\W\d_]{2,}", asked)) > 1 or kind in ("nps", "csat", "ces"):
        return True
    return True if folded(asked) in _WORDS["generic"] or says(asked, _WORDS["good"]) else None


def _as_meant(rises: bool, is_good: bool | None, heading: Heading) -> Better:
    if is_good is None:
        raise _doubt(heading)
    return _better(rises == is_good)


def _better(higher: bool) -> Better:
    return Better.HIGHER if higher else Better.LOWER


def _doubt(heading: Heading) -> RefusedError:
    return RefusedError(
        _("Which way is “{name}” good? Neither its words nor its name say it for certain.").format(
            name=shortened(heading.name, 60)
        ),
        WayOut.NAME_DIRECTION,
    )
