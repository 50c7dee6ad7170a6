"""The team by commands: who one is, who has left, and two of one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.settings.config import read_config
from tests.cli.conftest import Cli


def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> Path:
    """Let the settings of a user of that name be read from now on."""
    monkeypatch.delenv("AUDITOR_USER", raising=False)
    folder = tmp_path / f"settings of {name}"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("AUDITOR_CONFIG", str(folder))
    path = folder / "config.toml"
    if not path.exists():
        path.write_text(f'name = "{name}"\n')
    return path


def _mine(cli: Cli) -> list[str]:
    return [one["title"] for one in cli.json("action", "list", "--mine")]


def test_somebody_renamed_walks_on_in_a_round(
    shop: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _settings(monkeypatch, tmp_path, "Anna")
    shop("audit", "round", "new", "shop", "--auditors", "Anna,Bo")
    shop(
        "action",
        "add",
        "shop",
        "checkout",
        "Hers",
        "--effort",
        "2",
        "--impact",
        "3",
        "--owner",
        "Anna",
        "--due",
        "-1d",
    )
    assert read_config().person
    shop("people", "edit", "Anna", "--name", "Anna Berg")
    shop("audit", "answer", "2", "Search engine", "own-name-first", "fail")
    assert _mine(shop) == ["Hers"]
    assert [one["title"] for one in shop.json("today") if one["kind"] == "late"] == ["Hers"]
    assert shop.run("audit", "answer", "3", "Search engine", "own-name-first", "fail").code == 1
    assert "Hers" not in shop("today", "--who", "Bo").out
    assert shop("people", "me").out.endswith("“Anna Berg”\n")
    assert shop.json("history")[0]["who"] == "Anna Berg"


@pytest.mark.parametrize("words", [("--mine",), ("--filter", "owner:me")])
def test_mine_is_nothing_where_nobody_is_known_to_be_me(shop: Cli, words: tuple[str, ...]) -> None:
    for owner in ("Kimberley", "Joakim", "Kim B"):
        shop(
            "action",
            "assign",
            shop.made("action", "add", "shop", "checkout", owner, "--effort", "2", "--impact", "3"),
            owner,
        )
    shop("people", "merge", "1", "Joakim")
    assert shop.json("action", "list", *words) != []
    shop("people", "add", "Zoe")
    assert _mine(shop) == ["Joakim"]


def test_two_of_one_name(shop: Cli) -> None:
    first = shop.made("people", "add", "Anna", "--role", "Designer")
    refused = shop.run("people", "add", "anna")
    assert refused.code == 1 and "--role" in refused.err
    second = shop.made("people", "add", "Anna", "--role", "Developer")
    action = shop.made("action", "add", "shop", "checkout", "Whose", "--effort", "2", "--impact", "3")
    for command in (("action", "assign", action, "Anna"), ("people", "edit", "Anna", "--role", "x")):
        refused = shop.run(*command)
        assert refused.code == 1
        assert f"{first} “Anna" in refused.err and f"{second} “Anna" in refused.err
        assert "Designer" in refused.err and "Developer" in refused.err
    shop("action", "assign", action, second)
    assert shop.json("action", "show", action)["owner"] == "Anna (Developer)"
    shop("people", "edit", "Anna (Designer)", "--role", "Lead")
    assert "Lead" in shop("people").out


def test_somebody_who_has_left(shop: Cli) -> None:
    action = shop.made(
        "action", "add", "shop", "checkout", "Hers", "--effort", "2", "--impact", "3", "--owner", "Anna"
    )
    assert shop("people", "edit", "Anna", "--left").err == "Noted that Anna has left.\n"
    refused = shop.run("audit", "new", "shop", "--auditor", "Anna")
    assert refused.code == 1 and refused.err.startswith("Anna has left") and "--back" in refused.err
    assert shop.json("action", "show", action)["owner"] == "Anna"
    (anna,) = (one for one in shop.json("people") if one["name"] == "Anna")
    assert anna["left"]
    assert "Anna (has left)" in shop("people").out
    shop("people", "edit", "Anna", "--back")
    shop("audit", "new", "shop", "--auditor", "Anna")


def test_what_somebody_answers_for_who_has_left_says_so_wherever_it_is_shown(shop: Cli) -> None:
    shop("touchpoint", "edit", "checkout", "--responsible", "Anna")
    shop("people", "edit", "Anna", "--left")
    for words in (
        ("touchpoint", "show", "checkout"),
        ("touchpoint", "list", "web"),
        ("journey", "show", "web"),
    ):
        assert "Anna (has left)" in shop(*words).out, words


def test_who_one_is_can_be_said(shop: Cli) -> None:
    shop("people", "add", "Kim Lund")
    shop("people", "me", "Kim Lund")
    shop("action", "add", "shop", "checkout", "Mine", "--effort", "2", "--impact", "3", "--owner", "Kim Lund")
    assert _mine(shop) == ["Mine"]


def test_names_that_are_alike_say_where_they_belong(shop: Cli) -> None:
    other = shop.made("journey", "new", "Other", "--template", "web-shop")
    refused = shop.run("touchpoint", "show", "Checkout")
    assert refused.code == 1 and "(Other · " in refused.err
    shop("journey", "new", "Other")
    assert shop.run("journey", "show", "Other").err.count("“Other”") == 3
    assert other


def test_who_answers_for_what_is_shown_with_how_it_stands(shop: Cli) -> None:
    shop("journey", "edit", "web", "--responsible", "Anna")
    shop("touchpoint", "edit", "checkout", "--responsible", "Bo")
    shop("people", "edit", "Bo", "--unit", "Web")
    shown = shop.json("people", "show", "bo")
    (charge,) = shown["responsible_for"]
    assert (shown["unit"], charge["responsible_by"]) == ("Web", "touchpoint")
    assert shown["greatest_need"] == charge["need"]
    listed = {one["name"]: one for one in shop.json("people")}
    points = shop.json("touchpoint", "list", "web")
    assert listed["Anna"]["responsible_for"] == len(points) - 1
    assert {one["responsible_by"] for one in points} == {"journey", "touchpoint"}
    assert shop.json("people", "nobody") == []
    shop("journey", "edit", "web", "--responsible", "")
    assert len(shop.json("people", "nobody", "--journey", "web")) == len(points) - 1
    assert "## Responsible for" in shop("report", "unit", "web", "-", "--as", "markdown").out
