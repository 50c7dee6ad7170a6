"""Every tool's file is known by name: read, or refused with what it is and what to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import RefusedError
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.reports.pa11y import read_pa11y
from screens.frame.ways_out import WAYS as APP_WAYS
from tests.importing.files import CHECKOUT, planned, suggestions
from tests.importing.reports import Json, axe_page, lighthouse, rule, text

IMAGES, CONTRAST, LANGUAGE = (
    "accessibility/image-text",
    "accessibility/text-contrast",
    "accessibility/page-language",
)
H37 = {
    "code": "WCAG2AA.Principle1.Guideline1_1.1_1_1.H37",
    "type": "error",
    "typeCode": 1,
    "message": "Img element missing an alt attribute.",
    "selector": "#hero > img",
    "runner": "htmlcs",
}
H57 = {
    "code": "WCAG2AA.Principle3.Guideline3_1.3_1_1.H57.2",
    "type": "error",
    "message": "The html element should have a lang attribute.",
    "selector": "html",
}
BACKGROUND = {
    **H37,
    "code": "WCAG2AA.Principle1.Guideline1_4.1_4_3.G18.BgImage",
    "type": "warning",
    "typeCode": 2,
}
WAVE: Json = {
    "status": {"success": True, "httpstatuscode": 200},
    "statistics": {
        "pagetitle": "Shop",
        "pageurl": "https://shop.example/",
        "waveurl": "https://wave.example/x",
    },
    "categories": {
        "error": {
            "description": "Errors",
            "count": 3,
            "items": {
                "alt_missing": {"id": "alt_missing", "description": "Missing alternative text", "count": 2},
                "language_missing": {"id": "language_missing", "count": 1},
            },
        },
        "contrast": {"count": 4, "items": {"contrast": {"description": "Very low contrast", "count": 4}}},
        "alert": {"count": 1, "items": {"heading_skipped": {"description": "Skipped heading", "count": 1}}},
    },
}
EQUAL_ACCESS: Json = {
    "scanID": "a",
    "toolID": "accessibility-checker-v3.1.73",
    "label": "kassa",
    "numExecuted": 6,
    "summary": {
        "counts": {"violation": 3, "potentialviolation": 1, "recommendation": 1, "manual": 1, "pass": 1},
        "startScan": 1794391200000,
        "URL": "https://shop.example/kassa",
    },
    "results": [
        {"ruleId": "img_alt_valid", "level": "violation", "message": "Image has no text"},
        {"ruleId": "img_alt_valid", "level": "violation", "message": "Image has no text"},
        {"ruleId": "html_lang_exists", "value": ["VIOLATION", "FAIL"], "message": "No language"},
        {"ruleId": "text_contrast_sufficient", "level": "potentialviolation", "message": "Contrast?"},
        {"ruleId": "style_color_misuse", "level": "manual", "message": "Colour alone?"},
        {"ruleId": "aria_content_in_landmark", "level": "recommendation", "message": "Landmark"},
        {"ruleId": "page_title_exists", "level": "pass", "message": "Title"},
    ],
}


def sarif(name: str = "axe-core", *results: Json) -> Json:
    """Return SARIF of a program that looked at a page."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": name,
                        "version": "4.10.2",
                        "rules": [{"id": "image-alt", "name": "Images must have alternate text"}],
                    }
                },
                "invocations": [{"executionSuccessful": True, "endTimeUtc": "2026-11-02T09:00:00Z"}],
                "artifacts": [{"location": {"uri": "https://shop.example/"}, "roles": ["analysisTarget"]}],
                "results": list(results),
            }
        ],
    }


def found(rule_id: str, kind: str | None = "fail") -> Json:
    """Return a result of SARIF at an element of the page."""
    at = [{"physicalLocation": {"artifactLocation": {"index": 0}}}]
    told: Json = {"ruleId": rule_id, "level": "error", "message": {"text": "Fix it"}, "locations": at}
    return told if kind is None else {**told, "kind": kind}


@pytest.mark.parametrize(
    ("form", "content", "faults", "suggested"),
    [
        ("pa11y", [H37, H37, H57, BACKGROUND], 3, {IMAGES, LANGUAGE}),
        (
            "pa11y",
            {"documentTitle": "Shop", "pageUrl": "https://shop.example/", "issues": [H37]},
            1,
            {IMAGES},
        ),
        (
            "pa11y",
            {"total": 1, "passes": 0, "errors": 2, "results": {"https://shop.example/checkout": [H37, H57]}},
            2,
            {IMAGES, LANGUAGE},
        ),
        (
            "pa11y",
            [{**H37, "code": "color-contrast", "runner": "axe", "runnerExtras": {"impact": "serious"}}],
            1,
            {CONTRAST},
        ),
        ("wave", WAVE, 7, {IMAGES, CONTRAST, LANGUAGE}),
        ("wave", [WAVE], 7, {IMAGES, CONTRAST, LANGUAGE}),
        ("equal-access", EQUAL_ACCESS, 3, {IMAGES, LANGUAGE}),
        ("equal-access", {"label": "x", "report": EQUAL_ACCESS}, 3, {IMAGES, LANGUAGE}),
        (
            "sarif",
            sarif("axe-core", found("image-alt"), found("image-alt", None), found("color-contrast", "pass")),
            2,
            {IMAGES, CONTRAST},
        ),
        ("sarif", sarif("axe-core"), 0, set()),
        (
            "axe",
            {
                "axeVersion": "4.7.0",
                "url": "https://shop.example/",
                "testingEndDate": "2026-11-02T09:00:00Z",
                "allIssues": [
                    {"ruleId": "image-alt", "impact": "critical", "help": "Images", "needsReview": False},
                    {"ruleId": "image-alt", "impact": "critical", "help": "Images", "needsReview": False},
                    {
                        "ruleId": "color-contrast",
                        "impact": "serious",
                        "help": "Contrast",
                        "needsReview": True,
                    },
                ],
            },
            2,
            {IMAGES},
        ),
    ],
)
def test_reports_of_other_tools_are_read_as_those_of_axe(
    tmp_path: Path, form: str, content: object, faults: int, suggested: set[str]
) -> None:
    for asked in ("", form):
        plan = planned(tmp_path, text(content), asked, touchpoint_ids=(CHECKOUT,))
        (landing,) = plan.landings
        assert (plan.form, landing.draft.figure, landing.draft.better) == (form, faults, "lower")
        assert suggestions(plan).keys() == suggested


def test_what_a_tool_leaves_to_people_is_told(tmp_path: Path) -> None:
    page = axe_page(incomplete=[rule("color-contrast", 3)])
    for content, told in (
        (page, "3 elements are left to be looked at by hand: 3 × Help of color-contrast."),
        (WAVE, "1 element is left to be looked at by hand: 1 × Skipped heading."),
        (EQUAL_ACCESS, "2 elements are left to be looked at by hand: 1 × Contrast?; 1 × Colour alone?."),
    ):
        plan = planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))
        assert told in plan.remarks
        assert plan.landings[0].draft.note.endswith(told)
    clean = planned(tmp_path, text(axe_page(passes=[rule("color-contrast")])), touchpoint_ids=(CHECKOUT,))
    assert not any("by hand" in str(remark) for remark in clean.remarks)


def test_recommendations_of_equal_access_are_no_faults_and_are_told(tmp_path: Path) -> None:
    plan = planned(tmp_path, text(EQUAL_ACCESS), touchpoint_ids=(CHECKOUT,))
    assert "1 recommendation is no fault and is not counted." in plan.remarks
    assert plan.landings[0].draft.collected == date(2026, 11, 11)
    assert plan.landings[0].draft.source == "IBM Equal Access 3.1.73, https://shop.example/kassa"


def test_faults_are_counted_by_impact_and_rule(tmp_path: Path) -> None:
    issues = [{**H37, "code": "label", "runner": "axe", "runnerExtras": {"impact": "critical"}}] * 2
    (landing,) = planned(tmp_path, text(issues), touchpoint_ids=(CHECKOUT,)).landings
    assert landing.draft.note == "2 × Img element missing an alt attribute. (critical)"
    listed = json.loads(landing.draft.detail)["pages"][0]["failed"]
    assert listed == [{"rule": "label", "count": 2, "impact": "critical", "said": H37["message"]}]


@pytest.mark.parametrize(
    ("form", "pages", "reason"),
    [
        (
            "pa11y",
            {"total": 2, "passes": 0, "errors": 1, "results": {"https://x.example/": [{"message": "timed out"}],
             "https://x.example/kassa": [H37]}},
            "Pa11y could not test the page: timed out.",
        ),
        (
            "wave",
            [{"status": {"success": False, "error": "timed out"}}, {**WAVE, "statistics": {"pageurl": "kassa"}}],
            "WAVE could not test the page: timed out.",
        ),
        (
            "axe",
            [{"url": "https://x.example/", "error": "timed out"}, axe_page()],
            "axe-core could not test the page: timed out.",
        ),
        (
            "lighthouse",
            [{"error": {"code": 500, "message": "Lighthouse returned error: ERRORED_DOCUMENT_REQUEST."}},
             {**lighthouse(image_alt={"score": 1, "scoreDisplayMode": "binary"}), "finalDisplayedUrl": "kassa"}],
            "PageSpeed made no report but answered “Lighthouse returned error: ERRORED_DOCUMENT_REQUEST”.",
        ),
    ],
)  # fmt: skip
def test_a_page_that_could_not_be_loaded_is_left_out_and_the_others_land(
    tmp_path: Path, form: str, pages: object, reason: str
) -> None:
    plan = planned(tmp_path, text(pages), touchpoint_ids=(CHECKOUT,))
    assert plan.form == form
    assert len(plan.landings) == 1
    assert any(str(line).endswith(reason) for line in plan.left_out)


NAMED: list[tuple[Any, str]] = [
    (
        {"error": {"code": 429, "message": "Quota exceeded for quota metric Queries", "status": "RESOURCE_EXHAUSTED"}},
        "PageSpeed made no report but answered “Quota exceeded for quota metric Queries”. Fetch the report again",
    ),
    ({"log": {"version": "1.2", "creator": {"name": "WebInspector"}, "entries": []}}, "This is a HAR file"),
    ({"statusCode": 200, "data": {"testId": "2611_x", "median": {}, "runs": {}}}, "a result of WebPageTest"),
    ({"version": 2, "assessmentData": {"persistedTabInfo": {}}}, "an assessment of Accessibility Insights"),
    (sarif("ESLint"), "SARIF of ESLint, and only results of axe-core"),
    (
        [{"auditId": "lcp", "assertion": "maxNumericValue", "expected": 2500, "actual": 3000, "level": "error"}],
        "what Lighthouse CI asserted",
    ),
    ({"toolID": "accessibility-checker-v4", "counts": {}, "pageScanSummary": []}, "a summary of IBM Equal Access"),
    ({"record": {"key": {"url": "https://x.example/"}, "metrics": {}}}, "the Chrome UX Report"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), NAMED)
@pytest.mark.parametrize("form", ["", "axe", "lighthouse", "survey", "funnel"])
def test_files_that_are_not_read_are_named_whatever_is_asked_for(
    tmp_path: Path, content: object, told: str, form: str
) -> None:
    with pytest.raises(RefusedError, match="Nothing was imported") as refused:
        planned(tmp_path, text(content), form, touchpoint_ids=(CHECKOUT,))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("content", "asked", "meant"),
    [
        (axe_page(), "lighthouse", "axe"),
        (lighthouse(), "axe", "lighthouse"),
        ([H37], "axe", "pa11y"),
        (WAVE, "earl", "wave"),
        (EQUAL_ACCESS, "sarif", "equal-access"),
        (sarif(), "axe", "sarif"),
        (axe_page(), "survey", "axe"),
        (axe_page(), "funnel", "axe"),
    ],
)
def test_a_file_given_to_the_wrong_command_names_the_right_one(
    tmp_path: Path, content: object, asked: str, meant: str
) -> None:
    with pytest.raises(RefusedError, match="This is “") as refused:
        planned(tmp_path, text(content), asked, touchpoint_ids=(CHECKOUT,))
    assert f"“auditor evidence import {meant}” reads it" in refused.value.worded(WAYS)
    assert "under “format”" in refused.value.worded(APP_WAYS)


def test_a_table_given_to_a_tool_names_what_reads_it(tmp_path: Path) -> None:
    for content, meant in (
        ("NPS,Comment\n9,Good\n", "survey"),
        ("step,users\nBasket,9\nCheckout,5\n", "funnel"),
    ):
        with pytest.raises(RefusedError, match="but a table, and not “axe-core”") as refused:
            planned(tmp_path, content, "axe", touchpoint_ids=(CHECKOUT,))
        assert f"“auditor evidence import {meant}” reads it" in refused.value.worded(WAYS)
    with pytest.raises(RefusedError, match="This is JSON, and a table was expected"):
        planned(tmp_path, '{"a": 1}', "survey")


def test_what_a_file_was_found_to_be_is_said(tmp_path: Path) -> None:
    assert planned(tmp_path, text(axe_page()), touchpoint_ids=(CHECKOUT,)).remarks[0] == (
        "The file was found to be “axe-core”."
    )
    assert planned(tmp_path, "step,users\nBasket,9\nCheckout,5\n").remarks[0] == (
        "The file was found to be “funnel”."
    )


def _run(url: str, score: float, fetched: str = "2026-11-03T10:00:00Z") -> Json:
    made = lighthouse(image_alt={"score": 1, "scoreDisplayMode": "binary"})
    made["categories"]["performance"]["score"] = score
    return {**made, "finalDisplayedUrl": url, "fetchTime": fetched}


def _entry(url: str, path: str, chosen: bool) -> Json:
    return {"url": url, "isRepresentativeRun": chosen, "htmlPath": "x.html", "jsonPath": path, "summary": {}}


def test_the_reports_that_lighthouse_ci_lists_are_taken_from_beside_the_list(tmp_path: Path) -> None:
    (tmp_path / "lhr-1.json").write_text(text(_run("https://shop.example/kassa", 0.4)))
    (tmp_path / "lhr-2.json").write_text(text(_run("https://shop.example/kassa", 0.9)))
    (tmp_path / "lhr-4.json").write_text("{")
    listed = [
        _entry("https://shop.example/kassa", "/home/runner/work/lhr-1.json", False),
        _entry("https://shop.example/kassa", r"C:\work\lhr-2.json", True),
        _entry("https://shop.example/basket", "/home/runner/work/lhr-3.json", True),
        _entry("https://shop.example/payment", "/home/runner/work/lhr-4.json", True),
    ]
    for form in ("", "lighthouse"):
        plan = planned(tmp_path, text(listed), form, name="manifest.json")
        assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [("Checkout", 90)]
        left_out = " ".join(map(str, plan.left_out))
        assert (
            "“lhr-3.json” does not lie beside the list" in left_out
            and "lhr-4.json: this is no valid JSON" in left_out
        )
        assert any("1 other run was left out" in str(remark) for remark in plan.remarks)


def test_no_report_is_taken_from_outside_the_folder_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text(text(_run("https://shop.example/kassa", 0.4)))
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "linked.json").symlink_to(tmp_path / "outside.json")
    for path in ("../outside.json", str(tmp_path / "outside.json"), "linked.json", "..", ""):
        with pytest.raises(RefusedError, match="Lighthouse CI’s list of reports, and none of them"):
            planned(folder, text([_entry("https://shop.example/kassa", path, True)]), name="manifest.json")


@pytest.mark.parametrize(
    ("form", "content", "reason"),
    [
        ("pa11y", {"results": []}, r"\$\.results: must be an object"),
        ("pa11y", [{**H37, "type": "fatal"}], r"\$\[0\]\.type: must be one of"),
        ("pa11y", {"total": 0, "passes": 0, "results": {}}, "there is no page in it"),
        ("wave", {**WAVE, "categories": {}}, r"\$\.categories\.error: is missing"),
        (
            "wave",
            {**WAVE, "categories": {"error": {"count": 9, "items": {"alt_missing": {"count": 1}}}}},
            "is not what its items add up to",
        ),
        (
            "wave",
            {"status": {"success": False, "error": "no credits"}},
            "could not test the page: no credits",
        ),
        (
            "equal-access",
            {**EQUAL_ACCESS, "results": [{"ruleId": "x", "level": "huge"}]},
            "level: must be one of",
        ),
        ("equal-access", {**EQUAL_ACCESS, "results": []}, "says 3, but 0 are listed"),
        ("sarif", sarif("axe-core", {"ruleId": "x", "kind": "maybe"}), "kind: must be one of"),
        ("sarif", sarif("axe-core", {"message": {}}), r"ruleId: must be text"),
    ],
)
def test_what_is_wrong_in_a_report_is_refused_with_its_path(
    tmp_path: Path, form: str, content: object, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        planned(tmp_path, text(content), form, touchpoint_ids=(CHECKOUT,))


def test_no_issue_is_no_fault() -> None:
    assert [page.figure for page in read_pa11y([]).pages] == [0]
