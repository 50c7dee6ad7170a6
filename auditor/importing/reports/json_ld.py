"""What EARL and WCAG-EM files share: names shortened by a JSON-LD context, assertions, outcomes, criteria.

After the W3C's EARL 1.0 Schema (www.w3.org/TR/EARL10-Schema). Contexts are never fetched: names are told by how
they end, which is the same whatever prefix a context gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.importing.files.structured import an_object, bad, text_at
from auditor.importing.reports.measured import Outcome, Result
from auditor.library.measures import criteria, criterion_names

NODES_LIMIT = 200_000
_SAID_LIMIT = 200

_OUTCOMES = {
    "passed": Outcome.PASSED,
    "pass": Outcome.PASSED,
    "failed": Outcome.FAILED,
    "fail": Outcome.FAILED,
    "canttell": Outcome.CANT_TELL,
    "cannottell": Outcome.CANT_TELL,
    "incomplete": Outcome.CANT_TELL,
    "inapplicable": Outcome.INAPPLICABLE,
    "notapplicable": Outcome.INAPPLICABLE,
    "untested": Outcome.UNTESTED,
    "nottested": Outcome.UNTESTED,
}
_SUBJECTS = {"testsubject", "webpage", "website"}
_AXE_RULE = re.compile(r"dequeuniversity\.com/rules/axe/[\d.]+/([a-z0-9-]+)")
_NUMBER = re.compile(r"(?:^|[^\d.])([1-4]\.[1-5]\.\d{1,2})(?![\d.])")


def local(name: Any) -> str:
    """Return the last part of a name: `Assertion` of `earl:Assertion` or `http://www.w3.org/ns/earl#Assertion`."""
    return re.split(r"[#/:]", name)[-1] if isinstance(name, str) else ""


def value_of(table: dict[str, Any], *names: str) -> Any:
    """Return what stands under one of the names, whatever prefix they have; a list of one is its only value."""
    found = next((table[name] for name in names if name in table), None)
    if found is None:
        found = next((value for key, value in table.items() if local(key) in names), None)
    while isinstance(found, list) and len(found) == 1:
        found = found[0]
    if isinstance(found, dict) and isinstance(found.get("@list", found.get("@set")), list):
        found = found.get("@list", found.get("@set"))
    return found


def identity(value: Any) -> str:
    """Return the name of a thing that is given by its name or as an object; empty where it has none."""
    if isinstance(value, dict):
        value = value.get("@id", value.get("id", value.get("@value")))
    return one_line(value) if isinstance(value, str) else ""


def kinds(table: dict[str, Any]) -> set[str]:
    """Return the types of a thing without prefixes, in lower case."""
    types = table.get("@type", table.get("type"))
    types = types if isinstance(types, list) else [types]
    return {local(each).casefold() for each in types}


def assertions(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every assertion in a JSON-LD value with its path, wherever it stands.

    One that names no subject has the thing that it stands in, such as a page with its assertions, as its subject.
    """
    waiting: list[tuple[str, Any, Any]] = [("$", value, None)]
    seen = 0
    while waiting:
        path, each, around = waiting.pop()
        seen += 1
        if seen > NODES_LIMIT * 10:
            raise bad("$", _("it has more than {limit} values.").format(limit=NODES_LIMIT * 10))
        if isinstance(each, list):
            waiting += [(f"{path}[{at}]", one, around) for at, one in reversed(list(enumerate(each)))]
        elif isinstance(each, dict):
            if "assertion" in kinds(each) and value_of(each, "result") is not None:
                yield path, each if value_of(each, "subject") is not None else {**each, "subject": around}
            around = each if kinds(each) & _SUBJECTS else around
            waiting += [
                (f"{path}.{key}", one, around)
                for key, one in reversed(list(each.items()))
                if isinstance(one, dict | list) and key != "@context"
            ]


def things(value: Any) -> dict[str, dict[str, Any]]:
    """Return every object of a JSON-LD value that has a name and something to say, by name."""
    found: dict[str, dict[str, Any]] = {}
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            name = identity(each)
            if name and len(each) > len(found.get(name, {})) and len(each) > 1:
                found[name] = each
            waiting += [
                one for key, one in each.items() if isinstance(one, dict | list) and key != "@context"
            ]
    return found


def resolved(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    """Return the thing that a value names, where the value says no more than its name; else the value."""
    bare = isinstance(value, str) or (isinstance(value, dict) and len(value) == 1)
    return known.get(identity(value), value) if bare else value


def outcome_of(assertion: dict[str, Any], path: str, known: dict[str, dict[str, Any]]) -> tuple[Outcome, str]:
    """Return the outcome of an assertion, and what is written of it."""
    result = an_object(resolved(value_of(assertion, "result"), known), f"{path}.result")
    given = value_of(result, "outcome")
    name = identity(given) or (next(iter(kinds(given)), "") if isinstance(given, dict) else "")
    outcome = _OUTCOMES.get(local(name).casefold())
    if outcome is None:
        choices = "earl:passed, earl:failed, earl:cantTell, earl:inapplicable, earl:untested"
        raise bad(f"{path}.result.outcome", _("must be one of {choices}").format(choices=choices) + ".")
    said = value_of(result, "description", "info")
    said = said.get("@value", "") if isinstance(said, dict) else said
    return outcome, shortened(said, _SAID_LIMIT) if isinstance(said, str) else ""


def criterion(name: str) -> str:
    """Return the number of the WCAG criterion that a name or address means, else an empty text."""
    if "/act/rules/" in name:
        return ""
    number = criteria().get(local(name).removesuffix(".html").removeprefix("qr-"))
    if number is not None:
        return number
    found = _NUMBER.search(name)
    return found[1] if found and found[1] in criteria().values() else ""


def criterion_words(number: str) -> str:
    """Return how a criterion is told to people."""
    return f"WCAG {number} {criterion_names().get(number, '')}".strip()


def result_of(test: Any, outcome: Outcome, said: str) -> list[Result]:
    """Return what an assertion about a test gives: of a criterion itself, or of a rule and its criteria.

    A rule tests a part of a criterion only: when it fails the criterion fails, when it passes that says nothing.
    """
    table = test if isinstance(test, dict) else {}
    name = identity(test)
    title = text_at(table, "title", "dct:title", "dcterms:title")
    if number := criterion(name):
        return [Result("wcag", number, outcome, 0, said or criterion_words(number))]
    if rule := _AXE_RULE.search(name):
        return [Result("axe", rule[1], outcome, 0, said or title or rule[1])]
    parts = value_of(table, "isPartOf")
    parts = parts if isinstance(parts, list) else [parts]
    numbers = [
        number
        for part in parts
        if (
            number := criterion(
                identity(part) or text_at(part, "title") if isinstance(part, dict) else identity(part)
            )
        )
    ]
    words = said or title or shortened(local(name), 60)
    if numbers and outcome is Outcome.FAILED:
        return [Result("wcag", number, outcome, 0, words) for number in numbers]
    return [Result("", title or name, outcome, 0, words)] if title or name else []


def page_name(subject: Any, known: dict[str, dict[str, Any]]) -> str:
    """Return how a subject is called: its title or address, looked up where only its name is given."""
    name = identity(subject)
    table = known.get(name, {}) | (subject if isinstance(subject, dict) else {})
    for key in ("title", "source", "description", "siteName", "url", "name"):
        found = value_of(table, key)
        text = identity(found)
        if text:
            return shortened(text, 120)
    return shortened(name, 120)


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a page."""
    return urlsplit(text).scheme in ("http", "https") if len(text) < 2000 else False
