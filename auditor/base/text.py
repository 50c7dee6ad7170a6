"""Text from people and files, made safe for terminals without changing what it says."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\ud800-\udfff"  # lone surrogates
    "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"  # bidi controls
    "\u2028\u2029\ufeff]"
)


def clean(text: str) -> str:
    """Return `text` without control characters, lone surrogates and bidi controls; tab and newline stay.

    Carriage returns become newlines. Clean text comes back as the same object.
    """
    if text.isprintable():
        return text
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return clean `text` on one line: runs of white space become one space, ends are trimmed."""
    return " ".join(clean(text).split())


def folded(text: str) -> str:
    """Return `text` as it is compared in searches: clean, NFKC, case folded."""
    return _normalised(one_line(text), "NFKC").casefold()


_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ß": "ss", "ð": "d", "þ": "th"})


def without_accents(line: str) -> str:
    """Return a line without the accents of its letters."""
    return line if line.isascii() else _ACCENTS.sub("", _normalised(line, "NFD"))


def plain_letters(text: str) -> str:
    """Return folded `text` in plain letters: å is a, ø is o, æ is ae."""
    return without_accents(folded(text).translate(_LETTERS))


_LONG = 1000


def _normalised(line: str, form: Literal["NFKC", "NFD"]) -> str:
    """Return a line in a form. What that takes grows with the square of the accents in a row, so words are cut up."""
    if len(line) <= _LONG:
        return unicodedata.normalize(form, line)
    return " ".join(
        "".join(unicodedata.normalize(form, word[at : at + _LONG]) for at in range(0, len(word), _LONG))
        for word in line.split(" ")
    )


_PASSWORDS = re.compile(
    r"(postgres\w*(?:\+\w+)?\s*[:;/\\]+[^\s:@]*:)(?:.*(?=@)|\S+)"  # an address of ours, and what was meant for one
    r"|(\w:/+[^\s:@]*:).*(?=@)"  # another one with user:password@
    r"|(\bpassword\s*=\s*)(?:'(?:[^'\\]|\\.)*'|\S+)",  # a connection as libpq has it
    re.IGNORECASE,
)


def without_passwords(text: str) -> str:
    """Return `text` with an ellipsis for each password in an address of a server."""
    return _PASSWORDS.sub(lambda found: f"{found[1] or found[2] or found[3]}…", text)


_AT_START = "(?=[ ']*[=+\\-@;\t\r\n＝＋－＠])"
_RUNS = r"[^;\t\r\n]*(?:\||[\w.]\(|(?i:webservice|hyperlink|import\w{0,20}|image|rtd|dde)\s+\()"
"""What a spreadsheet would run behind a sign: a call of a function or of another program."""
_AFTER_A_SIGN = rf"(?=[ ']*(?:[=＝]|[+\-@＋－＠]{_RUNS}))"
"""What begins a formula in one spreadsheet program or another, with what may stand before it; further in, lines such
as “- first”, “+46 70 …” and “@anna” are nothing but text."""
_BEGINS = re.compile(f"^{_AT_START}|(?<=[;\t\r\n]){_AFTER_A_SIGN}")
_NEUTRAL = re.compile(f"^'{_AT_START}|(?<=[;\t\r\n])'{_AFTER_A_SIGN}")


def neutral(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: what would be one gets an apostrophe before it.

    So does a call that follows a line's end, a tab or a semicolon, because a spreadsheet that is told to part cells
    there begins a cell with it; lines that begin with “- ” stay a list. What is such a text already gets one more, so
    that `as_written` gives back every text.
    """
    return _BEGINS.sub("'", text)


def as_written(cell: str) -> str:
    """Return the text that `neutral` made a cell of."""
    return _NEUTRAL.sub("", cell)


def inner_quotes(text: str) -> str:
    """Return text to stand between quotation marks: those within it become single ones."""
    return text.translate(_INNER)


_INNER = str.maketrans("“”«»", "‘’‘’")


def shortened(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` characters, an ellipsis marking a cut."""
    line = one_line(text) if not text.isprintable() else text
    return line if len(line) <= width else line[: max(0, width - 1)].rstrip() + "…"


def capital(text: str) -> str:
    """Return `text` begun with a capital, as labels and headings are."""
    return text[:1].upper() + text[1:]
