"""What the commands of serving share: the book of a database, and how an address is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.cli.frame import output

if TYPE_CHECKING:
    from auditor.serving.book import Book
    from auditor.workspace import Workspace

_USUAL = "http://127.0.0.1:8642"


def book_in(workspace: Workspace) -> Book:
    """Return the book of a workspace's database."""
    from auditor.serving.book import Book, book_of

    return Book(book_of(workspace.uid))


def begin_of(book: Book, url: str | None) -> str:
    """Return what addresses begin with: what is said, else where the app was served last."""
    return (url or book.entries.url or _USUAL).rstrip("/")


def show_address(address: str, with_code: bool) -> None:
    """Print an address, and as a code for phones where it goes to a terminal."""
    output.show(address)
    if with_code and output.into_terminal():
        output.show(drawn(address))


def drawn(address: str) -> str:
    """Return an address as a QR code, two of its rows in a line; light on a dark terminal."""
    try:
        import segno
    except ImportError:
        raise RefusedError(
            _("For the browser {names} is missing: pip install “auditor[serve]”.").format(names="segno")
        ) from None
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    signs = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return "\n".join(
        "".join(signs[min(upper, 1), min(lower, 1)] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    )
