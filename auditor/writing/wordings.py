"""Checks as they were worded when they were asked: kept in the database, so that a file may change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import asdict
from sqlmodel import col, select

from auditor.base.vocabulary import Depth
from auditor.store.reading.audits.wordings import check_of
from auditor.store.tables import WordingRecord
from auditor.store.work import Work
from auditor.views.checks import Check

Named: TypeAlias = tuple[str, str]
"""The keys of a checklist and of a check in it; within a unit of work a check has one wording."""


def named(check: Check) -> Named:
    """Return the keys by which a check is known."""
    return check.checklist, check.key


def wordings_of(work: Work, checks: Iterable[Check]) -> dict[Named, int]:
    """Return the numbers of the stored wordings of checks, storing all that are new at once: a server may be far away."""
    contents = {named(check): (check, _content(check)) for check in checks}
    wanted = {
        (*named, hashlib.sha256(content.encode()).hexdigest()[:32]): named
        for named, (_check, content) in contents.items()
    }
    known = work.session.exec(
        select(
            WordingRecord.checklist, WordingRecord.check_key, WordingRecord.digest, WordingRecord.id
        ).where(col(WordingRecord.checklist).in_({checklist for checklist, _key in contents}))
    ).all()
    numbers = {wanted[key]: number for *place, number in known if number and (key := tuple(place)) in wanted}
    fresh = [
        _wording(*contents[named], digest)
        for (*_place, digest), named in wanted.items()
        if named not in numbers
    ]
    work.add_unkept(fresh)
    return numbers | {(row.checklist, row.check_key): row.id for row in fresh if row.id is not None}


def _wording(check: Check, content: str, digest: str) -> WordingRecord:
    return WordingRecord(
        checklist=check.checklist,
        check_key=check.key,
        digest=digest,
        severity=check.severity,
        remedy_effort=check.remedy_effort,
        remedy_impact=check.remedy_impact,
        standard=check.standard,
        content=content,
    )


def _content(check: Check) -> str:
    """Return everything a check says as JSON; equal checks give equal text, and so does one that says nothing new."""
    said: dict[str, object] = {}
    if check.depth is not Depth.CORE:
        said["depth"] = check.depth.value
    if check.shared:
        said["shared"] = True
    for kind, one in (("gate", check.gate), ("errand", check.errand), ("sample", check.sample)):
        if one is not None:
            said[kind] = _plain(one)
    return json.dumps(
        {
            **said,
            "list_title": dict(check.list_title),
            "text": dict(check.text),
            "why": dict(check.why),
            "look": dict(check.look),
            "remedy": dict(check.remedy),
            "numbers": [check.severity, check.remedy_effort, check.remedy_impact],
            "standard": check.standard,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _plain(one: Struct) -> dict[str, object]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in asdict(one).items()}


def worded(wording: WordingRecord) -> Check:
    """Return the check as it stood in its file when the wording was kept."""
    return check_of(
        wording.checklist,
        wording.check_key,
        wording.severity,
        wording.remedy_effort,
        wording.remedy_impact,
        wording.standard,
        wording.content,
    )
