"""Money from the command line: what a web shop loses, what actions bring, and what is said where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

FUNNEL = "step,users\nProduct page,10000\nBasket and checkout,2400\nOrder confirmation,1200\n"


@pytest.fixture
def funnel(tmp_path: Path, shop: Cli) -> Cli:
    """The web shop with a funnel imported."""
    (tmp_path / "funnel.csv").write_text(FUNNEL)
    shop("evidence", "import", str(tmp_path / "funnel.csv"), "--journey", "1", "--yes")
    return shop


def test_losses_are_known_once_everything_is_said_and_missing_is_named_until_then(funnel: Cli) -> None:
    for command in (("report", "summary", "1"), ("journey", "show", "1"), ("touchpoint", "show", "Basket")):
        assert "Los" not in funnel(*command).out and "Visits" not in funnel(*command).out
    funnel("journey", "edit", "1", "--visits", "8000..10000")
    found = funnel.json("touchpoint", "show", "Basket")
    assert found["missing"] == ["order"] and found["lost_low"] is None and found["loss_terms"] == []
    assert "--order-value 400..600" in funnel("touchpoint", "show", "Basket").out
    funnel("journey", "edit", "1", "--order-value", "400–600", "--currency", "kr")
    losses = funnel.json("journey", "losses", "1")
    known = [one for one in losses["touchpoints"] if not one["missing"]]
    assert [one["name"] for one in known] == ["Product page", "Basket and checkout"]
    for one in known:
        ends = [
            one[f"visits_{end}"] * one[f"came_{end}"] * one[f"dropped_{end}"] * one[f"buys_{end}"] * worth
            for end, worth in (("low", 400), ("high", 600))
        ]
        assert [one["lost_low"], one["lost_high"]] == pytest.approx(ends, rel=1e-3)
    assert losses["lost_high"] == pytest.approx(sum(one["lost_high"] for one in known), abs=0.02)
    for command in (("report", "summary", "1"), ("journey", "show", "1")):
        said = funnel(*command).out
        assert (
            f"1,510,000–3,170,000 kr a month, known at 2 of {len(losses['touchpoints'])} touchpoints" in said
        )
        assert funnel.json(*command)["lost_low"] == losses["lost_low"]
    funnel("journey", "edit", "1", "--purpose", "cost")
    assert "Lost sales" not in funnel("journey", "show", "1").out
    funnel("undo")
    funnel("undo")
    assert funnel.json("touchpoint", "show", "Basket")["missing"] == ["order"]


def test_actions_go_by_return_and_those_without_figures_say_what_is_missing(shop: Cli) -> None:
    every = [row["id"] for row in shop.json("action", "list")]
    assert "P(best)" not in shop("action", "list").out
    first, second, third = map(str, every[-3:])
    shop("journey", "edit", "1", "--currency", "kr", "--purpose", "cost")
    shop("action", "edit", first, "--cost", "1000..2000", "--gain", "300..500")
    shop("action", "edit", second, "--cost", "0", "--gain", "1000")
    shop("action", "edit", third, "--gain", "5000")
    rows = shop.json("action", "list", "--sort", "return")
    assert [row["id"] for row in rows[:2]] == [int(second), int(first)]
    assert [row["id"] for row in rows[2:]] == [
        number for number in every if str(number) not in (first, second)
    ]
    assert (rows[1]["return_low"], rows[1]["return_high"], rows[1]["best_chance"]) == (1600, 5000, 0)
    assert rows[0]["best_chance"] == 1 and rows[2]["best_chance"] is None
    text = shop("action", "list", "--sort", "return").out
    assert "cost is missing" in text and "cost and gain are missing" in text and "1,600–5,000 kr" in text

    found = shop.json("action", "show", first)
    assert [(term["low"], term["high"]) for term in found["return_terms"]] == [
        (300, 500),
        (12, 12),
        (1000, 2000),
        (1600, 5000),
    ]
    assert "--cost 1000..2000" in shop("action", "show", third).out
    summary = shop("report", "summary", "1").out
    assert f"1,000–2,000 kr, said of 2 of {len(every)} open actions" in summary
    assert f"6,300–6,500 kr a month, said of 3 of {len(every)} open actions" in summary

    shop("action", "edit", first, "--cost", "none")
    assert shop.json("action", "show", first)["cost_low"] is None
    shop("undo")
    assert shop.json("action", "show", first)["cost_low"] == 1000
    assert "cost, at least: 1,000 → –" in shop("action", "show", first).out.replace("1000", "1,000")
