"""Brings the message catalogs up to date: extracts what the sources say, keeps what is translated, compiles.

`make messages` runs it; languages named as arguments leave the others as they are. pybabel would write dates
and placeholders for names into each header, or leave the header out and the plural forms with it; here a header
says the language, the encoding and the plural forms.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "auditor" / "locale"
LANGUAGES = ("sv", "nb")
SOURCES = {
    "auditor": (ROOT / "auditor", ROOT / "screens"),
    "click": (Path(click.__file__).parent,),
}
"""The folders that each domain's messages come from."""

_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

MessageId = str | tuple[str, str]
"""A message, or the singular and plural of one."""


class OurCatalog(Catalog):
    """A catalog whose header holds only what programs need."""

    def __init__(self, language: str) -> None:
        """Start empty."""
        super().__init__(locale=language, fuzzy=False, header_comment="# Messages of Auditor.")

    def _headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"{self.plural_forms}\n"),
        ]

    mime_headers = property(_headers)


def path_of(language: str, domain: str, suffix: str) -> Path:
    """Return where the catalog of a language and a domain is; `suffix` is .po or .mo."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}{suffix}"


def extracted(folders: Iterable[Path]) -> set[MessageId]:
    """Return all messages of the Python files in folders."""
    found: set[MessageId] = set()
    for folder in folders:
        for _file, _line, message, _comments, _context in extract_from_dir(
            folder, [("**.py", "python")], keywords=_KEYWORDS
        ):
            found.add((message[0], message[1]) if isinstance(message, tuple) else message)
    return found


def read(language: str, domain: str) -> Catalog:
    """Return a catalog as it stands in its .po file; empty when there is none yet."""
    path = path_of(language, domain, ".po")
    text = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(text), locale=language, domain=domain)


def updated(known: Catalog, messages: Iterable[MessageId], language: str) -> OurCatalog:
    """Return a catalog of exactly `messages`, each as it is translated in `known` or still empty."""
    catalog = OurCatalog(language)
    for message in sorted(messages, key=lambda each: (each,) if isinstance(each, str) else each):
        old = known.get(message)
        string = old.string if old else None
        catalog.add(
            message,
            string or None,
            flags=old.flags & {"fuzzy"} if old else (),
            user_comments=old.user_comments if old else (),
        )
    return catalog


def compiled(catalog: Catalog, language: str) -> bytes:
    """Return the content of the .mo file for a catalog."""
    ours = OurCatalog(language)
    for message in catalog:
        if message.id:
            ours.add(message.id, message.string, flags=message.flags)
    file = io.BytesIO()
    write_mo(file, ours)
    return file.getvalue()


def main(languages: Sequence[str] = LANGUAGES) -> None:
    """Update and compile the catalogs of these languages."""
    for domain, folders in SOURCES.items():
        messages = extracted(folders)
        for language in languages:
            catalog = updated(read(language, domain), messages, language)
            file = io.BytesIO()
            write_po(file, catalog, width=0)
            path = path_of(language, domain, ".po")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.getvalue())
            path_of(language, domain, ".mo").write_bytes(compiled(read(language, domain), language))


if __name__ == "__main__":
    main(sys.argv[1:] or LANGUAGES)
