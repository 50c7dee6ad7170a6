"""Results of axe-core in every shape they are saved in, and what they suggest."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import RefusedError
from auditor.cli.frame.ways_out import WAYS
from tests.importing.files import CHECKOUT, planned, suggestions
from tests.importing.reports import axe_page, rule, text

IMAGES = "accessibility/image-text"
CONTRAST = "accessibility/text-contrast"
FAILING = rule("image-alt", 3, "critical")
RAW = {
    "id": "image-alt",
    "result": "failed",
    "impact": "critical",
    "help": "Help of image-alt",
    "violations": [{}, {}, {}],
    "passes": [{}],
    "incomplete": [],
}


@pytest.mark.parametrize(
    "content",
    [
        axe_page(violations=[FAILING]),
        [axe_page(violations=[FAILING])],
        [
            axe_page(violations=[rule("image-alt", 1, "critical")]),
            axe_page(violations=[rule("image-alt", 2, "critical")]),
        ],
        [RAW, {"id": "label", "result": "inapplicable", "impact": None}],
        {"raw": [RAW], "env": {"url": "https://shop.example/kassa", "timestamp": "2026-11-12T10:00:00.000Z"}},
        [FAILING],
    ],
    ids=["object", "list of one", "list of two", "raw rules", "raw with environment", "bare violations"],
)
def test_every_shape_gives_the_same_faults(tmp_path: Path, content: object) -> None:
    plan = planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))
    (landing,) = plan.landings
    assert plan.form == "axe"
    assert (landing.draft.figure, landing.draft.better, landing.draft.kind) == (3, "lower", "measurement")
    assert landing.touchpoint == "Checkout"
    assert suggestions(plan) == {IMAGES: "fail"}
    assert landing.suggestions[0].why.endswith("Help of image-alt")


def test_tool_day_and_page_are_told(tmp_path: Path) -> None:
    (landing,) = planned(tmp_path, text(axe_page()), touchpoint_ids=(CHECKOUT,)).landings
    assert landing.draft.source == "axe-core 4.8.2, https://shop.example/kassa"
    assert landing.draft.link == "https://shop.example/kassa"
    assert landing.draft.collected == date(2026, 11, 12)
    assert landing.draft.figure == 0


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"passes": [rule("color-contrast")]}, {CONTRAST: "pass"}),
        ({"violations": [rule("color-contrast")], "passes": [rule("color-contrast")]}, {CONTRAST: "fail"}),
        ({"passes": [rule("color-contrast")], "incomplete": [rule("color-contrast")]}, {}),
        ({"passes": [rule("image-alt")]}, {}),
        ({"violations": [rule("accesskeys"), rule("region")]}, {}),
        ({"inapplicable": [rule("color-contrast", 0, None)]}, {}),
    ],
    ids=["passed", "failed", "open", "pass proves nothing", "no check asks it", "inapplicable"],
)
def test_only_what_was_measured_for_certain_is_suggested(
    tmp_path: Path, groups: dict[str, Any], expected: dict[str, str]
) -> None:
    assert suggestions(planned(tmp_path, text(axe_page(**groups)), touchpoint_ids=(CHECKOUT,))) == expected


def test_pages_land_where_the_user_maps_them(tmp_path: Path) -> None:
    pages = [axe_page("https://x.example/a", violations=[FAILING]), axe_page("https://x.example/b")]
    plan = planned(tmp_path, text(pages), maps={"https://x.example/a": 2, "https://x.example/b": 3})
    assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [
        ("Product page", 3),
        ("Basket", 0),
    ]


def test_a_report_of_no_certain_touchpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Say at which touchpoint it was measured") as refused:
        planned(tmp_path, text(axe_page("https://shop.example/x?y=1")))
    assert re.search("--touchpoint NAME.*shop.example", refused.value.worded(WAYS))


def test_a_page_is_known_by_its_address(tmp_path: Path) -> None:
    (landing,) = planned(tmp_path, text(axe_page("https://basket.example/se/kassa"))).landings
    assert landing.touchpoint == "Checkout"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ([], r"\$: the list is empty"),
        ({"passes": []}, r"\$\.violations: is missing"),
        (
            [{"url": "x", "error": "timeout"}],
            r"\$\[0\]: axe-core could not test the page: timeout",
        ),
        (axe_page(violations=[{"nodes": []}]), r"\$\.violations\[0\]\.id: must be text"),
        (axe_page(violations={"a": 1}), r"\$\.violations: must be a list"),
        (
            axe_page(violations=[{**FAILING, "impact": "huge"}]),
            r"\$\.violations\[0\]\.impact: must be one of",
        ),
        ([{**RAW, "result": "maybe"}], r"\$\[0\]\.result: must be one of"),
        (7, r"\$: must be a list"),
    ],
)
def test_what_is_no_result_of_axe_is_refused_with_its_path(
    tmp_path: Path, content: object, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        planned(tmp_path, text(content), "axe", touchpoint_ids=(CHECKOUT,))
