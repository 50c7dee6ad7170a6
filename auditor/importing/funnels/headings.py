"""What the columns of a funnel are, and what a table is that is none: by the names of columns and of rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from auditor.base.i18n import N_
from auditor.base.text import folded
from auditor.importing.files.national import date_of, number_of
from auditor.importing.files.sheets import SheetColumn
from auditor.importing.surveys.columns import says
from auditor.importing.surveys.scales import is_no_answer
from auditor.library.words import word_lists

_WORDS = word_lists("funnels")
_STEP: Sequence[str] = _WORDS["step"]
_ORDER = frozenset(_WORDS["order"])
_EVENTS: Sequence[str] = _WORDS["events"]
_OTHER: Sequence[str] = _WORDS["other"]
_TRAFFIC = frozenset(_WORDS["traffic"])
_COUNTED: Sequence[Sequence[str]] = (_WORDS["people"], _WORDS["visits"], _WORDS["counts"])
"""Names of columns that say how many came, the surest first."""
_TOTALS = frozenset(_WORDS["total"])
_EVERYBODY = frozenset(_WORDS["everybody"])
_KINDS: Mapping[str, Sequence[str]] = _WORDS["kinds"]
_ROWS: Mapping[str, Sequence[str]] = _WORDS["rows"]
_COMPARED = frozenset(_WORDS["days"]["compared"])

TABLES = {
    "pages": N_("pages"),
    "events": N_("events"),
    "channels": N_("channels"),
    "days": N_("days"),
    "groups": N_("groups, such as devices, countries or products"),
}
"""What a table can be of that is no funnel."""

_LOOKED_AT = 500
"""How many rows tell what a column holds."""
_SHORT = 4
"""Most words of a name that is no question and no sentence."""
_KNOWN_ROWS = 2
"""How many rows must have names that only a table of that kind has."""
_WORD = re.compile(r"[^\W_]+|[#$%]")


def _parts(name: str) -> list[str]:
    return _WORD.findall(folded(name))


def is_step(name: str) -> bool:
    """Tell whether a column is called as steps are."""
    return len(_parts(name)) <= _SHORT and says(name, _STEP)


def is_funnels_name(name: str) -> bool:
    """Tell whether a column says of which funnel a step is, and not which step it is."""
    parts = _parts(name)
    return says(name, _WORDS["funnels"]) and not {"step", "steps", "steg", "trinn", "trin"} & set(parts)


def is_order(name: str) -> bool:
    """Tell whether a column is called as one that numbers the steps."""
    return folded(name) in _ORDER or " ".join(_parts(name)) in _ORDER


def is_events(name: str) -> bool:
    """Tell whether a column counts what was done, and not who did it."""
    return says(name, _EVENTS)


def is_other(name: str) -> bool:
    """Tell whether the numbers of a column are something else than how many came."""
    return says(name, _OTHER) or "%" in name


def is_traffic(name: str) -> bool:
    """Tell whether a column is called as a figure of traffic is, such as sessions or new users, and as no step."""
    parts = _parts(name)
    return bool(parts) and _TRAFFIC.issuperset(parts)


def is_compared(name: str) -> bool:
    """Tell whether a column is called as one that tells periods apart."""
    return folded(name) in _COMPARED


def counted(name: str) -> int:
    """Return how surely a column says how many people came, by its name: 3 of people, 0 for no such name."""
    if len(_parts(name)) > 2 * _SHORT or is_events(name) or is_other(name):
        return 0
    return next((3 - at for at, words in enumerate(_COUNTED) if says(name, words)), 0)


def is_total(name: str, is_sum: bool = False) -> bool:
    """Tell whether a row is called as a total; of everybody it is one only where it is the sum of the others."""
    text = folded(name)
    first, *others = _parts(name) or [""]
    return (
        text in _TOTALS
        or (first in _TOTALS and bool(others) and _TRAFFIC.issuperset(others))
        or (is_sum and text in _EVERYBODY)
    )


def is_whole(name: str) -> bool:
    """Tell whether a part of a column that parts the people is all of them."""
    return is_total(name, is_sum=True)


def kind_of_table(name: str, cells: Iterable[str]) -> str:
    """Return what a table is of, a key of `TABLES`, by the name of its first column and those of rows; else empty."""
    if len(_parts(name)) <= 2 * _SHORT:
        for kind, words in _KINDS.items():
            if says(name, words):
                return kind
    texts = {folded(cell) for cell in cells if cell}
    for kind, known in _ROWS.items():
        if len(texts.intersection(known)) >= _KNOWN_ROWS:
            return kind
    if texts and all(text.startswith(("/", "http://", "https://", "www.")) for text in texts):
        return "pages"
    return ""


def tools_steps(names: Sequence[str]) -> int | None:
    """Return the column in which a program writes the steps of its funnels, where only its other columns tell that."""
    known = [" ".join(_parts(name)) for name in names]
    # PostHog: name, breakdown_value, action_id, count, median_conversion_time …
    if "name" in known and "action id" in known:
        return known.index("name")
    # Matomo: label, step_nb_visits, step_nb_proceeded …, or Label, Visits, Entries, Exits, Proceeded.
    if "label" in known and (
        any(name.startswith("step nb") for name in known) or {"entries", "exits", "proceeded"} <= set(known)
    ):
        return known.index("label")
    return None


class FunnelColumn:
    """What is in a column, as its first cells tell; each question is answered once, each text looked at once."""

    def __init__(self, column: SheetColumn) -> None:
        """Look at nothing yet."""
        self.name = column.name
        self.at = column.index
        self._column = column

    @cached_property
    def full(self) -> Collection[str]:
        """The first cells that hold something, each once, in their order."""
        return dict.fromkeys(cell for cell in self._column.cells[:_LOOKED_AT] if cell).keys()

    @cached_property
    def is_texts(self) -> bool:
        """Whether there are neither numbers nor days in it; rows of totals and of no answer aside."""
        return bool(self.full) and not any(is_count(cell) or date_of(cell) for cell in self.full)

    @cached_property
    def is_days(self) -> bool:
        """Whether there are days in it, and nothing else but totals."""
        full = [cell for cell in self.full if not is_whole(cell)]
        return bool(full) and all(date_of(cell) for cell in full)

    @cached_property
    def is_counts(self) -> bool:
        """Whether it says how many, by its name and by what is in it."""
        full = [cell for cell in self.full if not is_no_answer(cell)]
        return (
            bool(full)
            and not is_other(self.name)
            and all(is_count(cell) and not cell.endswith("%") for cell in full)
            and not all(date_of(cell) for cell in full)
        )

    @cached_property
    def is_numbering(self) -> bool:
        """Whether it numbers the steps from 0 or 1 on, by its name and by what is in it."""
        if not is_order(self.name) or not all(cell.isdecimal() and len(cell) < 4 for cell in self.full):
            return False
        numbers = sorted(int(cell) for cell in self.full)
        return (
            len(numbers) > 1
            and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
            and numbers[0] < 2
        )


def is_count(cell: str) -> bool:
    """Tell whether a cell is a number, whichever mark stands before its decimals."""
    return number_of(cell) is not None or number_of(cell, ",") is not None
