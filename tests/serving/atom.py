"""A strict reader of Atom feeds (RFC 4287), written from the standard alone."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
_ONCE = {"id", "title", "updated"}
_AT_MOST_ONCE = {
    "generator",
    "icon",
    "logo",
    "rights",
    "subtitle",
    "published",
    "content",
    "summary",
    "source",
}
_OF_FEED = _ONCE | {
    "author",
    "category",
    "contributor",
    "generator",
    "icon",
    "link",
    "logo",
    "rights",
    "subtitle",
}
_OF_ENTRY = _ONCE | {
    "author",
    "category",
    "content",
    "contributor",
    "link",
    "published",
    "rights",
    "source",
    "summary",
}
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def entries_of(text: str, most: int = 50) -> dict[str, ET.Element]:
    """Return the entries of a feed by id, once all of it has kept the rules."""
    assert text.startswith("<?xml") and "<!DOCTYPE" not in text and "<!ENTITY" not in text
    root = ET.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    _keeps_rules(root, _OF_FEED | {"entry"})
    for one in entries:
        _keeps_rules(one, _OF_ENTRY)
        assert one.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None
        assert one.find(f"{ATOM}content") is not None or _links(one, "alternate")
    ids = [told(one, "id") for one in (root, *entries)]
    assert len(set(ids)) == len(ids), "two things have one id"
    times = [moment(one) for one in entries]
    assert times == sorted(times, reverse=True) and len(entries) <= most
    assert not times or moment(root) == times[0], "a feed is as new as its newest entry"
    return {told(one, "id"): one for one in entries}


def told(one: ET.Element, name: str) -> str:
    """Return what a child says; empty where there is none."""
    return one.findtext(f"{ATOM}{name}") or ""


def kind_of(one: ET.Element) -> str:
    """Return what an entry is of."""
    found = one.find(f"{ATOM}category")
    return "" if found is None else found.get("term") or ""


def moment(one: ET.Element) -> datetime:
    """Return when a feed or an entry was changed."""
    return datetime.fromisoformat(told(one, "updated"))


def _links(one: ET.Element, relation: str) -> list[ET.Element]:
    return [link for link in one.findall(f"{ATOM}link") if (link.get("rel") or "alternate") == relation]


def _keeps_rules(one: ET.Element, known: set[str]) -> None:
    names = [child.tag.removeprefix(ATOM) for child in one]
    assert set(names) <= known, set(names) - known
    assert all(names.count(name) == 1 for name in _ONCE), names
    assert all(names.count(name) <= 1 for name in _AT_MOST_ONCE & known), names
    parts = urlsplit(told(one, "id"))
    assert parts.scheme and (parts.netloc or parts.path), "an id is a whole address"
    assert told(one, "title").strip() and _DATE.fullmatch(told(one, "updated"))
    for person in one.findall(f"{ATOM}author"):
        assert [child.tag for child in person] == [f"{ATOM}name"] and told(person, "name").strip()
    for link in one.findall(f"{ATOM}link"):
        assert urlsplit(link.get("href") or "").scheme in ("http", "https") and not len(link)
    kinds = [(link.get("type"), link.get("hreflang")) for link in _links(one, "alternate")]
    assert len(set(kinds)) == len(kinds)
    assert all(child.get("term") for child in one.findall(f"{ATOM}category"))
