"""Signs beyond ASCII, and what is shown in their place where a terminal lacks them. Letters stay where they can be shown.

Everywhere else the program draws and writes as if every terminal had every sign. What goes to a terminal that hasn't
passes through here: what is laid out already goes sign by sign, each as wide as what it stands for (`drawn`); sentences
before they are laid out may become longer (`spelled`).
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache

READABLE = "auditor-readable"
"""How text is encoded of which an encoding lacks letters: in plain letters, æ as ae."""
_IN_CELLS = "auditor-cells"
"""The same where every letter has to stay as wide as it was."""


class Signs(StrEnum):
    """Which signs are shown."""

    ALL = "all"
    CONSOLE = "console"
    """What the font of the Linux console has: lines, blocks and arrows, no Braille."""
    ASCII = "ascii"


MARKS: Mapping[str, str] = {
    "✓": "v",
    "✗": "x",
    "×": "X",
    "≠": "/",
    "⊘": "|",
    "☹": "(",
    "▣": ":",
    "·": ".",
    "●": "@",
    "○": "o",
    "◐": "%",
    "▲": "^",
    "△": "A",
    "■": "&",
    "□": "D",
    "◆": "#",
    "◇": "$",
    "▼": "V",
}
"""Signs that mean something by themselves: no two become the same, and none becomes a sign that is in use."""

_POINTING = {
    **dict.fromkeys("→▶▸›►…", ">"),
    **dict.fromkeys("←◂‹◄", "<"),
    **dict.fromkeys("↑▴", "^"),
    **dict.fromkeys("↓▾", "V"),
}
"""Arrows; what was cut goes on."""

_WRITTEN = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("–—−‐‑•◦", "-"),
    **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "),
    "±": "~",
    "≤": "<",
    "≥": ">",
    "²": "2",
    "§": "S",
    "°": "o",
    "√": "/",
}

_LINES = {
    **dict.fromkeys("─━═╌╍┄┈▔▀╴╶", "-"),
    **dict.fromkeys("│┃║┆┊╎▏▎▍▌▋▊▉▐▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋▖▗▘▙▚▛▜▝▞▟", "+"),
    **dict.fromkeys("▁▂▄", "_"),
    **dict.fromkeys("▃▅▆▇█", "="),
    **dict.fromkeys("░▒▓", ":"),
}
"""Borders, bars and whatever else is drawn."""

_CONSOLE_HAS = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█▄▌▐▀░▒▓■▲▼►◄↑↓→←○◆·•§½¼²±°«»≤≥√\N{NO-BREAK SPACE}"
_CONSOLE_DRAWS = {
    **dict.fromkeys("━╌╍┄┈▔╴╶▁", "─"),
    **dict.fromkeys("┃┆┊╎▏▕", "│"),
    **dict(zip("╭╮╰╯┏┓┗┛", "┌┐└┘┌┐└┘", strict=True)),
    **dict.fromkeys("▎▍▋", "▌"),
    **dict.fromkeys("▊▉▆▇", "█"),
    **dict.fromkeys("▂▃▅", "▄"),
}
"""Lines and blocks of which the console has the nearest."""

_SPELLED = {"…": "...", "→": "->", "←": "<-", "½": "1/2", "¼": "1/4", "±": "+-", "≤": "<=", "≥": ">="}
_SPELLED_LETTERS = {"æ": "ae", "Æ": "Ae", "œ": "oe", "ß": "ss", "þ": "th", "Þ": "Th"}
_LETTERS = {
    "ø": "o",
    "Ø": "O",
    "æ": "e",
    "Æ": "E",
    "đ": "d",
    "ð": "d",
    "ß": "s",
    "þ": "t",
    "œ": "o",
    "ł": "l",
}


def _of_dots(dots: int) -> str:
    """Return the ASCII sign that is drawn most like a cell of Braille."""
    left = [row for row, bit in enumerate((0x01, 0x02, 0x04, 0x40)) if dots & bit]
    right = [row for row, bit in enumerate((0x08, 0x10, 0x20, 0x80)) if dots & bit]
    rows = [*left, *right]
    if not rows:
        return " "
    if left and right:
        rise = sum(left) / len(left) - sum(right) / len(right)
        if abs(rise) >= 1:
            return "/" if rise > 0 else "\\"
    if max(rows) - min(rows) >= 2:
        return "|"
    middle = sum(rows) / len(rows)
    return "'" if middle < 0.75 else "-" if middle < 2.25 else "."


@cache
def _plain_signs() -> dict[str, str]:
    braille = {chr(0x2800 + dots): _of_dots(dots) for dots in range(256)}
    return {**braille, **_LINES, **_WRITTEN, **_POINTING, **MARKS}


class _Shown:
    """The one place that knows which signs are shown, and in which encoding."""

    signs = Signs.ALL
    encoding = "utf-8"
    has_all_letters = True
    """Whether the encoding has every letter there is."""
    lacks_ours = False
    """Whether it lacks letters of Swedish or Norwegian."""
    table: Mapping[int, str] | None = None
    words: Mapping[int, str] | None = None
    has_lost_letters = False


def use(signs: Signs, encoding: str = "utf-8") -> None:
    """Show these signs from now on, and what letters an encoding has."""
    _Shown.signs, _Shown.encoding = signs, encoding
    _Shown.has_all_letters = codecs.lookup(encoding).name.startswith(("utf", "gb18030"))
    _Shown.lacks_ours = not _can_encode("åäöøæ", encoding)
    _Shown.has_lost_letters = False
    _Shown.table = _Shown.words = None
    if signs is Signs.ALL:
        return
    table = _plain_signs()
    if signs is Signs.CONSOLE:
        table = {sign: plain for sign, plain in table.items() if sign not in _CONSOLE_HAS} | _CONSOLE_DRAWS
    words = {sign: longer for sign, longer in _SPELLED.items() if signs is Signs.ASCII or sign in table}
    if _Shown.lacks_ours:
        words |= _SPELLED_LETTERS
    _Shown.table = str.maketrans(table)
    _Shown.words = str.maketrans(table | words)


def in_use() -> Signs:
    """Return which signs are shown."""
    return _Shown.signs


def has(sign: str) -> bool:
    """Tell whether a sign is shown as it is."""
    return _Shown.table is None or ord(sign) not in _Shown.table


def drawn(text: str) -> str:
    """Return what is laid out already with signs that are shown, each in the place of one."""
    return text if _Shown.table is None else text.translate(_Shown.table)


def spelled(text: str) -> str:
    """Return a sentence with signs that are shown; some become several."""
    return text if _Shown.words is None else text.translate(_Shown.words)


def in_cells(text: str) -> str:
    """Return what is drawn on the whole terminal with signs and letters that it shows, none wider than it was."""
    text = drawn(text)
    if _Shown.has_all_letters or text.isascii():
        return text
    return text.encode(_Shown.encoding, _IN_CELLS).decode(_Shown.encoding)


@contextmanager
def all_kept() -> Iterator[None]:
    """Leave every sign as it is while data is written that programs read."""
    table, _Shown.table = _Shown.table, None
    try:
        yield
    finally:
        _Shown.table = table


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def lacks_letters() -> bool:
    """Tell whether letters of Swedish or Norwegian can't be shown."""
    return _Shown.lacks_ours


def has_lost_letters() -> bool:
    """Tell whether a letter was shown as another."""
    return _Shown.has_lost_letters


def plain_letter(letter: str, *, longer: bool = False) -> str:
    """Return what a letter or sign that can't be shown is shown as: a question mark where nothing is like it."""
    if letter in _SPELLED_LETTERS and longer:
        return _SPELLED_LETTERS[letter]
    base = _LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else "?"


def _in_plain_letters(error: UnicodeError, longer: bool) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = []
    for character in error.object[error.start : error.end]:
        if (sign := _plain_signs().get(character)) is not None:
            shown.append(sign)
            continue
        if unicodedata.combining(character):
            continue
        _Shown.has_lost_letters = _Shown.has_lost_letters or character.isalpha()
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        shown.append(plain_letter(character, longer=longer).ljust(width, "?"))
    return "".join(shown), error.end


codecs.register_error(READABLE, lambda error: _in_plain_letters(error, longer=True))
codecs.register_error(_IN_CELLS, lambda error: _in_plain_letters(error, longer=False))
