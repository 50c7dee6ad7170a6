"""Reports of a journey in every form: what colleagues can rely on to find in them, and that nothing in them runs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from auditor.analysis.mapping import Layer, curve
from auditor.analysis.priority import Bounds
from auditor.base import i18n
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import LANGUAGES, NoteKind, ReportPart
from auditor.drawing.page_matrix import matrix
from auditor.mermaid.writing import diagrams
from auditor.reporting.contents import Contents
from auditor.reporting.figures import FIGURES, Where, figures
from auditor.reporting.forms import Form, file_name, report
from auditor.reporting.html import page
from auditor.reporting.markdown import markdown
from auditor.reporting.workbook import workbook
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from tests import hostile
from tests.exchange.rows import fill
from tests.walks import Walked, audit_of, run_sql

TODAY = date(2026, 12, 24)


class Page(HTMLParser):
    """Reads a page: what opens and closes, the attributes of every element, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "img"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text.append(data)


@pytest.fixture
def contents(workspace: Workspace, web_shop: int, walked: Walked) -> Contents:
    """What a report of a filled journey is made of."""
    fill(workspace, web_shop)
    return Contents(workspace, web_shop, TODAY)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    yield i18n.set_language(str(request.param))
    i18n.set_language("en")


def test_a_page_is_whole_and_says_its_language(contents: Contents, language: str) -> None:
    found = Page(page(contents, Bounds()))
    assert ("html", {"lang": language}) in found.elements
    ids = [attrs["id"] for _tag, attrs in found.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = {attrs[key] for _tag, attrs in found.elements for key in ("aria-labelledby",) if key in attrs}
    anchors = {str(attrs["href"])[1:] for tag, attrs in found.elements if tag == "a"}
    assert named | anchors <= set(ids)


def test_a_page_loads_and_runs_nothing(contents: Contents) -> None:
    html = page(contents, Bounds())
    found = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {
        tag for tag, _ in found.elements
    }
    for tag, attrs in found.elements:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attrs), (tag, attrs)
        assert str(attrs.get("href", "#")).startswith("#")
    policy = next(attrs["content"] for tag, attrs in found.elements if attrs.get("http-equiv"))
    assert policy and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in html and "@import" not in html


def test_a_page_shows_what_people_wrote_and_runs_none_of_it(
    workspace: Workspace, web_shop: int, walked: Walked
) -> None:
    fill(workspace, web_shop)
    texts = (
        " ".join(hostile.SHOWN_AS_IT_IS)
        + " <img src=x onerror=alert(1)> </style><script>x</script> {{ 7*7 }}"
    )
    for table, column in (
        ("journey", "about"),
        ("touchpoint", "name"),
        ("stage", "name"),
        ("persona", "goals"),
        ("action", "title"),
        ("evidence", "quote"),
        ("person", "name"),
        ("note", "text"),
        ("answer", "note"),
    ):
        run_sql(workspace, f"UPDATE {table} SET {column} = :text", text=texts)
    contents = Contents(workspace, web_shop, TODAY)
    found = Page(page(contents, workspace.rules.bounds))
    assert not {"script", "img", "bold"} & {tag for tag, _attrs in found.elements}
    assert sum("{{ 7*7 }}" in text and "<img src=x onerror=alert(1)>" in text for text in found.text) > 5
    text = markdown(contents)
    assert not re.search(r"(?<!\\)<", re.sub(r"```mermaid.*?```", "", text, flags=re.S))
    assert text.count("```") == 2 * len(diagrams(contents.map)) > 0


def test_the_numbers_of_the_map_are_those_of_the_curves(contents: Contents) -> None:
    html = page(contents, Bounds())
    persona = contents.map.personas[0]
    for score, point in zip(curve(contents.map, Layer.NEWEST, persona.id), contents.map.points, strict=True):
        if score is not None:
            told = f"{persona.name} · {point.touchpoint.name}: {i18n.number(score, 1, signed=True)}"
            assert f"<title>{told}</title>" in html


def test_findings_actions_owners_and_evidence_are_in_every_form(
    workspace: Workspace, contents: Contents
) -> None:
    html = page(contents, workspace.rules.bounds)
    text = markdown(contents)
    for wanted in ("Title", "Bo", "Shop", "It hurts", contents.map.points[0].touchpoint.name):
        assert wanted in html and wanted in text, wanted
    assert "late" in html and "23 Nov 2026" in html
    assert len(contents.heard) == 2


def _sheets(workspace: Workspace, journey: int) -> Any:
    made = report(workspace, journey, Form.XLSX, TODAY).content
    assert isinstance(made, bytes)
    return openpyxl.load_workbook(io.BytesIO(made))


def test_a_workbook_has_real_numbers_and_dates_frozen_headers_filters_and_a_chart(
    workspace: Workspace, contents: Contents, web_shop: int
) -> None:
    book = _sheets(workspace, web_shop)
    assert book.sheetnames == [
        *(
            "Summary",
            "Findings",
            "Drafts",
            "Touchpoints",
            "Feelings",
            "Answers",
            "Actions",
            "Evidence",
            "Goals and strategies",
            "As it is to be",
            "Replies",
            "Personas compared",
            "Personas",
        )
    ]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, sheet.title
    assert len(book["Feelings"]._charts) == 1 and len(book["As it is to be"]._charts) == 1
    actions = [
        dict(zip([c.value for c in book["Actions"][1]], row, strict=True))
        for row in book["Actions"].iter_rows(min_row=2, values_only=True)
    ]
    (mine,) = [row for row in actions if row["Action"] == "Title"]
    assert mine["Due"].date() == date(2026, 11, 23) and mine["Impact"] == 5
    assert isinstance(mine["Priority"], float)
    (piece,) = list(book["Evidence"].iter_rows(min_row=2, values_only=True))
    assert (piece[4].date(), piece[5], piece[6]) == (date(2026, 11, 23), 50, 12.5)
    answers = list(book["Answers"].iter_rows(min_row=2, values_only=True))
    assert sum(1 for row in answers if row[8] is not None) == sum(
        one.audit.answered for one in contents.heard
    )


def test_every_figure_is_in_the_forms_that_its_row_names(
    workspace: Workspace, contents: Contents, web_shop: int, language: str
) -> None:
    html, text = Page(page(contents, workspace.rules.bounds)).text, markdown(contents).splitlines()
    first = list(_sheets(workspace, web_shop).worksheets[0].iter_rows(values_only=True))
    in_book = {row[0]: row[1] for row in first}
    assert sum(row[0] == _("Figures of") for row in first) == 1
    for one in figures(contents, Where.READ):
        assert html[html.index(one.title) - 1] == one.text
        assert f"- {one.text} {one.title}" in text
    for one in figures(contents, Where.WORKBOOK):
        assert str(in_book[one.heading]).startswith("=") if one.formula else in_book[one.heading] == one.value
    shown = {one.key for where in Where for one in figures(contents, where)}
    assert shown == {one.key for one in FIGURES}


def test_the_figure_of_what_a_journey_is_for_stands_in_every_form_once_it_is_known(
    workspace: Workspace, contents: Contents, web_shop: int
) -> None:
    assert "cost of the open actions" not in markdown(contents)
    action = contents.open_actions[0].id
    workspace.journeys.edit(web_shop, purpose="cost", currency="kr")
    workspace.actions.edit(action, cost="10000..20000", gain="900")
    again = Contents(workspace, web_shop, TODAY)
    lines = markdown(again).splitlines()
    assert "- 10,000–20,000 kr cost of the open actions" in lines
    assert "- 900 kr gain of the open actions a month" in lines
    title = again.open_actions[0].title
    assert f"| {action} | {title} | 10,000–20,000 kr | 900 kr | -9,200 to 800 kr | 100% |" in lines
    html = Page(page(again, workspace.rules.bounds)).text
    assert html[html.index("cost of the open actions") - 1] == "10,000–20,000 kr"
    first = list(_sheets(workspace, web_shop).worksheets[0].iter_rows(values_only=True))
    assert ("Cost of the open actions", "10,000–20,000 kr") in {row[:2] for row in first}


def test_an_action_has_one_number_everywhere_the_one_that_commands_take(
    workspace: Workspace, contents: Contents, web_shop: int
) -> None:
    point = contents_point(workspace, web_shop)
    low = workspace.actions.add(point, "Last of all", 5, 1)
    first = workspace.actions.add(point, "First of all", 1, 5)
    contents = Contents(workspace, web_shop, TODAY)
    place = {one.id: at for at, one in enumerate(contents.open_actions, start=1)}
    assert place[first] < place[low] and place[first] != first
    lines = markdown(contents).splitlines()
    headings = [line for line in lines if line.startswith("| No. | Place | Action |")]
    assert headings, "in the list, and in what each owner has"
    assert sum(line.startswith(f"| {first} | {place[first]} | First of all |") for line in lines) >= 1
    html = page(contents, workspace.rules.bounds)
    assert f'data-label="No.">{low}</td><td class="right" data-label="Place">{place[low]}</td>' in html
    sheet = list(_sheets(workspace, web_shop)["Actions"].iter_rows(values_only=True))
    assert sheet[0][:3] == ("Place", "No.", "Action")
    assert {row[2]: row[:2] for row in sheet[1:]}["First of all"] == (place[first], first)
    points = list(_sheets(workspace, web_shop)["Touchpoints"].iter_rows(values_only=True))
    assert points[0][:2] == ("Place", "No.") and points[1][:2] == (1, point)


def test_the_matrix_names_actions_by_their_numbers(contents: Contents) -> None:
    shape = matrix(contents.open_actions, Bounds())
    named = {int(number) for field in shape.fields for line in field.lines for number in line.split()}
    assert named == {one.id for one in contents.open_actions}
    many = [replace(contents.open_actions[0], id=100_000 + n) for n in range(40)]
    (lines,) = [field.lines for field in matrix(many, Bounds()).fields if field.lines]
    assert len(lines) == 3 and all(len(line) <= 15 for line in lines)
    told = " ".join(lines).split()
    assert int(told[-1].removeprefix("+")) + len(told) - 1 == 40


def test_as_many_actions_are_open_as_the_list_has(
    workspace: Workspace, contents: Contents, web_shop: int
) -> None:
    (found,) = [one for one in figures(contents, Where.SUMMARY) if one.key == "open_actions"]
    assert found.value == len(contents.open_actions) > 0
    assert found.value == workspace.reads.actions.ranking(ActionFilter(journey_id=web_shop)).total


def test_one_thing_is_counted_in_the_singular(workspace: Workspace, language: str) -> None:
    journey = workspace.journeys.new("One")
    point = workspace.stages.add_touchpoint(workspace.stages.add(journey, "Buy"), "Pay")
    workspace.actions.add(point, "Mend", 1, 5)
    contents = Contents(workspace, journey, TODAY)
    one, two = (
        {"en": "1 touchpoint", "sv": "1 kontaktpunkt", "nb": "1 kontaktpunkt"}[language],
        {"en": "1 open action", "sv": "1 öppen åtgärd", "nb": "1 åpent tiltak"}[language],
    )
    lines = markdown(contents).splitlines()
    assert f"- {one}" in lines and f"- {two}" in lines
    assert {each.heading for each in figures(contents, Where.WORKBOOK)} >= {
        {"en": "Touchpoints", "sv": "Kontaktpunkter", "nb": "Kontaktpunkter"}[language]
    }


def test_nouns_and_verbs_that_are_one_word_in_english_are_told_apart(
    workspace: Workspace, web_shop: int, language: str
) -> None:
    names = _sheets(workspace, web_shop).sheetnames
    assert {"en": "Answers", "sv": "Svar", "nb": "Svar"}[language] in names


def test_text_in_a_workbook_is_never_a_formula_or_a_link(workspace: Workspace, web_shop: int) -> None:
    point = contents_point(workspace, web_shop)
    titles = ["=1+1", "+1", "@SUM(A1)", "https://example.org", "mailto:a@b.c", "-2+3", "12"]
    for title in titles:
        workspace.actions.add(point, title, 1, 5)
    cells = {cell.value: cell for row in _sheets(workspace, web_shop)["Actions"] for cell in row}
    for title in titles:
        assert (cells[title].data_type, cells[title].hyperlink) == ("s", None), title


def contents_point(workspace: Workspace, journey: int) -> int:
    """Return the number of a touchpoint."""
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return found.touchpoints[0].id


@pytest.mark.parametrize("form", list(Form))
def test_a_journey_without_anything_has_a_report_too(workspace: Workspace, form: Form, language: str) -> None:
    journey = workspace.journeys.new("Empty")
    made = report(workspace, journey, form, TODAY).content
    assert "Empty" in made if isinstance(made, str) else made.startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Web shop", "web-shop.html"),
        ("../../etc/passwd", "etc-passwd.html"),
        ("Åre – köpresa!", "åre-köpresa.html"),
        ("...", "journey.html"),
        ("CON: a*b?", "con-a-b.html"),
        ("x" * 200, "x" * 60 + ".html"),
    ],
)
def test_file_names_are_good_anywhere(name: str, file: str) -> None:
    assert file_name(name, Form.HTML) == file


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1..21, as WCAG 2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_every_colour_of_text_can_be_read_on_every_ground(theme: int) -> None:
    import auditor.reporting.html as module

    css = (Path(module.__file__).with_name("templates") / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", blocks[theme]))
    for text in ("ink", "dim", "good", "warn", "bad", "accent"):
        for ground in ("paper", "card", "band"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for ground in ("win", "bet", "fill", "pit"):
        assert _contrast(colours["dim"], colours[ground]) >= 4.5, ground
    for number in range(8):
        assert _contrast(colours[f"k{number}"], colours["paper"]) >= 3, number


def _worst(contents: Contents) -> list[str]:
    """Return the touchpoints about which something is known, those that need most first, worked out anew."""
    known = [
        point
        for point in contents.map.points
        if point.passed + point.failed or any(felt.now is not None for felt in point.feelings.values())
    ]
    known.sort(key=lambda point: point.touchpoint.need, reverse=True)
    return [point.touchpoint.name for point in known if point.touchpoint.need >= 0.25][:3]


def test_a_report_begins_with_what_is_worst_what_to_do_who_and_when(
    workspace: Workspace, contents: Contents, web_shop: int
) -> None:
    point = contents_point(workspace, web_shop)
    mine = workspace.actions.add(point, "Sell to guests", 1, 5)
    workspace.actions.add(point, "Least of all", 5, 1)
    contents = Contents(workspace, web_shop, TODAY)
    worst = _worst(contents)
    assert worst
    waiting = next(one for one in contents.open_actions if one.blocked)
    first_actions = contents.first_actions(5)
    assert first_actions.index(waiting) > 0, "after what it waits for"
    assert mine in {one.id for one in first_actions}
    html = page(contents, workspace.rules.bounds)
    head = html[html.index("<header") : html.index("</header>")]
    assert re.findall(r"<li><h3>(.*?)</h3>", head) == worst
    table = re.findall(r'data-label="No.">(\d+)</td><td class="names[^"]*" data-label="Action">', head)
    assert table == [str(one.id) for one in first_actions]
    assert head.count('data-label="Who">') == head.count('data-label="When">') == len(first_actions)
    lines = markdown(contents).splitlines()
    assert [line.split("**")[1] for line in lines if line.startswith("- **")] == worst
    assert lines.index("## What is worst") < lines.index("## What to do first") < lines.index("## The map")
    cells = [row[0] for row in _sheets(workspace, web_shop)["Summary"].iter_rows(values_only=True)]
    assert cells[3 : 3 + len(worst)] == worst
    at = cells.index("Action")
    assert cells[at + 1 : at + 1 + len(first_actions)] == [one.title for one in first_actions]


def test_each_feeling_has_one_sign_that_is_explained_once(contents: Contents) -> None:
    html = page(contents, Bounds())
    assert not re.search(r":-[()|]", html)
    signs = re.findall(r'<symbol id="(face-?\d)"', html)
    assert sorted(signs) == ["face-1", "face-2", "face0", "face1", "face2"]
    assert set(re.findall(r'href="#(face-?\d)"', html)) == set(signs)
    scale = html[html.index('<p class="scale">') :].partition("</p>")[0]
    assert re.findall(r"#face(-?\d)", scale) == ["2", "1", "0", "-1", "-2"]
    assert html.count('<p class="scale">') == 1


def test_what_is_long_is_folded_and_each_fold_says_what_is_in_it(contents: Contents, language: str) -> None:
    html = page(contents, Bounds())
    folds = html.split("<details")[1:]
    assert folds and all(re.match(r"[^>]*><summary><h3>[^<]", fold) for fold in folds)
    outside = re.sub(r"<details.*?</details>", "", html, flags=re.S)
    assert outside.count("<table") == 1, "the first actions stand open, all other tables in folds"


def test_rows_of_actions_are_coloured_by_quadrant_and_sheets_printed_wide_enough_to_be_read(
    workspace: Workspace, contents: Contents, web_shop: int
) -> None:
    workspace.actions.add(contents_point(workspace, web_shop), "Sell to guests", 1, 5)
    book = _sheets(workspace, web_shop)
    sheet = book["Actions"]
    titles = [cell.value for cell in sheet[1]]
    rules = [rule.formula[0] for one in sheet.conditional_formatting for rule in one.rules]
    letter = sheet.cell(1, titles.index("Quadrant") + 1).column_letter
    assert rules == [f'${letter}2="{word}"' for word in ("quick win", "big bet", "fill-in", "money pit")]
    for one in book.worksheets:
        wide = sum(column.width for column in one.column_dimensions.values())
        assert (one.page_setup.fitToHeight == 0) is (one.title != "Summary"), one.title
        assert wide / (one.page_setup.fitToWidth or 1) <= 230, one.title
    for column in ("Action", "Touchpoint"):
        letter = sheet.cell(1, titles.index(column) + 1).column_letter
        longest = max(len(str(cell.value)) for cell in sheet[letter])
        assert sheet.column_dimensions[letter].width >= min(48, longest)


def test_the_settings_of_printing_keep_a_chart_and_its_legend_together() -> None:
    import auditor.reporting.html as module

    css = (Path(module.__file__).with_name("templates") / "report.css").read_text(encoding="utf-8")
    together = re.findall(r"([^{}]*)\{[^{}]*break-inside: avoid", css)
    assert any("figure" in rule for rule in together)
    assert "counter(page)" in css and "::details-content" in css


CARRIED = {
    ReportPart.GOALS: "The customer buys without trouble",
    ReportPart.NOTES: "Wants to know the cost of delivery",
    ReportPart.PERSONAS: "Buys in the evening",
    ReportPart.INSIDE: "Paying by card",
}


@pytest.fixture
def carried(workspace: Workspace, web_shop: int) -> Contents:
    """A journey with a goal, a note, a persona, and a journey inside that has one inside itself."""
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    workspace.stages.edit(journey.stages[0].id, goal=CARRIED[ReportPart.GOALS])
    point = journey.touchpoints[0]
    workspace.noting.add(point.id, NoteKind.NEED, CARRIED[ReportPart.NOTES])
    persona = workspace.journeys.add_persona(web_shop, "Maja", CARRIED[ReportPart.PERSONAS])
    outer = web_shop
    for name in ("Paying", CARRIED[ReportPart.INSIDE]):
        opened = workspace.reads.journeys.get(outer)
        assert opened is not None
        stage = opened.stages[0]
        place = point.id if outer == web_shop else workspace.stages.add_touchpoint(stage.id, "Card")
        outer = workspace.stages.open_new(place, name)
    inner = workspace.reads.journeys.get(outer)
    assert inner is not None
    workspace.stages.add_touchpoint(inner.stages[0].id, "The code by text message")
    mine = workspace.journeys.add_persona(outer, "Maja")
    audit = workspace.audits.start(outer, "Kim", mine)
    workspace.audits.feel(audit_of(workspace, audit).visits[0].id, -2)
    workspace.audits.finish(audit)
    assert persona
    return Contents(workspace, web_shop, TODAY)


def test_a_report_carries_the_journey_and_those_inside_each_with_its_map(
    workspace: Workspace, carried: Contents
) -> None:
    html, text = page(carried, workspace.rules.bounds), markdown(carried)
    for wanted in (*CARRIED.values(), "The code by text message", "Inside “Card” of “Paying”."):
        assert wanted in html and wanted in text.replace("\\", ""), wanted
    inside = html[html.index('<h2 id="inside">') :]
    assert (
        inside.count("<svg viewBox") > 0
        and f"The code by text message: {i18n.number(-2, 1, signed=True)}" in inside
    )
    assert text[text.index("## Journeys inside") :].count("```mermaid") == 2
    book = _sheets(workspace, carried.map.journey.id)
    assert len(book[CARRIED[ReportPart.INSIDE]]._charts) == 1
    notes = list(book["Notes"].iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in notes] == [CARRIED[ReportPart.NOTES]]


def test_a_report_shows_the_parts_that_are_chosen(workspace: Workspace, carried: Contents) -> None:
    number = carried.map.journey.id
    without_map = [part for part in ReportPart if part is not ReportPart.MAP]
    for parts in ([ReportPart.NOTES, ReportPart.INSIDE], without_map, [ReportPart.MAP]):
        contents = Contents(workspace, number, TODAY, parts)
        html, text = page(contents, workspace.rules.bounds), markdown(contents)
        for each, wanted in CARRIED.items():
            shown = each in parts
            assert (wanted in html, wanted in text) == (shown, shown), (parts, each)
        assert ('id="map"' in html) == (ReportPart.MAP in parts)
        book = openpyxl.load_workbook(io.BytesIO(workbook(contents)))
        assert ("Touchpoints" in book.sheetnames) == (ReportPart.MAP in parts)
        assert ("Notes" in book.sheetnames) == (ReportPart.NOTES in parts)
        assert (CARRIED[ReportPart.INSIDE] in book.sheetnames) == (ReportPart.INSIDE in parts)


def test_what_is_chosen_is_kept_with_the_journey_and_can_be_undone(
    workspace: Workspace, carried: Contents
) -> None:
    number = carried.map.journey.id
    workspace.journeys.edit(number, report=["notes", "map"])
    assert Contents(workspace, number, TODAY).parts == (ReportPart.MAP, ReportPart.NOTES)
    with pytest.raises(RefusedError, match="Part of the report is “weather”"):
        workspace.journeys.edit(number, report=["map", "weather"])
    workspace.undoing.undo()
    assert Contents(workspace, number, TODAY).parts == tuple(ReportPart)
    workspace.undoing.redo()
    workspace.journeys.edit(number, report=list(ReportPart))
    assert run_sql(workspace, "SELECT report FROM journey WHERE id = :id", id=number) == [("",)]


def test_sheets_have_names_of_their_own(workspace: Workspace, carried: Contents) -> None:
    number = carried.map.journey.id
    for one, name in zip(carried.inside, ("Summary", "x" * 40 + ": a/b?"), strict=True):
        workspace.journeys.edit(one.contents.map.journey.id, name=name)
    names = _sheets(workspace, number).sheetnames
    assert "Summary 2" in names and "x" * 31 in names
