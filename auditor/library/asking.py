"""What checks share, by key: presence questions, errands, and what is to be chosen; ours, and a file's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from auditor.base.i18n import _
from auditor.library.datafiles import (
    DataFile,
    Problem,
    TablePlace,
    a_key,
    a_number,
    any_tables,
    is_key,
    label_of,
    load,
    only,
    refuse_doubles,
    texts,
)
from auditor.views.checks import Errand, Gate, Sample

OUR_FOLDER = Path(str(files("checklists"))) / "asking"

TEXT_LIMIT, PREPARE_LIMIT = 160, 500
"""Most characters of a question or of what to do, and of what to have at hand."""
CHOSEN_LIMIT = 9
"""So many things are chosen at most."""
KINDS = ("gate", "errand", "sample")

T = TypeVar("T", Gate, Errand, Sample)


class Asking(Struct, frozen=True):
    """What a check can name, by key."""

    gates: Mapping[str, Gate]
    errands: Mapping[str, Errand]
    samples: Mapping[str, Sample]

    def with_own(self, own: Asking) -> Asking:
        """Return these with the own ones of a file, which win by key."""
        return Asking(
            {**self.gates, **own.gates}, {**self.errands, **own.errands}, {**self.samples, **own.samples}
        )


def read(file: DataFile) -> Asking:
    """Return what a file says of gates, errands and samples; what is wrong is noted with it."""
    return Asking(
        _named(file, "gate", _gate), _named(file, "errand", _errand), _named(file, "sample", _sample)
    )


def _named(
    file: DataFile, kind: str, make: Callable[[DataFile, Mapping[str, Any], TablePlace], T]
) -> dict[str, T]:
    made = [
        make(file, table, TablePlace(kind, number, label_of(table, f"{kind} {number + 1}")))
        for number, table in enumerate(any_tables(file, file.content, kind))
    ]
    refuse_doubles(file, kind, [one.key for one in made])
    return {one.key: one for one in made}


def _gate(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> Gate:
    only(file, table, ("key", "shared", "text"), place)
    return Gate(
        a_key(file, table, place),
        texts(file, table, "text", TEXT_LIMIT, place),
        is_shared(file, table, place),
    )


def _errand(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> Errand:
    only(file, table, ("key", "text", "prepare"), place)
    return Errand(
        a_key(file, table, place),
        texts(file, table, "text", TEXT_LIMIT, place),
        texts(file, table, "prepare", PREPARE_LIMIT, place, required=False),
    )


def _sample(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> Sample:
    only(file, table, ("key", "count", "text"), place)
    return Sample(
        a_key(file, table, place),
        texts(file, table, "text", TEXT_LIMIT, place),
        a_number(file, table, "count", 1, CHOSEN_LIMIT, place),
    )


def is_shared(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> bool:
    """Tell whether the whole site answers it once: `shared = "site"`."""
    if table.get("shared", "site") != "site":
        file.refuse(_("must be “site”, or left out"), place, "shared")
    return table.get("shared") == "site"


def one_named(
    file: DataFile, table: Mapping[str, Any], kind: str, known: Mapping[str, T], place: TablePlace
) -> T | None:
    """Return what a check names at `kind`; None where it names nothing."""
    key = table.get(kind)
    if key is None:
        return None
    if not is_key(key) or key not in known:
        file.refuse(
            _("is no {kind}; there are {keys}, or the file has a [[{kind}]] table of that key").format(
                kind=kind, keys=", ".join(sorted(known)) or "–"
            ),
            place,
            kind,
        )
        return None
    return known[key]


@cache
def ours() -> Asking:
    """Return what the program's own files say, which do not change while it runs."""
    found = Asking({}, {}, {})
    for asking, _problems in examined():
        found = found.with_own(asking)
    return found


def examined() -> list[tuple[Asking, list[Problem]]]:
    """Return what each of the program's own files says, and what is wrong with it."""
    found = []
    for path in sorted(OUR_FOLDER.glob("*.toml")):
        file = load(path)
        only(file, file.content, KINDS)
        found.append((read(file), file.problems))
    return found
