"""Bad data files of all kinds are refused with file, line, key and reason, and the rest still work."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.base.errors import NotFoundError, RefusedError
from auditor.library import checklists, interviews, templates
from auditor.library.checklists import Library
from auditor.library.datafiles import Problem
from auditor.library.templates import all_templates, find_template
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.quickness import within

GOOD = """key = "ours"

[title]
en = "Ours"
sv = "Vår"

[[check]]
key = "first"
severity = 2
remedy_effort = 1
remedy_impact = 3
standard = "Ours, 1"
text = "Is it there?"
why = "It matters."
remedy = "Put it there"

[[check]]
key = "second"
severity = 4
remedy_effort = 5
remedy_impact = 5

[check.text]
en = "Is it good?"
sv = "Är den bra?"

[check.remedy]
en = "Make it good"
"""
GOOD_JOURNEY = """key = "our-journey"
purpose = "sales"
scope = "whole"
title = "Our journey"

[persona]
name = "Customer"

[[stage]]
key = "first"
name = "First"

[[stage.touchpoint]]
key = "door"
name = "Door"
channel = "store"
moment = "before"
side = "ours"
importance = 4
critical = true
checklists = ["content"]

[[stage.touchpoint]]
key = "till"
name = "Till"
"""

Case = tuple[str, str, str, int, str, str]
"""Name, what is replaced by what, and the line, key and a part of the reason that are told."""

CHECKLIST_CASES: list[Case] = [
    ("no key", 'key = "ours"\n', "\n", 1, "key", "missing"),
    ("capital in the key", 'key = "ours"', 'key = "Ours"', 1, "key", "a–z"),
    ("space in the key", 'key = "ours"', 'key = "our own"', 1, "key", "a–z"),
    ("key in quotes", 'key = "ours"', '"key" = 7', 1, "key", "a–z"),
    ("key of another type", 'key = "ours"', "key = 7", 1, "key", "a–z"),
    ("endless key", 'key = "ours"', f'key = "{"k" * 61}"', 1, "key", "a–z"),
    ("no title", '[title]\nen = "Ours"\nsv = "Vår"\n', "", 1, "title", "missing"),
    ("title of another type", '[title]\nen = "Ours"\nsv = "Vår"', "title = [1]", 3, "title", "missing"),
    ("empty title", 'en = "Ours"', 'en = " "', 3, "title", "empty"),
    ("long title", 'en = "Ours"', f'en = "{"t" * 61}"', 3, "title", "61"),
    ("unknown language", 'sv = "Vår"', 'de = "Unser"', 3, "title", "de"),
    ("unknown key", 'key = "ours"', 'key = "ours"\ncolour = "red"', 2, "colour", "unknown"),
    ("unknown key of a check", "severity = 2", "severity = 2\nseverty = 3", 10, "first.severty", "unknown"),
    ("severity too high", "severity = 2", "severity = 5", 9, "first.severity", "from 1 to 4"),
    ("severity as text", "severity = 2", 'severity = "2"', 9, "first.severity", "'2'"),
    ("severity as yes", "severity = 2", "severity = true", 9, "first.severity", "whole number"),
    ("severity as fraction", "severity = 2", "severity = 2.0", 9, "first.severity", "2.0"),
    ("no severity", "severity = 4\n", "", 17, "second.severity", "missing"),
    (
        "severity without end",
        "severity = 2",
        f"severity = 0x{'f' * 9000}",
        9,
        "first.severity",
        "whole number",
    ),
    ("effort zero", "remedy_effort = 1", "remedy_effort = 0", 10, "first.remedy_effort", "from 1 to 5"),
    ("impact six", "remedy_impact = 5", "remedy_impact = 6", 21, "second.remedy_impact", "from 1 to 5"),
    ("standard of another type", 'standard = "Ours, 1"', "standard = 1", 12, "first.standard", "short text"),
    (
        "fault that asks",
        'text = "Is it',
        'fault = "Is it gone?"\ntext = "Is it',
        13,
        "first.fault",
        "not ask",
    ),
    ("no text", 'text = "Is it there?"\n', "", 7, "first.text", "missing"),
    ("empty text", 'en = "Is it good?"', 'en = ""', 23, "second.text", "en is empty"),
    ("text of another type", 'sv = "Är den bra?"', "sv = 3", 23, "second.text", "sv is empty"),
    ("long text", 'text = "Is it there?"', f'text = "{"t" * 201}"', 13, "first.text", "201"),
    ("no remedy", '[check.remedy]\nen = "Make it good"\n', "", 17, "second.remedy", "missing"),
    ("the same key twice", 'key = "second"', 'key = "first"', 18, "first.key", "same key"),
    ("no key of a check", 'key = "second"\n', "", 17, "check 2.key", "missing"),
    ("key of a check of another type", 'key = "second"', "key = []", 18, "check 2.key", "a–z"),
    ("no checks", GOOD[GOOD.index("[[check]]") :], "", 1, "check", "no [[check]]"),
    (
        "checks of another type",
        GOOD[GOOD.index("[[check]]") :],
        "[check]\nkey = 1\n",
        7,
        "check",
        "no [[check]]",
    ),
    ("no TOML", "severity = 2", "severity =", 9, "", "no valid TOML"),
    ("key given twice", "severity = 2", "severity = 2\nseverity = 3", 10, "", "no valid TOML"),
    ("table given twice", "[title]", '[title]\nen = "x"\n[title]', 5, "", "no valid TOML"),
    ("text without end", 'text = "Is it there?"', 'text = "Is it there?', 13, "", "no valid TOML"),
    ("number of many digits", "severity = 2", f"severity = {'9' * 5000}", 1, "", "no valid TOML"),
    (
        "control characters in a key",
        "severity = 2",
        'severity = 2\n"\\u001b[2J" = 3',
        7,
        "first.[2J",
        "unknown",
    ),
    (
        "lines parted otherwise",
        'why = "It matters."',
        'why = "It\u2028mat\x85ters."\nbad = 1',
        15,
        "first.bad",
        "unknown",
    ),
]
JOURNEY_CASES: list[Case] = [
    ("unknown purpose", 'purpose = "sales"', 'purpose = "fun"', 2, "purpose", "sales"),
    ("purpose of another type", 'purpose = "sales"', "purpose = [1]", 2, "purpose", "one of"),
    (
        "persona of another type",
        '[persona]\nname = "Customer"',
        'persona = "Customer"',
        6,
        "persona",
        "table",
    ),
    ("no name of the persona", 'name = "Customer"', 'who = "Anybody"', 6, "persona.name", "missing"),
    ("unknown key of the persona", 'name = "Customer"', 'name = "C"\nage = 3', 8, "persona.age", "unknown"),
    ("no stages", GOOD_JOURNEY[GOOD_JOURNEY.index("[[stage]]") :], "", 1, "stage", "no [[stage]]"),
    ("no name of a stage", 'name = "First"\n', "", 9, "first.name", "missing"),
    ("stages without a key", 'key = "first"\n', "", 9, "stage 1.key", "missing"),
    (
        "touchpoint of another type",
        GOOD_JOURNEY[GOOD_JOURNEY.index("[[stage.t") :],
        "touchpoint = 3",
        13,
        "first.touchpoint",
        "must be",
    ),
    ("unknown channel", 'channel = "store"', 'channel = "fax"', 16, "door.channel", "store"),
    ("unknown moment", 'moment = "before"', 'moment = "never"', 17, "door.moment", "before"),
    ("unknown side", 'side = "ours"', 'side = "theirs"', 18, "door.side", "ours"),
    ("importance six", "importance = 4", "importance = 6", 19, "door.importance", "from 1 to 5"),
    ("business none", "importance = 4", "business = 0", 19, "door.business", "from 1 to 5"),
    ("critical as text", "critical = true", 'critical = "yes"', 20, "door.critical", "true or false"),
    ("checklists as text", '["content"]', '"content"', 21, "door.checklists", "list"),
    ("checklist of another type", '["content"]', "[1]", 21, "door.checklists", "list"),
    ("two checklists in one", '["content"]', '["content checkout"]', 21, "door.checklists", "list"),
    ("no name of a touchpoint", 'name = "Till"\n', "", 23, "till.name", "missing"),
    ("unknown key", 'name = "Till"', 'name = "Till"\nprice = 3', 26, "till.price", "unknown"),
    ("key without end", 'key = "till"', f"key = 0x{'f' * 9000}", 24, "touchpoint 2.key", "a–z"),
    (
        "two stages alike",
        GOOD_JOURNEY,
        GOOD_JOURNEY + '\n[[stage]]\nkey = "first"\nname = "Again"\n',
        28,
        "first.key",
        "same key",
    ),
    ("two touchpoints alike", 'key = "till"', 'key = "door"', 24, "door.key", "same key"),
]


def _with(good: str, old: str, new: str) -> str:
    assert good.count(old) >= 1
    at = good.rindex(old) if old.startswith('key = "first"') else good.index(old)
    return good[:at] + new + good[at + len(old) :]


def _is_told(problems: list[Problem], path: Path, line: int, key: str, reason: str) -> None:
    assert problems
    found = [str(problem) for problem in problems]
    assert any(
        problem.file == str(path) and problem.line == line and problem.key == key and reason in problem.reason
        for problem in problems
    ), found
    for shown in found:
        assert shown.isprintable() and len(shown) < len(str(path)) + 300
        assert shown.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "key", "reason"), CHECKLIST_CASES, ids=[c[0] for c in CHECKLIST_CASES]
)
def test_a_bad_checklist_is_told_by_line_key_and_reason(
    tmp_path: Path, name: str, old: str, new: str, line: int, key: str, reason: str
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(_with(GOOD, old, new), encoding="utf-8")
    checklist, problems = checklists.examine(path)
    assert checklist is None
    _is_told(problems, path, line, key, reason)


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "key", "reason"), JOURNEY_CASES, ids=[c[0] for c in JOURNEY_CASES]
)
def test_a_bad_template_is_told_by_line_key_and_reason(
    tmp_path: Path, name: str, old: str, new: str, line: int, key: str, reason: str
) -> None:
    path = tmp_path / "journey.toml"
    path.write_text(_with(GOOD_JOURNEY, old, new), encoding="utf-8")
    template, problems = templates.examine(path)
    assert template is None
    _is_told(problems, path, line, key, reason)


def _not_utf8(path: Path) -> None:
    path.write_bytes(GOOD.encode("utf-16"))


def _two_megabytes(path: Path) -> None:
    path.write_text(GOOD + "# filling\n" * 200_000)


def _nested_deep(path: Path) -> None:
    path.write_text(f"key = {'[' * 20_000}{']' * 20_000}\n")


def _tables_deep(path: Path) -> None:
    path.write_text(f"[{'.'.join(['a'] * 20_000)}]\n")


def _empty(path: Path) -> None:
    path.write_text("")


def _folder(path: Path) -> None:
    path.mkdir()


def _never_ending(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _gone(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.toml"))


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)


def _all_unknown(path: Path) -> None:
    path.write_text("".join(f"k{number} = 1\n" for number in range(80_000)))


def _too_many_checks(path: Path) -> None:
    one = GOOD[GOOD.index("[[check]]") :].split("[[check]]")[1]
    path.write_text(GOOD + "".join(f"\n[[check]]{one.replace('first', f'c{n}')}" for n in range(300)))


SPOILED = [
    _not_utf8,
    _two_megabytes,
    _nested_deep,
    _tables_deep,
    _empty,
    _folder,
    _never_ending,
    _gone,
    _picture,
    _all_unknown,
    _too_many_checks,
]


@pytest.mark.parametrize("spoil", SPOILED, ids=[spoil.__name__ for spoil in SPOILED])
@pytest.mark.parametrize("examine", [checklists.examine, templates.examine, interviews.examine])
def test_what_is_no_data_file_at_all_is_refused_quickly(
    tmp_path: Path, spoil: Callable[[Path], None], examine: Callable[[Path], tuple[object, list[Problem]]]
) -> None:
    path = tmp_path / "spoiled.toml"
    spoil(path)
    with within(10):
        found, problems = examine(path)
    assert found is None and 1 <= len(problems) <= 101
    for problem in problems:
        assert str(problem).startswith(f"{path}:") and str(problem).isprintable() and len(str(problem)) < 400


def test_a_good_file_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text("\ufeff" + GOOD.replace("\n", "\r\n"), encoding="utf-8")
    checklist, _problems = checklists.examine(path)
    assert checklist is not None
    assert (checklist.key, checklist.title, checklist.own) == ("ours", {"en": "Ours", "sv": "Vår"}, True)
    assert [check.key for check in checklist.checks] == ["first", "second"]
    assert checklist.checks[0].text == {"en": "Is it there?"}
    assert checklist.checks[1].text["sv"] == "Är den bra?"
    assert [one.title for one in checklist.checks[0].sources] == [{"en": "Ours, 1"}]
    assert checklist.languages == ("en",), "not everything is there in Swedish"


def test_names_and_titles_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        GOOD.replace('"Is it there?"', '"Is it\\n  there?"')
        .replace('"Put it there"', '"Put\\tit there\\u001b"')
        .replace('en = "Ours"', 'en = "Ou\\nrs"')
        .replace('"It matters."', '"It\\n\\nmatters."')
    )
    checklist, _problems = checklists.examine(path)
    assert checklist is not None
    assert checklist.title["en"] == "Ou rs"
    first = checklist.checks[0]
    assert (first.text["en"], first.remedy["en"]) == ("Is it there?", "Put it there")
    assert first.why["en"] == "It\n\nmatters.", "explanations may have paragraphs"
    journey = tmp_path / "journey.toml"
    journey.write_text(GOOD_JOURNEY.replace('name = "Door"', 'name = "Do\\nor"'))
    template, _problems = templates.examine(journey)
    assert template is not None and template.stages[0].touchpoints[0].name["en"] == "Do or"


@pytest.fixture
def own(config: Config) -> Path:
    """The user's folder of checklists, with a good file and several bad ones."""
    config.checklists.mkdir(parents=True)
    (config.checklists / "good.toml").write_text(GOOD)
    for number, spoil in enumerate(SPOILED):
        spoil(config.checklists / f"bad{number}.toml")
    return config.checklists


def test_bad_files_are_left_out_and_the_rest_still_work(
    own: Path, config: Config, workspace: Workspace
) -> None:
    library = Library(own)
    keys = [checklist.key for checklist in library.all]
    assert "ours" in keys and "accessibility" in keys and keys == sorted(keys)
    assert {Path(problem.file).name for problem in library.problems} == {
        f"bad{number}.toml" for number in range(len(SPOILED))
    }
    journey = workspace.journeys.new("Shop")
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    workspace.stages.add_touchpoint(found.stages[0].id, "Door", checklists=["ours", "content"])
    audit = workspace.reads.audits.get(workspace.audits.start(journey, "Kim"))
    assert audit is not None and [answer.check.key for answer in audit.visits[0].answers][:2] == [
        "first",
        "second",
    ]


def test_a_file_of_the_users_own_wins_by_key(config: Config) -> None:
    config.checklists.mkdir(parents=True)
    (config.checklists / "mine.toml").write_text(GOOD.replace('"ours"', '"accessibility"'))
    library = Library(config.checklists)
    mine = library.get("accessibility")
    assert mine.own and [check.key for check in mine.checks] == ["first", "second"]
    assert [checklist.key for checklist in library.all].count("accessibility") == 1


def test_a_checklist_that_is_not_there_is_named_with_those_there_are(config: Config) -> None:
    with pytest.raises(NotFoundError, match="accessibility") as caught:
        Library(config.checklists).get("none\x1bsuch")
    assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


def test_a_template_is_found_by_key_or_by_file(config: Config, tmp_path: Path) -> None:
    config.journeys.mkdir(parents=True)
    (config.journeys / "mine.toml").write_text(GOOD_JOURNEY)
    (config.journeys / "bad.toml").write_text("key =")
    found, problems = all_templates(config.journeys)
    assert found[0].key == "web-shop"
    assert "our-journey" in [template.key for template in found]
    assert [Path(problem.file).name for problem in problems] == ["bad.toml"]
    assert find_template("our-journey", config.journeys).title == {"en": "Our journey"}
    other = tmp_path / "other.toml"
    other.write_text(GOOD_JOURNEY.replace("our-journey", "another"))
    assert find_template(str(other), config.journeys).key == "another"
    with pytest.raises(RefusedError, match=r"bad.toml:1"):
        find_template(str(config.journeys / "bad.toml"), config.journeys)
    for named in ("nonesuch", "", "\x1b[2J", "x" * 5000):
        with pytest.raises(NotFoundError, match="web-shop") as caught:
            find_template(named, config.journeys)
        assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="file names are not bytes there")
def test_a_file_with_a_hostile_name_can_be_told_of(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x1b[2J\xff.toml"))
    path.write_text("key =")
    _found, problems = checklists.examine(path)
    assert str(problems[0]).isprintable()
    str(problems[0]).encode("utf-8")
