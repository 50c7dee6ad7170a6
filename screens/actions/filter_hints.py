"""What can be typed to narrow the actions: said while one types, and completed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.input.filter_words import KEYS, allowed, key_words, values_of
from auditor.workspace import Workspace

_LAST = re.compile(r'(?:[^\s"]|"[^"]*"?)*$')
_TERM = re.compile(r"-?([^\W\d_]+)(?::|<=|>=|<|>|=)(.*)")


def hint(typed: str = "") -> str:
    """Say what can be typed next."""
    term = _TERM.fullmatch(_last(typed))
    key = _key(term[1]) if term else None
    if term is not None and key is not None:
        return _("After “{key}” comes {allowed}.").format(key=term[1], allowed=allowed(key))
    return _("A text, or {words}").format(words=" ".join(key_words()))


def settled(typed: str) -> str:
    """Return what is typed but for a last word that is only begun: a key, or a part of one, without a value."""
    last = _last(typed)
    term = _TERM.fullmatch(last)
    if term is not None:
        begun = not term[2].strip('"') and _key(term[1]) is not None
    else:
        bare = last.removeprefix("-")
        begun = last == "-" or (bool(bare) and _continued(bare, bare, key_words()) is not None)
    return typed[: len(typed) - len(last)] if begun else typed


def before_last(typed: str) -> str:
    """Return what is typed but for the last word."""
    return typed[: len(typed) - len(_last(typed))]


def completed(typed: str, workspace: Workspace) -> str | None:
    """Return what is typed with its last word completed, or None."""
    last = _last(typed)
    term = _TERM.fullmatch(last)
    if term is None:
        begun = last.removeprefix("-")
        return _continued(typed, begun, key_words()) if begun else None
    key, value = _key(term[1]), term[2]
    if key is None or not value.strip('"'):
        return None
    if value.startswith('"'):
        return _continued(typed, value[1:], (f'{name}"' for name in _values(key, workspace)))
    # A name of several words would want quotes before it; its first word finds it as well.
    return _continued(typed, value, (name.split(" ")[0] for name in _values(key, workspace)))


def _last(typed: str) -> str:
    found = _LAST.search(typed)
    return found[0] if found else ""


def _key(name: str) -> str | None:
    return next((key for key, word in KEYS.items() if folded(name) in (key, folded(_(word)))), None)


def _continued(typed: str, begun: str, words: Iterable[str]) -> str | None:
    """Return `typed`, which ends in `begun`, continued to the first of the words that begins so."""
    for word in words:
        if folded(word[: len(begun)]) == folded(begun) and len(word) > len(begun):
            return typed + word[len(begun) :]
    return None


def _values(key: str, workspace: Workspace) -> list[str]:
    """Return what can stand after a key, as far as it can be listed."""
    if key == "owner":
        return [*values_of(key), *(person.name for person in workspace.reads.people.here())]
    if key in ("client", "tag"):
        from auditor.sentences.clients import clients_of, tags_of

        lines = workspace.reads.journeys.every_line()
        return [*values_of(key), *(clients_of(lines) if key == "client" else tags_of(lines))]
    if key in ("journey", "stage", "touchpoint"):
        return _names(key, workspace)
    return values_of(key)


def _names(key: str, workspace: Workspace) -> list[str]:
    lines = workspace.reads.journeys.lines()
    if key == "journey":
        return [line.name for line in lines]
    found: list[str] = []
    for line in lines:
        journey = workspace.reads.journeys.get(line.id)
        if journey is not None:
            found += [each.name for each in (journey.stages if key == "stage" else journey.touchpoints)]
    return found
