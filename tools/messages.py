"""Brings the message catalogs up to date: extracts what the sources say, keeps what is translated, compiles.

`make messages` runs it; languages named as arguments leave the others as they are. pybabel would write dates
and placeholders for names into each header, or leave the header out and the plural forms with it; here a header
says the language, the encoding and the plural forms.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from tools.catalogs import OurCatalog, compile_catalogs, path_of, read

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("sv", "nb")
SOURCES = {
    "auditor": (ROOT / "auditor", ROOT / "screens"),
    "click": (Path(click.__file__).parent,),
}
"""The folders that each domain's messages come from."""

OURS = "auditor"
"""The domain that says exactly what the sources say.

What another says differs from version to version, and not every version of Babel finds all of it: there a catalog
keeps whatever it knows.
"""

_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@dataclass(frozen=True)
class InContext:
    """A message that other languages have several words for, with what it is told of."""

    context: str
    text: str


MessageId = str | tuple[str, str] | InContext
"""A message, the singular and plural of one, or one in a context."""


def forms(message: MessageId) -> tuple[str, ...]:
    """Return what a message says in English: one text, or the singular and the plural."""
    if isinstance(message, InContext):
        return (message.text,)
    return (message,) if isinstance(message, str) else message


def extracted(folders: Iterable[Path]) -> set[MessageId]:
    """Return all messages of the Python files in folders."""
    found: set[MessageId] = set()
    for folder in folders:
        for _file, _line, message, _comments, context in extract_from_dir(
            folder, [("**.py", "python")], keywords=_KEYWORDS
        ):
            found.add(_named(message, context))
    return found


def _named(message: str | Sequence[str], context: str | None) -> MessageId:
    if not isinstance(message, str):
        return message[0], message[1]
    return InContext(context, message) if context else message


def texts(catalog: Catalog) -> dict[MessageId, tuple[str, ...]]:
    """Return the messages of a catalog, each with its translation or those of its plural forms."""
    found: dict[MessageId, tuple[str, ...]] = {}
    for message in catalog:
        if message.id:
            each = _named(message.id, message.context)
            string = message.string or ""
            found[each] = (string,) if isinstance(string, str) else tuple(string)
    return found


def updated(known: Catalog, messages: Iterable[MessageId], language: str) -> OurCatalog:
    """Return a catalog of exactly `messages`, each as it is translated in `known` or still empty."""
    catalog = OurCatalog(language)
    for message in sorted(messages, key=lambda each: (forms(each), repr(each))):
        context = message.context if isinstance(message, InContext) else None
        said = message.text if isinstance(message, InContext) else message
        old = known.get(said, context)
        if old is not None and isinstance(old.id, str) is not isinstance(said, str):
            old = None  # It had no plural before, or has none any more.
        string = old.string if old else None
        catalog.add(
            said,
            string or None,
            flags=old.flags & {"fuzzy"} if old else (),
            user_comments=old.user_comments if old else (),
            context=context,
        )
    return catalog


def main(languages: Sequence[str] = LANGUAGES) -> None:
    """Update and compile the catalogs of these languages."""
    for domain, folders in SOURCES.items():
        messages = extracted(folders)
        for language in languages:
            known = read(language, domain)
            kept = set() if domain == OURS else texts(known).keys()
            catalog = updated(known, messages | kept, language)
            file = io.BytesIO()
            write_po(file, catalog, width=0)
            path = path_of(language, domain, ".po")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.getvalue())
    compile_catalogs()


if __name__ == "__main__":
    main(sys.argv[1:] or LANGUAGES)
