"""Checklists, templates and questions of a team's own, which a database keeps for everybody."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from auditor.store.rows import TableRow


class LibraryFileRecord(TableRow, table=True):
    """A file by what it holds, a word of FileKind, and its key; its text is TOML."""

    __tablename__ = "library_file"

    kind: str
    name: str
    text: str = Field(sa_type=Text)
