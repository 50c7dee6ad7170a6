"""What EARL and WCAG-EM files share: names shortened by a JSON-LD context, assertions, outcomes, criteria.

After the W3C's EARL 1.0 Schema (www.w3.org/TR/EARL10-Schema). Contexts are never fetched: names are told by how
they end, which is the same whatever prefix a context gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.importing.files.structured import (
    ROOT,
    Trail,
    an_object,
    bad,
    below,
    day_of,
    path_of,
    text_at,
)
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
    return _single(found)


def _single(found: Any) -> Any:
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
    waiting: list[tuple[Trail, Any, Any]] = [(ROOT, value, None)]
    seen = 0
    while waiting:
        trail, each, around = waiting.pop()
        seen += 1
        if seen > NODES_LIMIT * 10:
            raise bad("$", _("it has more than {limit} values.").format(limit=NODES_LIMIT * 10))
        if isinstance(each, dict):
            if "assertion" in kinds(each) and value_of(each, "result") is not None:
                named = value_of(each, "subject") is not None
                yield path_of(trail), each if named else {**each, "subject": around}
            around = each if kinds(each) & _SUBJECTS else around
        inner = below(trail, each, _holds)
        if isinstance(each, dict) and "@context" in each:
            inner = [one for one in inner if one[0] is None or one[0][1] != "@context"]
        waiting += [(at, one, around) for at, one in reversed(inner)]


def _holds(value: Any) -> bool:
    return isinstance(value, dict | list)


class Things:
    """The objects of a JSON-LD value that have a name and something to say, by name.

    Many assertions may name one thing, and it may be of any size; so what is asked of a thing is worked out once.
    """

    def __init__(self, value: Any) -> None:
        """Find them."""
        self._value = value
        """Kept, because what is known of a thing is kept by which object it is."""
        self._named: dict[str, dict[str, Any]] = {}
        self._called: dict[str, tuple[list[str], list[str]]] = {}
        self._pages: dict[str | int, str] = {}
        self._outcomes: dict[int, tuple[Outcome | None, str]] = {}
        self._tests: dict[int, Test] = {}
        self._days: dict[int, date | None] = {}
        waiting: list[Any] = [value]
        while waiting:
            each = waiting.pop()
            if isinstance(each, list):
                waiting += filter(_holds, each)
            elif isinstance(each, dict):
                name = identity(each)
                if name and len(each) > len(self._named.get(name, {})) and len(each) > 1:
                    self._named[name] = each
                waiting += [one for key, one in each.items() if _holds(one) and key != "@context"]

    def resolved(self, value: Any) -> Any:
        """Return the thing that a value names, where the value says no more than its name; else the value."""
        bare = isinstance(value, str) or (isinstance(value, dict) and len(value) == 1)
        return self._named.get(identity(value), value) if bare else value

    def page_name(self, subject: Any) -> str:
        """Return how a subject is called: its title or address, looked up where only its name is given."""
        key = id(subject) if isinstance(subject, dict) else identity(subject)
        if key not in self._pages:
            self._pages[key] = self._page_name(subject)
        return self._pages[key]

    def _page_name(self, subject: Any) -> str:
        name = identity(subject)
        if name in self._named and name not in self._called:
            self._called[name] = _called(self._named[name])
        known = self._called.get(name, _NOT_CALLED)
        own = _called(subject) if isinstance(subject, dict) else _NOT_CALLED
        texts = (each[at][place] for place in range(len(_CALLED)) for at in (0, 1) for each in (own, known))
        return shortened(next(filter(None, texts), name), 120)

    def outcome_of(self, assertion: dict[str, Any], path: str) -> tuple[Outcome, str]:
        """Return the outcome of an assertion, and what is written of it."""
        result = an_object(self.resolved(value_of(assertion, "result")), f"{path}.result")
        if id(result) not in self._outcomes:
            self._outcomes[id(result)] = _outcome(result)
        outcome, said = self._outcomes[id(result)]
        if outcome is None:
            choices = "earl:passed, earl:failed, earl:cantTell, earl:inapplicable, earl:untested"
            raise bad(f"{path}.result.outcome", _("must be one of {choices}").format(choices=choices) + ".")
        return outcome, said

    def test_of(self, assertion: dict[str, Any], path: str) -> Test:
        """Return what an assertion is about; raise BadContentError where it does not say."""
        test = self.resolved(value_of(assertion, "test", "testcase", "testRequirement"))
        if test is None or not (identity(test) or isinstance(test, dict)):
            raise bad(f"{path}.test", _("is missing: it says what was tested."))
        if not isinstance(test, dict):
            return _test(test)
        if id(test) not in self._tests:
            self._tests[id(test)] = _test(test)
        return self._tests[id(test)]

    def day_of(self, assertion: dict[str, Any]) -> date | None:
        """Return the day of an assertion: of its result, else its own."""
        result = self.resolved(value_of(assertion, "result"))
        if not isinstance(result, dict):
            return _day(assertion)
        if id(result) not in self._days:
            self._days[id(result)] = _day(result)
        return self._days[id(result)] or _day(assertion)


def _day(table: dict[str, Any]) -> date | None:
    found = value_of(table, "date")
    return day_of(found.get("@value") if isinstance(found, dict) else found)


_CALLED = ("title", "source", "description", "siteName", "url", "name")
"""Under what a subject says how it is called, the first that says anything."""
_NOT_CALLED = ([""] * len(_CALLED),) * 2


def _called(table: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the texts under the names of `_CALLED`: under these themselves, and under one of them with a prefix."""
    prefixed: dict[str, Any] = {}
    for key, value in table.items():
        if (name := local(key)) in _CALLED:
            prefixed.setdefault(name, value)
    return (
        [identity(_single(table.get(name))) for name in _CALLED],
        [identity(_single(prefixed.get(name))) for name in _CALLED],
    )


def _outcome(result: dict[str, Any]) -> tuple[Outcome | None, str]:
    given = value_of(result, "outcome")
    name = identity(given) or (next(iter(kinds(given)), "") if isinstance(given, dict) else "")
    said = value_of(result, "description", "info")
    said = said.get("@value", "") if isinstance(said, dict) else said
    return _OUTCOMES.get(local(name).casefold()), shortened(said, _SAID_LIMIT) if isinstance(
        said, str
    ) else ""


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


class Test(Struct, frozen=True):
    """What was tested: a criterion itself, or a rule and the criteria that it tests a part of."""

    name: str
    title: str = ""
    number: str = ""
    """That of the criterion."""
    rule: str = ""
    """That of axe-core."""
    parts: tuple[str, ...] = ()
    """The numbers of the criteria."""

    def results(self, outcome: Outcome, said: str) -> list[Result]:
        """Return what an outcome gives. When a rule fails its criteria fail, when it passes that says nothing."""
        if self.number:
            return [Result("wcag", self.number, outcome, 0, said or criterion_words(self.number))]
        if self.rule:
            return [Result("axe", self.rule, outcome, 0, said or self.title or self.rule)]
        words = said or self.title or shortened(local(self.name), 60)
        if self.parts and outcome is Outcome.FAILED:
            return [Result("wcag", number, outcome, 0, words) for number in self.parts]
        called = self.title or self.name
        return [Result("", called, outcome, 0, words)] if called else []


def _test(test: Any) -> Test:
    table = test if isinstance(test, dict) else {}
    name = identity(test)
    title = text_at(table, "title", "dct:title", "dcterms:title")
    if number := criterion(name):
        return Test(name, title, number)
    if rule := _AXE_RULE.search(name):
        return Test(name, title, rule=rule[1])
    parts = value_of(table, "isPartOf")
    parts = parts if isinstance(parts, list) else [parts]
    numbers = [
        criterion(identity(part) or text_at(part, "title") if isinstance(part, dict) else identity(part))
        for part in parts
    ]
    return Test(name, title, parts=tuple(dict.fromkeys(number for number in numbers if number)))


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a page."""
    return urlsplit(text).scheme in ("http", "https") if len(text) < 2000 else False
