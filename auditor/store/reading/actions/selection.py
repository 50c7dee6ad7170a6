"""Which actions a filter selects, as conditions in SQL and their parameters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from auditor.analysis.priority import Bounds, quadrant
from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, SCALE, Status
from auditor.input.days import week_end
from auditor.store.adapter import VIEWER, Reader
from auditor.store.reading.actions.dependencies import IS_BLOCKED
from auditor.store.reading.actions.places import fit
from auditor.store.viewing import Read
from auditor.views.actions import ME, ActionFilter
from auditor.views.people import told_apart

_STATUSES = tuple(f"status{number}" for number in range(len(Status)))
STANDING = f"x.status IN ({', '.join(f':{name}' for name in _STATUSES)}) AND x.removed_at IS NULL"
"""The condition on the status alone, which an index answers."""
STANDING_PARAMETERS = _STATUSES

_FIRST, _LAST = "0000-00-00", "9999-99-99"
"""Before and after every day, in any order of texts that an engine may use."""

SELECTED = f"""
    {STANDING}
    AND (:owners = '' OR :owners LIKE '%,' || coalesce(x.owner_id, 0) || ',%')
    AND (:not_owners = '' OR :not_owners NOT LIKE '%,' || coalesce(x.owner_id, 0) || ',%')
    AND (:effect = 'any' OR x.effect = :effect)
    AND (:blocked = '' OR (:blocked = 'yes') = {IS_BLOCKED})
    AND (:proved = '' OR x.status <> 'done' OR x.effect <> '')
    AND (coalesce(x.due, :in_time) >= :in_time OR x.status IN ('done', 'verified', 'dropped'))
    AND coalesce(x.due, :undated) BETWEEN :due_from AND :due_to
    AND (:text = '' OR x.folded LIKE :text ESCAPE '!')
"""
"""The condition on whatever a filter asks of an action itself."""
SELECTED_PARAMETERS = (
    *_STATUSES,
    "owners",
    "not_owners",
    "effect",
    "blocked",
    "proved",
    "in_time",
    "undated",
    "due_from",
    "due_to",
    "text",
)

_OWNERS = Read(
    "names of owners", tuple[int, str, str], "SELECT id, name, role FROM person WHERE removed_at IS NULL"
)
_MINE = Read("the number of whoever reads", int, f"SELECT id FROM person WHERE id = :{VIEWER}", (VIEWER,))

Parameters = dict[str, object]


class FilterParameters:
    """A filter as parameters of SQL, but for its text, and the efforts and impacts it leaves."""

    def __init__(self, reader: Reader, wanted: ActionFilter, bounds: Bounds, today: date) -> None:
        """Look up the owners that are named; “late” and “this week” are seen from `today`."""
        self.text = like(wanted.text)
        self.standing = _standing(wanted)
        late_to = today - timedelta(1) if wanted.late else None
        week = (today, week_end(today)) if wanted.due_week else (None, None)
        due_from = max(filter(None, (wanted.due_from, week[0])), default=None)
        due_to = min(filter(None, (wanted.due_to, late_to, week[1])), default=None)
        dated = wanted.dated or due_from is not None or due_to is not None
        self.parameters: Parameters = {
            **self.standing,
            "owners": _owners(reader, wanted.owners),
            "not_owners": _owners(reader, wanted.not_owners),
            "effect": "" if wanted.waiting else "any",
            "blocked": "yes" if wanted.blocked else "no" if wanted.not_blocked else "",
            "proved": "yes" if wanted.not_waiting else "",
            "in_time": today.isoformat() if wanted.not_late else _FIRST,
            "undated": "" if dated else _FIRST,
            "due_from": due_from.isoformat() if due_from else _FIRST,
            "due_to": due_to.isoformat() if due_to else _LAST,
        }
        if wanted.undated:
            self.parameters["due_to"] = "" if dated else _FIRST
        self.cells = {
            (effort, impact)
            for effort in SCALE
            for impact in SCALE
            if wanted.effort[0] <= effort <= wanted.effort[1]
            and wanted.impact[0] <= impact <= wanted.impact[1]
            and wanted.cell in (None, (effort, impact))
            and (not wanted.quadrants or quadrant(effort, impact, bounds) in wanted.quadrants)
        }

    @property
    def plain(self) -> bool:
        """Nothing but the status is asked of an action itself; the text is another matter."""
        rest = {name: value for name, value in self.parameters.items() if name not in self.standing}
        return rest == _ANYTHING

    def with_text(self, text: str) -> Parameters:
        """Return the parameters of `SELECTED` with a pattern of `like`, or with none."""
        return {**self.parameters, "text": text}


_ANYTHING: Parameters = {
    "owners": "",
    "not_owners": "",
    "effect": "any",
    "blocked": "",
    "proved": "",
    "in_time": _FIRST,
    "undated": _FIRST,
    "due_from": _FIRST,
    "due_to": _LAST,
}


def _standing(wanted: ActionFilter) -> Parameters:
    statuses = [str(status) for status in wanted.statuses]
    if wanted.late:
        statuses = [status for status in statuses if status in OPEN_STATUSES]
    if wanted.waiting:
        statuses = [str(Status.DONE)]
    padded = [*statuses, *[""] * len(_STATUSES)]
    return dict(zip(_STATUSES, padded, strict=False))


def _owners(reader: Reader, names: Collection[str]) -> str:
    """Return the numbers of owners that are named between commas, 0 for nobody; empty without names."""
    if not names:
        return ""
    people = reader.all(_OWNERS)
    numbers = [0] * ("" in names)
    if ME in names:
        numbers += reader.all(_MINE)
    for word in names:
        if word not in ("", ME):
            numbers += _meant(people, word)
    return f",{','.join(map(str, numbers or [-1]))},"


def _meant(people: Sequence[tuple[int, str, str]], word: str) -> list[int]:
    """Return the numbers of the people that a word means: a number, a whole name as it is shown, or part of one."""
    shown = told_apart(people)
    whole = [number for number, name in shown.items() if folded(name) == folded(word)]
    if whole := whole or [number for number in shown if str(number) == word]:
        return whole
    named = fit((name for _number, name, _role in people), [word])
    return [number for number, name, _role in people if name in named]


_NEEDLE_LIMIT = 10_000
"""Longer than any title can be when it is folded; SQLite refuses patterns of 50,000 bytes."""


def like(text: str) -> str:
    """Return a LIKE pattern, escaped with `!`, that finds `text` anywhere in a folded column; empty for none."""
    needle = folded(text)[:_NEEDLE_LIMIT]
    if not needle:
        return ""
    for special in "!%_":
        needle = needle.replace(special, f"!{special}")
    return f"%{needle}%"
