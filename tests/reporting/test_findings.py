"""Findings in reports: each whole and under its name, with pictures, in every form, whatever people wrote."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from auditor.base import i18n
from auditor.base.errors import RefusedError
from auditor.base.vocabulary import LANGUAGES, Verdict
from auditor.reporting import pictures
from auditor.reporting.contents import Contents
from auditor.reporting.forms import Form, Report, pictures_of, report, write_report
from auditor.reporting.people import PeopleContents
from auditor.sentences.faults import statement
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests import hostile
from tests.pictures import file_of
from tests.reporting.test_reports import Page
from tests.walks import audit_of, give_verdicts, run_sql

TODAY = date(2026, 12, 24)
WHERE = "The button below the form"


def _named(workspace: Workspace, journey: int) -> list[Finding]:
    return list(Contents(workspace, journey, TODAY).faults)


@pytest.fixture
def faulty(workspace: Workspace, web_shop: int) -> int:
    """A journey with a finished audit: the worst finding told whole and with two pictures, and a remark."""
    number = workspace.audits.start(web_shop, "Kim")
    give_verdicts(workspace, number, touchpoints=3)
    workspace.audits.finish(number)
    worst = _named(workspace, web_shop)[0]
    workspace.findings.edit(
        worst.id,
        FindingDraft(place=WHERE, item="Rain jacket", whom="All who buy", severity=4, quick_win=True),
    )
    for colour, text in (("red", "A red button"), ("blue", "")):
        workspace.pictures.add(worst.id, file_of(Image.new("RGB", (1600, 800), colour)), "a.png", text)
    met = next(one for one in audit_of(workspace, number).visits[0].answers if one.verdict is Verdict.PASS)
    workspace.findings.add(met.id, FindingDraft(what="Could be larger still"))
    return web_shop


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    yield i18n.set_language(str(request.param))
    i18n.set_language("en")


def _book(made: Report) -> Any:
    assert isinstance(made.content, bytes)
    return openpyxl.load_workbook(io.BytesIO(made.content))


def _html(workspace: Workspace, journey: int) -> str:
    return str(report(workspace, journey, Form.HTML, TODAY).content)


def test_every_open_finding_has_a_place_of_its_own_that_its_name_leads_to(
    workspace: Workspace, faulty: int, language: str
) -> None:
    faults = _named(workspace, faulty)
    html = _html(workspace, faulty)
    told = html[html.index('<h2 id="findings">') : html.index('<h2 id="map">')]
    assert "?" not in re.sub(r"(data:image|href=\"http)[^\"]*", "", told), "a fault is stated, never asked"
    articles = re.findall(r'<article class="finding[^"]*" id="([A-Z]+-\d+)"', told)
    remark = Contents(workspace, faulty, TODAY).remarks[0].name
    assert articles == [*(one.name for one in faults), remark], "the worst first, the remark last"
    assert sorted(re.findall(r'<a href="#([A-Z]+-\d+)"', told)) == sorted(one.name for one in faults)
    text = str(report(workspace, faulty, Form.MARKDOWN, TODAY).content)
    assert [line[5:] for line in text.splitlines() if re.match(r"#### [A-Z]+-\d+$", line)] == articles
    rows = list(
        _book(report(workspace, faulty, Form.XLSX, TODAY))
        .worksheets[1]
        .iter_rows(min_row=2, values_only=True)
    )
    assert [row[0] for row in rows] == articles
    assert [row[1] for row in rows[:-1]] == [statement(one) for one in faults]


def test_the_headline_and_the_figure_count_the_same_without_remarks(
    workspace: Workspace, faulty: int
) -> None:
    faults = _named(workspace, faulty)
    lines = str(report(workspace, faulty, Form.MARKDOWN, TODAY).content).splitlines()
    said = lines[2].strip("*.")
    assert sum(int(part.split()[0]) for part in said.split(", ")) == len(faults)
    assert f"- {len(faults)} open findings" in lines
    html = _html(workspace, faulty)
    assert f'<p class="headline">{said}.</p>' in html
    summary = _book(report(workspace, faulty, Form.XLSX, TODAY)).worksheets[0]
    assert summary["A2"].value == f"{said}."


def test_headings_are_in_order_and_no_picture_is_without_text(workspace: Workspace, faulty: int) -> None:
    page = Page(_html(workspace, faulty))
    levels = [int(tag[1]) for tag, _attrs in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    images = [attrs for tag, attrs in page.elements if tag == "img"]
    assert [attrs["alt"] for attrs in images] == ["A red button", f"Picture of {_worst(workspace, faulty)}"]
    for attrs in images:
        assert str(attrs["src"]).startswith("data:image/png;base64,")
        assert (attrs["width"], attrs["height"]) == ("1000", "500"), "scaled"


def _worst(workspace: Workspace, journey: int) -> str:
    one = _named(workspace, journey)[0]
    return f"{one.name}: {statement(one)}"


def test_a_picture_without_a_description_is_flagged_in_the_report_and_beside_it(
    workspace: Workspace, faulty: int
) -> None:
    flag = "1 picture has no description"
    for form in Form:
        made = report(workspace, faulty, form, TODAY, file=Path("shop.md"))
        assert [said for said in made.said if said.startswith(flag)]
        if isinstance(made.content, str):
            assert flag in made.content
    worst = _named(workspace, faulty)[0]
    workspace.pictures.describe(worst.pictures[1].id, "A blue button")
    assert report(workspace, faulty, Form.HTML, TODAY).said == ()


def test_pictures_stand_in_a_sheet_with_what_they_show(workspace: Workspace, faulty: int) -> None:
    made = report(workspace, faulty, Form.XLSX, TODAY)
    sheet = _book(made)["Pictures"]
    assert [cell.value for cell in sheet["C"]][1:] == ["A red button", None]
    assert isinstance(made.content, bytes)
    with zipfile.ZipFile(io.BytesIO(made.content)) as book:
        assert sum(name.startswith("xl/media/") for name in book.namelist()) == 2
        drawing = next(
            name for name in book.namelist() if b"A red button" in book.read(name) and "drawing" in name
        )
        assert book.read(drawing).count(b"descr=") == 2


def test_what_is_too_much_for_one_report_is_left_out_and_told(
    workspace: Workspace, faulty: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST", 1)
    made = report(workspace, faulty, Form.HTML, TODAY)
    assert str(made.content).count("<img ") == 1 and "A red button" in str(made.content)
    assert any(said.startswith("1 picture is left out") for said in made.said)
    monkeypatch.setattr(pictures, "MOST", 9)
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    assert "<img " not in str(report(workspace, faulty, Form.HTML, TODAY).content)


def test_a_report_is_written_although_a_picture_is_missing_or_damaged(
    workspace: Workspace, faulty: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _named(workspace, faulty)[0].pictures
    kept = workspace.picture(second.sha256)

    def read(sha256: str, called: str = "") -> bytes:
        if sha256 == first.sha256:
            raise RefusedError(f"{called} is missing")
        return b"no picture" + kept

    monkeypatch.setattr(workspace, "picture", read)
    made = report(workspace, faulty, Form.HTML, TODAY)
    name = _named(workspace, faulty)[0].name
    assert f"{name}, picture 1 is missing" in made.said and any(
        f"{name}, picture 2" in said for said in made.said
    )
    assert "<img " not in str(made.content) and f"{name}, picture 1 is missing" in str(made.content)


def test_pictures_of_markdown_are_beside_it_and_old_ones_go_with_it(
    workspace: Workspace, faulty: int, tmp_path: Path
) -> None:
    file = tmp_path / "my shop #1.md"
    folder = pictures_of(file)

    def written(force: bool = False) -> set[str]:
        made = report(workspace, faulty, Form.MARKDOWN, TODAY, file=file)
        write_report(made, file, force)
        links = set(re.findall(r"!\[[^]]*\]\(my%20shop%20%231-pictures/([^)]+)\)", file.read_text("utf-8")))
        assert links == set(made.pictures or {})
        return links

    assert {path.name for path in folder.iterdir()} == written() if folder.exists() else len(written()) == 2
    (folder / "notes.txt").write_text("mine")
    text = file.read_text("utf-8")
    with pytest.raises(RefusedError, match="already there"):
        written()
    assert file.read_text("utf-8") == text
    workspace.pictures.remove([_named(workspace, faulty)[0].pictures[0].id])
    left = written(force=True)
    assert len(left) == 1 and {path.name for path in folder.iterdir()} == {*left, "notes.txt"}


def test_what_is_gone_and_what_came_back_are_told_by_name(workspace: Workspace, faulty: int) -> None:
    before = _named(workspace, faulty)
    mended = next(one for one in before if one.check is not None)
    for verdict in (Verdict.PASS, Verdict.FAIL):
        number = workspace.audits.start(faulty, "Kim")
        give_verdicts(workspace, number, touchpoints=3)
        answer = next(
            answer
            for visit in audit_of(workspace, number).visits
            for answer in visit.answers
            if visit.touchpoint_id == mended.touchpoint_id
            and mended.check
            and answer.check.named == mended.check.named
        )
        workspace.audits.answer(answer.id, verdict)
        workspace.audits.finish(number)
        text = str(report(workspace, faulty, Form.MARKDOWN, TODAY).content)
        if verdict is Verdict.PASS:
            gone = text[text.index("### Gone since ") :].partition("\n\n#")[0]
            assert re.findall(r"^\| ([A-Z]+-\d+) \|", gone, re.M) == [mended.name]
            assert "; 1 fewer than " in text.splitlines()[2] and f"#### {mended.name}" not in text
    part = text[text.index(f"#### {mended.name}") :].partition("\n####")[0]
    assert " · came back · first found " in part
    assert "; 1 more than " in text.splitlines()[2]
    assert re.search(r"^\| Findings that came back \| 0 \| 0 \| 1 \|$", text, re.M)
    assert re.search(r"^\| Findings that are gone \| 0 \| 1 \| 0 \|$", text, re.M)


def test_a_draft_is_told_as_one_and_not_counted(workspace: Workspace, web_shop: int) -> None:
    number = workspace.audits.start(web_shop, "Kim")
    give_verdicts(workspace, number, touchpoints=1)
    text = str(report(workspace, web_shop, Form.MARKDOWN, TODAY).content)
    assert text.splitlines()[2] == "**No audit is finished yet: what was found so far is a draft.**"
    drafts = text[text.index("Draft of an audit by Kim") :].partition("\n\n#")[0]
    assert drafts.count("| ✗ ") + drafts.count("| \\~ ") > 3 and "?" not in drafts
    assert not re.search(r"^#### [A-Z]+-\d+$", text, re.M)
    book = _book(report(workspace, web_shop, Form.XLSX, TODAY))
    assert book["Findings"].max_row == 1 and book["Drafts"].max_row > 3


@pytest.mark.parametrize("form", list(Form))
def test_whatever_people_wrote_of_a_finding_stays_text(workspace: Workspace, faulty: int, form: Form) -> None:
    texts = [
        *hostile.SHOWN_AS_IT_IS,
        *(dirty for dirty, _clean in hostile.CLEANED if "\ud800" not in dirty and "\0" not in dirty),
    ]
    text = " ".join(texts) + " <img src=x onerror=alert(1)> ![x](http://a) " + "w" * 3000
    columns = ", ".join(
        f"{column} = :text" for column in ("what", "place", "item", "address", "whom", "note")
    )
    run_sql(workspace, f"UPDATE finding SET {columns}", text=text)
    run_sql(workspace, "UPDATE picture SET text = :text", text='"><script>x</script> ](a) =1+1')
    made = report(workspace, faulty, form, TODAY, file=Path("a.md"))
    if form is Form.XLSX:
        for sheet in _book(made):
            assert all(
                cell.data_type != "f"
                for row in sheet
                for cell in row
                if sheet.title in ("Findings", "Pictures")
            )
            assert all(cell.hyperlink is None for row in sheet for cell in row)
        return
    content = str(made.content)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", content)
    if form is Form.HTML:
        page = Page(content)
        assert not {"script", "bold"} & {tag for tag, _attrs in page.elements}
        assert {attrs["alt"] for tag, attrs in page.elements if tag == "img"} == {
            '"><script>x</script> ](a) =1+1'
        }
        assert any("<img src=x onerror=alert(1)>" in said for said in page.text)
    else:
        findings = content[content.index("## What we found") : content.index("## The map")]
        assert not re.search(r"(?<!\\)<", findings)
        assert re.findall(r"(?<!\\)!\[.*?(?<!\\)\]\((.*?)\)", findings) == [
            f"a-pictures/{name}" for name in made.pictures or {}
        ]


def test_whoever_answers_for_a_touchpoint_is_told_what_is_wrong_there(
    workspace: Workspace, faulty: int
) -> None:
    worst = _named(workspace, faulty)[0]
    person = workspace.people.add("Bo")
    workspace.stages.edit_touchpoint(worst.touchpoint_id, responsible="Bo")
    bo = next(one for one in workspace.reads.people.all() if one.id == person)
    found = PeopleContents.of_person(workspace, bo, TODAY)
    here = [one for one in _named(workspace, faulty) if one.touchpoint_id == worst.touchpoint_id]
    assert [one.name for one in found.findings] == [one.name for one in here]
    assert (str(len(here)), "open findings") in found.figures
