"""Whether what was done worked, by commands: two weeks of one action that worked and one that did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.input.figures import read_figure
from auditor.views.proofs import ComparedFigure
from tests.cli.conftest import Cli

_CHECKLIST = """
key = "{key}"
title.en = "Ours"
[[check]]
key = "another-one"
severity = 2
remedy_effort = 1
remedy_impact = 2
text.en = "Is it there?"
remedy.en = "Put it there"
"""
"""A checklist of one's own that takes the place of the program's."""


@pytest.fixture
def done(shop: Cli) -> tuple[str, str]:
    """Two actions that are done, each for a failed check of its own at one touchpoint."""
    listed = shop.json("action", "list")
    lines = [one for one in listed if one["touchpoints"] == 1 and not one["title"].startswith("Find out")]
    failed = (line for line in lines if _found(shop, line["id"])["verdict"] == "fail")
    first = next(failed)
    second = next(line for line in failed if line["touchpoint_id"] != first["touchpoint_id"])
    for line in (first, second):
        shop("action", "plan", str(line["id"]))
        shop("action", "start", str(line["id"]))
        shop("action", "done", str(line["id"]))
    return str(first["id"]), str(second["id"])


def _found(shop: Cli, action: int) -> dict[str, str]:
    (finding,) = shop.json("action", "show", str(action))["findings"]
    return dict(finding)


def _look_again(shop: Cli, action: str, verdict: str) -> str:
    """Look again at the check of an action with a verdict, feeling as before; return the audit."""
    number = shop.made("audit", "recheck", action, "--auditor", "Ada")
    (point,) = shop.json("audit", "show", number)["touchpoints"]
    before = next(
        one["feeling"] for one in shop.json("audit", "show", "1")["touchpoints"] if one["id"] == point["id"]
    )
    (asked,) = point["answers"]
    shop("audit", "answer", number, str(point["id"]), asked["check"], verdict)
    shop("audit", "feel", number, str(point["id"]), str(before))
    return number


def test_two_weeks(shop: Cli, done: tuple[str, str]) -> None:
    worked, failed = done
    waiting = shop.json("action", "waiting")
    assert {str(line["id"]) for line in waiting} == set(done)
    assert all(line["effect"] is None and line["missing"] for line in waiting)
    for line in waiting:
        proof = shop.json("action", "proof", str(line["id"]))
        assert proof["look_again"] == line["look_again"] and proof["missing"] == line["missing"]
        assert "The feeling" in [one["text"] for one in proof["look_again"]]
        assert "The feeling" in shop("action", "proof", str(line["id"])).out

    refused = shop.run("action", "verify", worked)
    assert refused.code == 1 and f"auditor audit recheck {worked}" in refused.err

    audit = _look_again(shop, worked, "pass")
    finished = shop("audit", "finish", audit)
    assert "Effective: what it was to mend got better, and nothing worse." in finished.err
    assert f"“auditor action verify {worked}” settles it." in finished.err
    proof = shop.json("action", "proof", worked)
    check, feeling = proof["shifts"]
    assert (check["before"], check["after"]) == ("fail", "pass") and check["drop"] > 0
    assert feeling["drop"] == 0
    assert proof["effect"] == "effective" and proof["need_after"] <= proof["need_before"]
    assert shop("action", "verify", worked).out.endswith(": effective\n")

    audit = _look_again(shop, failed, "fail")
    assert "No effect: what it was to mend is as it was before." in shop("audit", "finish", audit).err
    settled = shop("action", "verify", failed, "--again")
    assert settled.out.endswith(": no effect\n")

    by_id = {str(line["id"]): line for line in shop.json("action", "list", "--all")}
    assert (by_id[worked]["status"], by_id[failed]["status"]) == ("verified", "in-progress")
    assert shop.json("action", "waiting") == []
    shown = shop.json("action", "show", worked)
    assert (shown["effect"], shown["proof"]["audit"]) == ("effective", int(proof["audit"]))
    kinds = {line["id"]: line["kind"] for line in shop.json("audit", "list")}
    assert list(kinds.values()) == ["recheck", "recheck", "whole"]

    told = [line["text"] for line in shop.json("history")]
    assert any(text.startswith("Settled what the action “") and text.endswith("no effect") for text in told)
    assert any(text.startswith("Started a re-check of “") for text in told)


def test_without_effect_an_action_stays_done_and_the_way_on_is_told(shop: Cli, done: tuple[str, str]) -> None:
    _worked, failed = done
    shop("audit", "finish", _look_again(shop, failed, "fail"))
    assert f"“auditor action reopen {failed}” takes it up again." in shop("action", "verify", failed).err
    assert shop.json("action", "show", failed)["status"] == "done"
    assert failed not in {str(line["id"]) for line in shop.json("action", "waiting")}


def test_settled_by_hand(shop: Cli, done: tuple[str, str]) -> None:
    assert shop.run("action", "verify", done[0], "--anyway").code == 1
    shop("action", "verify", *done, "--anyway", "--effect", "effective")
    assert {shop.json("action", "show", one)["status"] for one in done} == {"verified"}


def test_figures_before_and_after(shop: Cli, done: tuple[str, str]) -> None:
    action = done[0]
    assert "No figures are recorded" in shop("action", "figures", action).err
    shop(
        *("action", "figures", action, "--before", "120/2400", "--after", "156/2380"),
        *("--source", "Shop test", "--date", "2026-03-02"),
    )
    shop(
        *("action", "figures", action, "--before", "48.2+-12.1/200", "--after", "41,5±11/210"),
        *("--unit", "s", "--lower-is-better", "--source", "Timer", "--date", "2026-03-01"),
    )
    share, mean = shop.json("action", "figures", action)
    assert (share["unit"], share["before"]["figure"], share["difference"]["value"]) == (
        "%",
        5,
        pytest.approx(1.5546, abs=1e-4),
    )
    assert share["difference"]["low"] > 0
    assert (share["kind"], share["comparison"], share["smallest_worth"]) == ("analytics", "before-after", 5)
    assert (mean["unit"], mean["better"], mean["effect"]) == ("s", "lower", "effective")
    assert "+1.55 (95 %: +0.23 to +2.89)" in shop("action", "figures", action).out
    (mended,) = shop.json("action", "show", action)["mends"]
    shop("finding", "seen", mended["name"], "gone", "--journey", "1")
    assert shop("action", "verify", action).out.endswith(": effective\n")


def test_figures_that_make_no_sense_are_refused(shop: Cli, done: tuple[str, str]) -> None:
    for words, why in (
        (("--before", "1/10"), "Give --before, --after and --source"),
        (("--before", "1/10", "--after", "2/10"), "Give --before, --after and --source"),
        (("--before", "1/10", "--after", "2.5", "--source", "x"), "give both in the same way"),
        (("--before", "11/10", "--after", "2/10", "--source", "x"), "not a part of all of them"),
        (("--before", "many", "--after", "2/10", "--source", "x"), "is no figure"),
    ):
        said = shop.run("action", "figures", done[0], *words)
        assert said.code in (1, 2) and why in said.err, words


@pytest.mark.parametrize(
    ("typed", "unit", "side", "share"),
    [
        ("120/2400", "", ComparedFigure(5.0, 2400), True),
        ("5%/2400", "", ComparedFigure(5.0, 2400), True),
        ("5,25 %", "", ComparedFigure(5.25), True),
        ("4/5", "kr", ComparedFigure(4.0, 5), False),
        ("48.2 ± 12.1 / 200", "", ComparedFigure(48.2, 200, 12.1), False),
        ("-1.5+/-2/30", "", ComparedFigure(-1.5, 30, 2.0), False),
        ("48", "s", ComparedFigure(48.0), False),
        ("12", "%", ComparedFigure(12.0), True),
    ],
)
def test_how_figures_are_typed(typed: str, unit: str, side: ComparedFigure, share: bool) -> None:
    figure = read_figure(typed, unit)
    assert (figure.side, figure.is_share) == (side, share)


@pytest.mark.parametrize("typed", ["", "x", "1//2", "1/2/3", "0/0", "-1/5", "5%%"])
def test_what_is_no_figure(typed: str) -> None:
    with pytest.raises(RefusedError):
        read_figure(typed)


def test_expected_and_realised_impact(shop: Cli, done: tuple[str, str]) -> None:
    assert "nothing to compare" in shop("action", "estimates").err
    worked, failed = done
    for action, verdict in ((worked, "pass"), (failed, "fail")):
        shop("audit", "finish", _look_again(shop, action, verdict))
    assert "nothing to compare" in shop("action", "estimates").err
    shop("action", "verify", worked, failed)
    found = shop.json("action", "estimates")
    realised = {str(line["id"]): line["realised"] for line in found["actions"]}
    assert realised[failed] == 1 and realised[worked] > 1
    mean = sum(line["expected"] - line["realised"] for line in found["actions"]) / 2
    assert (found["count"], found["mean_overestimate"]) == (2, pytest.approx(mean))
    assert found["low"] < mean < found["high"]
    assert "On average the impact was overestimated" in shop("action", "estimates").out
    assert found["people"] == [] and sum(one["count"] for one in found["phases"]) == 2
    assert {(one["count"] + one["missing"], one["mean_overestimate"]) for one in found["phases"]} == {
        (5, None)
    }
    missing = found["phases"][0]["missing"]
    assert (
        f"{missing} more actions with a settled effect are needed"
        in shop("action", "estimates", "--format", "plain").out
    )
    shop("action", "assign", worked, "Kim")
    assert [one["name"] for one in shop.json("action", "estimates")["people"]] == ["Kim"]


def test_a_recheck_of_what_is_not_done_names_the_way(shop: Cli) -> None:
    first = str(shop.json("action", "list")[0]["id"])
    said = shop.run("audit", "recheck", first)
    assert said.code == 1 and f"auditor action done {first}" in said.err


def test_a_check_taken_out_of_its_checklist_is_said_to_be_gone(
    shop: Cli, done: tuple[str, str], tmp_path: Path
) -> None:
    action = done[0]
    (finding,) = shop.json("action", "show", action)["findings"]
    folder = tmp_path / "config" / "checklists"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(_CHECKLIST.format(key=finding["checklist"]), encoding="utf-8")
    said = shop("audit", "recheck", action)
    assert "no longer in its checklist" in said.err
    (point,) = shop.json("audit", "show", said.out.strip())["touchpoints"]
    assert point["answers"] == []
