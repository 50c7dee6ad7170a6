"""Actions as rows for Jira, tasks and issues: nothing in them runs, and nothing is lost."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from auditor.base.markdown import escaped
from auditor.base.text import as_written, clean, neutral
from auditor.base.vocabulary import Status
from auditor.cli.action.export import GROUPINGS, SHAPES, TARGETS
from auditor.exporting.calendar import Shape
from auditor.exporting.files import SUFFIXES, ExportTarget, handed_text, issue_files, target_name
from auditor.exporting.github import issue, issue_name, issues
from auditor.exporting.jira import COLUMNS
from auditor.exporting.tasks import Grouping
from auditor.exporting.words import described
from tests.exporting.handed import handed, jira_csv, task_list
from tests.hostile import ALL, SHOWN_AS_IT_IS

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "'=1+1",
    "''=1",
    "＝1+1",
    ";=1+1",
    "=cmd|'/c calc'!A1",
    "x;=1+1;y",
    "x\t@SUM(A1)",
]
_ANY = st.one_of(st.text(max_size=60), st.sampled_from([*FORMULAS, *ALL]).map(lambda text: text[:300]))


def rows(text: str) -> list[list[str]]:
    """Return the rows of CSV without the header, each cell as it was written."""
    header, *found = csv.reader(io.StringIO(text, newline=""))
    assert header == list(COLUMNS)
    return [[as_written(cell) for cell in row] for row in found]


def test_a_row_for_jira_has_its_fields() -> None:
    action = handed(due=date(2026, 12, 1), stage="After the sale")
    (row,) = rows(jira_csv([action]))
    assert row == [
        *("Show the price", "Task", "To Do", "Highest", "", "2026-12-01", "quick-win", "After-the-sale"),
        *("uid1", described(action), "Åsa"),
    ]


def test_only_owners_with_an_account_are_assigned_in_jira() -> None:
    actions = [handed(1, owner="ÅSA"), handed(2, owner="Bo"), handed(3, owner="")]
    found = rows(jira_csv(actions, {"åsa": "asa@example.org"}))
    assert [(row[4], row[-1]) for row in found] == [("asa@example.org", ""), ("", "Bo"), ("", "")]


@given(_ANY, _ANY, _ANY)
def test_no_cell_is_a_formula_and_all_can_be_read_back(title: str, owner: str, note: str) -> None:
    action = handed(title=title, owner=owner, note=note)
    text = jira_csv([action])
    for cell in next(iter(list(csv.reader(io.StringIO(text, newline="")))[1:])):
        assert not cell.lstrip(" ").startswith(
            ("=", "+", "-", "@", ";", "\t", "\r", "\n", "＝", "＋", "－", "＠")
        )
    (row,) = rows(text)
    assert (row[0], row[4]) == (clean(title)[:255], "")
    assert row[-2:] == [clean(described(action)), clean(owner)]


@given(st.one_of(st.text(max_size=30), st.text("'= +-@;\t\nx(|", max_size=9)))
def test_what_was_neutralised_can_be_undone(text: str) -> None:
    cell = neutral(text)
    assert as_written(cell) == text
    assert cell.replace("'", "") == text.replace("'", "")
    first, *parts = re.split("[;\t\r\n]", cell)
    assert not first.lstrip(" ").startswith(tuple("=+-@＝＋－＠"))
    for part in parts:
        assert not part.lstrip(" ").startswith(("=", "＝"))
        assert not (part.lstrip(" ").startswith(tuple("+-@＋－＠")) and re.search(r"\||\w\(", part))


@pytest.mark.parametrize(
    "text",
    [
        "Steps\n- first\n- second; third",
        "Call\n+46 70 123",
        "Ask\n@anna",
        "a;- b",
        "x\n- price (incl. VAT)",
        "d\t-1",
    ],
)
def test_lines_of_a_list_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text
    assert f"{text}\r\n" in jira_csv([handed(note=text)]).replace('"', "") or text in jira_csv(
        [handed(note=text)]
    )


@pytest.mark.parametrize(
    "line", ["=1+1", "- SUM(A1)", "-cmd|'/c calc'!A1", "@SUM(A1)", '+ WEBSERVICE("x")', '- WebService ("x")']
)
def test_a_call_on_a_later_line_is_kept_from_running(line: str) -> None:
    for apart in "\n\t;":
        assert neutral(f"Steps{apart}{line}") == f"Steps{apart}'{line}"


def opened(folder: Path, text: str, apart: str) -> list[list[Any]]:
    """Return the cells, row by row, of CSV opened by a spreadsheet program that parts them at `apart` and that
    evaluates whatever it takes for a formula."""
    (folder / "actions.csv").write_bytes(text.encode())
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += [f"--infilter=CSV:{ord(apart)},34,76,1,,0,false,true,false,false,true,-1"]
    command += ["--convert-to", "xlsx", "actions.csv"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    sheet = import_module("openpyxl").load_workbook(folder / "actions.xlsx").worksheets[0]
    return [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no spreadsheet program here")
@pytest.mark.parametrize("apart", [",", ";", "\t"])
def test_a_spreadsheet_program_runs_nothing_and_keeps_every_cell(tmp_path: Path, apart: str) -> None:
    texts = [text for text in (*FORMULAS, *SHOWN_AS_IT_IS) if text.strip()]
    found = opened(tmp_path, jira_csv([handed(n, text, note=text) for n, text in enumerate(texts)]), apart)
    assert not any(cell.data_type == "f" for row in found for cell in row)
    if apart == ",":
        titles = [as_written(str(row[0].value)) for row in found[1:]]
        assert titles == [clean(text) for text in texts]


def shown(markdown: str) -> str:
    """Return the text that Markdown shows, and refuse anything live in it."""
    html = str(MarkdownIt("commonmark", {"html": True}).render(markdown))
    for tag in ("<a ", "<img", "<script", "<b>", "<table"):
        assert tag not in re.sub("<!--.*?-->", "", html, flags=re.S)
    return html


@pytest.mark.parametrize(
    "text",
    ["[x](http://y)", "<b>x</b>", "**x**", "# x", "- x", "1. x", "`x`", "![x](y)", "a | b", *SHOWN_AS_IT_IS],
)
def test_markdown_shows_text_as_it_is(text: str) -> None:
    action = handed(title=text, owner=text, stage=text, touchpoint=text, found=text, note=text)
    for written in (task_list([action], Grouping.OWNER), task_list([action], Grouping.STAGE), issue(action)):
        html = shown(written)
        as_text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        assert " ".join(clean(text).split()) in as_text.replace("<!-- -->", "")


def test_a_task_list_is_in_groups_and_ticks_what_is_done() -> None:
    actions = [
        handed(1, "First", owner="Åsa"),
        handed(2, "Second", owner=""),
        handed(3, "Third", owner="Bo", status=Status.DONE, due=date(2026, 5, 4)),
        handed(4, "Fourth", owner="Åsa", effort=5, impact=1),
    ]
    by_owner = task_list(actions, Grouping.OWNER)
    headings = [line for line in by_owner.splitlines() if line.startswith("## ")]
    assert headings == ["## Bo", "## Åsa", "## Nobody yet"]
    assert "- [x] **Third**" in by_owner and "- [ ] **First**" in by_owner
    assert by_owner.index("First") < by_owner.index("Fourth") and "due 2026-05-04" in by_owner
    by_quadrant = task_list(actions, Grouping.QUADRANT)
    assert by_quadrant.index("## quick win") < by_quadrant.index("## money pit") < by_quadrant.index("Fourth")


def test_an_issue_calls_nobody_and_lists_what_was_found() -> None:
    written = issue(handed(title="Ask @anna", found="Too slow", note="One\nTwo"))
    assert written.startswith("<!-- Title: Ask @anna -->\n\n- **Labels:**")
    assert "".join(issues([handed(title="Ask @anna")])).startswith("# Ask @<!-- -->anna\n\n- **Labels:**")
    sour = "- [ ] the feeling: sour – Private buyer, audit 1 (Too slow)"
    assert f"{sour}\n  - later: the feeling: very happy – Business buyer, audit 4\n" in written
    assert "`quick win`" in written and "One  \nTwo" in written


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("see #5", "see \\#<!-- -->5"),
        ("GH-5 and gh-12", "GH-<!-- -->5 and gh-<!-- -->12"),
        ("owner/repo#5", "owner/repo\\#<!-- -->5"),
        ("ask @team/ux", "ask @<!-- -->team/ux"),
        ("https://github.com/a/b/issues/5", "https://github.com<!-- -->/a/b/issues/5"),
        ("since 1a2b3c4d", "since 1<!-- -->a2b3c4d"),
        ("C# and 12345 and facade", "C\\# and 12345 and facade"),
    ],
)
def test_an_issue_links_and_tells_no_other(text: str, quiet: str) -> None:
    action = handed(title=text, found=text, note=text, touchpoint=text, owner=text)
    assert "".join(issues([action])).count(quiet) == 5


@pytest.mark.parametrize("title", ["-->", "a --> b", "<!-- x --> y", "--!> z", "-", *SHOWN_AS_IT_IS])
def test_the_title_of_an_issue_is_told_and_not_shown_twice(title: str) -> None:
    html = shown(issue(handed(title=title, touchpoint="Till", note="Note")))
    assert "<h1" not in html and html.count("-->") == 1
    assert html.index("-->") < html.index("<ul>")
    between = html[html.index("-->") + 3 : html.index("<ul>")]
    assert not between.strip()


@pytest.mark.parametrize(
    "text", ["+0.5", "-2", "7.4", "12.", "3 %", "−1", "2026-12-01", "1.5) of 2", "=1", "--force"]
)
def test_numbers_in_markdown_stay_as_they_are(text: str) -> None:
    as_written = escaped(text)
    assert as_written == (text if text != "12." else "12\\.")
    assert f"<p>{text}</p>" in shown(as_written)


def test_each_issue_has_a_file_of_its_own(tmp_path: Path) -> None:
    files = issue_files(
        tmp_path, [handed(7, "Größe & Farbe zeigen!"), handed(8, "価格"), handed(9, "../../etc")]
    )
    assert [path.name for path in files] == ["0007-groe-farbe-zeigen.md", "0008.md", "0009-etc.md"]
    assert issue_name(handed(12, "x" * 500)) == f"0012-{'x' * 50}.md"


def test_the_command_line_knows_every_target_and_grouping() -> None:
    assert tuple(ExportTarget) == TARGETS and tuple(Grouping) == GROUPINGS and tuple(Shape) == SHAPES
    for target in ExportTarget:
        assert SUFFIXES[target] in target_name(target)
        assert "Show the price" in "".join(handed_text(target, [handed()]))
