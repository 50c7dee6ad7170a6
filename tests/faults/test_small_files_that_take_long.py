"""Small files made to take long: the work for each grows as the file does, or is refused before it begins."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.analysis.scoring import DEFAULT_SCORING
from auditor.base.text import folded, neutral
from auditor.cli.audit.answer import _read as read_answers
from auditor.exchange.parts import FORMAT
from auditor.exchange.reading import ExportFile, read
from auditor.importing.checklists.convert import read_checklist
from auditor.importing.checklists.drafts import written
from auditor.importing.places import placed
from auditor.library import checklists, interviews, templates
from auditor.mermaid.reading import parse
from auditor.settings.config import read_settings
from auditor.settings.editing import keep
from auditor.settings.rules import scoring_values
from auditor.workspace import Workspace
from tests.faults.growth import Make, is_linear
from tests.importing.files import CHECKOUT, planned, target
from tests.walks import Walked, audit_of

Case = tuple[Make, int]
"""A hostile shape, and how much of it the smaller file has."""


def _many(text: Callable[[int], str], between: str = "\n") -> Make:
    return lambda size: between.join(map(text, range(size)))


def _around(before: str, middle: str, after: str = "") -> Make:
    return lambda size: before + middle * size + after


MERMAID: dict[str, Case] = {
    "spaces in the title of the front matter": (
        _around("---\ntitle: a", " ", "x\n---\njourney\na: 5: b\n"),
        3000,
    ),
    "spaces before the front matter": (_around("", " ", "x---\njourney\na: 5: b\n"), 9000),
    "front matter without end": (_around("---\n", "   --\n"), 9000),
    "blank lines in a fence": (_around("```mermaid\n", "\n", "x\n```\n"), 3000),
    "diagrams in Markdown": (
        _around("", "```mermaid\njourney\n%% part of a journey 1/1: x\nA: 3: k\n```\n", ""),
        400,
    ),
    "fences without end": (_around("", "```mermaid\n"), 3000),
    "fences of many signs": (_around("", "`", " mermaid\n"), 9000),
    "sections": (_around("journey\n", "section s\n", "a: 5: b\n" * 900), 2000),
    "sections with a task each": (_around("journey\n", "section s\na: 5: b\n"), 2000),
    "actors of a task": (lambda size: "journey\na: 5: " + _many(lambda at: f"a{at}", ",")(size), 4000),
    "the same actor": (_around("journey\na: 5: ", "b,"), 9000),
    "actors without a name": (_around("journey\na: 5: ", ","), 9000),
    "lines of a task": (_many(lambda at: f"{'' if at else 'journey'}\na: {at % 5 + 1}: b{at}"), 2000),
    "what each feels": (
        lambda size: "journey\na: 5: b\n%% felt by each: " + _many(lambda at: f"5 b{at}", ",")(size),
        3000,
    ),
    "directives without end": (_around("journey\n", "%%{"), 9000),
    "descriptions without end": (_around("journey\n", "accDescr {\n"), 3000),
    "spaces before a colon": (_around("journey\naccTitle", " ", "x\n"), 9000),
    "breaks without end": (_around("journey\na", "<  ", ": 5: b\n"), 9000),
    "entities without end": (_around("journey\n", "#a", "\n"), 9000),
    "comments": (_around("journey\n", "%% x\n", "a: 5: b\n"), 3000),
    "one long line": (_around("journey\n", "x", ": 5: b\n"), 30_000),
    "accents": (_around("journey\na", "\u0315\u0300", ": 5: b\n"), 9000),
}


@pytest.mark.parametrize("name", MERMAID)
def test_diagrams(name: str) -> None:
    make, size = MERMAID[name]
    assert is_linear(parse, make, size)


def _toml(begin: str) -> dict[str, Case]:
    """Return hostile shapes of a TOML file; `begin` is how a good one begins, up to a table."""
    return {
        "one name of many parts": (_around(begin, "a.", "a = 1\n"), 1000),
        "quoted names of many parts": (_around(begin, '"a".', "a = 1\n"), 1000),
        "the name of a table of many parts": (_around(begin + "[", "a.", "a]\n"), 1000),
        "names of ten parts": (
            lambda size: begin + _many(lambda at: f"k{at}.a.b.c.d.e.f.g.h.i = 1")(size),
            300,
        ),
        "keys that are not known": (lambda size: begin + _many(lambda at: f"k{at} = 1")(size), 700),
        "a key that stands twice": (
            lambda size: begin + _many(lambda at: f"k{at} = 1")(size) + "\nk0 = 1\n",
            700,
        ),
        "tables that are not known": (lambda size: begin + _many(lambda at: f"[k{at}]")(size), 700),
        "open lists": (_around(begin + "a = ", "["), 9000),
        "open tables in a line": (_around(begin + "a = ", "{a = "), 1500),
        "spaces before a sign": (_around(begin + "a", " ", "= 1\n"), 9000),
        "spaces and nothing": (_around(begin, " ", "x"), 9000),
        "blank lines": (_around(begin, "\n", "x = 1\n"), 9000),
        "comments": (_around(begin, "# x.y.z\n", "x = 1\n"), 1400),
        "quotes": (_around(begin + 'a = "', '\\"', '"\n'), 5000),
        "quotes without end": (_around(begin + 'a = """', '"" '), 3000),
        "dots in a text": (_around(begin + 'a = """', "a.b c.\n", '"""\n'), 1300),
        "dots in texts without end": (_around(begin, '.a.b."""\\'), 1000),
        "one long key": (_around(begin, "k", " = 1\n"), 9000),
        "a number of many digits": (_around(begin + "a = ", "9", "\n"), 9000),
        "a fraction of many digits": (_around(begin + "a = 0.", "9_", "9\n"), 5000),
        "accents": (_around(begin + 'title = "', "\u0315\u0300", '"\n'), 2500),
    }


_BAD_CHECK = '[[check]]\nkey = "c{}"\nseverity = 9\nremedy_effort = 9\nremedy_impact = 9\nx = 1\ny = 1\n'
_GOOD_QUESTION = '[[question]]\nkey = "q{}"\ntext = "How was it?"\n'
OWN_FILES: dict[str, tuple[Callable[[Path], object], dict[str, Case]]] = {
    "checklist": (
        checklists.examine,
        _toml('key = "own"\ntitle = "Own"\n[[check]]\n')
        | {
            "bad checks and blank lines": (
                lambda size: "".join(map(_BAD_CHECK.format, range(100))) + "\n" * size,
                90_000,
            ),
            "bad keys, far from their table": (_around("[[check]]\n", "\n", _BAD_CHECK * 10), 90_000),
            "checks": (_many(_GOOD_QUESTION.replace("question", "check").format), 1000),
        },
    ),
    "template": (
        templates.examine,
        _toml('key = "own"\n[[stage]]\n')
        | {
            "stages": (_many('[[stage]]\nkey = "s{}"\nname = "S"\n'.format), 1500),
            "touchpoints": (
                lambda size: (
                    "[[stage]]\n" + _many('[[stage.touchpoint]]\nkey = "s{}"\nname = "S"\n'.format)(size)
                ),
                1000,
            ),
        },
    ),
    "questions": (
        interviews.examine,
        _toml('phase = "awareness"\n[[question]]\n')
        | {"the same question": (_around("", _GOOD_QUESTION.format(1)), 1500)},
    ),
}


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in OWN_FILES for name in OWN_FILES[kind][1]]
)
def test_files_of_ones_own(tmp_path: Path, kind: str, name: str) -> None:
    examine, cases = OWN_FILES[kind]
    make, size = cases[name]

    def examined(text: str) -> None:
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        examine(tmp_path / "own.toml")

    assert is_linear(examined, make, size)


def test_a_bank_of_many_questions(tmp_path: Path) -> None:
    def banked(text: str) -> None:
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        assert interviews.question_bank(tmp_path)[1] == []

    good = 'phase = "awareness"\n'
    assert is_linear(banked, lambda size: good + _many(_GOOD_QUESTION.format)(size), 1500)


SETTINGS = _toml("[priority]\nneed = 0.5\n") | {
    "a long name": (_around('name = "', "x", '"\n[priority]\n'), 9000),
    "lines in a list": (_around("[capacity]\ndays = [1, 2, 3,\n", "# x\n", "4, 5]\n[priority]\n"), 2000),
    "spaces behind a value": (_around("[priority]\nneed = 0.5", " ", "\n"), 9000),
    "comments between tables": (_around("[priority]\n", "# x\n", "[matrix]\n"), 2000),
    "escapes": (_around('name = "', "\\u0041", '"\n'), 1500),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings(tmp_path: Path, name: str) -> None:
    make, size = SETTINGS[name]

    def used(text: str) -> None:
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        read_settings(tmp_path)
        keep(tmp_path, scoring_values(DEFAULT_SCORING))

    assert is_linear(used, make, size)


def _export(inside: str) -> str:
    return f'{{"format": "{FORMAT}", "version": 1{inside}}}'


def _of_export(inside: Make) -> Make:
    return lambda size: _export(inside(size))


EXPORTS: dict[str, Case] = {
    "keys of which the last stands twice": (
        _of_export(lambda size: "," + _many(lambda at: f'"k{at}": 1', ",")(size) + f', "k{size - 1}": 1'),
        2000,
    ),
    "one key": (_of_export(_around("", ', "k": 1')), 5000),
    "keys that are not known": (
        _of_export(lambda size: "," + _many(lambda at: f'"k{at}":1', ",")(size)),
        5000,
    ),
    "keys of a row that are not known": (
        _of_export(lambda size: ', "people": [{' + _many(lambda at: f'"k{at}":1', ",")(size) + "}]"),
        5000,
    ),
    "people": (
        _of_export(
            lambda size: ', "people": [' + _many('{{"id": "{0}", "name": "N{0}"}}'.format, ",")(size) + "]"
        ),
        700,
    ),
    "people with one id": (
        _of_export(
            lambda size: ', "people": [' + ",".join(['{"id": "1", "name": "N"}'] * size) + "]",
        ),
        700,
    ),
    "open lists": (_around(f'{{"format": "{FORMAT}", "x": ', "["), 9000),
    "open objects": (_around("", '{"a": '), 9000),
    "spaces": (_around("", " ", "x"), 90_000),
    "blank lines": (_around("", "\n", "x"), 90_000),
    "a long name": (_of_export(_around(', "people": [{"id": "1", "name": "', "x", '"}]')), 90_000),
    "accents": (_of_export(_around(', "people": [{"id": "1", "name": "', "\u0315\u0300", '"}]')), 9000),
    "a number of many digits": (_of_export(_around(', "x": ', "9")), 90_000),
    "a fraction of many digits": (_of_export(_around(', "x": 0.', "9")), 90_000),
    "quotes": (_of_export(_around(', "x": "', '\\"', '"')), 50_000),
    "comments": (_around("", "# x\n"), 9000),
    "lists in a nested value": (
        _of_export(_around(', "wordings": [{"checklist": "a", "content": [', "[],", "[]]}]")),
        9000,
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_exports(name: str) -> None:
    make, size = EXPORTS[name]
    assert is_linear(lambda text: read([ExportFile("e.json", text)]), make, size)


_REPLIES = "score,touchpoint,comment\n5,Checkout,good\n4,Payment,bad\n"
TABLES: dict[str, Case] = {
    "comments": (_around("", "#\n", _REPLIES), 20_000),
    "comments with a word": (_around("", "# x\n", _REPLIES), 20_000),
    "comments like a header": (_around("", "#,x\n", _REPLIES), 900),
    "blank lines before": (_around("", "\n", _REPLIES), 20_000),
    "blank lines behind": (_around(_REPLIES, "\n"), 20_000),
    "blank lines within": (_around(_REPLIES, "\n", "5,Checkout,\n"), 20_000),
    "comments and blank lines by turns": (_around("", "#\n\n", _REPLIES), 20_000),
    "spaces before": (_around("", " ", _REPLIES), 20_000),
    "spaces in a cell": (_around(f"{_REPLIES}5", " ", "b,Checkout,good\n"), 4000),
    "spaces in a name": (_around("score,touchpoint", " ", "x\n5,Checkout\n4,Payment\n"), 4000),
    "accents in a cell": (_around(f"{_REPLIES}5,", "\u0315\u0300", ",good\n"), 4000),
    "accents in a score": (_around(_REPLIES, "\u0315\u0300", ",Checkout,good\n"), 4000),
    "digits in a score": (_around(_REPLIES, "9", ",Checkout,good\n"), 9000),
    "digits and spaces in a score": (_around(_REPLIES, "9", " " * 9000 + "x,Checkout,good\n"), 9000),
    "quotes": (_around(f'{_REPLIES}5,"', '""', '",good\n'), 9000),
    "an open quote": (_around(f'{_REPLIES}5,"', "x\n"), 9000),
    "quotes by turns": (_around(_REPLIES, '"\n'), 9000),
    "one long line": (_around(_REPLIES, "x"), 90_000),
    "empty cells at the end of rows": (
        lambda size: "score,comment\n" + ("5,good" + "," * (size // 8) + "\n") * 300,
        900,
    ),
    "columns": (
        lambda size: _many(lambda at: f"score {at}", ",")(size) + "\n" + "5," * (size - 1) + "5\n",
        100,
    ),
    "columns of scores": (
        lambda size: _many(lambda at: f"csat {at}", ",")(size) + "\n" + ("5," * (size - 1) + "5\n") * size,
        10,
    ),
    "columns of one name": (lambda size: "score," * size + "\n" + "5," * size + "\n", 100),
    "touchpoints that are like none": (
        lambda size: "score,touchpoint\n" + _many(lambda at: f"5,place {at}")(size),
        60,
    ),
    "touchpoints that are alike": (
        lambda size: "score,touchpoint\n" + _many(lambda at: f"5,Checkout {at}")(size),
        60,
    ),
    "long touchpoints": (
        lambda size: "score,touchpoint\n" + _many(lambda at: f"5,{at}{'Checkout ' * size}")(30),
        300,
    ),
    "personas": (lambda size: "score,persona\n" + _many(lambda at: f"5,p{at}")(size), 700),
    "replies": (lambda size: "score,comment\n" + _many(lambda at: f"5,c{at}")(size), 700),
    "bad scores": (lambda size: "score,comment\n" + "5,a\n" * size * 2 + "x,a\n" * size, 700),
    "steps": (lambda size: "step,users\n" + _many(lambda at: f"Checkout {at},{9 * size - at}")(size), 700),
    "rows of one step": (_around("step,users\n", "Checkout,5\n", "Payment,4\n"), 700),
    "columns of steps": (
        lambda size: _many(lambda at: f"step {at}", ",")(size) + "\n" + "5," * (size - 1) + "5\n",
        100,
    ),
    "tables": (_around("", "step,users\nBasket,9\nPayment,5\n\n"), 300),
    "tables with comments": (_around("", "# 20260301-20260331\n#\nstep,users\nBasket,9\n"), 300),
    "headers": (_around("", "step,users\n\n", "Basket,9\n"), 3000),
    "quotes before tables": (_around("", '"\n\nstep,users\nBasket,9\n'), 500),
    "a comment of words": (_around("# ", "a b ", "\nstep,users\nBasket,9\nPayment,5\n"), 9000),
    "a comment of digits": (_around("# End date: ", "1", "\nstep,users\nBasket,9\nPayment,5\n"), 9000),
    "a comment of days": (_around("# ", "20260301 - ", "\nstep,users\nBasket,9\nPayment,5\n"), 3000),
    "a comment of spaces": (_around("# x", " ", "y\nstep,users\nBasket,9\nPayment,5\n"), 9000),
    "the name of a step of digits": (_around("step,users\n", "1", ".,9\nBasket,5\n"), 9000),
    "steps with their numbers": (
        lambda size: "step,users\n" + _many(lambda at: f"{at % 999}. s,{9 * size - at}")(size),
        700,
    ),
    "tags": (_around("<!--", "<!--"), 9000),
}


@pytest.mark.every(6)
@pytest.mark.parametrize("form", ["", "funnel"])
@pytest.mark.parametrize("name", TABLES)
def test_surveys_and_funnels(tmp_path: Path, form: str, name: str) -> None:
    make, size = TABLES[name]
    assert is_linear(lambda text: planned(tmp_path, text, form), make, size)


CHECKLISTS: dict[str, tuple[str, Case]] = {
    "boxes": ("c.md", (_many("- [ ] Is it {}?".format), 700)),
    "open brackets": ("c.md", (_around("- [ ] a", "[", "\n"), 9000)),
    "pictures without end": ("c.md", (_around("- [ ] a", "![", "\n"), 9000)),
    "links without end": ("c.md", (_around("- [ ] a", "[a](", "\n"), 5000)),
    "marks": ("c.md", (_around("- [ ] a", "*", "b\n"), 9000)),
    "marks and spaces": ("c.md", (_around("- [ ] a", " *_", "b\n"), 9000)),
    "tags without end": ("c.md", (_around("- [ ] a", "<a", "b\n"), 9000)),
    "entities": ("c.md", (_around("- [ ] a", "&amp", "b\n"), 5000)),
    "spaces before a box": ("c.md", (_around("- [ ] a\n", " ", "- [ ] b\n"), 9000)),
    "spaces in a heading": ("c.md", (_around("- [ ] a\n# b", " ", "c\n"), 9000)),
    "hashes behind a heading": ("c.md", (_around("- [ ] a\n# b", " #", "c\n"), 9000)),
    "lines below a box": ("c.md", (_around("- [ ] a\n", "  b\n"), 5000)),
    "fences": ("c.md", (_around("- [ ] a\n", "```\n"), 9000)),
    "objects in objects": ("c.json", (_around('{"a": ["b c"], "x": [', '{"y": {"z": {}}},', "{}]}"), 900)),
    "checks": ("c.json", (lambda size: json.dumps([{"title": f"Is it {at}?"} for at in range(size)]), 700)),
    "sections": ("c.json", (lambda size: json.dumps({f"s{at}": ["Is it?"] for at in range(size)}), 700)),
    "keys of a check": ("c.json", (lambda size: json.dumps([{"title": "a b", **_large(size)}]), 700)),
    "rows": ("c.csv", (lambda size: "check\n" + _many("Is it {}?".format)(size), 700)),
    "columns": ("c.csv", (lambda size: "check," + "x," * size + "\n" + "a," * size + "\n", 100)),
}


@pytest.mark.parametrize("name", CHECKLISTS)
def test_checklists_of_others(tmp_path: Path, name: str) -> None:
    file, (make, size) = CHECKLISTS[name]

    def converted(text: str) -> None:
        (tmp_path / file).write_text(text, encoding="utf-8")
        written(read_checklist(tmp_path / file, {}), file, "en", {})

    assert is_linear(converted, make, size)


def _earl(assertions: list[dict[str, Any]], things: list[dict[str, Any]]) -> str:
    return json.dumps({"@graph": [*assertions, *things]})


def _asserted(**said: Any) -> dict[str, Any]:
    result = {"outcome": "earl:passed"}
    return {"@type": "Assertion", "subject": "s", "test": "t", "result": result, **said}


def _large(size: int) -> dict[str, Any]:
    return {f"x:k{at}": at for at in range(size)}


REPORTS: dict[str, Case] = {
    "keys of which the last stands twice": (
        lambda size: "{" + _many(lambda at: f'"k{at}": 1', ",")(size) + f', "k{size - 1}": 1}}',
        2000,
    ),
    "keys that all stand twice": (lambda size: "{" + '"k": 1,' * size + '"violations": []}', 5000),
    "a long key above a bad value": (
        lambda size: f'{{"{"k" * size * 10}": [{"[]," * size}NaN]}}',
        500,
    ),
    "bad values": (_around('{"violations": [', "NaN,", "NaN]}"), 5000),
    "open lists": (_around("", "["), 9000),
    "open objects": (_around("", '{"a":'), 9000),
    "lists in lists": (_around("[", "[[[]]],", "[]]"), 3000),
    "spaces": (_around("[", " ", "]x"), 90_000),
    "numbers": (_around("[", "1,", "1]"), 30_000),
    "a number of many digits": (_around("[", "9", "]"), 90_000),
    "a fraction of many digits": (_around("[0.", "9", "]"), 90_000),
    "quotes": (_around('["', '\\"', '"]'), 50_000),
    "rules of axe-core": (
        lambda size: json.dumps({"violations": [{"id": f"r{at}", "nodes": []} for at in range(size)]}),
        700,
    ),
    "pages of axe-core": (
        lambda size: json.dumps([{"url": f"u{at}", "violations": []} for at in range(size)]),
        90,
    ),
    "audits of Lighthouse": (
        lambda size: json.dumps(
            {"lighthouseVersion": "12.0.0", "categories": {}, "audits": {f"a{at}": {} for at in range(size)}}
        ),
        700,
    ),
    "long keys of audits": (
        lambda size: json.dumps(
            {"lighthouseVersion": "12.0.0", "categories": {}, "audits": {"k" * size: {"score": "x"}}}
        ),
        9000,
    ),
    "issues of Pa11y": (
        lambda size: json.dumps(
            [
                {"code": f"c{at}", "selector": "a", "type": "error", "message": f"m{at}", "runner": "axe"}
                for at in range(size)
            ]
        ),
        700,
    ),
    "items of WAVE": (
        lambda size: json.dumps(
            {
                "status": {"success": True},
                "categories": {
                    "error": {"count": size, "items": {f"i{at}": {"count": 1} for at in range(size)}}
                },
            }
        ),
        700,
    ),
    "results of SARIF": (
        lambda size: json.dumps(
            {
                "version": "2.1.0",
                "runs": [
                    {
                        "tool": {"driver": {"name": "axe-core"}},
                        "artifacts": [{"location": {"uri": f"u{at % 90}"}} for at in range(size)],
                        "results": [
                            {
                                "ruleId": f"r{at}",
                                "locations": [{"physicalLocation": {"artifactLocation": {"index": at}}}],
                            }
                            for at in range(size)
                        ],
                    }
                ],
            }
        ),
        300,
    ),
    "assertions": (lambda size: _earl([_asserted(subject=f"s{at % 50}") for at in range(size)], []), 500),
    "a subject of many keys, often named": (
        lambda size: _earl([_asserted() for _at in range(size)], [{"@id": "s", **_large(size)}]),
        100,
    ),
    "a subject of many keys, named with a word more": (
        lambda size: _earl(
            [_asserted(subject={"@id": "s", "x": at}) for at in range(size)], [{"@id": "s", **_large(size)}]
        ),
        100,
    ),
    "a page of many keys with its assertions": (
        lambda size: json.dumps(
            {
                "@type": "WebPage",
                "assertions": [{**_asserted(), "subject": None} for _at in range(size)],
                **_large(size),
            }
        ),
        100,
    ),
    "a result of many keys, often named": (
        lambda size: _earl(
            [_asserted(result="r") for _at in range(size)],
            [{"@id": "r", **_large(size), "x:outcome": "failed", "x:info": "y" * size}],
        ),
        100,
    ),
    "a test of many parts, often named": (
        lambda size: _earl(
            [_asserted(result={"outcome": "earl:failed"}) for _at in range(size)],
            [{"@id": "t", "isPartOf": ["WCAG2:reflow"] * size}],
        ),
        100,
    ),
    "subjects and parts": (
        lambda size: _earl(
            [
                _asserted(
                    subject=["s"] * size,
                    test={"@id": "t", "isPartOf": ["WCAG2:reflow"] * size},
                    result={"outcome": "earl:failed"},
                )
            ],
            [],
        ),
        200,
    ),
    "a long key above assertions": (
        lambda size: json.dumps({"@graph": {"k" * size * 10: [_asserted() for _at in range(size)]}}),
        150,
    ),
    "criteria of a website": (
        lambda size: json.dumps(
            {
                "@type": "Evaluation",
                "evaluationScope": {},
                "auditSample": [
                    _asserted(
                        test="WCAG2:reflow",
                        subject="_:website",
                        hasPart=[_asserted(subject=f"p{at}", test="WCAG2:reflow")],
                    )
                    for at in range(size)
                ],
            }
        ),
        100,
    ),
}


@pytest.mark.every(3)
@pytest.mark.parametrize("name", REPORTS)
def test_reports_of_tools(tmp_path: Path, name: str) -> None:
    make, size = REPORTS[name]
    assert is_linear(lambda text: planned(tmp_path, text, touchpoint_ids=(CHECKOUT,)), make, size)


ANSWERS: dict[str, Case] = {
    "answers": (_around("", "Checkout;card-fields;pass;good\n"), 100),
    "spaces": (_around("", " ", "x;y;pass\n"), 9000),
    "blank lines": (_around("", "\n", "x;y;pass\n"), 5000),
    "quotes": (_around('x;y;"', '""', '"\n'), 9000),
    "an open quote": (_around('x;y;"', "x\n"), 5000),
    "cells": (_around("", ";", "\n"), 9000),
    "accents": (_around("a", "\u0315\u0300", ";y;pass\n"), 4000),
    "one long line": (_around("x;y;pass;", "x", "\n"), 9000),
}


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ANSWERS)
def test_answers(workspace: Workspace, walked: Walked, name: str) -> None:
    audit, (make, size) = audit_of(workspace, walked.audit), ANSWERS[name]
    assert is_linear(lambda text: list(read_answers(audit, text)), make, size)


def test_names_that_are_all_alike() -> None:
    names: Make = _many(lambda at: f"Checkout page {at}")
    assert is_linear(lambda text: placed(text.split("\n"), target()), names, 100)


@pytest.mark.parametrize(
    "make",
    [
        _around(";+", "import"),
        _around(";+", "rtd "),
        _around(";", "+;"),
        _around("", ";  "),
        _around(";+rtd", " "),
    ],
    ids=["names of functions", "functions", "signs", "spaces", "spaces behind a function"],
)
def test_cells_that_are_no_formulas(make: Make) -> None:
    assert is_linear(neutral, make, 1500)


def test_texts_are_compared_as_before_however_long_they_are() -> None:
    text = "É caf\u0065\u0301 ﬁn Å " * 400
    assert folded(text) == folded("É caf\u0065\u0301 ﬁn Å") + (" " + folded("É caf\u0065\u0301 ﬁn Å")) * 399
