"""What the place of evidence shows: the rows of each view, how they are drawn, and what is said of each in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from auditor.analysis.confidence import Weighing, freshness
from auditor.analysis.support import is_aged
from auditor.base.i18n import N_, _, day, number, percent
from auditor.base.labels import STANDING_SIGNS, word
from auditor.base.vocabulary import Support
from auditor.drawing.cells import bar
from auditor.sentences.askings import short_state, state_text, weight_text, what_text
from auditor.sentences.evidence import (
    aged_parts,
    asked_parts,
    figure_text,
    goal_text,
    headline,
    level_text,
    place_text,
    sides,
    target_text,
    to_do,
    why_ask,
)
from auditor.views.askings import Asking
from auditor.views.evidence import (
    AskNext,
    Contradiction,
    Evidence,
    EvidenceFilter,
    PersonaSupport,
    PointSupport,
)
from auditor.workspace import Workspace
from screens.frame.told_keys import KeyOf
from screens.widgets.drawing import Part, fit

Row = str | PointSupport | PersonaSupport | Evidence | Contradiction | AskNext | Asking
"""A text is a heading."""

VIEWS = (N_("what it rests on"), N_("recorded"), N_("contradictions"), N_("ask next"))
RESTS_ON, RECORDED, CONTRADICTIONS = range(3)
"""The last of `VIEWS` is `routes.ASK_NEXT`."""

_LEVEL_INKS = {Support.OPINION: "warn", Support.DATA: "plain", Support.ASKED: "good"}


class Headed(str):
    """A heading with what the figures below it are."""

    __slots__ = ()


def read(workspace: Workspace, journey_id: int, view: int, key_of: KeyOf) -> list[Row]:
    """Return the rows of a view; what has none has a heading that says so."""
    reads = workspace.reads.evidence
    rows: list[Row] = []
    if view == RESTS_ON:
        support = reads.support(journey_id)
        if support is not None:
            rows += [_("Personas"), *support.personas] if support.personas else []
            stage = ""
            for point in support.points:
                if point.stage != stage:
                    rows.append(point.stage if stage else Headed(point.stage))
                stage = point.stage
                rows.append(point)
        return rows or [_("This journey has no touchpoints yet.")]
    if view == RECORDED:
        rows += reads.lines(EvidenceFilter(journey_id))
        return rows or [_("No evidence is recorded yet: {key} records some.").format(key=key_of("record"))]
    if view == CONTRADICTIONS:
        rows += workspace.reads.contradictions.of(journey_id)
        return rows or [_("Nothing contradicts what the auditors found.")]
    askings = workspace.reads.askings
    again = [*askings.open(journey_id), *askings.proposed(journey_id)]
    rows += [_("To be asked again"), *again] if again else []
    found = reads.ask_next(journey_id)
    if not found:
        return [*rows, _("There is nothing to find out yet: finish an audit first.")]
    return [*rows, _("How much the first ten places of the list of actions could change"), *found]


def draw(row: Row, width: int, today: date, weighing: Weighing) -> Sequence[Part]:
    """Return a row as parts of `width` cells."""
    if isinstance(row, Headed):
        before = _name_width(width) + 25
        return [(fit(f" {row}", before) + fit(_("confidence"), width - before), "band")]
    if isinstance(row, str):
        return [(fit(f" {row}", width), "band")]
    if isinstance(row, PointSupport):
        return _support(
            row.touchpoint, row.level, row.confidence, [*asked_parts(row), *aged_parts(row)], width
        )
    if isinstance(row, PersonaSupport):
        more = [goal_text(row.interviewed, row.tested), *aged_parts(row)]
        return _support(f"{STANDING_SIGNS[row.state]} {row.persona}", row.level, None, more, width)
    if isinstance(row, Evidence):
        stands = row.superseded_by is None
        aged = stands and is_aged(row.kind, (today - row.collected).days, weighing)
        return _evidence(row, width, today, aged)
    if isinstance(row, Contradiction):
        where, whose = max(14, width // 4), max(12, width // 5)
        return [
            (f" {fit(row.touchpoint, where)} ", "strong"),
            (f"{fit(row.persona or row.check_key, whose)} ", "plain"),
            (fit(word(row.kind), width - where - whose - 3), "warn"),
        ]
    if isinstance(row, Asking):
        return _asking(row, width, today, weighing)
    where = max(14, width // 4)
    share = fit(percent(row.value), 6, right=True)
    start = f"{share} {bar(row.value, 8)} "
    return [
        (f" {start}", "accent"),
        (f"{fit(row.touchpoint, where)} ", "strong"),
        (fit(to_do(row), width - where - len(start) - 2), "plain"),
    ]


def _name_width(width: int) -> int:
    return max(16, width // 3)


def _support(
    name: str, level: Support, confidence: float | None, more: Sequence[str], width: int
) -> Sequence[Part]:
    where = _name_width(width)
    figure = "" if confidence is None else number(confidence, 2)
    return [
        (f"   {fit(name, where)} ", "plain"),
        (f"{fit(level_text(level), 20)} ", _LEVEL_INKS[level]),
        (f"{fit(figure, 5)} ", "plain"),
        (fit(", ".join(more), width - where - 32), "dim"),
    ]


def _evidence(row: Evidence, width: int, today: date, aged: bool) -> Sequence[Part]:
    where = max(14, width // 4)
    half = max(20, (width - where - 3) // 2)
    more = figure_text(row) or row.quote or row.note or row.link
    known = _("aged") + ": " + headline(row, today) if aged else headline(row, today)
    stands = row.superseded_by is None
    return [
        (f" {fit(place_text(row), where)} ", "strong" if stands else "dim"),
        (f"{fit(known, half)} ", "warn" if aged else "plain" if stands else "dim"),
        (fit(more, width - where - half - 3), "dim"),
    ]


def _asking(row: Asking, width: int, today: date, weighing: Weighing) -> Sequence[Part]:
    left = freshness(weighing.trusts[row.kind], (today - row.collected).days)
    share = f"{fit(percent(left), 6, right=True)} {bar(left, 8)} "
    where = max(14, width // 4)
    rest = width - where - len(share) - 2
    what = rest // 2
    ink = "bad" if row.is_late(today) else "warn" if row.id is None else "plain"
    return [
        (f" {share}", "accent"),
        (f"{fit(place_text(row), where)} ", "strong"),
        (f"{fit(what_text(row), what - 1)} ", "plain"),
        (fit(short_state(row, today), rest - what), ink),
    ]


def said(
    row: Row, today: date, weighing: Weighing, questions: Callable[[AskNext], Sequence[str]]
) -> tuple[str, str]:
    """Return the heading and the sentence that say a row in full; `questions` gives those that would settle one."""
    if isinstance(row, str):
        return "", ""
    if isinstance(row, PointSupport):
        confidence = _("confidence {value}").format(value=number(row.confidence, 2))
        known = [level_text(row.level), confidence, *asked_parts(row), *aged_parts(row), _newest(row.newest)]
        return row.touchpoint, " · ".join(filter(None, known))
    if isinstance(row, PersonaSupport):
        known = [
            word(row.state),
            level_text(row.level),
            goal_text(row.interviewed, row.tested),
            *aged_parts(row),
            _newest(row.newest),
        ]
        return row.persona, " · ".join(filter(None, known))
    if isinstance(row, Evidence):
        target = _("target {target}").format(target=target_text(row)) if row.target is not None else ""
        known = [row.source, row.persona, figure_text(row), target, row.quote, row.note, row.link, row.file]
        return headline(row, today), " · ".join(filter(None, known))
    if isinstance(row, Contradiction):
        return sides(row)
    if isinstance(row, Asking):
        known = [state_text(row, today), row.persona, row.note, weight_text(row, weighing, today)]
        return what_text(row), " · ".join(filter(None, known))
    return why_ask(row), " ".join(questions(row))


def _newest(collected: date | None) -> str:
    return _("newest from {day}").format(day=day(collected)) if collected else ""
