"""What translators check by machine: placeholders, options, addresses, spaces and punctuation of every translation.

The checks are those of the Translate Toolkit (pofilter). Left out are those that hold for English alone: quotation
marks, which each language has its own of, capitals, and how many sentences or brackets it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from translate.filters.checks import CheckerConfig, StandardChecker
from translate.storage.pypo import pounit

from tools.catalogs import read
from tools.messages import LANGUAGES, SOURCES, forms, texts

CHECKS = [
    "accelerators",
    "blank",
    "doublespacing",
    "doublewords",
    "emails",
    "endpunc",
    "endwhitespace",
    "escapes",
    "filepaths",
    "functions",
    "long",
    "newlines",
    "numbers",
    "options",
    "printf",
    "purepunc",
    "pythonbraceformat",
    "short",
    "startwhitespace",
    "tabs",
    "untranslated",
    "urls",
    "variables",
    "xmltags",
]

_SHORTENED = re.compile(r"\b(no|nr|oppf|uppf|akt|åtg|dec|des)\.?$", re.IGNORECASE)
"""Words cut short, which end in a point in one language and not in another."""

_RIGHT_AS_IT_IS = {
    # The point of a decimal is a comma in both languages.
    "numbers": ("Show what touchpoints mean to the customer", "“{text}” is no number: type the {what}"),
    # A brace that is told of, and a name that is left empty on purpose.
    "pythonbraceformat": ("the description begins with “{”", "{value!r} is not a valid {number_type}."),
    # A space stands before three points that are in place of whole words.
    "endpunc": ("Press any key to continue...",),
}

catalogs = pytest.mark.parametrize(
    ("language", "domain"), [(language, domain) for language in LANGUAGES for domain in SOURCES]
)


@catalogs
def test_translations_pass_the_checks_of_translators(language: str, domain: str) -> None:
    assert list(failures(language, domain)) == []


def failures(language: str, domain: str) -> Iterator[str]:
    """Give a line for each translation that fails a check; each plural form is checked against its own."""
    checker = checker_of(language)
    for message, strings in texts(read(language, domain)).items():
        for source, target in zip(forms(message), strings, strict=True):
            for check in checker.run_filters(unit_of(source, target)) if target else ():
                right = source.startswith(_RIGHT_AS_IT_IS.get(check, ())) or is_shortened(
                    check, source, target
                )
                if not right:
                    yield f"{check}: {source!r} = {target!r}"


def unit_of(source: str, target: str) -> pounit:
    unit = pounit(source)
    unit.target = target
    return unit


def checker_of(language: str) -> StandardChecker:
    checker = StandardChecker(CheckerConfig(targetlanguage=language, accelmarkers=["&"]), limitfilters=CHECKS)
    assert set(CHECKS) <= checker.getfilters().keys()
    return checker


def is_shortened(check: str, source: str, target: str) -> bool:
    """Tell whether a text ends otherwise because a word of it is cut short."""
    return check == "endpunc" and bool(_SHORTENED.search(source) or _SHORTENED.search(target))


def test_the_checks_find_what_is_wrong() -> None:
    unit = unit_of("Delete “{name}” with --all here.", "Ta bort ”{namn}”  med --varje här")
    assert set(checker_of("sv").run_filters(unit)) == {
        "doublespacing",
        "endpunc",
        "options",
        "pythonbraceformat",
    }
