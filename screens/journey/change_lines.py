"""Lines of the follow-up: what became of a check, of a feeling, and trends as small lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from auditor.base.i18n import _, number, percent
from auditor.base.labels import CHANGE_SIGNS, word
from auditor.base.text import capital
from auditor.base.vocabulary import Change
from auditor.drawing.cells import spark
from auditor.drawing.inks import CHANGE_INKS, rise_ink
from auditor.sentences import follow
from auditor.views.follow import ChangeLine, ClosedAction, FeelingChange, TrendLine
from screens.widgets.drawing import Part, fit

_VERDICTS = 25
_ACTIONS = 8
_TEXT = 100
"""Lines are no wider than one can follow with the eye."""


def draw_counts(counts: Mapping[Change, int], kind: Change | None) -> list[Part]:
    """Return how many checks had each kind of change; the kind the list is narrowed to stands out."""
    parts: list[Part] = [("  ", "plain")]
    for change, count in counts.items():
        if not count and change is not kind:
            continue
        ink = "strong" if change is kind else CHANGE_INKS[change]
        mark = "[{}]" if change is kind else " {} "
        parts.append((mark.format(f"{CHANGE_SIGNS[change]} {count} {word(change)}"), ink))
    return parts


def draw_change(line: ChangeLine, width: int) -> list[Part]:
    """Return a check with what became of it, its verdicts, and the actions that explain it."""
    verdicts = _VERDICTS if width >= 90 else 0
    said = 2 + max(cell_len(word(change)) for change in Change)
    text = min(_TEXT, max(16, width - 5 - said - verdicts - _ACTIONS))
    ink = CHANGE_INKS[line.change]
    return [
        (f"   {CHANGE_SIGNS[line.change]} ", ink),
        (fit(word(line.change), said), ink),
        (fit(follow.what_of(line), text - 1) + " ", "plain"),
        (fit(follow.from_to(line), verdicts), "dim"),
        (fit(_numbers(line.actions), _ACTIONS), "accent"),
    ]


def _numbers(actions: Sequence[ClosedAction]) -> str:
    return " ".join(f"#{action.id}" for action in actions)


def draw_feeling(line: FeelingChange, width: int) -> list[Part]:
    """Return a touchpoint with its feelings in both audits and the difference."""
    felt = 30
    name = min(_TEXT, max(16, width - 5 - felt - 8 - _ACTIONS))
    rise = line.difference or 0
    ink = rise_ink(rise)
    sign = "▲" if rise > 0 else "▼" if rise < 0 else "·"
    return [
        (f"   {sign} ", ink),
        (fit(line.touchpoint, name - 1) + " ", "plain"),
        (fit(follow.felt(line), felt), "plain"),
        (fit(follow.difference(line), 8), ink),
        (fit(_numbers(line.actions), _ACTIONS), "accent"),
    ]


def _trend_columns(width: int) -> tuple[int, int]:
    """Return the widths of the name and of each small line."""
    each = max(15, min(24, (width - 27) // 3))
    return max(12, min(48, width - 3 - 3 * each)), each


def draw_headings(width: int) -> list[Part]:
    """Return what the columns of the trends are."""
    name, each = _trend_columns(width)
    titles = (_("passed"), _("severity failed"), _("feeling"))
    return [(" " * (name + 3), "plain"), *((fit(capital(title), each - 1) + " ", "dim") for title in titles)]


def draw_trend(line: TrendLine, width: int) -> list[Part]:
    """Return a part of the journey with small lines: checks passed, severity failed, and the feeling."""
    name, each = _trend_columns(width)
    shares = line.shares
    passed = [None if share is None else share.passing for share in shares]
    failed = [None if share is None else share.failing for share in shares]
    felt = [None if share is None else share.feeling for share in shares]
    return [
        ("   ", "plain"),
        (fit(line.name or _("everything"), name - 1) + " ", "plain"),
        (fit(_small(passed, 0, 1, each), each), "good"),
        (fit(_small(failed, 0, 1, each), each), "warn"),
        (fit(_small(felt, -2, 2, each), each), "plain"),
    ]


_KEPT = 24
"""Most audits of which a small line of counts tells, the newest."""


def draw_counted(values: Sequence[int]) -> str:
    """Return counts as a small line, the newest figure beside it."""
    shown = values[-_KEPT:]
    return f"{spark(shown, 0, max(shown, default=0) or 1)} {number(values[-1])}" if values else ""


def _small(values: Sequence[float | None], low: int, high: int, width: int) -> str:
    """Return the newest values as a small line with the last figure beside it."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    figure = percent(known[-1]) if low == 0 else number(known[-1], 1, signed=True)
    return f"{spark(values[-(width - 8) :], low, high)} {figure}"
