"""Lighthouse reports of versions 3 to 13, user flows and PageSpeed, and what they suggest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from tests.importing.files import CHECKOUT, planned, suggestions
from tests.importing.reports import binary, lighthouse, metric, text

LCP, CLS = "page-speed/largest-content", "page-speed/keeps-still"
VERSIONS = (
    "3.2.1",
    "4.3.1",
    "5.7.1",
    "6.4.1",
    "7.5.0",
    "8.6.0",
    "9.6.8",
    "10.4.0",
    "11.7.1",
    "12.8.2",
    "13.0.1",
)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_gives_scores_day_and_suggestions(tmp_path: Path, version: str) -> None:
    major = int(version.split(".")[0])
    content = lighthouse(
        version, largest_contentful_paint=metric(3100, 0.4, major), image_alt=binary(False, 2)
    )
    plan = planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))
    (landing,) = plan.landings
    assert plan.form == "lighthouse"
    assert (landing.draft.figure, landing.draft.better) == (55, "higher")
    assert landing.draft.source == f"Lighthouse {version}, https://shop.example/"
    assert landing.draft.collected == date(2026, 10, 5)
    assert suggestions(plan) == {LCP: "partly", "accessibility/image-text": "fail"}


@pytest.mark.parametrize(
    ("value", "verdict"), [(2500, "pass"), (2500.1, "partly"), (4000, "partly"), (4000.5, "fail")]
)
def test_the_largest_content_is_judged_by_its_figure(tmp_path: Path, value: float, verdict: str) -> None:
    content = lighthouse(largest_contentful_paint=metric(value, 0.5))
    assert suggestions(planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))) == {LCP: verdict}


def test_what_was_measured_for_a_computer_says_nothing_of_a_phone(tmp_path: Path) -> None:
    content = lighthouse(factor="desktop", largest_contentful_paint=metric(900, 1))
    assert suggestions(planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))) == {}


def test_passes_of_accessibility_suggest_nothing(tmp_path: Path) -> None:
    content = lighthouse(image_alt=binary(True), color_contrast=binary(True), target_size=binary(True))
    assert suggestions(planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))) == {}


def test_the_steps_of_a_flow_become_touchpoints(tmp_path: Path) -> None:
    steps = [
        {"lhr": lighthouse(cumulative_layout_shift=metric(0.05, 1)), "name": "Product page"},
        {"lhr": lighthouse(cumulative_layout_shift=metric(0.3, 0.1)), "name": "Go to the cart"},
        {"lhr": lighthouse(), "name": "xyzzy"},
    ]
    plan = planned(
        tmp_path,
        text(
            {
                "name": "Flow",
                "steps": [{**step} for step in steps[:2]]
                + [{**steps[2], "lhr": lighthouse(image_alt=binary(True))}],
            }
        ),
    )
    assert [(each.touchpoint, [one.verdict.value for one in each.suggestions]) for each in plan.landings] == [
        ("Product page", ["pass"]),
        ("Basket", ["fail"]),
    ]
    assert len(plan.left_out) == 1 and "xyzzy" in str(plan.left_out[0])


def test_a_snapshot_has_neither_a_score_nor_figures_of_loading(tmp_path: Path) -> None:
    snapshot = {
        **lighthouse(cumulative_layout_shift=metric(0.01, 1), image_alt=binary(False, 2)),
        "gatherMode": "snapshot",
    }
    plan = planned(tmp_path, text({"steps": [{"lhr": snapshot, "name": "Basket"}]}))
    assert plan.landings[0].draft.figure is None
    assert suggestions(plan) == {"accessibility/image-text": "fail"}


def test_real_visitors_of_pagespeed_win_over_the_test(tmp_path: Path) -> None:
    content = {
        "lighthouseResult": lighthouse(largest_contentful_paint=metric(6000, 0.1)),
        "loadingExperience": {
            "metrics": {
                "LARGEST_CONTENTFUL_PAINT_MS": {"percentile": 2100},
                "INTERACTION_TO_NEXT_PAINT": {"percentile": 350},
                "CUMULATIVE_LAYOUT_SHIFT_SCORE": {"percentile": 9},
            }
        },
    }
    assert suggestions(planned(tmp_path, text(content), touchpoint_ids=(CHECKOUT,))) == {
        LCP: "pass",
        CLS: "pass",
        "page-speed/answers-a-press": "partly",
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"categories": {"performance": {"score": 55}}}, r"\$\.categories\.performance\.score: must be"),
        ({"categories": {"performance": {"score": "0.9"}}}, r"\$\.categories\.performance\.score"),
        ({"categories": []}, ""),
        ({"lighthouseVersion": "2.9.1"}, r"\$\.lighthouseVersion: is 2\.9\.1, but versions 3 to 13 are read"),
        ({"lighthouseVersion": "x"}, r"\$\.lighthouseVersion"),
        ({"lighthouseVersion": None}, r"\$\.lighthouseVersion"),
        ({"audits": []}, r"\$\.audits: must be an object"),
        ({"audits": {"a": 3}}, r"\$\.audits\.a: must be an object"),
        (
            {"runtimeError": {"code": "NO_FCP", "message": "Nothing painted"}},
            r"\$\.runtimeError: .*Nothing painted",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_its_path(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    content = {**lighthouse(image_alt=binary(True)), **change}
    if not reason:
        assert planned(tmp_path, text(content), "lighthouse", touchpoint_ids=(CHECKOUT,)).landings
        return
    with pytest.raises(RefusedError, match=reason):
        planned(tmp_path, text(content), "lighthouse", touchpoint_ids=(CHECKOUT,))


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    content = text(lighthouse(image_alt=binary(True)))
    for length in (1, len(content) // 2, len(content) - 1):
        with pytest.raises(RefusedError, match="Nothing was imported"):
            planned(tmp_path, content[:length], "lighthouse", touchpoint_ids=(CHECKOUT,))
