"""The parts of an export and their fields: the whole format in one place."""

from __future__ import annotations

from auditor.exchange.kinds import (
    Choice,
    Day,
    Flag,
    Json,
    Kind,
    Moment,
    Name,
    Number,
    Ref,
    Text,
    Whole,
    Words,
)
from auditor.frozen import frozen
from auditor.vocabulary import (
    AuditKind,
    Basis,
    Better,
    Channel,
    Effect,
    Emotion,
    EvidenceKind,
    Existence,
    NoteKind,
    Phase,
    Purpose,
    Scope,
    Side,
    Status,
    Verdict,
)
from auditor.vocabulary import (
    Moment as MomentOfPurchase,
)

FORMAT = "auditor-export"
VERSION = 1
"""Raised whenever an older program could not read a new export."""

REVISION = "revision"
"""The field that counts the changes of a row."""


@frozen
class Field:
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


@frozen
class Part:
    """A list of the file, and the table it is stored in."""

    name: str
    table: str
    fields: tuple[Field, ...]
    order: str = ""
    """The column that orders the rows of one parent; none for the order in which they were made."""
    same: tuple[str, ...] = ()
    """Fields by which two rows are the same one, besides the id."""
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


def _ref(name: str, part: str, own: bool = True) -> Field:
    return Field(name, Ref(part, own=own), needed=True)


def _maybe(name: str, part: str, loose: bool = False, own: bool = True, beyond: bool = False) -> Field:
    return Field(name, Ref(part, loose, own, beyond))


def _name(name: str) -> Field:
    return Field(name, Name(), needed=True)


def _line(name: str) -> Field:
    return Field(name, Name(needed=False), "")


def _texts(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, Text(), "") for name in names)


def _must(name: str, kind: Kind) -> Field:
    return Field(name, kind, needed=True)


_FELT = Number(-2, 2)
_JOURNEY = _ref("journey", "journeys")

PARTS = (
    Part("people", "person", (_name("name"), _line("role")), same=("name",)),
    Part("filters", "saved_filter", (_name("name"), *_texts("words")), same=("name",)),
    Part(
        "journeys",
        "journey",
        (
            _name("name"),
            *_texts("about"),
            _must("purpose", Choice(Purpose)),
            _must("scope", Choice(Scope)),
            Field("review_days", Whole(1, 3650)),
        ),
    ),
    Part(
        "stages",
        "stage",
        (
            _JOURNEY,
            _must("position", Whole(0)),
            _name("name"),
            *_texts("goal", "strategies"),
            Field("phase", Choice(Phase), Phase.OTHER.value),
        ),
        order="position",
    ),
    Part(
        "touchpoints",
        "touchpoint",
        (
            _ref("stage", "stages"),
            _must("position", Whole(0)),
            _name("name"),
            *_texts("about"),
            _must("channel", Choice(Channel)),
            _must("moment", Choice(MomentOfPurchase)),
            _must("side", Choice(Side)),
            _must("importance", Whole(1, 5)),
            Field("critical", Flag(), False),
            Field("checklists", Words(), []),
            Field("existence", Choice(Existence), Existence.EXISTING.value),
            Field("wanted", Whole(-2, 2)),
            _maybe("opens", "journeys", loose=True, own=False, beyond=True),
        ),
        order="position",
        derived=("journey_id", "stage"),
    ),
    Part(
        "notes",
        "note",
        (_ref("touchpoint", "touchpoints"), _must("kind", Choice(NoteKind)), *_texts("text")),
    ),
    Part(
        "personas",
        "persona",
        (
            _JOURNEY,
            _name("name"),
            *_texts("who", "geography", "demographics", "behaviour", "channels", "goals", "challenges"),
            *_texts("notes", "verified_by"),
            Field("verified_on", Day()),
        ),
    ),
    Part(
        "replies",
        "reply",
        (_ref("persona", "personas"), _ref("stage", "stages"), _name("question"), *_texts("text")),
        same=("persona", "stage", "question"),
        derived=("journey_id", "persona"),
    ),
    Part(
        "rounds",
        "round",
        (_JOURNEY, _ref("persona", "personas"), _must("started_at", Moment())),
    ),
    Part(
        "wordings",
        "wording",
        (
            _name("checklist"),
            _name("check_key"),
            _name("digest"),
            _must("severity", Whole(1, 4)),
            _must("remedy_effort", Whole(1, 5)),
            _must("remedy_impact", Whole(1, 5)),
            _line("standard"),
            _must("content", Json()),
        ),
        same=("checklist", "check_key", "digest"),
        named=False,
    ),
    Part(
        "audits",
        "audit",
        (
            _JOURNEY,
            _ref("persona", "personas"),
            _ref("auditor", "people", own=False),
            _must("started_at", Moment()),
            Field("finished_at", Moment()),
            Field("kind", Choice(AuditKind), AuditKind.WHOLE.value),
            _maybe("round", "rounds", loose=True),
        ),
    ),
    Part(
        "visits",
        "visit",
        (
            _ref("audit", "audits"),
            _ref("touchpoint", "touchpoints"),
            Field("feeling", Whole(-2, 2)),
            Field("emotion", Choice(Emotion, empty=True), ""),
            Field("basis", Choice(Basis), Basis.ASSUMED.value),
            *_texts("note"),
            Field("felt_at", Moment()),
        ),
        same=("audit", "touchpoint"),
    ),
    Part(
        "answers",
        "answer",
        (
            _ref("visit", "visits"),
            _ref("wording", "wordings", own=False),
            _must("position", Whole(0)),
            Field("verdict", Choice(Verdict)),
            *_texts("note"),
            Field("answered_at", Moment()),
            Field("carried", Flag(), False),
        ),
        order="position",
        same=("visit", "wording"),
        named=False,
    ),
    Part(
        "actions",
        "action",
        (
            _ref("touchpoint", "touchpoints"),
            _name("title"),
            *_texts("note"),
            _must("effort", Whole(1, 5)),
            _must("impact", Whole(1, 5)),
            _must("status", Choice(Status)),
            _maybe("owner", "people", loose=True, own=False),
            Field("due", Day()),
            *_texts("reason"),
            _must("created_at", Moment()),
            Field("closed_at", Moment()),
            Field("effect", Choice(Effect, empty=True), ""),
            _maybe("proof", "audits", loose=True),
        ),
    ),
    Part(
        "links",
        "link",
        (
            _ref("action", "actions"),
            _ref("touchpoint", "touchpoints"),
            _line("checklist"),
            _line("check_key"),
            _maybe("note", "notes"),
        ),
    ),
    Part(
        "comments",
        "comment",
        (
            _ref("action", "actions"),
            _ref("person", "people", own=False),
            *_texts("text"),
            _must("written_at", Moment()),
        ),
    ),
    Part(
        "evidence",
        "evidence",
        (
            _JOURNEY,
            _maybe("stage", "stages"),
            _maybe("touchpoint", "touchpoints"),
            _maybe("persona", "personas"),
            _maybe("action", "actions"),
            _must("kind", Choice(EvidenceKind)),
            *_texts("source"),
            _must("collected_on", Day()),
            Field("people", Whole(0)),
            Field("figure", Number()),
            *_texts("unit"),
            Field("better", Choice(Better, empty=True), ""),
            Field("deviation", Number()),
            Field("target", Number()),
            Field("counts", Json()),
            Field("before_people", Whole(0)),
            Field("before_figure", Number()),
            Field("before_deviation", Number()),
            Field("feeling", _FELT),
            *_texts("quote", "note", "link", "file", "sha256", "origin"),
            Field("detail", Json()),
        ),
    ),
    Part(
        "suggestions",
        "suggestion",
        (
            _ref("evidence", "evidence"),
            _ref("touchpoint", "touchpoints"),
            _name("checklist"),
            _name("check_key"),
            _must("verdict", Choice(Verdict)),
            *_texts("why"),
            Field("settled_at", Moment()),
            Field("taken", Flag(), False),
        ),
    ),
)
"""Every part; what a row names stands in a part before its own."""

BY_NAME = {part.name: part for part in PARTS}
