"""Reports of the WCAG-EM Report Tool and EARL, with names shortened in whatever way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.importing.reports.json_ld import criterion, local
from auditor.library.measures import criteria
from tests.importing.files import CHECKOUT, planned, suggestions
from tests.importing.reports import Json, assertion, evaluation, sampled, text

IMAGES, CONTRAST = "accessibility/image-text", "accessibility/text-contrast"
FOCUS, CAPTIONS = "accessibility/visible-focus", "accessibility/captions"
PAGES = {"_:struct_0": "Checkout", "_:struct_1": "Basket"}


def _parts(*outcomes: str) -> list[Json]:
    return [
        assertion("WCAG2:non-text-content", outcome, [page])  # type: ignore[arg-type]
        for page, outcome in zip(PAGES, outcomes, strict=False)
    ]


def test_a_report_lands_page_by_page_and_what_the_whole_site_passes_counts_for_each(tmp_path: Path) -> None:
    results = [
        assertion("WCAG2:non-text-content", "earl:failed", hasPart=_parts("earl:passed", "earl:failed")),
        assertion("WCAG2:contrast-minimum", "earl:untested"),
        assertion("WCAG2:focus-visible", "earl:passed"),
        assertion("WCAG2:captions-prerecorded", "earl:inapplicable"),
    ]
    plan = planned(tmp_path, text(evaluation(results, PAGES)))
    assert plan.form == "wcag-em"
    found = {
        each.touchpoint: (
            each.draft.figure,
            {f"{one.checklist}/{one.check_key}": one.verdict.value for one in each.suggestions},
        )
        for each in plan.landings
    }
    whole = {FOCUS: "pass", CAPTIONS: "not-applicable"}
    assert found == {"Checkout": (0, {IMAGES: "pass", **whole}), "Basket": (1, whole)}
    assert plan.landings[0].draft.collected == date(2025, 12, 22)
    assert "WCAG-EM Report Tool 2.0.0: Shop" in plan.landings[0].draft.source


def test_on_one_touchpoint_a_criterion_fails_where_any_page_fails_it(tmp_path: Path) -> None:
    parts = _parts("earl:passed", "earl:failed")
    for part in parts:
        part["test"] = "WCAG2:contrast-minimum"
    results = [assertion("WCAG2:contrast-minimum", "earl:failed", hasPart=parts)]
    plan = planned(tmp_path, text(evaluation(results, PAGES)), touchpoint_ids=(CHECKOUT,))
    assert suggestions(plan) == {CONTRAST: "fail"}


def test_the_first_version_names_criteria_as_wcag_2_0_did(tmp_path: Path) -> None:
    result = assertion("", "earl:passed")
    result["testRequirement"] = "wcag20:visual-audio-contrast-contrast"
    del result["test"]
    plan = planned(tmp_path, text(evaluation([result], {})), "wcag-em", touchpoint_ids=(CHECKOUT,))
    assert suggestions(plan) == {CONTRAST: "pass"}


def test_the_third_version_has_its_results_in_a_flat_sample(tmp_path: Path) -> None:
    content = {
        "type": "Evaluation",
        "reportToolVersion": "3.0.3",
        "defineScope": {"scope": {"title": "Shop"}},
        "auditSample": [
            sampled("WCAG21:non-text-content", "earl:passed", "_:subject_2", "Checkout"),
            sampled("WCAG21:non-text-content", "earl:untested", "_:subject_1"),
            sampled("WCAG22:target-size-minimum", "earl:cantTell", "_:subject_2", "Checkout"),
            sampled("WCAG21:reflow", "earl:failed", "_:subject_2", "Checkout"),
        ],
    }
    plan = planned(tmp_path, text(content))
    assert [each.touchpoint for each in plan.landings] == ["Checkout"]
    assert suggestions(plan) == {IMAGES: "pass", "accessibility/reflow": "fail"}


def _earl(test: object, outcome: object, subject: object = "https://shop.example/kassa") -> Json:
    return {
        "@context": {"@vocab": "http://www.w3.org/ns/earl#"},
        "@graph": [
            {
                "@type": "Assertion",
                "subject": subject,
                "assertedBy": "https://github.com/dequelabs/axe-core/releases/tag/4.2.0",
                "result": {"@type": "TestResult", "outcome": outcome},
                "test": test,
            }
        ],
    }


AXE_RULE = {
    "@type": "TestCase",
    "title": "color-contrast",
    "@id": "https://dequeuniversity.com/rules/axe/4.2/color-contrast?application=axeAPI",
    "isPartOf": "https://www.w3.org/TR/WCAG21/#contrast-minimum",
}
PART = {"title": "A rule", "isPartOf": {"@set": [{"@id": "WCAG21:contrast-minimum"}]}}


@pytest.mark.parametrize(
    ("test", "outcome", "expected"),
    [
        ("WCAG21:contrast-minimum", "earl:failed", {CONTRAST: "fail"}),
        ("https://www.w3.org/TR/WCAG22/#contrast-minimum", {"@id": "earl:passed"}, {CONTRAST: "pass"}),
        ({"@id": "wcag2:1.4.3"}, "http://www.w3.org/ns/earl#failed", {CONTRAST: "fail"}),
        (AXE_RULE, "earl:passed", {CONTRAST: "pass"}),
        (PART, "earl:failed", {CONTRAST: "fail"}),
        (PART, "earl:passed", {}),
        ("WCAG21:contrast-minimum", "earl:cantTell", {}),
    ],
    ids=[
        "criterion",
        "address",
        "number",
        "rule of axe",
        "part failed",
        "part passed proves nothing",
        "open",
    ],
)
def test_earl_says_of_a_criterion_what_its_test_can_say(
    tmp_path: Path, test: object, outcome: object, expected: dict[str, str]
) -> None:
    plan = planned(tmp_path, text(_earl(test, outcome)), touchpoint_ids=(CHECKOUT,))
    assert plan.form == "earl"
    assert plan.landings[0].draft.source.startswith("axe-core 4.2.0")
    assert suggestions(plan) == expected


def test_an_assertion_within_its_page_is_of_that_page(tmp_path: Path) -> None:
    (inside,) = _earl("WCAG21:contrast-minimum", "earl:failed")["@graph"]
    del inside["subject"]
    address = "https://shop.example/kassa"
    for types in ("TestSubject", ["earl:TestSubject", "schema:WebPage"]):
        page = {"@type": types, "source": address, "assertions": [inside, dict(inside)]}
        (landing,) = planned(tmp_path, text(page), "earl", touchpoint_ids=(CHECKOUT,)).landings
        assert (landing.part, landing.draft.link) == (address, address)


def test_earl_with_full_names_and_with_things_apart(tmp_path: Path) -> None:
    ns = "http://www.w3.org/ns/earl#"
    full = [
        {
            "@type": [f"{ns}Assertion"],
            f"{ns}subject": [{"@id": "https://shop.example/"}],
            f"{ns}result": [{f"{ns}outcome": [{"@id": f"{ns}failed"}]}],
            f"{ns}test": [{"@id": "https://www.w3.org/TR/WCAG22/#contrast-minimum"}],
        }
    ]
    apart = {
        "@graph": [
            {
                "@id": "_:a",
                "@type": "earl:Assertion",
                "earl:subject": {"@id": "_:s"},
                "earl:result": {"@id": "_:r"},
                "earl:test": "_:t",
            },
            {
                "@id": "_:r",
                "@type": "earl:TestResult",
                "earl:outcome": {"@id": "earl:failed"},
                "dct:date": "2024-05-05",
            },
            {
                "@id": "_:t",
                "@type": "earl:TestCase",
                "dct:isPartOf": [{"@id": "WCAG21:contrast-minimum"}],
                "dct:title": "R",
            },
            {"@id": "_:s", "dct:title": "Checkout"},
        ]
    }
    assert suggestions(planned(tmp_path, text(full), touchpoint_ids=(CHECKOUT,))) == {CONTRAST: "fail"}
    plan = planned(tmp_path, text(apart))
    assert [(each.touchpoint, each.draft.collected) for each in plan.landings] == [
        ("Checkout", date(2024, 5, 5))
    ]
    assert suggestions(plan) == {CONTRAST: "fail"}


@pytest.mark.parametrize(
    ("form", "content", "reason"),
    [
        ("earl", _earl("WCAG21:reflow", "earl:fine"), r"\$\.@graph\[0\]\.result\.outcome: must be one of"),
        ("earl", _earl(None, "earl:passed"), r"\$\.@graph\[0\]\.test: is missing"),
        ("earl", {"a": 1}, "no EARL assertion"),
        ("wcag-em", {"a": 1}, r"\$\.auditSample: is missing"),
        (
            "wcag-em",
            evaluation([assertion("WCAG2:nonsense", "earl:failed")], {}),
            r"auditResult\[0\]\.test: “nonsense”",
        ),
        ("wcag-em", evaluation([assertion("WCAG2:reflow", "earl:untested")], {}), "nothing in it was tested"),
        ("", {"a": 1}, "no report of axe-core"),
    ],
)
def test_what_is_no_such_report_is_refused_with_its_path(
    tmp_path: Path, form: str, content: object, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        planned(tmp_path, text(content), form, touchpoint_ids=(CHECKOUT,))


def test_a_criterion_that_nobody_knows_is_left_out_and_said(tmp_path: Path) -> None:
    results = [assertion("WCAG2:nonsense", "earl:failed"), assertion("WCAG2:reflow", "earl:failed")]
    plan = planned(tmp_path, text(evaluation(results, {})), touchpoint_ids=(CHECKOUT,))
    assert plan.landings[0].draft.figure == 1
    assert any("“nonsense” is no success criterion" in str(remark) for remark in plan.remarks)


def test_criteria_are_known_in_all_editions() -> None:
    assert criterion("http://www.w3.org/TR/UNDERSTANDING-WCAG20/text-equiv-all.html") == "1.1.1"
    assert criterion("http://www.w3.org/WAI/WCAG20/quickref/#qr-text-equiv-all") == "1.1.1"
    assert (
        criterion("WCAG20:text-equiv-all")
        == criterion("https://www.w3.org/TR/WCAG22/#non-text-content")
        == "1.1.1"
    )
    assert criterion("WCAG 2.1 SC 1.4.10 Reflow") == "1.4.10"
    assert criterion("https://act-rules.github.io/rules/afw4f7") == ""
    assert criterion("9.9.9") == ""
    assert local("http://www.w3.org/ns/earl#Assertion") == local("earl:Assertion") == "Assertion"
    assert len(set(criteria().values())) == 87
