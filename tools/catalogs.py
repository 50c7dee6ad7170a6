"""Reads the message catalogs and compiles them: each .po file as it is written to the .mo file beside it.

A build runs it through `tools/build_hook.py`, a test run before it begins, and `make messages` at its end. It needs
nothing but Babel, because it runs before the program is installed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "auditor" / "locale"


class OurCatalog(Catalog):
    """A catalog whose header holds only what programs need.

    Babel's own would have dates and placeholders for names in it.
    """

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


def read(language: str, domain: str) -> Catalog:
    """Return a catalog as it stands in its .po file; empty when there is none yet."""
    path = path_of(language, domain, ".po")
    text = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(text), locale=language, domain=domain)


def compile_catalogs() -> None:
    """Compile every catalog; a file that would stay the same is left alone."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        language, domain = path.parent.parent.name, path.stem
        made, content = path.with_suffix(".mo"), compiled(read(language, domain), language)
        if not made.exists() or made.read_bytes() != content:
            _replace(made, content)


def compiled(catalog: Catalog, language: str) -> bytes:
    """Return the content of the .mo file for a catalog."""
    ours = OurCatalog(language)
    for message in catalog:
        if message.id:
            ours.add(message.id, message.string, flags=message.flags, context=message.context)
    file = io.BytesIO()
    write_mo(file, ours)
    return file.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place whole: a program that runs meanwhile reads the old or the new one."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


if __name__ == "__main__":
    compile_catalogs()
