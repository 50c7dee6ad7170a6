"""`auditor journey moments`, and what touchpoints say of their two importances on the command line."""

from __future__ import annotations

from tests.cli.conftest import Cli


def _add(cli: Cli, name: str, *options: str) -> None:
    cli("touchpoint", "add", "Shop", "Purchase", name, *options)


def test_the_decisive_come_first_and_doubts_are_said(cli: Cli) -> None:
    cli("journey", "new", "Shop")
    for name, importance, business in (("Page", "5", "4"), ("Mail", "2", "4"), ("Tip", "5", "2")):
        _add(cli, name, "--importance", importance, "--business", business)
    _add(cli, "Door")
    cli("touchpoint", "edit", "Mail", "--critical")
    found = cli.json("journey", "moments", "Shop")
    assert [(one["name"], one["moment_of_truth"], one["gap"]) for one in found["touchpoints"]] == [
        ("Page", 0.8, -1),
        ("Tip", 0.4, -3),
        ("Mail", 0.32, 2),
    ]
    assert [one["doubt"] for one in found["touchpoints"]] == ["high-but-unmarked", None, "marked-but-low"]
    assert [one["quadrant"] for one in found["touchpoints"]] == ["both", "customer", "business"]
    assert found["unsaid"] == 1
    text = cli("journey", "moments", "Shop").out
    assert "means more to the customer than to us, by 3 steps" in text
    assert "Of 1 touchpoint nobody has said" in text and "to the customer ↑" in text

    cli("touchpoint", "edit", "Page", "--business", "none")
    page = cli.json("touchpoint", "show", "Page")
    assert (page["business"], page["moment_of_truth"], page["gap"]) == (None, None, None)
    assert page["moment_terms"] == []
    assert cli.run("touchpoint", "edit", "Page", "--business", "6").code == 2


def test_bounds_of_the_settings_count_and_must_fit_together(cli: Cli) -> None:
    cli("journey", "new", "Shop")
    _add(cli, "Page", "--importance", "3", "--business", "3")
    for words in (("high", "0.35"), ("low", "0.1"), ("customer", "3"), ("business", "2")):
        cli("settings", "set", f"moments.{words[0]}", words[1])
    (one,) = cli.json("journey", "moments", "Shop")["touchpoints"]
    assert (one["quadrant"], one["doubt"]) == ("both", "high-but-unmarked")
    refused = cli.run("settings", "set", "moments.low", "0.4")
    assert refused.code == 1 and "moments.low must be less than moments.high" in refused.err
