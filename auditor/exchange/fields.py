"""What an export is described with: fields, and the parts they make up."""

from __future__ import annotations

from msgspec import Struct

from auditor.exchange.kinds import Kind, Name, Ref, TextKind


class Field(Struct, frozen=True):
    """A field of a part; its name is that of the column, without `_id`."""

    name: str
    kind: Kind | Ref
    empty: object = None
    """What it is where the file does not say."""
    needed: bool = False
    """The file has to say."""

    @property
    def column(self) -> str:
        """The column it is stored in."""
        return f"{self.name}_id" if isinstance(self.kind, Ref) else self.name


class Part(Struct, frozen=True):
    """A list of the file, and the table it is stored in."""

    name: str
    table: str
    fields: tuple[Field, ...]
    order: str = ""
    """The column that orders the rows of one parent; none for the order in which they were made."""
    same: tuple[str, ...] = ()
    """Fields by which two rows are the same one, besides the id."""
    unless: str = ""
    """A field of these; a row that says nothing there is like no other."""
    lasting: tuple[str, ...] = ()
    """Fields that a row keeps for good, whatever another file says of it."""
    named: bool = True
    """Its rows have ids of their own."""
    derived: tuple[str, str] | None = None
    """A column that is not in the file, and the field whose row gives it."""

    @property
    def parent(self) -> Field | None:
        """The field that names what a row is part of: the first one, where that names a row."""
        first = self.fields[0]
        return first if isinstance(first.kind, Ref) else None

    @property
    def refs(self) -> tuple[tuple[Field, Ref], ...]:
        """The fields that name rows."""
        return tuple((field, field.kind) for field in self.fields if isinstance(field.kind, Ref))


def ref(name: str, part: str, own: bool = True) -> Field:
    """Return a field that has to name a row of a part; `own` as in `Ref`."""
    return Field(name, Ref(part, own=own), needed=True)


def maybe(name: str, part: str, loose: bool = False, own: bool = True, beyond: bool = False) -> Field:
    """Return a field that may name a row of a part; `loose`, `own` and `beyond` as in `Ref`."""
    return Field(name, Ref(part, loose, own, beyond))


def name(name: str) -> Field:
    """Return a field for a name that has to be given."""
    return Field(name, Name(), needed=True)


def line(name: str) -> Field:
    """Return a field for a line of text that may be empty."""
    return Field(name, Name(needed=False), "")


def texts(*names: str) -> tuple[Field, ...]:
    """Return fields for texts that may be empty."""
    return tuple(Field(name, TextKind(), "") for name in names)


def must(name: str, kind: Kind) -> Field:
    """Return a field that has to be given."""
    return Field(name, kind, needed=True)
