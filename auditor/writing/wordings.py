"""Checks as they were worded when they were asked: kept in the database, so that a file may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, to_builtins
from msgspec.structs import asdict
from sqlmodel import col, select

from auditor.base.vocabulary import Depth
from auditor.exchange.wordings import as_stored, digest_as_stored
from auditor.store.reading.audits.wordings import check_of
from auditor.store.tables import WordingRecord
from auditor.store.work import Work
from auditor.views.checks import Check, Named


def wordings_of(work: Work, checks: Iterable[Check]) -> dict[Named, int]:
    """Return the numbers of the stored wordings of checks, storing all that are new at once: a server may be far away.

    Within a unit of work a check has one wording.
    """
    asked = {check.named: check for check in checks}
    said = {named: (check, as_stored(_said(check))) for named, check in asked.items()}
    wanted = {(*named, digest_as_stored(content)): named for named, (_check, content) in said.items()}
    numbers = _stored(work, wanted)
    fresh = [
        _wording(*said[named], digest) for (*_place, digest), named in wanted.items() if named not in numbers
    ]
    if fresh:
        work.insert(WordingRecord, fresh)
        numbers = _stored(work, wanted)
    return numbers


def _stored(work: Work, wanted: Mapping[tuple[str, str, str], Named]) -> dict[Named, int]:
    """Return the numbers of those wordings that are stored, of checks by checklist, key and digest."""
    known = work.session.exec(
        select(
            WordingRecord.checklist, WordingRecord.check_key, WordingRecord.digest, WordingRecord.id
        ).where(col(WordingRecord.checklist).in_({checklist for checklist, _key in wanted.values()}))
    ).all()
    return {
        wanted[key]: number
        for checklist, check, digest, number in known
        if number and (key := (checklist, check, digest)) in wanted
    }


def _wording(check: Check, content: str, digest: str) -> dict[str, object]:
    return {
        "checklist": check.checklist,
        "check_key": check.key,
        "digest": digest,
        "severity": check.severity,
        "remedy_effort": check.remedy_effort,
        "remedy_impact": check.remedy_impact,
        "content": content,
    }


def _said(check: Check) -> dict[str, object]:
    """Return everything a check says, as it is stored; nothing of how it is asked where it says nothing of that."""
    said: dict[str, object] = {
        "list_title": dict(check.list_title),
        "text": dict(check.text),
        "why": dict(check.why),
        "look": dict(check.look),
        "remedy": dict(check.remedy),
        "numbers": [check.severity, check.remedy_effort, check.remedy_impact],
        "standard": "",
    }
    for name, texts in (("fault", check.fault), ("partly", check.partly)):
        if texts:
            said[name] = dict(texts)
    if check.depth is not Depth.CORE:
        said["depth"] = check.depth.value
    if check.shared:
        said["shared"] = True
    if check.sources:
        said["sources"] = to_builtins(check.sources)
    if check.duty:
        said["duty"] = True
    for kind, one in (("gate", check.gate), ("errand", check.errand), ("sample", check.sample)):
        if one is not None:
            said[kind] = _plain(one)
    return said


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
