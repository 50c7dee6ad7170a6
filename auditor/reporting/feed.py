"""What changed in a journey as an Atom feed (RFC 4287): done, late, proven, come back, audits finished; the newest fifty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from msgspec import Struct

from auditor import __version__
from auditor.analysis.lasting import stand_of
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, language
from auditor.base.text import inner_quotes, one_line
from auditor.base.vocabulary import FindingKind, Status
from auditor.sentences.faults import statement
from auditor.sentences.history import sentence_of

if TYPE_CHECKING:
    from auditor.views.happenings import Happenings
    from auditor.workspace import Workspace

NEWEST = 50
"""So many entries a feed has at most."""

_ATOM = "http://www.w3.org/2005/Atom"
_IDS = UUID("3c5e1a52-6f0b-4d0e-9a53-6a1c0f7d2b94")
"""The name space of the ids; another one would make every entry new to every reader."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(Struct, frozen=True):
    """Something that happened."""

    about: str
    """The uid of what it happened to."""
    kind: str
    moment: str
    """What tells it from the same having happened before."""
    at: datetime
    title: str
    said: str
    who: str = ""

    @property
    def id(self) -> str:
        """Name it for good, in every copy of the database and in every language."""
        return _id(self.about, self.kind, self.moment)


def feed(workspace: Workspace, journey_id: int, today: date, page: str = "", own: str = "") -> str:
    """Return the feed of a journey in the language in use; equal histories give an equal feed on the same day.

    `page` is the address of the report it leads to, `own` that of the feed itself; empty for none. Whoever the workspace
    reads as is who the feed is for. Raises NotFoundError when there is no journey of that number.
    """
    happened = workspace.reads.happenings.of_journey(journey_id, today, NEWEST)
    journey = workspace.reads.journeys.get(journey_id)
    if happened is None or journey is None:
        raise NotFoundError(_("There is no journey number {number}.").format(number=journey_id))
    found = {entry.id: entry for entry in _entries(workspace, journey_id, happened)}
    newest = sorted(found.values(), key=lambda entry: (entry.at, entry.id), reverse=True)[:NEWEST]
    return _written(newest, happened, journey.name, journey.client, page, own)


def _entries(workspace: Workspace, journey_id: int, happened: Happenings) -> Iterator[Entry]:
    for done in happened.done:
        title = sentence_of("action-status", {"title": done.title, "status": Status.DONE})
        yield Entry(done.uid, "done", _moment(done.at), done.at, title, _at(done.touchpoint), done.who)
    for one in happened.proven:
        title = sentence_of("action-verify", {"title": one.title, "effect": one.effect})
        yield Entry(one.uid, "proven", _moment(one.at), one.at, title, _at(one.touchpoint), one.who)
    for late in happened.late:
        title = _("Late: “{title}” was due {due}").format(title=inner_quotes(late.title), due=day(late.due))
        begun = datetime.combine(late.due + timedelta(1), time()).astimezone()
        owner = _("Owner: {name}").format(name=late.owner) if late.owner else _("It has no owner.")
        said = f"{_at(late.touchpoint)} {owner}"
        yield Entry(late.uid, "late", late.due.isoformat(), begun, title, said)
    for audit in workspace.reads.audits.lines(journey_id):
        if audit.finished is not None and not audit.hidden and audit.id in happened.audits:
            title = sentence_of("audit-finish", {"number": str(audit.id)})
            uid, at = happened.audits[audit.id], audit.finished
            yield Entry(
                uid, "finished", _moment(at), at, title, audit.persona or audit.journey, audit.auditor
            )
    for finding in workspace.reads.findings.of_journey(journey_id):
        stand = stand_of(finding)
        if finding.kind is FindingKind.FAULT and stand.is_open and stand.reopened and stand.since is not None:
            title = _("Came back: {finding} at “{touchpoint}”").format(
                finding=finding.name, touchpoint=inner_quotes(finding.touchpoint)
            )
            uid = happened.findings[finding.id]
            yield Entry(uid, "back", _moment(stand.since), stand.since, title, statement(finding))


def _at(touchpoint: str) -> str:
    return _("At “{touchpoint}”.").format(touchpoint=inner_quotes(touchpoint))


def _id(*parts: str) -> str:
    return uuid5(_IDS, "/".join(parts)).urn


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _written(
    entries: list[Entry], happened: Happenings, journey: str, client: str, page: str, own: str
) -> str:
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language()})
    _add(root, "id", _id(happened.uid, "feed"))
    _add(root, "title", _("{journey}: what changed").format(journey=journey))
    _add(root, "updated", _stamp(entries[0].at if entries else happened.created or _NEVER))
    author = ET.SubElement(root, "author")
    _add(author, "name", client or "Auditor")
    ET.SubElement(root, "generator", {"version": __version__}).text = "Auditor"
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", page, "text/html")
    for one in entries:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _stamp(one.at))
        if one.who:
            _add(ET.SubElement(entry, "author"), "name", one.who)
        _link(entry, "alternate", page, "text/html")
        ET.SubElement(entry, "category", {"term": one.kind})
        _add(entry, "content", one.said)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("", one_line(text))


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    if address:
        ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
