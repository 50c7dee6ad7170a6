"""Reads the sample journey from the program's files; a test holds them against template and checklists."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from auditor.base.vocabulary import (
    Basis,
    Channel,
    Depth,
    Emotion,
    EvidenceKind,
    Existence,
    Moment,
    NoteKind,
    Phase,
    Status,
    Verdict,
)
from auditor.sample.data import (
    Addition,
    Decision,
    Inside,
    InsidePoint,
    OwnAction,
    Sample,
    SampleAudit,
    SampleDone,
    SampleEvidence,
    SampleFinding,
    SampleNote,
    SamplePersona,
    SamplePicture,
    SampleReply,
    SampleStrategy,
    SampleVisit,
    SampleWish,
)

OUR_FOLDER = Path(str(files("checklists"))) / "samples"
AUDITS_FILE, PERSONAS_FILE, MAP_FILE, EVIDENCE_FILE, PROOF_FILE, FINDINGS_FILE = (
    OUR_FOLDER / f"outdoor-shop{part}.toml"
    for part in ("", "-personas", "-map", "-evidence", "-proof", "-findings")
)

PERSONA_KEYS = ("who", "geography", "demographics", "behaviour", "channels", "goals", "challenges", "notes")


def read_sample() -> Sample:
    """Return the sample in the program's files."""
    journey, people, mapped, known, proven, told = (
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (AUDITS_FILE, PERSONAS_FILE, MAP_FILE, EVIDENCE_FILE, PROOF_FILE, FINDINGS_FILE)
    )
    return Sample(
        journey["template"],
        Depth(journey["depth"]),
        journey["gates"],
        journey["days_ago"],
        journey["name"],
        journey["about"],
        tuple(_persona(table) for table in people["persona"]),
        tuple(_audit(table) for table in journey["audit"]),
        mapped["strategies"]["days_ago"],
        tuple(
            SampleStrategy(table["stage"], table["text"], tuple(table.get("serves", ())))
            for table in mapped["strategies"]["strategy"]
        ),
        mapped["notes"]["days_ago"],
        tuple(_note(table) for table in mapped["notes"]["note"]),
        mapped["wishes"]["days_ago"],
        mapped["wishes"]["feelings"],
        tuple(SampleWish(**table) for table in mapped["wishes"]["then"]),
        {point: Existence(value) for point, value in mapped["wishes"]["existence"].items()},
        tuple(_addition(table) for table in mapped["addition"]),
        _inside(mapped["inside"]),
        tuple(OwnAction(**table) for table in mapped["action"]),
        tuple(_evidence(table) for table in known["evidence"]),
        tuple(_done(table) for table in proven["done"]),
        tuple(_finding(table) for table in told["finding"]),
    )


def _audit(table: Mapping[str, Any]) -> SampleAudit:
    stop = table.get("stops_after")
    return SampleAudit(
        table["persona"],
        table["days_ago"],
        table["auditor"],
        {visit["touchpoint"]: _visit(visit) for visit in table["visit"]},
        tuple(_decision(decision) for decision in table.get("decision", ())),
        (stop["touchpoint"], stop["check"]) if stop else None,
        table.get("feelings_only", False),
    )


def _visit(table: Mapping[str, Any]) -> SampleVisit:
    return SampleVisit(
        table.get("feeling"),
        Emotion(table["emotion"]) if "emotion" in table else None,
        Basis.OBSERVED if table.get("observed") else Basis.ASSUMED,
        table.get("note", {}),
        {check: verdict for verdict in Verdict for check in table.get(verdict.value, ())},
        table.get("notes", {}),
    )


def _decision(table: Mapping[str, Any]) -> Decision:
    return Decision(
        table["touchpoint"],
        table.get("check", ""),
        table["accept"],
        table.get("owner", {}),
        table.get("due_in_days"),
        table.get("reason", {}),
        Status(table["status"]) if "status" in table else None,
    )


def _persona(table: Mapping[str, Any]) -> SamplePersona:
    return SamplePersona(
        table["key"],
        table["days_ago"],
        table["name"],
        {key: table[key] for key in PERSONA_KEYS},
        table.get("verified_by", {}),
        table.get("verified_days_ago", 0),
        tuple(SampleReply(**reply) for reply in table["reply"]),
    )


def _note(table: Mapping[str, Any]) -> SampleNote:
    return SampleNote(table["touchpoint"], NoteKind(table["kind"]), table["text"])


def _addition(table: Mapping[str, Any]) -> Addition:
    known = {"channel": Channel(table["channel"]), "moment": Moment(table["moment"])}
    return Addition(**{**table, **known})


def _evidence(table: Mapping[str, Any]) -> SampleEvidence:
    read = {"kind": EvidenceKind(table["kind"]), "scores": tuple(table.get("scores", ()))}
    return SampleEvidence(**{**table, **read})


def _done(table: Mapping[str, Any]) -> SampleDone:
    read = {"verdict": Verdict(table["verdict"]), "emotion": Emotion(table["emotion"])}
    return SampleDone(**{**table, **read})


def _finding(table: Mapping[str, Any]) -> SampleFinding:
    fields = {name: value for name, value in table.items() if name != "picture"}
    pictures = tuple(SamplePicture(each["file"], each["text"]) for each in table.get("picture", ()))
    return SampleFinding(**fields, pictures=pictures)


def _inside(table: Mapping[str, Any]) -> Inside:
    points = tuple(
        InsidePoint(
            point["name"],
            point["about"],
            Channel(point["channel"]),
            point.get("critical", False),
            _visit({**point, "observed": True}),
        )
        for point in table["point"]
    )
    return Inside(
        table["touchpoint"],
        table["persona"],
        Phase(table["phase"]),
        table["days_ago"],
        table["auditor"],
        points,
    )
