"""The user's language: message catalogs, and dates and numbers in the language's form.

Date and number forms follow CLDR; a test holds them against Babel. Babel itself is not loaded at run time,
because every command would pay its import.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from auditor.base.text import folded, without_accents
from auditor.base.vocabulary import LANGUAGES

LOCALE_DIR = Path(__file__).parents[1] / "locale"
_DOMAIN = "auditor"
_CLICK_DOMAIN = "click"
_BOKMAL = {"nb", "no", "nn"}
_NORDIC_MARKS = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ",", "-": "−"})
"""Python's marks of thousands, decimals and negatives, and those of Swedish and Norwegian."""


_LAST_LETTERS = (str.maketrans("åäæöø", "{||}}"), str.maketrans("æäøöå", "{{||}"))
"""The letters after z in Swedish order, which serves English too, and in Norwegian."""


class _Speaker:
    """The one place that knows which language is on."""

    language = "en"
    catalog: gettext.NullTranslations = gettext.NullTranslations()
    spelled: Callable[[str], str] | None = None
    """What becomes of messages where not every sign can be shown; None where all can."""


class _Voice(NamedTuple):
    """A language that is spoken for a while, by one thread."""

    language: str
    catalog: gettext.NullTranslations
    spelled: None = None


_HERE: ContextVar[_Voice | None] = ContextVar("voice", default=None)


def _speaker() -> _Voice | type[_Speaker]:
    return _HERE.get() or _Speaker


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything within the block in a language (en, sv or nb), with all signs; other threads go on in theirs.

    What click says by itself stays in the language of the program.
    """
    token = _HERE.set(_Voice(language, _catalog(language)))
    try:
        yield
    finally:
        _HERE.reset(token)


def _catalog(language: str) -> gettext.NullTranslations:
    # A checkout that was never built has no catalogs yet: it speaks English rather than not at all.
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, str(LOCALE_DIR), [language], fallback=True)


def set_language(language: str | None) -> str:
    """Switch all messages to `language`, or to the environment's; return the language in use (en, sv or nb)."""
    chosen = known_language(language) if language else _from_environment()
    _Speaker.language = chosen or "en"
    _Speaker.catalog = _catalog(_Speaker.language)
    # click asks the standard library's global functions for its own messages.
    os.environ["LANGUAGE"] = _Speaker.language
    gettext.bindtextdomain(_CLICK_DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(_CLICK_DOMAIN)
    return _Speaker.language


def spell_with(spelled: Callable[[str], str] | None) -> None:
    """Let all messages, in whichever language, go through a function before they are used; None for through none."""
    _Speaker.spelled = spelled


def _spelled(text: str) -> str:
    spelled = _speaker().spelled
    return text if spelled is None else spelled(text)


def known_language(name: str) -> str | None:
    """Return en, sv or nb for a locale name such as `sv_SE.UTF-8` or `no`; None for any other language."""
    code = name.replace("-", "_").split("_")[0].split(".")[0].casefold()
    if code in _BOKMAL:
        return "nb"
    return code if code in LANGUAGES else None


def language() -> str:
    """Return the language in use: en, sv or nb."""
    return _speaker().language


def _from_environment() -> str | None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return known_language(value)
    return None


def _(message: str) -> str:
    """Return `message` in the user's language."""
    return _spelled(_speaker().catalog.gettext(message))


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a message that fits `count`, in the user's language."""
    return _spelled(_speaker().catalog.ngettext(singular, plural, count))


def pgettext(context: str, message: str) -> str:
    """Return `message` in the user's language where another language needs more than one word for it.

    The context says of what it is told; translators see it, readers do not.
    """
    return _spelled(_speaker().catalog.pgettext(context, message))


def N_(message: str) -> str:  # noqa: N802 - the name message extractors know
    """Mark `message` for translation where it is translated later."""
    return message


def in_language(texts: Mapping[str, str]) -> str:
    """Return the text of a data file in the user's language, else in English, else in the first it has."""
    return texts.get(language()) or texts.get("en") or next(iter(texts.values()), "")


def alphabetic(text: str) -> str:
    """Return what a folded text is sorted by: å, ä and ö, or æ, ø and å, stand last, as the language has them.

    Other letters stand as without their accents.
    """
    if text.isascii():
        return text
    last = text.translate(_LAST_LETTERS[language() == "nb"])
    return without_accents(last)


def by_name(name: str) -> tuple[str, str]:
    """Return what a name is sorted by in every list of names: as the language's alphabet has it, however cased."""
    return alphabetic(folded(name)), name


def day(value: date | datetime | None) -> str:
    """Return a date in the language's medium form, such as `22 Nov 2026`; empty for None. Times are shown local."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone().date()
    return f"{value.day}. {month(value)}" if language() == "nb" else f"{value.day} {month(value)}"


def month(value: date) -> str:
    """Return the month of a date in the language's medium form, such as `Nov 2026`."""
    return f"{_months()[value.month - 1]} {value.year}"


def month_named(word: str) -> int | None:
    """Return the number of the month that a word means in the medium form of the user's language; None for no month."""
    names = [name.rstrip(".").casefold() for name in _months()]
    name = word.rstrip(".").casefold()
    return names.index(name) + 1 if name in names else None


def day_and_time(value: datetime | None) -> str:
    """Return a moment as local date and time of day; empty for None."""
    if value is None:
        return ""
    local = value.astimezone()
    return f"{day(local.date())} {local:%H:%M}"


def number(value: float, decimals: int = 0, signed: bool = False) -> str:
    """Return a number with the language's marks and thousands apart; `signed` puts a plus before positives.

    What rounds to zero has no sign.
    """
    text = f"{value:,.{decimals}f}"
    if round(value, decimals) == 0:
        text = text.lstrip("-")
    elif signed and value > 0:
        text = f"+{text}"
    return text if language() == "en" else text.translate(_NORDIC_MARKS)


def percent(share: float, decimals: int = 0) -> str:
    """Return a share 0..1 as per cent in the language's form."""
    figure = number(share * 100, decimals)
    return f"{figure}%" if language() == "en" else f"{figure}\N{NO-BREAK SPACE}%"


def _months() -> list[str]:
    return _("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec").split()
