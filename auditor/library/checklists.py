"""Reads and validates checklists: the program's own files and the user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import clean, one_line
from auditor.base.vocabulary import LANGUAGES, Depth, FileKind
from auditor.base.ways_out import WayOut
from auditor.library import sources
from auditor.library.asking import KINDS, Asking, is_shared, one_named, ours, read
from auditor.library.datafiles import (
    DataFile,
    Problem,
    TablePlace,
    a_flag,
    a_key,
    a_number,
    is_key,
    label_of,
    load,
    one_of,
    only,
    refuse_doubles,
    tables,
    texts,
)
from auditor.library.kept import NOTHING, Differing, Kept, differing_in, named, of_kind
from auditor.views.checks import Check, Checklist, Gate, Named

OUR_FOLDER = Path(str(files("checklists"))) / "checks"
CHECKS_LIMIT = 200
"""Most checks of one checklist."""

_FILE_KEYS = ("key", "title", "about", "check", "work", *KINDS)
_CHECK_KEYS = (
    "key",
    "severity",
    "remedy_effort",
    "remedy_impact",
    "standard",
    "sources",
    "duty",
    "depth",
    "shared",
    *KINDS,
    "text",
    "fault",
    "partly",
    "why",
    "look",
    "remedy",
)
TITLE_LIMIT, TEXT_LIMIT, WHY_LIMIT = 60, 200, 1000
"""Most characters of a title, of a check or a remedy, and of why it is asked or how to look."""
DUTY_SEVERITY = 3
"""A check that states a duty is at least so severe: what law demands is no trifle."""


class _Read(Struct, frozen=True):
    """A file that was read; of a good one its checklist with the checks it writes itself, and which stand where in it."""

    file: DataFile
    checklist: Checklist | None = None
    order: tuple[Check | Named, ...] = ()
    """Its checks, or the names of those of other lists."""


def examine(
    path: Path, text: str | None = None, library: Library | None = None
) -> tuple[Checklist | None, list[Problem]]:
    """Return the checklist in a file of the user's and no problems, or None and the problems.

    `text` as `datafiles.load` has it. With `library` it may take checks from the user's other checklists.
    """
    one = _read_file(path, own=True, text=text)
    if one.checklist is not None and library is not None:
        return _whole(one, {**library.written, one.checklist.key: one.checklist}), one.file.problems
    return _whole(one, {} if one.checklist is None else {one.checklist.key: one.checklist}), one.file.problems


def written_by_us(named: Named) -> Check | None:
    """Return a check that one of the program's own lists writes itself; no other list is read for it."""
    one = _ours(named[0])
    return None if one is None else _check_in(one.checklist, named)


def _read_file(path: Path, own: bool, text: str | None = None, kept: bool = False) -> _Read:
    file = load(path, text)
    if file.problems:
        return _Read(file)
    table = file.content
    only(file, table, _FILE_KEYS)
    key = a_key(file, table)
    title = texts(file, table, "title", TITLE_LIMIT)
    about = texts(file, table, "about", WHY_LIMIT, required=False)
    found = tables(file, table, "check")
    if len(found) > CHECKS_LIMIT:
        file.refuse(_("there are more than {limit} checks").format(limit=CHECKS_LIMIT), None, "check")
        return _Read(file)
    asking = ours().with_own(read(file))
    works = {**sources.ours(), **sources.works_of(file)}
    order = [_entry(file, entry, number, asking, works) for number, entry in enumerate(found)]
    refuse_doubles(file, "check", [one.key if isinstance(one, Check) else "/".join(one) for one in order])
    if file.problems:
        return _Read(file)
    order = [
        replace(one, checklist=key, list_title=title) if isinstance(one, Check) else one for one in order
    ]
    checks = tuple(one for one in order if isinstance(one, Check))
    return _Read(file, Checklist(key, title, about, checks, (), str(path), own, kept), tuple(order))


def _whole(one: _Read, own: Mapping[str, Checklist]) -> Checklist | None:
    """Return the checklist of a file with the checks of other lists in their places; None where something is wrong.

    Lists of the user's, `own` by key, stand in place of ours. A check that one of ours takes from another is left out
    where such a list has it not; from a list of the user's own it is a problem.
    """
    if one.checklist is None:
        return None
    checks: list[Check] = []
    for number, entry in enumerate(one.order):
        check = entry if isinstance(entry, Check) else _taken(entry, own)
        if check is not None:
            checks.append(check)
        elif one.checklist.own and not isinstance(entry, Check):
            reason = _("there is no check “{name}”").format(name="/".join(entry))
            one.file.refuse(reason, TablePlace("check", number, f"check {number + 1}"), "from")
    if one.file.problems:
        return None
    return replace(one.checklist, checks=tuple(checks), languages=_complete(checks, one.checklist.title))


def _taken(named: Named, own: Mapping[str, Checklist]) -> Check | None:
    return _check_in(own[named[0]], named) if named[0] in own else written_by_us(named)


def _check_in(checklist: Checklist | None, named: Named) -> Check | None:
    checks = checklist.checks if checklist is not None else ()
    return next((check for check in checks if check.named == named), None)


def _entry(
    file: DataFile, table: Mapping[str, Any], number: int, asking: Asking, works: sources.Works
) -> Check | Named:
    """Return a check, or the name of one that is taken from another list."""
    if "from" not in table:
        return _check(file, table, number, asking, works)
    place = TablePlace("check", number, f"check {number + 1}")
    only(file, table, ("from",), place)
    said = table["from"]
    names = said.split("/") if isinstance(said, str) else []
    if len(names) != 2 or not all(map(is_key, names)):
        file.refuse(
            _("must be the keys of a checklist and of a check in it, such as checkout/guest-purchase"),
            place,
            "from",
        )
        return "", ""
    return names[0], names[1]


def _check(
    file: DataFile, table: Mapping[str, Any], number: int, asking: Asking, works: sources.Works
) -> Check:
    place = TablePlace("check", number, label_of(table, f"check {number + 1}"))
    only(file, table, _CHECK_KEYS, place)
    severity = a_number(file, table, "severity", 1, 4, place)
    duty = a_flag(file, table, "duty", place)
    if duty and severity < DUTY_SEVERITY:
        file.refuse(
            _("is {severity}, but a duty is at least {least}").format(severity=severity, least=DUTY_SEVERITY),
            place,
            "severity",
        )
    return Check(
        "",
        a_key(file, table, place),
        severity,
        a_number(file, table, "remedy_effort", 1, 5, place),
        a_number(file, table, "remedy_impact", 1, 5, place),
        texts(file, table, "text", TEXT_LIMIT, place),
        texts(file, table, "why", WHY_LIMIT, place, required=False),
        texts(file, table, "look", WHY_LIMIT, place, required=False),
        texts(file, table, "remedy", TEXT_LIMIT, place),
        fault=_stated(file, table, "fault", place),
        partly=_stated(file, table, "partly", place),
        depth=one_of(file, table, "depth", Depth, Depth.CORE, place),
        shared=is_shared(file, table, place),
        gate=one_named(file, table, "gate", asking.gates, place),
        errand=one_named(file, table, "errand", asking.errands, place),
        sample=one_named(file, table, "sample", asking.samples, place),
        sources=sources.sources_of(file, table, works, place),
        duty=duty,
    )


def _stated(file: DataFile, table: Mapping[str, Any], key: str, place: TablePlace) -> Mapping[str, str]:
    """Return a fault, which is told and not asked."""
    found = texts(file, table, key, TEXT_LIMIT, place, required=False)
    if any("?" in text for text in found.values()):
        file.refuse(_("must say what is wrong, not ask: without a question mark"), place, key)
    return found


def _complete(checks: Iterable[Check], title: Mapping[str, str]) -> tuple[str, ...]:
    written = [title]
    for check in checks:
        written += [texts for texts in _texts_of(check) if texts]
        written += [one.text for one in (check.gate, check.errand, check.sample) if one is not None]
    return tuple(language for language in LANGUAGES if all(language in texts for texts in written))


def _texts_of(check: Check) -> tuple[Mapping[str, str], ...]:
    return check.text, check.fault, check.partly, check.why, check.look, check.remedy


def _of_key(key: str, one: _Read) -> _Read:
    """Return a file that the database keeps; it is a problem where it holds another key than it is kept under."""
    if one.checklist is None or one.checklist.key == key:
        return one
    one.file.refuse(_("is not the key under which it is kept"), None, "key")
    return _Read(one.file)


def _taken_from(one: _Read) -> list[str]:
    """Return the keys of the checklists that a file takes checks from."""
    return [entry[0] for entry in one.order if not isinstance(entry, Check)]


@cache
def _ours(key: str) -> _Read | None:
    """Return what is in the program's own file of a key, which does not change while it runs; None where there is none."""
    path = OUR_FOLDER / f"{key}.toml"
    if not is_key(key) or not path.is_file():
        return None
    # What is told of a file of ours is told by its tests: its text is not wanted any more.
    return replace(_read_file(path, own=False), file=DataFile(path))


class Library:
    """All checklists at hand: the program's, the good ones in the user's folder, which win by key, and the database's.

    What the database keeps counts before all others, also where it can't be used: then there is none of that key. Each of
    the program's is read when it is first asked for, with those that it takes checks from.
    """

    def __init__(self, own_folder: Path, kept: Kept = NOTHING) -> None:
        """Read nothing yet; `own_folder` need not be there. `kept` is what the database keeps."""
        self.own_folder = own_folder
        self.kept = kept
        self._found: dict[str, Checklist | None] = {}
        """What was looked for among the program's own."""

    def with_kept(self, kept: Kept) -> Library:
        """Return the same with what the database keeps by now."""
        return self if kept == self.kept else Library(self.own_folder, kept)

    @cached_property
    def _local(self) -> list[_Read]:
        """The files in the user's folder."""
        return [_read_file(path, own=True) for path in sorted(self.own_folder.glob("*.toml"))]

    @cached_property
    def _files(self) -> list[_Read]:
        """The files that count: the database's, and those of the user's folder with other keys."""
        kept = [
            _of_key(key, _read_file(path, own=True, text=text, kept=True))
            for key, path, text in of_kind(self.kept, FileKind.CHECKLIST)
        ]
        return [
            *(one for one in self._local if one.checklist is None or not self.keeps(one.checklist.key)),
            *kept,
        ]

    def keeps(self, key: str) -> bool:
        """Tell whether the database keeps a checklist of a key."""
        return (FileKind.CHECKLIST, key) in self.kept

    @cached_property
    def own_texts(self) -> dict[str, str]:
        """The texts of the good checklists in the user's folder, by key."""
        return {one.checklist.key: clean(one.file.text) for one in self._local if one.checklist is not None}

    @property
    def differing(self) -> list[Differing]:
        """The files in the user's folder of whose keys the database keeps other texts, or that can't be used."""
        good = [(one.checklist.key, one.file) for one in self._local if one.checklist is not None]
        return differing_in(
            FileKind.CHECKLIST,
            [(key, file.path, clean(file.text)) for key, file in good],
            [(one.file.path, one.file.problems) for one in self._local if one.checklist is None],
            self.kept,
        )

    def made_of(self, keys: Iterable[str]) -> list[str]:
        """Return some keys, with those of the checklists that they take checks from."""
        found: dict[str, None] = {}
        left = list(keys)
        while left:
            key = left.pop(0)
            if key in found:
                continue
            found[key] = None
            one = self._read_of(key)
            left += [] if one is None else _taken_from(one)
        return list(found)

    def to_share(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the texts of the files in the user's folder that checklists of some keys are made of, and that count.

        What takes checks from another list takes that list along.
        """
        if not self._local:
            return {}
        ones = [one.checklist for key in self.made_of(keys) if (one := self._read_of(key)) is not None]
        return {
            one.key: self.own_texts[one.key]
            for one in ones
            if one is not None and one.own and not one.kept and one.key in self.own_texts
        }

    def to_share_with(self, key: str, text: str) -> dict[str, str]:
        """Return the text of a checklist, and those that it takes checks from and that only the user's folder has."""
        return self.to_share(_taken_from(_read_file(named(key), own=True, text=text))) | {key: text}

    def _read_of(self, key: str) -> _Read | None:
        for one in self._files:
            if one.checklist is not None and one.checklist.key == key:
                return one
        return _ours(key)

    def missing(self, keys: Iterable[str]) -> list[str]:
        """Return the keys of which there is no checklist that can be used."""
        return [key for key in keys if self._find(key) is None]

    def _why_unusable(self, key: str) -> str:
        """Return what is wrong with the file that counts of a key, in a line; empty where there is none."""
        path = named(key) if self.keeps(key) else self.own_folder / f"{key}.toml"
        problems = (problem for problem in self.problems if problem.file == str(path))
        return next(map(str, problems), "")

    def refuse_missing(self, number: int, name: str, keys: Iterable[str]) -> None:
        """Raise RefusedError where a touchpoint, by its number and name, names a checklist that can't be asked."""
        for key in self.missing(keys):
            if reason := self._why_unusable(key):
                raise RefusedError(
                    _(
                        "The touchpoint “{name}” asks the checklist “{key}”, which can’t be used here: {reason}"
                    ).format(name=name, key=one_line(key)[:60], reason=reason),
                    WayOut.FIND_CHECKLIST,
                    key=one_line(key)[:60],
                    number=number,
                )
            raise RefusedError(
                _(
                    "The touchpoint “{name}” asks the checklist “{key}”, which is neither here nor in the database"
                ).format(name=name, key=one_line(key)[:60]),
                WayOut.FIND_CHECKLIST,
                key=one_line(key)[:60],
                number=number,
            )

    @cached_property
    def written(self) -> dict[str, Checklist]:
        """The user's checklists with the checks that they write themselves."""
        return {one.checklist.key: one.checklist for one in self._files if one.checklist is not None}

    @cached_property
    def _own(self) -> tuple[dict[str, Checklist], list[Problem]]:
        """The user's checklists that are good, and what is wrong with the others."""
        found = [_whole(one, self.written) for one in self._files]
        problems = [problem for one in self._files for problem in one.file.problems]
        return {checklist.key: checklist for checklist in found if checklist is not None}, problems

    @cached_property
    def _keys(self) -> list[str]:
        ours = (path.stem for path in OUR_FOLDER.glob("*.toml"))
        return sorted({*self._own[0], *(key for key in ours if not self.keeps(key))})

    def _find(self, key: str) -> Checklist | None:
        if key in self._own[0] or self.keeps(key):
            return self._own[0].get(key)
        if key not in self._found:
            one = _ours(key)
            self._found[key] = None if one is None else _whole(one, self.written)
        return self._found[key]

    @property
    def all(self) -> list[Checklist]:
        """The checklists in the order of their keys."""
        return self.known(self._keys)

    @cached_property
    def gates(self) -> Mapping[str, Gate]:
        """The presence questions at hand by their keys: the program's, and those that checks of own files name."""
        named = (check.gate for checklist in self._own[0].values() for check in checklist.checks)
        return {**ours().gates, **{gate.key: gate for gate in named if gate is not None}}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in files that were left out."""
        return self._own[1]

    def get(self, key: str) -> Checklist:
        """Return the checklist of that key; raise NotFoundError naming those there are."""
        found = self._find(key)
        if found is None:
            raise NotFoundError(
                _("There is no checklist “{key}”. There are: {keys}.").format(
                    key=one_line(key)[:60], keys=", ".join(self._keys)
                )
            )
        return found

    def check(self, checklist: str, key: str) -> Check | None:
        """Return a check as it is asked today, or None when its checklist no longer has it."""
        return _check_in(self._find(checklist), (checklist, key))

    def checks(self, keys: Iterable[str]) -> list[Check]:
        """Return the checks of the checklists of those keys that are at hand, in order; each once."""
        named = {check.named: check for checklist in self.known(keys) for check in checklist.checks}
        return list(named.values())

    def known(self, keys: Iterable[str]) -> list[Checklist]:
        """Return the checklists of those keys that are at hand, in the order given."""
        return [checklist for key in keys if (checklist := self._find(key)) is not None]
