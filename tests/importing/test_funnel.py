"""Funnels: steps become touchpoints, and the share that goes no further comes out exactly."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.funnels.headings import TABLES
from auditor.importing.wishes import NO_WISHES, Wishes
from tests.importing.files import CHECKOUT, TODAY, planned
from tests.quickness import within

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


def _drops(
    folder: Path, content: str, wishes: Wishes = NO_WISHES, **said: Any
) -> dict[str, tuple[int | None, Any]]:
    plan = planned(folder, content, "funnel", wishes, **said)
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
    with within(3):
        assert _drops(tmp_path, "datum;steg;användare\n" + rows) == {
            "Product page": (8_400_000, 70.0),
            "Basket": (2_520_000, pytest.approx(200 / 3)),
        }


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


def test_each_step_keeps_who_began_and_who_came_to_the_last_step_where_that_can_be_told(
    tmp_path: Path,
) -> None:
    steps = "Search engine,1000\nProduct page,400\nBasket,100\nThanks,50\n"
    landings = planned(tmp_path, "step,users\n" + steps).landings
    whole = {"first": "Search engine", "began": 1000, "last": "Thanks", "bought": 50}
    for landing in landings:
        assert json.loads(landing.draft.detail).items() >= whole.items()
    later = steps.replace("Thanks,50", "Thanks,150")
    for landing in planned(tmp_path, "step,users\n" + later).landings:
        detail = json.loads(landing.draft.detail)
        assert "bought" not in detail and detail["began"] == 1000, "some come in later"


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


def _refused(folder: Path, content: str, wishes: Wishes = NO_WISHES, form: str = "funnel") -> str:
    with pytest.raises(RefusedError) as refused:
        planned(folder, content, form, wishes)
    return refused.value.worded(WAYS)


REPORT = """# ----------------------------------------
# Pages and screens: Page title and screen class
# Property: Shop
# ----------------------------------------
#
# All Users
# Start date: 20260301
# End date: 20260331
"""
TRAFFIC = [
    (
        REPORT + "Page title and screen class,Views,Active users,Event count\nHome | Shop,41210,20033,99331\n"
        "Product page | Shop,31122,14820,78341\nBasket and checkout | Shop,8120,4010,29210\n",
        "pages",
    ),
    ("Sidsökväg,Visningar,Användare\n/,41210,20033\n/produkt,31122,14820\n", "pages"),
    ("URL;Besøk\nhttps://x.example/;9000\nhttps://x.example/kassa;800\n", "pages"),
    ("Landing page + query string,Sessions,New users\n/,900,800\n/checkout,90,30\n", "pages"),
    (
        "Event name,Event count,Total users\npage_view,99331,20033\nview_item,31122,14820\nscroll,30120,13110\n",
        "events",
    ),
    ("Händelsenamn;Antal händelser;Användare\nview_item;31122;14820\nadd_to_cart;8120;4010\n", "events"),
    (
        "Session default channel group,Sessions,Engaged sessions\nOrganic Search,9000,4000\nDirect,800,300\n",
        "channels",
    ),
    ("Kanal;Sessioner\nOrganic Search;9000\nDirect;800\n", "channels"),
    ("Session source / medium,Users\ngoogle / organic,9000\n(direct) / (none),800\n", "channels"),
    ("Date,Users,Sessions\n2026-11-01,100,120\n2026-11-02,90,95\n", "days"),
    ("Nth day,Active users,New users\n0000,100,80\n0001,90,70\n", "days"),
    ("Dato;Brukere\n01.11.2026;100\n02.11.2026;90\n", "days"),
    ("Device category,Active users\nmobile,9000\ndesktop,800\n", "groups"),
    ("Land;Användare\nSverige;9000\nNorge;800\n", "groups"),
]


@pytest.mark.parametrize(("content", "kind"), TRAFFIC)
@pytest.mark.parametrize("form", ["funnel", ""])
def test_tables_of_traffic_are_no_funnels_and_are_told_as_what_they_are(
    tmp_path: Path, content: str, kind: str, form: str
) -> None:
    told = _refused(tmp_path, content, form=form)
    assert f"This is a table of {TABLES[kind]}, and no funnel" in told
    assert "--column" in told


def test_the_user_says_that_rows_are_steps_and_users_count_before_events(tmp_path: Path) -> None:
    events = "Event name,Event count,Total users\nview_item,31122,14820\nadd_to_cart,8120,4010\npurchase,1720,1610\n"
    wishes = Wishes(columns={"step": ("Event name",)})
    found = _drops(tmp_path, events, wishes=wishes)
    assert found["Product page"] == (14820, pytest.approx(100 * (14820 - 4010) / 14820))
    assert found["Basket"] == (4010, pytest.approx(100 * (4010 - 1610) / 4010))


@pytest.mark.parametrize(
    "content",
    ["Name,Users\nBasket,100\nCheckout,50\n", "Läge;Antal\nVarukorg;100\nKassa;50\n"],
)
def test_rows_that_may_be_anything_are_asked_for(tmp_path: Path, content: str) -> None:
    assert "Which column names the steps (--column step=NAME)?" in _refused(tmp_path, content)
    name = content.partition("\n")[0].replace(";", ",").split(",")[0]
    assert _drops(tmp_path, content, wishes=Wishes(columns={"step": (name,)})) == {"Basket": (100, 50.0)}


def test_events_are_no_people(tmp_path: Path) -> None:
    content = "Step,Event count\nBasket,100\nCheckout,50\n"
    assert "counts how often something was done" in _refused(tmp_path, content)
    wishes = Wishes(columns={"count": ("Event count",)})
    assert _drops(tmp_path, content, wishes=wishes) == {"Basket": (100, 50.0)}


def test_two_columns_of_people_are_asked_for_unless_they_say_the_same(tmp_path: Path) -> None:
    asked = _refused(tmp_path, "Step,Active users,Total users\nBasket,100,140\nCheckout,50,60\n")
    assert "Which column says how many came" in asked
    same = "Step,Active users,Total users\nBasket,100,100\nCheckout,50,50\n"
    assert _drops(tmp_path, same) == {"Basket": (100, 50.0)}


@pytest.mark.parametrize(
    "total", ["Total", "Totalt", "Summa", "Grand total", "Sum", "Total users", "Alla användare"]
)
@pytest.mark.parametrize("first", [False, True])
def test_the_row_of_the_total_is_no_step(tmp_path: Path, total: str, first: bool) -> None:
    rows = ["Product page,6700", "Basket,1850", "Order confirmation,980"]
    rows.insert(0 if first else 3, f"{total},9530")
    plan = planned(tmp_path, "Step,Users\n" + "\n".join(rows) + "\n", "funnel")
    assert {each.touchpoint: each.draft.people for each in plan.landings} == {
        "Product page": 6700,
        "Basket": 1850,
    }
    assert any("980 came to “Order confirmation”" in str(remark) for remark in plan.remarks)
    assert any(f"“{total}”: a total is no step" in str(line) for line in plan.left_out)


def test_everybody_is_a_step_unless_it_is_the_sum(tmp_path: Path) -> None:
    content = "Step,Users\nAll users,9000\nProduct page,6700\nBasket,1850\n"
    plan = planned(tmp_path, content, "funnel")
    assert any("Of 9,000 at “All users”" in str(remark) for remark in plan.remarks)


def test_the_total_below_days_is_not_added_once_more(tmp_path: Path) -> None:
    content = "Datum;Produktsida;Varukorg;Kassa\n2026-10-01;1000;300;100\n2026-10-02;1000;100;100\nTotalt;2000;400;200\n"
    assert _drops(tmp_path, content) == {"Product page": (2000, 80.0), "Basket": (400, 50.0)}


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("# Start date: 20260301\n# End date: 20260331\n", date(2026, 3, 31)),
        ("# Startdatum: 20260301\n# Slutdatum: 20260331\n", date(2026, 3, 31)),
        ("# Startdato: 2026-03-01\n# Sluttdato: 2026-03-31\n", date(2026, 3, 31)),
        ("# 20260301-20260331\n", date(2026, 3, 31)),
        ("# Date range: 2026-03-01 - 2026-03-31,,\n", date(2026, 3, 31)),
        ("# Period: 1 mars 2026 – 31 mars 2026\n", date(2026, 3, 31)),
        ("# Mar 1, 2026 - Mar 31, 2026\n", date(2026, 3, 31)),
    ],
)
def test_the_days_above_the_table_are_its_days(tmp_path: Path, above: str, day: date) -> None:
    plan = planned(tmp_path, above + "Step,Users\nBasket,100\nCheckout,50\n", "funnel")
    assert [each.draft.collected for each in plan.landings] == [day]
    assert not any("today is taken" in str(remark) for remark in plan.remarks)


def test_without_a_day_it_is_said_that_today_is_taken(tmp_path: Path) -> None:
    plan = planned(tmp_path, "# Exported 2026-03-01 by Eva\nStep,Users\nBasket,100\nCheckout,50\n", "funnel")
    assert [each.draft.collected for each in plan.landings] == [TODAY]
    assert any("today is taken" in str(remark) for remark in plan.remarks)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "Date,Step,Users\n2026-10-01,Basket,240\n2031-12-31,Checkout,120\n",
            "line 3: 2031-12-31 lies in the future",
        ),
        (
            "# End date: 20311231\nStep,Users\nBasket,2\nCheckout,1\n",
            "End date: 20311231”: 2031-12-31 lies in",
        ),
        (
            "Date,Step,Users\n2026-10-01,Basket,240\n2026-10-41,Checkout,120\n",
            "line 3: “2026-10-41” is no date",
        ),
        (
            "Date,Step,Users\n2026-10-01,Basket,240\n1970-01-01,Checkout,120\n",
            "line 3: “1970-01-01” is no date",
        ),
        ("Step,Users\nBasket,100\nCheckout,\n", "line 3: how many came is missing"),
        ("Step,Users\nBasket,100\nBasket,90\nCheckout,10\n", "line 3: the step “Basket” stands there twice"),
        (
            "Step,Date range,Users\nBasket,Jan,100\nBasket,Feb,90\nCheckout,Jan,10\nCheckout,Feb,9\n",
            "“Date range” tells several periods apart",
        ),
        (
            "Funnel,Step,Users\nA,Basket,100\nA,Checkout,50\nB,Basket,9\nB,Checkout,1\n",
            "“Funnel” tells several funnels apart",
        ),
        ("Date,Sessions,Users,Basket,Orders\n2026-10-01,100,90,9,3\n", "Which columns are the steps"),
    ],
)
def test_what_would_give_a_wrong_figure_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    assert reason in _refused(tmp_path, content)


EXPORTS = {
    "PostHog": (
        "name,breakdown_value,action_id,count,median_conversion_time (seconds),average_conversion_time (seconds)\n"
        "view_item,,view_item,1000,,\nadd_to_cart,,add_to_cart,250,60.0,71.5\nbegin_checkout,,begin_checkout,100,30.0,31\n"
    ),
    "Matomo": (
        "label,step_nb_visits,step_nb_entries,step_nb_exits,step_nb_proceeded,step_proceeded_rate\n"
        "Product page,1000,1000,750,250,25%\nCart,250,0,150,100,40%\nCheckout,100,0,100,0,0%\n"
    ),
    "Matomo, in words": (
        "Label,Visits,Entries,Exits,Proceeded,Proceeded rate\nProduct page,1000,1000,750,250,25%\n"
        "Cart,250,0,150,100,40%\nCheckout,100,0,100,0,0%\n"
    ),
    "Mixpanel": (
        "Funnel,Step,Event,Count,Step Conv Ratio,Overall Conv Ratio,Avg Time\n"
        "Shop,1,View item,1000,1,1,0\nShop,2,Add to cart,250,0.25,0.25,60\nShop,3,Checkout,100,0.4,0.1,30\n"
    ),
    "numbered, out of order": "Step,Users\n3. Checkout,100\n1. Product page,1000\n2. Cart,250\n",
    "step and page": "Step,Page,Visitors\n1,Product page,1000\n2,Cart,250\n3,Checkout,100\n",
}


@pytest.mark.parametrize("content", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("form", ["funnel", ""])
def test_exports_of_programs_give_people_by_step(tmp_path: Path, content: str, form: str) -> None:
    plan = planned(tmp_path, content, form)
    assert plan.form == "funnel"
    assert {each.touchpoint: (each.draft.people, each.draft.figure) for each in plan.landings} == {
        "Product page": (1000, 75.0),
        "Basket": (250, 60.0),
    }


SEVERAL = (
    REPORT + "Nth day,Active users\n0000,100\n0001,90\n\n"
    "# Start date: 20260301\n# End date: 20260330\nStep,Active users\nProduct page,1000\nBasket,250\nCheckout,100\n\n"
    "# Start date: 20260301\n# End date: 20260331\nPage title,Views\nHome,9000\nBasket,250\n"
)


def test_of_several_tables_the_funnel_is_found(tmp_path: Path) -> None:
    for form in ("funnel", ""):
        plan = planned(tmp_path, SEVERAL, form)
        assert {each.touchpoint: (each.draft.people, each.draft.figure) for each in plan.landings} == {
            "Product page": (1000, 75.0),
            "Basket": (250, 60.0),
        }
        assert {each.draft.collected for each in plan.landings} == {date(2026, 3, 30)}
        assert any("the funnel is 2 “Step, Active users” (line 15)" in str(remark) for remark in plan.remarks)


def test_of_several_funnels_one_is_asked_for(tmp_path: Path) -> None:
    two = "Step,Users\nBasket,100\nCheckout,50\n\nStep,Users\nProduct page,1000\nBasket,100\n"
    assert (
        "It has several funnels: 1 “Step, Users” (line 1), 2 “Step, Users” (line 5): say which (--sheet)."
        in (_refused(tmp_path, two))
    )
    assert _drops(tmp_path, two, wishes=Wishes(sheet="2")) == {"Product page": (1000, 90.0)}
    assert "It has no table “3”" in _refused(tmp_path, two, Wishes(sheet="3"))
    assert "line 6: “x” is no number of people" in _refused(
        tmp_path, two.replace("1000", "x"), Wishes(sheet="2", columns={"count": ("Users",)})
    )


def test_an_empty_line_among_rows_parts_nothing(tmp_path: Path) -> None:
    content = "Step,Users\nProduct page,1000\n\nBasket,250\n\nCheckout,100\n"
    assert _drops(tmp_path, content) == {"Product page": (1000, 75.0), "Basket": (250, 60.0)}


def test_columns_are_steps_where_the_user_names_them(tmp_path: Path) -> None:
    content = "Date,Sessions,Users,Basket,Checkout\n2026-10-01,100,90,30,3\n"
    wishes = Wishes(columns={"step": ("Users", "Basket", "Checkout")})
    plan = planned(tmp_path, content, "funnel", wishes)
    assert {each.touchpoint: (each.draft.people, each.draft.figure) for each in plan.landings} == {
        "Basket": (30, 90.0)
    }
