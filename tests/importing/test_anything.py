"""Whatever is in a file, it becomes a plan or is refused in words; nothing else ever happens."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.importing.formats import FORMATS
from tests.importing.files import CHECKOUT, planned
from tests.importing.reports import assertion, axe_page, binary, evaluation, lighthouse, metric, rule, sampled
from tests.importing.test_tools import BACKGROUND, EQUAL_ACCESS, H37, WAVE, found, sarif

REPORTS: dict[str, Any] = {
    "axe": axe_page(violations=[rule("image-alt", 2)], passes=[rule("color-contrast")]),
    "lighthouse": lighthouse(largest_contentful_paint=metric(3000, 0.5), image_alt=binary(False, 2)),
    "wcag-em": evaluation(
        [
            assertion(
                "WCAG2:reflow",
                "earl:failed",
                hasPart=[assertion("WCAG2:reflow", "earl:passed", "_:struct_0")],
            )
        ],
        {"_:struct_0": "Checkout"},
    ),
    "earl": {"@graph": [sampled("WCAG21:reflow", "earl:failed", "_:s", "Checkout")]},
    "pa11y": {"total": 1, "passes": 0, "results": {"https://shop.example/": [H37, BACKGROUND]}},
    "wave": WAVE,
    "equal-access": EQUAL_ACCESS,
    "sarif": sarif("axe-core", found("image-alt")),
}
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e300,
    "",
    "x",
    "‮",
    [],
    {},
    [None],
    [[]],
    {"@id": 3},
    {"id": []},
    "earl:passed",
    ["a", "b"],
]


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _places(inner, (*at, number))


def _with(value: Any, at: tuple[Any, ...], odd: Any) -> Any:
    """Return a copy of a value in which something odd stands at a place."""
    if not at:
        return odd
    changed = copy.deepcopy(value)
    inner = changed
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = odd
    return changed


def _try(content: str | bytes, form: str, **said: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            plan = planned(Path(folder), content, form, **said)
        except RefusedError as error:
            assert str(error).startswith("file.csv") and "\n" not in str(error)
            return
        assert plan.landings
        json.dumps([landing.part for landing in plan.landings])


@pytest.mark.parametrize("form", list(REPORTS))
def test_something_odd_anywhere_in_a_report(form: str) -> None:
    report = REPORTS[form]
    for at in _places(report):
        for odd in ODD:
            _try(json.dumps(_with(report, at, odd)), form, touchpoint_ids=(CHECKOUT,))


@given(st.sampled_from(list(FORMATS)), st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes(form: str, content: bytes) -> None:
    _try(content, form)
    _try(content, "")


@given(
    st.sampled_from(("survey", "funnel")),
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "5", "nps", "step", "users", "1,2", "x", "2026-11-01", '"', "n/a", "9" * 50]
            ),
            max_size=4,
        ),
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t"]),
)
@settings(max_examples=200)
def test_any_cells(form: str, rows: list[list[str]], mark: str) -> None:
    _try("\n".join(mark.join(row) for row in rows), form)
