"""The words of a filter: how they are typed, what can follow each, and how they are written.

Words of the language in use and of English are understood.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _, language
from auditor.base.text import folded, one_line
from auditor.base.vocabulary import Quadrant, Sort, Status

KEYS = {
    "owner": N_("owner"),
    "status": N_("status"),
    "due": N_("deadline"),
    "effort": N_("effort"),
    "impact": N_("impact"),
    "quadrant": N_("quadrant"),
    "journey": N_("journey"),
    "stage": N_("stage"),
    "touchpoint": N_("touchpoint"),
    "client": N_("client"),
    "tag": N_("tag"),
    "need": N_("need"),
    "id": N_("number"),
    "sort": N_("sort"),
}
"""What can be asked, by the word for it in English; each with the message that has it in other languages."""

FLAGS = {"late": N_("late"), "waiting": N_("waiting"), "blocked": N_("blocked"), "archived": N_("archived")}
"""What is asked by a word alone."""

_NOT = {"not": N_("not")}
"""Before a word of a filter it is what a minus is."""
_TURNED = ("owner", "status", "due", "quadrant", "journey", "stage", "touchpoint", "client", "tag", "sort")
"""The keys that a minus can stand before; before `due` only where none is asked for."""

_SPECIAL = {
    "me": N_("me"),
    "none": N_("nobody"),
    "open": N_("open"),
    "all": N_("all"),
    "week": N_("week"),
}
_OF_KEY = {"owner": ("me", "none"), "client": ("none",), "status": ("open", "all"), "due": ("week", "none")}
_KINDS: dict[str, type[StrEnum]] = {"status": Status, "quadrant": Quadrant, "sort": Sort}
_COMPARING = {"due", "effort", "impact", "need"}
_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_TERM = re.compile(r"(-?)([^\W\d_]+)(:|<=|>=|<|>|=)(.*)", re.DOTALL)
_MINUS = re.compile(r"-[^\W\d].*", re.DOTALL)
_QUOTES = str.maketrans("“”„", '"""')


class Word(Struct, frozen=True):
    """One word of a filter, in English: a key with a comparison and a value, or with neither a flag or a text."""

    key: str
    sign: str = ""
    value: str = ""
    turned: bool = False
    """A minus stands before it: without these, or sorted the other way."""


def allowed(key: str) -> str:
    """Return what can stand after a key, in the user's language."""
    if key == "owner":
        return _("a name, {me} or {none}").format(me=_said("me"), none=_said("none"))
    if key == "client":
        return _("a name or part of one, or {none}").format(none=_said("none"))
    if key == "due":
        return _("a day such as 2026-12-01, fri or +2w, {week} or {none}").format(
            week=_said("week"), none=_said("none")
        )
    if key in ("effort", "impact"):
        return _("1 to 5")
    if key == "need":
        return _("0 to 1")
    if key == "id":
        return _("the number of an action")
    if key in _KINDS:
        return ", ".join(values_of(key))
    return _("a name or part of one")


def values_of(key: str) -> list[str]:
    """Return the words that can stand after a key, in the user's language; names, days and numbers are not listed."""
    words = [_said(word) for word in _OF_KEY.get(key, ())]
    return [*words, *(labels.word(member).replace(" ", "-") for member in _KINDS.get(key, ()))]


def key_words() -> list[str]:
    """Return everything that can begin a word of a filter, in the user's language."""
    return [*(f"{_said(key)}:" for key in KEYS), *map(_said, FLAGS)]


def words_of(text: str) -> list[Word]:
    """Return the words of a filter; raise RefusedError, saying what is known, for a word that can't be one."""
    tokens: list[str] = []
    for token in _TOKEN.findall(one_line(text).translate(_QUOTES)):
        if tokens and _meant(tokens[-1], _NOT) and _is_turnable(token):
            tokens[-1] = f"-{token}"
        else:
            tokens.append(token)
    return [_word(token) for token in tokens]


def _is_turnable(token: str) -> bool:
    match = _TERM.fullmatch(token)
    return _meant(token, FLAGS) is not None or (match is not None and _meant(match[2], KEYS) is not None)


def _word(token: str) -> Word:
    bare = token.removeprefix("-")
    flag = _meant(bare, FLAGS)
    if flag:
        return Word(flag, turned=bare != token)
    match = _TERM.fullmatch(token)
    if token.startswith('"') or match is None:
        if _MINUS.fullmatch(token):
            raise _no_minus(token)
        return Word("text", "", token.replace('"', ""))
    minus, name, sign, value = match.groups()
    key = _meant(name, KEYS)
    if key is None:
        raise RefusedError(
            _("“{word}” is not known here: use {known}, or put text in quotes.").format(
                word=name[:40], known=", ".join(key_words())
            )
        )
    sign = ":" if sign == "=" else sign
    value = value.replace('"', "").strip()
    if not value or (sign != ":" and key not in _COMPARING):
        raise not_understood(token, key)
    word = Word(key, sign, _value(token, key, value), bool(minus))
    if minus and (
        key not in _TURNED
        or (word.key, word.value) == ("status", "all")
        or (key == "due" and not _is_no_day(word))
    ):
        raise _no_minus(token)
    return word


def _is_no_day(word: Word) -> bool:
    return (word.sign, word.value) == (":", "none")


def _value(token: str, key: str, value: str) -> str:
    """Return a value in English; names, days and numbers stay."""
    special = _meant(value, {word: _SPECIAL[word] for word in _OF_KEY.get(key, ())})
    if special:
        return special
    if key not in _KINDS:
        return value
    text = _plain(value)
    for member in _KINDS[key]:
        if text in (_plain(member), _plain(labels.word(member))):
            return str(member)
    raise not_understood(token, key)


def _said(word: str) -> str:
    """Return the word of the language in use for a word of ours."""
    return word if language() == "en" else _({**KEYS, **FLAGS, **_SPECIAL}[word])


def _meant(word: str, known: dict[str, str]) -> str | None:
    """Return the English word that is meant by it, or by the word of the language in use."""
    text = folded(word)
    return next((key for key, said in known.items() if text in (key, folded(_(said)))), None)


def _plain(word: str) -> str:
    return folded(word).replace(" ", "-").replace("_", "-")


def not_understood(token: str, key: str) -> RefusedError:
    """Return the error that says what can stand after a key."""
    return RefusedError(
        _("“{word}” is not understood: after “{key}” comes {allowed}.").format(
            word=token[:40], key=_said(key), allowed=allowed(key)
        )
    )


def _no_minus(token: str) -> RefusedError:
    turned = (f"{_said(key)}:{_said('none')}" if key == "due" else f"{_said(key)}:" for key in _TURNED)
    return RefusedError(
        _("“{word}” is not understood: a minus can stand before {known}. Put text in quotes.").format(
            word=token[:40], known=", ".join([*turned, *map(_said, FLAGS)])
        )
    )


def written(word: Word, own: bool = False) -> str:
    """Return a word as it is typed in English, or in the language in use, one's own."""
    if not word.sign:
        if word.key in FLAGS:
            return "-" * word.turned + (_said(word.key) if own else word.key)
        return _quoted(word.value, all(map(_is_text, word.value.split(" "))))
    key, value = (_said(word.key), _own_value(word)) if own else (word.key, word.value)
    bare = not re.search(r"[\s\"]", value)
    return f"{'-' * word.turned}{key}{word.sign}{_quoted(value, bare)}"


def _own_value(word: Word) -> str:
    if word.value in _OF_KEY.get(word.key, ()):
        return _said(word.value)
    if word.key in _KINDS:
        return labels.word(_KINDS[word.key](word.value)).replace(" ", "-")
    return word.value


def _is_text(token: str) -> bool:
    """Tell whether a word stands for itself, so that it needs no quotes."""
    if not token or _meant(token, FLAGS) or _meant(token, _NOT):
        return False
    return not (_TERM.fullmatch(token) or _MINUS.fullmatch(token))


def _quoted(value: str, bare: bool) -> str:
    value = value.replace('"', "")
    return value if bare else f'"{value}"'
