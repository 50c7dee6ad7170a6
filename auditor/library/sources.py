"""What checks rest on: the laws, standards and research that files name, and what a check cites of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.vocabulary import Country, SourceKind
from auditor.base.web_address import is_link
from auditor.library.datafiles import (
    DataFile,
    Problem,
    TablePlace,
    a_flag,
    a_key,
    any_tables,
    is_key,
    label_of,
    load,
    one_of,
    only,
    refuse_doubles,
    texts,
)
from auditor.views.checks import NO_TEXTS, Source, Texts, named_only

OUR_FOLDER = Path(str(files("checklists"))) / "sources"

TITLE_LIMIT, PARAGRAPH_LIMIT, ADDRESS_LIMIT = 160, 160, 300
"""Most characters of the title of a work, of a place in it, and of a web address."""
SOURCES_LIMIT = 20
"""Most sources of one check."""
STANDARD_LIMIT = 200
"""Most characters of a source that is only named."""

_WORK_KEYS = ("key", "kind", "country", "authority", "address", "title", "law", "direct")
_LAW_KEYS = ("work", "paragraph", "since", "checked", "covers", "who")
_SOURCE_KEYS = ("work", "paragraph", "since", "checked", "address")


class Law(Struct, frozen=True):
    """That a law demands what a standard or an act of the Union says, at the places of it that it covers."""

    work: str
    paragraph: Texts
    covers: frozenset[str]
    """The numbers with which what is cited begins; nothing for all of it."""
    since: date | None = None
    checked: date | None = None
    who: Texts = NO_TEXTS
    """Whom alone it binds; empty for all."""


class Work(Struct, frozen=True):
    """A law, a standard, a body of research or a practice that checks cite."""

    key: str
    kind: SourceKind
    title: Texts
    country: Country | None = None
    """Where it holds; None where it is of no country."""
    authority: str = ""
    address: str = ""
    laws: tuple[Law, ...] = ()
    """What makes it law."""
    direct: bool = False
    """It is law in every member of the Union as it stands: a regulation."""


Works = Mapping[str, Work]
"""Works by key."""


def works_of(file: DataFile) -> dict[str, Work]:
    """Return the works that a file tells, by key; what is wrong is noted with it."""
    made = [
        _work(file, table, TablePlace("work", number, label_of(table, f"work {number + 1}")))
        for number, table in enumerate(any_tables(file, file.content, "work"))
    ]
    refuse_doubles(file, "work", [one.key for one in made])
    return {one.key: one for one in made}


def _work(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> Work:
    only(file, table, _WORK_KEYS, place)
    country = one_of(file, table, "country", Country, Country.EU, place) if "country" in table else None
    return Work(
        a_key(file, table, place),
        one_of(file, table, "kind", SourceKind, SourceKind.PRACTICE, place),
        texts(file, table, "title", TITLE_LIMIT, place),
        country,
        _line(file, table, "authority", TITLE_LIMIT, place),
        _address(file, table, place),
        tuple(_law(file, law, place) for law in any_tables(file, table, "law", place)),
        a_flag(file, table, "direct", place),
    )


def _law(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> Law:
    only(file, table, _LAW_KEYS, place)
    covers = table.get("covers", [])
    if not isinstance(covers, list) or not all(isinstance(one, str) for one in covers):
        file.refuse(_("must be a list of texts"), place, "covers")
        covers = []
    return Law(
        _line(file, table, "work", TITLE_LIMIT, place),
        _paragraph(file, table, place),
        frozenset(covers),
        _day(file, table, "since", place),
        _day(file, table, "checked", place),
        texts(file, table, "who", TITLE_LIMIT, place, required=False),
    )


def sources_of(
    file: DataFile, table: Mapping[str, Any], works: Works, place: TablePlace
) -> tuple[Source, ...]:
    """Return what a check rests on, each source followed by what makes it law; what is wrong is noted.

    A file may say `standard` instead, which is a source in a line of text.
    """
    found = [*named_only(_line(file, table, "standard", STANDARD_LIMIT, place))]
    cited = any_tables(file, table, "sources", place)
    if len(cited) > SOURCES_LIMIT:
        file.refuse(_("there are more than {limit} sources").format(limit=SOURCES_LIMIT), place, "sources")
        return ()
    inside = TablePlace(place.header, place.number, f"{place.label}.sources", "sources")
    for one in cited:
        only(file, one, _SOURCE_KEYS, inside)
        key = str(one.get("work", ""))
        if not is_key(key) or key not in works:
            file.refuse(
                _(
                    "“{work}” is no work; there are {works}, or the file has a [[work]] table of that key"
                ).format(work=one_line(key)[:60], works=", ".join(sorted(works))),
                inside,
                "work",
            )
            continue
        found += _cited(file, one, works[key], works, inside)
    return tuple(found)


def _cited(
    file: DataFile, table: Mapping[str, Any], work: Work, works: Works, place: TablePlace
) -> list[Source]:
    """Return what a check cites of a work, and the laws that demand it."""
    source = _source_in(
        work,
        _paragraph(file, table, place),
        _day(file, table, "since", place),
        _day(file, table, "checked", place),
    )
    if address := _address(file, table, place):
        source = replace(source, address=address)
    number = source.paragraph.get("en", "").partition(" ")[0]
    demanding = [law for law in work.laws if law.work in works and (not law.covers or number in law.covers)]
    return [
        source,
        *(_source_in(works[law.work], law.paragraph, law.since, law.checked, law.who) for law in demanding),
    ]


def _source_in(
    work: Work, paragraph: Texts, since: date | None, checked: date | None, who: Texts = NO_TEXTS
) -> Source:
    """Return a place in a work as a source."""
    return Source(
        work.kind,
        work.title,
        paragraph,
        work.key,
        work.country,
        work.authority,
        work.address,
        since,
        checked,
        who,
        work.direct,
    )


def _line(file: DataFile, table: Mapping[str, Any], key: str, limit: int, place: TablePlace) -> str:
    """Return a short text that is alike in all languages; empty where there is none."""
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > limit:
        file.refuse(_("must be a short text"), place, key)
        return ""
    return one_line(value)


def _paragraph(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> Texts:
    return texts(file, table, "paragraph", PARAGRAPH_LIMIT, place, required=False)


def _address(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> str:
    address = _line(file, table, "address", ADDRESS_LIMIT, place)
    if address and not is_link(address):
        file.refuse(_("must be a web address that begins with https://"), place, "address")
        return ""
    return address


def _day(file: DataFile, table: Mapping[str, Any], key: str, place: TablePlace) -> date | None:
    value = table.get(key)
    # A time of day is a date too, in Python.
    if value is None or type(value) is date:
        return value
    file.refuse(_("must be a day, such as 2026-11-30"), place, key)
    return None


@cache
def ours() -> Works:
    """Return the works of the program's own files, which do not change while it runs."""
    return {key: work for works, _problems in examined() for key, work in works.items()}


@cache
def examined() -> list[tuple[Works, list[Problem]]]:
    """Return what each of the program's own files tells, and what is wrong with it."""
    found: list[tuple[Works, list[Problem]]] = []
    for path in sorted(OUR_FOLDER.glob("*.toml")):
        file = load(path)
        only(file, file.content, ("work",))
        found.append((works_of(file), file.problems))
    return found
