"""The catalogs hold every message of the program, and dates and numbers have the form of their language."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent, get_minus_sign_symbol
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.base import i18n
from tools.catalogs import path_of
from tools.messages import LANGUAGES, OURS, SOURCES, InContext, MessageId, extracted, forms, texts

LOCALES = {"en": "en_GB", "sv": "sv", "nb": "nb"}
"""Languages of the program and where Babel keeps their forms; our English is British."""

CATALOGS = [(language, domain) for language in LANGUAGES for domain in SOURCES]

catalogs = pytest.mark.parametrize(("language", "domain"), CATALOGS)
languages = pytest.mark.parametrize("language", LANGUAGES)
locales = pytest.mark.parametrize("language", LOCALES)


@pytest.fixture(scope="module")
def said() -> set[MessageId]:
    """All messages of our sources. What a library says is translated where we know it, and may be there or not."""
    return extracted(SOURCES[OURS])


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave the program in English."""
    yield
    i18n.set_language("en")


def catalog(language: str, domain: str) -> Catalog:
    return read_po(io.BytesIO(path_of(language, domain, ".po").read_bytes()), abort_invalid=True)


def compiled(language: str, domain: str) -> Catalog:
    with path_of(language, domain, ".mo").open("rb") as file:
        return read_mo(file)


def pairs(language: str, domain: str) -> Iterator[tuple[str, str]]:
    """Give every translated text with its source, each plural form apart."""
    for message, strings in texts(catalog(language, domain)).items():
        if all(strings):
            yield from zip(forms(message), strings, strict=True)


def refuse(what: str, wrong: Iterable[object]) -> None:
    """Fail with a line for each message that is wrong."""
    if lines := sorted(map(repr, wrong)):
        pytest.fail(f"{what}:\n" + "\n".join(lines), pytrace=False)


@languages
def test_the_catalog_holds_exactly_what_our_sources_say(language: str, said: set[MessageId]) -> None:
    held = texts(catalog(language, OURS)).keys()
    refuse("missing, run make messages", said - held)
    refuse("stale, run make messages", held - said)


@catalogs
def test_every_message_is_translated(language: str, domain: str) -> None:
    known = texts(catalog(language, domain))
    refuse("not translated", (message for message, strings in known.items() if not all(strings)))


@catalogs
def test_no_message_is_obsolete_or_fuzzy(language: str, domain: str) -> None:
    held = catalog(language, domain)
    refuse("obsolete, run make messages", held.obsolete)
    refuse("fuzzy", (message.id for message in held if message.fuzzy))


@catalogs
def test_placeholders_are_those_of_the_source(language: str, domain: str) -> None:
    both = pairs(language, domain)
    refuse("other placeholders", (pair for pair in both if placeholders(pair[0]) != placeholders(pair[1])))


def placeholders(text: str) -> list[str]:
    """Return the names of what is filled in. How it is formatted is the language's own affair."""
    return sorted(re.findall(r"\{(\w*)[^{}]*\}|(%\(\w+\)\w)", text))


@catalogs
def test_spaces_and_lines_at_the_ends_are_those_of_the_source(language: str, domain: str) -> None:
    both = pairs(language, domain)
    refuse("other spaces at the ends", (pair for pair in both if ends(pair[0]) != ends(pair[1])))


def ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@catalogs
def test_compiled_is_what_is_written(language: str, domain: str) -> None:
    written, held = texts(catalog(language, domain)), texts(compiled(language, domain))
    done = {message: strings for message, strings in written.items() if all(strings)}
    refuse("compiled otherwise, run make messages", done.items() ^ held.items())


@catalogs
def test_headers_name_language_and_plurals_and_nobody(language: str, domain: str) -> None:
    with path_of(language, domain, ".mo").open("rb") as file:
        header = gettext.GNUTranslations(file).info()
    assert header["language"] == language
    assert header["plural-forms"] == "nplurals=2; plural=(n != 1);"
    head = path_of(language, domain, ".po").read_text(encoding="utf-8").split("\n\n")[0]
    for name, value in header.items():
        assert f'"{name}: {value}\\n"'.casefold() in head.casefold()
    assert not re.search(r"@|\bdate|translator|team", head, re.IGNORECASE)


def test_no_message_is_hidden_from_extraction(said: set[MessageId]) -> None:
    """Extraction does not look into f-strings: a message asked for there would stay English."""
    hidden = (
        f"{path}:{call.lineno}: {message}"
        for folder in SOURCES[OURS]
        for path in folder.rglob("*.py")
        for call, message in messages_asked_for(path)
        if message not in said
    )
    refuse("hidden in an f-string", hidden)


def test_quotation_marks_are_those_of_the_language() -> None:
    bare = (
        f"{path.name}:{node.lineno}"
        for folder in SOURCES[OURS]
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for each in node.values
        if isinstance(each, ast.Constant) and {"“", "”"} & set(str(each.value))
    )
    refuse("quoted in an f-string (labels.quoted knows the marks)", bare)


def messages_asked_for(path: Path) -> Iterator[tuple[ast.Call, MessageId]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}.get(node.func.id, 0)
            said = [str(each.value) for each in node.args[:wanted] if isinstance(each, ast.Constant)]
            if wanted and len(said) == wanted:
                if node.func.id == "pgettext":
                    yield node, InContext(*said)
                else:
                    yield node, said[0] if wanted == 1 else (said[0], said[1])


@locales
@given(day=st.dates())
def test_dates_have_the_medium_form(language: str, day: date) -> None:
    i18n.set_language(language)
    assert i18n.day(day) == format_date(day, "medium", locale=LOCALES[language])


@locales
@given(moment=st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1)))
def test_moments_are_day_and_short_time(language: str, moment: datetime) -> None:
    i18n.set_language(language)
    time = format_time(moment.time(), "short", locale=LOCALES[language])
    assert i18n.day_and_time(moment.astimezone()) == f"{i18n.day(moment.date())} {time}"


numbers = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False)
decimals = st.integers(0, 4)


@locales
@given(value=numbers, places=decimals)
def test_numbers_have_the_marks_of_the_language(language: str, value: float, places: int) -> None:
    i18n.set_language(language)
    # Babel rounds the shortest text of a float; the number itself decides here, as in Python.
    exact = Decimal(value) if round(value, places) else Decimal(0)
    assert i18n.number(value, places) == babel_number(exact, places, language)


def babel_number(value: Decimal, places: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(value, pattern, locale=LOCALES[language])
    # Babel writes every language's minus as a hyphen, though it knows the sign.
    return text.replace("-", get_minus_sign_symbol(LOCALES[language]))


@locales
@given(value=numbers, places=decimals)
def test_signed_numbers_show_a_plus_too(language: str, value: float, places: int) -> None:
    i18n.set_language(language)
    unsigned = i18n.number(value, places)
    positive = value > 0 and round(value, places) != 0
    assert i18n.number(value, places, signed=True) == ("+" + unsigned if positive else unsigned)


@locales
@given(share=st.floats(0, 1) | st.integers(0, 100).map(lambda whole: whole / 100))
def test_shares_are_whole_per_cent(language: str, share: float) -> None:
    assume(abs(share * 100 % 1 - 0.5) > 1e-9)  # A half may be rounded either way.
    i18n.set_language(language)
    assert i18n.percent(share) == format_percent(Decimal(share), locale=LOCALES[language])
