"""`auditor audit suggestions`: listed with what was measured, taken and refused by number or all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.importing.reports import axe_page, rule, text


def _measure(cli: Cli, journey: str, folder: Path, name: str) -> None:
    """Import the two faults that were measured at a touchpoint."""
    faults = [rule("image-alt", 3), rule("color-contrast")]
    page = axe_page(f"https://{name.lower()}.example/", violations=faults)
    file = folder / f"{name}.json"
    file.write_text(text(page), encoding="utf-8")
    words = ("--journey", journey, "--touchpoint", name, "--yes", "--again")
    cli("evidence", "import", "axe", str(file), *words)


@pytest.fixture
def journey(cli: Cli) -> str:
    """A journey with two touchpoints on sites of their own; its number."""
    number = cli.made("journey", "new", "Shop")
    for name in ("Basket", "Checkout"):
        where = ("--checklist", "accessibility", "--address", f"https://{name.lower()}.example")
        cli.made("touchpoint", "add", number, "Purchase", name, *where)
    return number


@pytest.fixture
def audit(cli: Cli, journey: str, tmp_path: Path) -> str:
    """An audit of it, after both touchpoints were measured; its number."""
    for name in ("Basket", "Checkout"):
        _measure(cli, journey, tmp_path, name)
    return cli.made("audit", "new", journey)


def test_the_list_says_where_what_and_by_which_measurement(cli: Cli, audit: str) -> None:
    found = cli.json("audit", "suggestions", audit)
    faults = [one for one in found if one["check"] == "accessibility/image-text"]
    assert [one["touchpoint"] for one in faults] == ["Basket", "Checkout"]
    for one in faults:
        assert (one["verdict"], one["answered"]) == ("fail", None)
        assert (
            one["why"].startswith("3 × ") and "axe-core" in one["source"] and one["measured"] and one["page"]
        )
    shown = cli("audit", "suggestions", audit).out
    assert "Basket" in shown and "image-text" in shown and "fail" in shown


def test_some_are_taken_and_others_refused_each_undone_as_one(cli: Cli, audit: str) -> None:
    found = cli.json("audit", "suggestions", audit)
    faults = [str(one["id"]) for one in found if one["check"] == "accessibility/image-text"]
    rest = [one["id"] for one in found if str(one["id"]) not in faults]
    said = cli("audit", "suggestions", audit, "--take", ",".join(faults))
    assert "Took 2 answers that measurements suggest." in said.err
    assert [one["id"] for one in cli.json("audit", "suggestions", audit)] == rest != []
    cli("audit", "suggestions", audit, "--refuse", "all")
    assert cli.json("audit", "suggestions", audit) == []
    cli("undo")
    cli("undo")
    assert cli.json("audit", "suggestions", audit) == found


def test_what_was_answered_is_taken_only_by_its_number(cli: Cli, journey: str, tmp_path: Path) -> None:
    audit = cli.made("audit", "new", journey)
    cli("audit", "answer", audit, "Basket", "image-text", "pass")
    _measure(cli, journey, tmp_path, "Basket")
    cli("audit", "suggestions", audit, "--take", "all")
    (left,) = cli.json("audit", "suggestions", audit)
    assert (left["verdict"], left["answered"]) == ("fail", "pass")
    assert "Nothing waits" in cli("audit", "suggestions", audit, "--take", "all").err
    cli("audit", "suggestions", audit, "--take", str(left["id"]))
    assert cli.json("audit", "suggestions", audit) == []


def test_what_is_not_suggested_is_told(cli: Cli, audit: str) -> None:
    said = cli.run("audit", "suggestions", audit, "--take", "9999")
    assert said.code == 1 and "There is no suggestion “9999”" in said.err
    number = str(cli.json("audit", "suggestions", audit)[0]["id"])
    said = cli.run("audit", "suggestions", audit, "--take", number, "--refuse", number)
    assert said.code == 2 and "not both" in said.err
    assert len(cli.json("audit", "suggestions", audit)) > 1
