"""One word for one thing: catalogs and checklists have the words of docs/GLOSSARY.md, and none that it says are not used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from tools.catalogs import read
from tools.messages import LANGUAGES, OURS, ROOT, SOURCES, texts

GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
_NOT_IN = {"sv": "Not in Swedish", "nb": "Not in bokmål"}

languages = pytest.mark.parametrize("language", LANGUAGES)


class Refused(NamedTuple):
    """What is not used, and what is instead."""

    forms: re.Pattern[str]
    instead: str
    everywhere: bool


@cache
def sections() -> dict[str, list[list[str]]]:
    """Return the rows of each table of the glossary, by its heading; the row of titles comes first."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|") and not line.startswith("|-"):
            found.setdefault(heading, []).append([cell.strip() for cell in line.strip("|").split("|")])
    return found


@cache
def refused(language: str) -> list[Refused]:
    """Return what may not be said in a language."""
    _titles, *rows = sections()[_NOT_IN[language]]
    return [Refused(said_whole(forms), instead, where == "everywhere") for forms, instead, where in rows]


def said_whole(forms: str) -> re.Pattern[str]:
    """Return what finds any of these forms, but not as a part of a longer word."""
    each = "|".join(re.escape(form.strip()) for form in forms.split(","))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)


def of_catalogs(language: str) -> Iterator[tuple[str, str]]:
    for domain in SOURCES:
        for message, strings in texts(read(language, domain)).items():
            yield from ((f"{domain}.po, {message!r}", string) for string in strings)


def of_checklists(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "checklists").rglob("*.toml")):
        for text in said_in(language, tomllib.loads(path.read_text(encoding="utf-8"))):
            yield str(path.relative_to(ROOT)), text


def said_in(language: str, value: Any) -> Iterator[str]:
    """Give all texts in a language that stand anywhere within a table of a file."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == language:
                yield from map(str, each if isinstance(each, list) else [each])
            else:
                yield from said_in(language, each)
    elif isinstance(value, list):
        for each in value:
            yield from said_in(language, each)


def wrong(language: str, said: Iterator[tuple[str, str]], everywhere_only: bool = False) -> list[str]:
    """Return a line for each word that is not used and stands there all the same."""
    return [
        f"{where}: “{found[0]}” in “{text}”; instead: {each.instead}"
        for where, text in said
        for each in refused(language)
        if (each.everywhere or not everywhere_only) and (found := each.forms.search(text))
    ]


@languages
def test_no_catalog_has_a_word_that_is_not_used(language: str) -> None:
    assert wrong(language, of_catalogs(language)) == []


@languages
def test_no_checklist_has_a_word_that_is_not_used(language: str) -> None:
    assert wrong(language, of_checklists(language), everywhere_only=True) == []


@languages
def test_the_words_of_the_glossary_are_those_of_the_catalog(language: str) -> None:
    known = texts(read(language, OURS))
    column = ["English", "sv", "nb"].index(language)
    words = {
        row[0]: row[column]
        for name, rows in sections().items()
        if name not in _NOT_IN.values()
        for row in rows[1:]
    }
    assert len(words) > 50
    assert {word: said for word, said in words.items() if known.get(word, (said,)) != (said,)} == {}


def test_a_word_is_found_however_it_is_cased_but_never_within_another() -> None:
    found = said_whole("en sjekk, punkt")
    assert found.search("Det er en sjekk.") and found.search("Punkt 3")
    assert not found.search("kontaktpunkt, sjekkpunkter og en sjekkliste")
