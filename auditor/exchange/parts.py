"""The parts of an export and their fields: the whole format in one place."""

from __future__ import annotations

from auditor.base.vocabulary import (
    SETTLED_EFFECTS,
    AuditKind,
    Basis,
    Better,
    Channel,
    Emotion,
    EvidenceKind,
    Existence,
    Moment,
    NoteKind,
    Phase,
    Purpose,
    Scope,
    Side,
    Status,
    Verdict,
)
from auditor.exchange.fields import Field, Part, line, maybe, must, name, ref, texts
from auditor.exchange.kinds import (
    Choice,
    Day,
    Flag,
    Instant,
    Json,
    Keys,
    Number,
    Whole,
)
from auditor.input.evidence import LARGEST_SCORE

FORMAT = "auditor-export"
VERSION = 1
"""Raised whenever an older program could not read a new export."""

REVISION = "revision"
"""The field that counts the changes of a row."""

_FELT = Number(-2, 2)
_JOURNEY = ref("journey", "journeys")

PARTS = (
    Part("people", "person", (name("name"), line("role"), Field("left_on", Day())), same=("name",)),
    Part("filters", "saved_filter", (name("name"), *texts("words")), same=("name",)),
    Part(
        "journeys",
        "journey",
        (
            name("name"),
            *texts("about"),
            must("purpose", Choice(Purpose)),
            must("scope", Choice(Scope)),
            Field("review_days", Whole(1, 3650)),
        ),
    ),
    Part(
        "stages",
        "stage",
        (
            _JOURNEY,
            must("position", Whole(0)),
            name("name"),
            *texts("goal", "strategies"),
            Field("phase", Choice(Phase), Phase.OTHER.value),
        ),
        order="position",
    ),
    Part(
        "touchpoints",
        "touchpoint",
        (
            ref("stage", "stages"),
            must("position", Whole(0)),
            name("name"),
            *texts("about"),
            must("channel", Choice(Channel)),
            must("moment", Choice(Moment)),
            must("side", Choice(Side)),
            must("importance", Whole(1, 5)),
            Field("critical", Flag(), False),
            Field("checklists", Keys(), []),
            Field("existence", Choice(Existence), Existence.EXISTING.value),
            Field("wanted", Whole(-2, 2)),
            maybe("opens", "journeys", loose=True, own=False, beyond=True),
        ),
        order="position",
        derived=("journey_id", "stage"),
    ),
    Part(
        "notes",
        "note",
        (ref("touchpoint", "touchpoints"), must("kind", Choice(NoteKind)), *texts("text")),
    ),
    Part(
        "personas",
        "persona",
        (
            _JOURNEY,
            name("name"),
            *texts("who", "geography", "demographics", "behaviour", "channels", "goals", "challenges"),
            *texts("notes", "verified_by"),
            Field("verified_on", Day()),
        ),
    ),
    Part(
        "replies",
        "reply",
        (ref("persona", "personas"), ref("stage", "stages"), name("question"), *texts("text")),
        same=("persona", "stage", "question"),
        derived=("journey_id", "persona"),
    ),
    Part(
        "rounds",
        "round",
        (_JOURNEY, ref("persona", "personas"), must("started_at", Instant())),
    ),
    Part(
        "wordings",
        "wording",
        (
            name("checklist"),
            name("check_key"),
            name("digest"),
            must("severity", Whole(1, 4)),
            must("remedy_effort", Whole(1, 5)),
            must("remedy_impact", Whole(1, 5)),
            line("standard"),
            must("content", Json()),
        ),
        same=("checklist", "check_key", "digest"),
        named=False,
    ),
    Part(
        "audits",
        "audit",
        (
            _JOURNEY,
            ref("persona", "personas"),
            ref("auditor", "people", own=False),
            must("started_at", Instant()),
            Field("finished_at", Instant()),
            Field("kind", Choice(AuditKind), AuditKind.WHOLE.value),
            maybe("round", "rounds", loose=True),
        ),
    ),
    Part(
        "visits",
        "visit",
        (
            ref("audit", "audits"),
            ref("touchpoint", "touchpoints"),
            Field("feeling", Whole(-2, 2)),
            Field("emotion", Choice(Emotion, empty=True), ""),
            Field("basis", Choice(Basis), Basis.ASSUMED.value),
            *texts("note"),
            Field("felt_at", Instant()),
        ),
        same=("audit", "touchpoint"),
    ),
    Part(
        "answers",
        "answer",
        (
            ref("visit", "visits"),
            ref("wording", "wordings", own=False),
            must("position", Whole(0)),
            Field("verdict", Choice(Verdict)),
            *texts("note"),
            Field("answered_at", Instant()),
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
            ref("touchpoint", "touchpoints"),
            name("title"),
            *texts("note"),
            must("effort", Whole(1, 5)),
            must("impact", Whole(1, 5)),
            must("status", Choice(Status)),
            maybe("owner", "people", loose=True, own=False),
            Field("due", Day()),
            *texts("reason"),
            must("created_at", Instant()),
            Field("closed_at", Instant()),
            Field("effect", Choice(SETTLED_EFFECTS, empty=True), ""),
            maybe("proof", "audits", loose=True),
        ),
    ),
    Part(
        "links",
        "link",
        (
            ref("action", "actions"),
            ref("touchpoint", "touchpoints"),
            line("checklist"),
            line("check_key"),
            maybe("note", "notes"),
        ),
    ),
    Part(
        "comments",
        "comment",
        (
            ref("action", "actions"),
            ref("person", "people", own=False),
            *texts("text"),
            must("written_at", Instant()),
        ),
    ),
    Part(
        "evidence",
        "evidence",
        (
            _JOURNEY,
            maybe("stage", "stages"),
            maybe("touchpoint", "touchpoints"),
            maybe("persona", "personas"),
            maybe("action", "actions"),
            must("kind", Choice(EvidenceKind)),
            *texts("source"),
            must("collected_on", Day()),
            Field("people", Whole(0)),
            Field("figure", Number()),
            *texts("unit"),
            Field("better", Choice(Better, empty=True), ""),
            Field("deviation", Number()),
            Field("target", Number()),
            Field("counts", Json()),
            Field("before_people", Whole(0)),
            Field("before_figure", Number()),
            Field("before_deviation", Number()),
            Field("feeling", _FELT),
            *texts("quote", "note", "link", "file", "sha256", "origin"),
            Field("detail", Json()),
            *texts("tool", "page"),
            Field("scale_low", Whole(-LARGEST_SCORE, LARGEST_SCORE)),
            Field("scale_high", Whole(-LARGEST_SCORE, LARGEST_SCORE)),
            *texts("content"),
            Field("replies", Json()),
        ),
    ),
    Part(
        "suggestions",
        "suggestion",
        (
            ref("evidence", "evidence"),
            ref("touchpoint", "touchpoints"),
            name("checklist"),
            name("check_key"),
            must("verdict", Choice(Verdict)),
            *texts("why"),
            Field("settled_at", Instant()),
            Field("taken", Flag(), False),
        ),
    ),
)
"""Every part; what a row names stands in a part before its own."""

BY_NAME = {part.name: part for part in PARTS}
