"""Checklists of other people become files of checks: all of them, in order, with what is missing marked."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.checklists.convert import read_checklist
from auditor.importing.checklists.drafts import Draft, DraftCheck, Written, plain, written
from auditor.library.checklists import examine
from tests.importing.workbooks import xlsx

NUMBERS = {"severity": 2, "remedy_effort": 3, "remedy_impact": 4}

MARKDOWN = """# Launch checklist ✅

Some words before.

## Content
- [ ] **Price:** the price is [shown](https://x.example/a) before `checkout` &amp; after
  > *Why:* people leave when it comes late.
- [x] No <code>lorem ipsum</code> is left
  - [ ] Not in the footer either

```
- [ ] this is code
```

## Search
1. [ ] ![High][high] The search finds å, ä and ö
* not a box
"""
SITE = {
    "content": [
        {
            "title": "Use plain language. ",
            "wcag": "3.1.5  Reading Level",
            "url": "https://w3.example/3.1.5",
            "description": "Write at <a href='https://x.example'>an 8th grade level</a>.",
        }
    ],
    "images": [
        {
            "title": "All <code>img</code> elements have an <code>alt</code>.",
            "wcag": "1.1.1 Non-text Content",
        },
        {
            "title": "Second",
            "wcag": "https://w3.example/text-equiv-all.html",
            "url": "1.1.1 Non-text Content",
        },
    ],
}
TABLE = """Id;Fråga;Prioritet;Insats;WCAG;Kommentar;Åtgärd;Kategori;Ägare
A1;Syns priset?;Hög;2;;Kunden undrar;Visa priset;Innehåll;Eva
A2;Finns en sökruta?;3;;2.4.5 Multiple Ways;;;Sök;Bo
;;;;;;;;
"""


def _draft(folder: Path, content: str | bytes, name: str, **said: Any) -> Draft:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_checklist(path, said.pop("columns", {}), **said)


def _file(folder: Path, made: Written) -> Any:
    """Return what is in a file that was made, read by other means than the program's."""
    path = folder / f"{made.key}.toml"
    path.write_text(made.text, encoding="utf-8")
    return tomllib.loads(made.text)


def _texts(draft: Draft) -> Sequence[str]:
    return [each.text for each in draft.checks]


def test_a_task_list_becomes_checks_under_their_headings(tmp_path: Path) -> None:
    draft = _draft(tmp_path, MARKDOWN, "list.md")
    assert draft.title == "Launch checklist ✅"
    assert [(each.section, each.text, each.why) for each in draft.checks] == [
        (
            "Content",
            "Price: the price is shown before checkout & after",
            "Why: people leave when it comes late.",
        ),
        ("Content", "No lorem ipsum is left", ""),
        ("Content", "Not in the footer either", ""),
        ("Search", "The search finds å, ä and ö", ""),
    ]


def test_json_of_a_site_becomes_checks_with_their_criteria(tmp_path: Path) -> None:
    draft = _draft(tmp_path, json.dumps(SITE), "checklists.json")
    assert [(each.section, each.text, each.standard, each.why) for each in draft.checks] == [
        ("content", "Use plain language.", "3.1.5 Reading Level", "Write at an 8th grade level."),
        ("images", "All img elements have an alt.", "1.1.1 Non-text Content", ""),
        ("images", "Second", "", ""),
    ]
    made = _file(tmp_path, written(draft, "checklists", "en", {}))
    assert made["check"][0]["standard"] == "WCAG 3.1.5 Reading Level"


@pytest.mark.parametrize(
    "value",
    [
        ["Is the price shown?", "Is there a search?"],
        [{"question": "Is the price shown?"}, {"question": "Is there a search?"}],
        {"title": "Ours", "items": ["Is the price shown?", "Is there a search?"]},
        {"sections": [{"title": "A", "items": [{"text": "Is the price shown?", "tags": ["x"]}]},
                      {"title": "B", "items": [{"text": "Is there a search?", "done": False}]}]},
        {"a": {"categoryIntro": "Words", "checkList": {"x": {"taskSummary": "Is the price shown?"}}},
         "b": {"checkList": {"y": {"taskSummary": "Is there a search?"}}}},
    ],
)  # fmt: skip
def test_json_of_other_shapes_gives_all_its_checks(tmp_path: Path, value: object) -> None:
    draft = _draft(tmp_path, json.dumps(value), "list.json")
    assert _texts(draft) == ["Is the price shown?", "Is there a search?"]


def test_a_table_becomes_checks_with_what_its_columns_say(tmp_path: Path) -> None:
    draft = _draft(tmp_path, TABLE, "list.csv")
    made = written(draft, "list", "sv", {})
    first, second = _file(tmp_path, made)["check"]
    assert first == {
        "key": "a1",
        "remedy_effort": 2,
        "text": {"sv": "Syns priset?"},
        "why": {"sv": "Kunden undrar"},
        "remedy": {"sv": "Visa priset"},
    }
    assert second == {
        "key": "a2",
        "severity": 3,
        "standard": "WCAG 2.4.5 Multiple Ways",
        "text": {"sv": "Finns en sökruta?"},
    }
    assert made.missing == {"severity": 1, "remedy_effort": 1, "remedy_impact": 2, "remedy": 1}
    assert "the file says “Hög”" in made.text
    assert draft.remarks == ("Columns left out: “Ägare”.",)


def test_a_workbook_is_a_table_too(tmp_path: Path) -> None:
    book = xlsx({"A": [["Check", "Severity"], ["Is the price shown?", 4]]})
    made = _file(tmp_path, written(_draft(tmp_path, book, "list.xlsx"), "list", "en", {}))
    assert made["check"][0]["severity"] == 4


def test_what_is_missing_is_marked_and_told_by_the_check_of_files(tmp_path: Path) -> None:
    made = written(_draft(tmp_path, MARKDOWN, "list.md"), "list", "en", {})
    _file(tmp_path, made)
    found, problems = examine(tmp_path / f"{made.key}.toml")
    assert found is None and len(problems) == 4 * 4
    assert made.missing == dict.fromkeys(("severity", "remedy_effort", "remedy_impact", "remedy"), 4)
    assert made.text.count("# missing: ") == 4 * 4
    assert "# severity =   # missing: 1 " in made.text


def test_with_what_is_marked_filled_in_the_file_is_good(tmp_path: Path) -> None:
    for name, content in (("list.md", MARKDOWN), ("checklists.json", json.dumps(SITE)), ("list.csv", TABLE)):
        draft = _draft(tmp_path, content, name)
        made = written(draft, "list", "nb", NUMBERS)
        filled = made.text.replace("# [check.remedy]\n# nb = ", "[check.remedy]\nnb = ")
        path = tmp_path / "filled.toml"
        path.write_text(filled, encoding="utf-8")
        found, problems = examine(path)
        assert problems == [] and found is not None
        assert [check.text["nb"] for check in found.checks] == _texts(draft)
        assert {check.remedy_effort for check in found.checks} <= {2, 3}


def test_a_checklist_of_the_program_is_not_replaced() -> None:
    draft = Draft("Checkout", (DraftCheck("Is it there?"),))
    assert written(draft, "x", "en", {}, ["checkout"]).key == "own-checkout"


def test_equal_checks_have_keys_of_their_own_and_long_ones_lose_nothing(tmp_path: Path) -> None:
    long = "Is " + "very " * 60 + "good?"
    made = _file(tmp_path, written(Draft("T", (DraftCheck(long), DraftCheck(long))), "x", "en", NUMBERS))
    assert [each["key"] for each in made["check"]] == [
        "is-very-very-very-very-very",
        "is-very-very-very-very-very-2",
    ]
    assert len(made["check"][0]["text"]["en"]) <= 200 and made["check"][0]["why"]["en"] == long


@pytest.mark.parametrize(
    ("name", "content", "columns", "reason"),
    [
        ("list.md", "# Title\n- no box\n", {}, "no task list in it"),
        ("list.json", "{}", {}, "no check in it"),
        ("list.json", '{"a": 1', {}, "no valid JSON"),
        (
            "list.csv",
            "A;B\n1;2\n",
            {},
            "Which column has the checks (--column text=NAME)? There are: “A”, “B”.",
        ),
        ("list.csv", "A;B\n1;2\n", {"text": ("C",)}, "There is no column “C”"),
        ("list.csv", "A;B\n1;2\n", {"colour": ("A",)}, "“colour” is nothing a column can be"),
        (
            "list.csv",
            "Check\n" + "".join(f"Is it {at}?\n" for at in range(201)),
            {},
            "201 checks; 200 is the most",
        ),
        ("list.pdf", "%PDF-1.7", {}, "this is a PDF"),
    ],
)
def test_what_gives_no_checklist_is_refused(
    tmp_path: Path, name: str, content: str, columns: Mapping[str, Sequence[str]], reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        _draft(tmp_path, content, name, columns=columns)
    assert reason in refused.value.worded(WAYS)
    assert refused.value.worded(WAYS).startswith(name)


def test_sections_can_be_taken_alone(tmp_path: Path) -> None:
    assert _texts(_draft(tmp_path, MARKDOWN, "list.md", sections=("search",))) == [
        "The search finds å, ä and ö"
    ]
    with pytest.raises(RefusedError, match=r"no such section\. There are: “Content”, “Search”"):
        _draft(tmp_path, MARKDOWN, "list.md", sections=("x",))


@given(st.lists(st.text(max_size=300), min_size=1, max_size=8), st.text(max_size=80))
def test_whatever_is_in_a_checklist_the_file_is_toml_with_the_same_checks(
    texts: list[str], title: str
) -> None:
    checks = tuple(DraftCheck(said) for text in texts if (said := plain(text)))
    made = written(Draft(plain(title), checks), "x", "en", NUMBERS)
    with tempfile.TemporaryDirectory() as folder:
        table = _file(Path(folder), made)
    kept = [each["text"]["en"] for each in table.get("check", [])]
    assert len(kept) == len(checks)
    assert all(text == check.text or text.endswith("…") for text, check in zip(kept, checks, strict=True))
    assert len({each["key"] for each in table.get("check", [])}) == len(checks)
