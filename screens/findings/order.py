"""Which findings are shown, in which order and under which headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby

from auditor.analysis.lasting import stand_of
from auditor.base import labels
from auditor.base.finding_names import read_name
from auditor.base.i18n import N_, _
from auditor.base.text import capital, folded
from auditor.base.vocabulary import FindingKind
from auditor.sentences import sources
from auditor.sentences.faults import address, is_duty
from auditor.sentences.finding_states import state
from auditor.views.findings import Finding
from screens.widgets.finding_lines import FindingLine


class By(StrEnum):
    """What a list of findings is in order of."""

    SEVERITY = "severity"
    TOUCHPOINT = "touchpoint"
    AGE = "age"


BY_WORDS = {
    By.SEVERITY: N_("by severity"),
    By.TOUCHPOINT: N_("by touchpoint"),
    By.AGE: N_("the longest open first"),
}

WHICH: tuple[tuple[str, Callable[[Finding], bool]], ...] = (
    (N_("open"), lambda one: one.kind is FindingKind.FAULT and not one.is_draft and stand_of(one).is_open),
    (
        N_("gone"),
        lambda one: one.kind is FindingKind.FAULT and not one.is_draft and not stand_of(one).is_open,
    ),
    (N_("remarks"), lambda one: one.kind is FindingKind.REMARK),
    (N_("waived"), lambda one: one.kind is FindingKind.WAIVED),
    (N_("all"), lambda _one: True),
)
"""The kinds of findings in the order they are gone through, each with what it is called."""

Group = tuple[str, list[FindingLine]]


def groups_of(lines: Iterable[FindingLine], by: By, order: Mapping[int, int]) -> list[Group]:
    """Return lines in order under their headings; `order` is the place of each touchpoint in the walk."""
    walked = sorted(lines, key=lambda one: (order.get(one.at[0], 0), -one.severity))
    if by is By.TOUCHPOINT:
        return [
            (f"{here[0].at[2]} › {here[0].at[1]}", here)
            for here in (list(each) for _at, each in groupby(walked, key=lambda one: one.at[0]))
        ]
    if by is By.AGE:
        oldest = sorted(walked, key=_since)
        return [(_("The longest open first"), oldest)] if oldest else []
    worst = sorted(walked, key=lambda one: (-one.severity, -_need(one)))
    return [
        (capital(labels.severity(step)), list(each))
        for step, each in groupby(worst, key=lambda one: one.severity)
    ]


def _since(line: FindingLine) -> datetime:
    since = stand_of(line.finding).since if line.finding is not None else None
    return since or datetime.max.replace(tzinfo=UTC)


def _need(line: FindingLine) -> float:
    if line.finding is not None:
        return line.finding.need
    return (line.found.need_now or 0.0) if line.found is not None else 0.0


def narrowed(lines: Sequence[FindingLine], words: str) -> list[FindingLine]:
    """Return the findings in which every word typed occurs; a name typed without its hyphen finds that one too."""
    wanted = folded(words).split()
    if not wanted:
        return list(lines)
    texts = ((line, _text(line)) for line in lines)
    return [line for line, text in texts if all(word in text or _names(word, line) for word in wanted)]


def _names(word: str, line: FindingLine) -> bool:
    one = line.finding
    is_name = one is not None and folded(word.replace("-", "")) == folded(f"{one.letters}{one.number}")
    return is_name and read_name(word) is not None


def _text(line: FindingLine) -> str:
    """Return all that can be typed of a finding to find it."""
    told = [line.name, line.statement, line.at[1], line.at[2], line.change, labels.severity(line.severity)]
    one = line.finding
    if one is not None:
        told += [one.place, one.item, address(one), one.whom, one.note, labels.word(one.kind), state(one)]
        told += [*one.elsewhere, *one.authors, *(picture.text for picture in one.pictures)]
        if is_duty(one):
            told.append(_("duty"))
        if one.quick_win:
            told.append(_("quick win"))
        for each in one.mending:
            told += [f"#{each.action_id}", each.title, labels.word(each.status), each.owner]
    check = one.check if one is not None else line.found.check if line.found is not None else None
    if check is not None:
        told += [check.key, *map(sources.cited, check.sources)]
    return folded("\n".join(told))
