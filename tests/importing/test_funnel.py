"""Funnels: steps become touchpoints, and the share that goes no further comes out exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.importing.wishes import Wishes
from tests.importing.files import CHECKOUT, planned

GA4 = """# ----------------------------------------
# Checkout funnel
# All Users
# 20261001-20261031
# ----------------------------------------

Step,Device category,Active users,Completion rate,Abandonments,Abandonment rate
1. Product page,Total,12000,0.3,8400,0.7
1. Product page,desktop,7000,0.3,4900,0.7
1. Product page,mobile,5000,0.3,3500,0.7
2. Cart,Total,3600,0.5,1800,0.5
2. Cart,desktop,2000,0.5,1000,0.5
2. Cart,mobile,1600,0.5,800,0.5
3. Checkout,Total,1800,,,
3. Checkout,desktop,1000,,,
3. Checkout,mobile,800,,,
"""


def _drops(folder: Path, content: str, **said: Any) -> dict[str, tuple[int | None, Any]]:
    plan = planned(folder, content, "funnel", **said)
    return {each.touchpoint: (each.draft.people, each.draft.figure) for each in plan.landings}


def test_an_exploration_of_google_analytics_counts_its_totals_once(tmp_path: Path) -> None:
    plan = planned(tmp_path, GA4)
    assert plan.form == "funnel"
    assert {each.touchpoint: (each.draft.people, each.draft.figure) for each in plan.landings} == {
        "Product page": (12000, 70.0),
        "Basket": (3600, 50.0),
    }
    assert {each.draft.collected for each in plan.landings} == {date(2026, 10, 31)}
    assert {(each.draft.unit, each.draft.better, each.draft.kind) for each in plan.landings} == {
        ("%", "lower", "analytics")
    }


def test_rows_of_every_day_are_added_up_in_a_moment(tmp_path: Path) -> None:
    rows = "".join(
        f"2026-10-{day:02};{step};{people}\n"
        for _each in range(300)
        for day in range(1, 29)
        for step, people in (("Product page", "1 000"), ("Basket", "300"), ("Checkout", "100"))
    )
    begun = perf_counter()
    assert _drops(tmp_path, "datum;steg;användare\n" + rows) == {
        "Product page": (8_400_000, 70.0),
        "Basket": (2_520_000, pytest.approx(200 / 3)),
    }
    assert perf_counter() - begun < 3


def test_every_column_can_be_a_step(tmp_path: Path) -> None:
    content = "datum;Produktsida;Varukorg;Kassa\n2026-10-01;1.000;300;100\n2026-10-02;1.000;100;100\n"
    assert _drops(tmp_path, content) == {"Product page": (2000, 80.0), "Basket": (400, 50.0)}


def test_unmatched_steps_are_said_and_the_user_can_map_them(tmp_path: Path) -> None:
    content = "step,users\nxyzzy,1000\nCheckout,400\nDone,100\n"
    plan = planned(tmp_path, content, "funnel")
    assert [each.touchpoint for each in plan.landings] == ["Checkout"]
    assert [str(line).split("”")[0] for line in plan.left_out] == ["“xyzzy"]
    assert _drops(tmp_path, content, maps={"xyzzy": 1, "checkout": None}) == {"Search engine": (1000, 60.0)}


def test_a_step_with_more_people_after_it_tells_no_drop(tmp_path: Path) -> None:
    plan = planned(tmp_path, "step,users\nProduct page,100\nBasket,40\nCheckout,60\nPayment,30\n", "funnel")
    assert {each.touchpoint: each.draft.figure for each in plan.landings} == {
        "Product page": 60.0,
        "Checkout": 50.0,
    }
    assert any("Basket" in str(line) for line in plan.left_out)


@given(st.lists(st.integers(1, 10**7), min_size=3, max_size=6), st.sampled_from([",", ".", "\u00a0", ""]))
def test_round_numbers_with_any_mark_of_thousands(people: list[int], mark: str) -> None:
    import tempfile

    steps = ("Search engine", "Product page", "Basket", "Checkout", "Payment", "Order confirmation")
    people = sorted(people, reverse=True)
    rows = [f'"{step}";"{count:,}"'.replace(",", mark) for step, count in zip(steps, people, strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        found = _drops(Path(folder), "step;users\n" + "\n".join(rows))
    assert found == {
        step: (now, pytest.approx(100 * (now - after) / now))
        for step, now, after in zip(steps, people, people[1:], strict=False)
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("step,users\nBasket,100\nCheckout,many\nPayment,1\n", "Which column says how many came"),
        ("step,users\nBasket,100\nCheckout,-5\n", "line 3: “-5” is no number of people"),
        ("step,users\nBasket,100\nCheckout,1.5\n", "line 3: “1.5” is no number of people"),
        ("step,users\nBasket,100\n", "at least two steps"),
        ("step,users\nfoo,100\nbar,50\n", "None of its steps is a touchpoint"),
        ("step,a,b\nBasket,100,3\nCheckout,10,4\n", "Which column says how many came"),
    ],
)
def test_what_is_no_funnel_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        planned(tmp_path, content, "funnel")


def test_the_user_says_which_column_counts(tmp_path: Path) -> None:
    wishes = Wishes(columns={"count": ("b",)})
    plan = planned(tmp_path, "step,a,b\nBasket,100,40\nCheckout,10,10\n", "funnel", wishes)
    assert plan.landings[0].draft.figure == 75.0


def test_a_funnel_can_not_land_on_one_touchpoint(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="A funnel lands on several touchpoints"):
        planned(tmp_path, "step,users\nBasket,2\nCheckout,1\n", "funnel", touchpoint_ids=(CHECKOUT,))
