"""Checks and checklists as their files give them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from auditor.base.vocabulary import Country, Depth, SourceKind

Texts = Mapping[str, str]
"""A text by language."""

Named = tuple[str, str]
"""The keys of a checklist and of a check in it, by which the check is known."""

NO_TEXTS: Texts = MappingProxyType({})


class Gate(Struct, frozen=True):
    """A presence question that checks depend on: where it is answered no, they do not apply."""

    key: str
    text: Texts
    shared: bool = False
    """The whole site answers it once."""


class Errand(Struct, frozen=True):
    """Something to do that several checks need: an order, a message, a call."""

    key: str
    text: Texts
    prepare: Texts = NO_TEXTS
    """What to have at hand for it."""


class Sample(Struct, frozen=True):
    """What is to be chosen once an audit, so that all who look at it look at the same things."""

    key: str
    text: Texts
    count: int
    """How many are to be chosen."""


class Source(Struct, frozen=True, omit_defaults=True):
    """What a check rests on: a paragraph of a law, a criterion of a standard, research, or what is done in the trade."""

    kind: SourceKind
    title: Texts
    paragraph: Texts = NO_TEXTS
    """Where in it; empty for the whole."""
    work: str = ""
    """The key of what is cited."""
    country: Country | None = None
    """Where it holds; None where it is of no country."""
    authority: str = ""
    """Who sees to it that a law is kept."""
    address: str = ""
    since: date | None = None
    """Since when the law demands it, as far as that is told."""
    checked: date | None = None
    """When somebody last looked it up; None for never."""
    who: Texts = NO_TEXTS
    """Whom alone it binds; empty for all."""
    direct: bool = False
    """It is law in every member of the Union as it stands: a regulation."""


def named_only(text: str) -> tuple[Source, ...]:
    """Return the source that a line of text names; none for no text."""
    return (Source(SourceKind.STANDARD, {"en": text}),) if text else ()


class Check(Struct, frozen=True):
    """One check as it stood in its file when it was read; texts by language."""

    checklist: str
    key: str
    severity: int
    """1 cosmetic, 2 minor, 3 major, 4 stops the customer (Nielsen)."""
    remedy_effort: int
    remedy_impact: int
    text: Texts
    why: Texts
    look: Texts
    remedy: Texts
    list_title: Texts = NO_TEXTS
    """The title of the checklist it belongs to."""
    depth: Depth = Depth.CORE
    """The least depth at which it is asked."""
    shared: bool = False
    """The whole site answers it once."""
    gate: Gate | None = None
    """What must be there for it to apply."""
    errand: Errand | None = None
    """What has to be done before it can be answered."""
    sample: Sample | None = None
    """What it is looked at on."""
    fault: Texts = NO_TEXTS
    """What is so where it is not met, as a sentence; may be empty in files of one's own."""
    partly: Texts = NO_TEXTS
    """What is so where it is partly met; empty where that is the same."""
    sources: tuple[Source, ...] = ()
    """What it rests on, of all countries."""
    duty: bool = False
    """It states what law, or level A of WCAG, demands; `analysis/duties` tells where."""

    @property
    def named(self) -> Named:
        """The keys of its checklist and of itself."""
        return self.checklist, self.key


def named_of(check: Check | None) -> Named:
    """Return the keys of a check; empty ones for what is of none, a feeling or a pain point."""
    return check.named if check is not None else ("", "")


class Checklist(Struct, frozen=True):
    """A checklist file that was found good."""

    key: str
    title: Texts
    about: Texts
    checks: tuple[Check, ...]
    languages: tuple[str, ...]
    """The languages in which every text is there."""
    source: str
    """Path of the file."""
    own: bool
    """Not the program's: from the user's own folder, or the database."""
    kept: bool = False
    """The database keeps it for everybody."""
