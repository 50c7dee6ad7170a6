"""Actions followed day by day from the command line: handed on, dated, late, done; the team; what wants one's eye."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import Cli

TODAY = date.today()


@pytest.fixture
def numbers(shop: Cli) -> list[str]:
    """The numbers of three proposed actions, the first in the list."""
    shop("audit", "finish", "1")
    return [str(line["id"]) for line in shop.json("action", "list", "--limit", "3")]


def _day(away: int) -> str:
    return (TODAY + timedelta(away)).isoformat()


def test_several_are_changed_at_once_and_one_undo_takes_all_back(shop: Cli, numbers: list[str]) -> None:
    steps = (
        (("plan", *numbers), "Set 3 actions to planned"),
        (("assign", *numbers, "Anna"), "Gave 3 actions to Anna"),
        (("due", *numbers, "2026-12-01"), "Set the due date of 3 actions to 1 Dec 2026"),
        (("comment", *numbers, "Talk first"), "Commented on 3 actions: Talk first"),
        (("edit", *numbers, "--effort", "4", "--owner", "Bo", "--due", ""), "Changed 3 actions"),
        (("start", *numbers), "Set 3 actions to in progress"),
        (("drop", *numbers, "--reason", "No"), "Set 3 actions to dropped"),
        (("reopen", *numbers), "Set 3 actions to planned"),
    )

    def shown() -> list[object]:
        return [shop.json("action", "show", number) | {"history": None} for number in numbers]

    for words, said in steps:
        before = shown()
        assert said in shop("action", *words).err
        after = shown()
        assert all(one != other for one, other in zip(before, after, strict=True)), words
        shop("undo")
        assert shown() == before, words
        shop("redo")
        assert shown() == after, words


def test_a_bad_date_is_refused_with_forms_that_work_and_nothing_is_changed(
    shop: Cli, numbers: list[str]
) -> None:
    said = shop.run("action", "due", *numbers, "someday")
    assert (said.code, said.out) == (1, "")
    assert "“someday” is no date" in said.err and "fri" in said.err
    assert {line["due"] for line in shop.json("action", "list")} == {None}


def test_the_list_is_filtered_by_words_and_by_filters_kept(shop: Cli, numbers: list[str]) -> None:
    first, second, third = numbers
    shop("action", "assign", first, second, "Anna Öst")
    shop("action", "due", first, _day(-1))
    shop("action", "due", second, _day(1))
    shop("action", "start", third)

    def listed(*words: str) -> list[str]:
        return [str(line["id"]) for line in shop.json("action", "list", *words)]

    assert listed("--filter", "owner:anna") == [first, second]
    assert listed("--owner", "anna", "--late") == listed("--filter", "late owner:öst") == [first]
    assert listed("--filter", 'owner:"anna öst" -sort:due') == [second, first]
    assert listed("--owner", "anna", "--sort", "due") == [first, second]
    assert listed("--owner", "anna", "--sort", "-due") == [second, first]
    assert listed("--filter", f"due>{TODAY.isoformat()}") == [second]
    assert listed("--filter", "status:in-progress") == listed("--status", "in-progress") == [third]
    assert listed("--mine") == []
    shop("action", "assign", third, "Kim")
    assert listed("--mine") == listed("--filter", "owner:me") == [third]
    assert (
        "Saved the filter “Anna’s late”"
        in shop("action", "filters", "save", "Anna’s late", "owner:anna late").err
    )
    assert "Replaced the filter" in shop("action", "filters", "save", "anna’s late", "owner:anna late").err
    assert listed("--saved", "anna") == [first]
    assert listed("--saved", "anna", "--filter", "effort>4", "--all") == []
    assert [one["words"] for one in shop.json("action", "filters", "list")] == ["owner:anna late"]
    assert "owner:anna late" in shop("action", "filters").out
    shop("action", "filters", "delete", "anna’s late")
    assert shop.json("action", "filters", "list") == []
    for words, message in (
        (("--filter", "colour:red"), "“colour” is not known here"),
        (("--filter", "effort>9"), "1 to 5"),
        (("--saved", "none"), "no filter"),
    ):
        said = shop.run("action", "list", *words)
        assert said.code == 1 and message in said.err
    assert shop.run("action", "list", "--sort", "colour").code == 2


def test_findings_are_linked_and_let_go(shop: Cli, numbers: list[str]) -> None:
    finding = next(one for one in shop.json("audit", "findings", "1") if one["check"])
    check = f"{finding['checklist']}/{finding['check']}"
    made = shop.made(
        "action", "add", "web", finding["touchpoint"], "Mend it", "--effort", "1", "--impact", "5"
    )
    shop("action", "link", made, "--check", check)
    (linked,) = shop.json("action", "show", made)["findings"]
    assert (linked["checklist"], linked["check"]) == (finding["checklist"], finding["check"])
    shop("action", "unlink", made, "--check", check)
    assert shop.json("action", "show", made)["findings"] == []
    for words, message in (
        (("--check", "nothing"), "checklist/key"),
        (("--check", "no/such"), "never asked"),
        ((), "--check"),
        (("--note", "999"), "no note"),
    ):
        said = shop.run("action", "link", made, *words)
        assert said.code == 1 and message in said.err


def test_the_history_of_an_action_tells_who_did_what(shop: Cli, numbers: list[str]) -> None:
    number = numbers[0]
    shop("action", "plan", number)
    shop("action", "assign", number, "Anna")
    shop("action", "comment", number, "Well, well")
    events = shop.json("action", "history", number)
    assert [event["code"] for event in events[:3]] == ["action-comment", "action-assign", "action-status"]
    assert events[1]["values"] == [{"field": "owner", "before": None, "after": "Anna"}]
    assert {event["who"] for event in events} == {"Kim"}
    printed = shop("action", "history", number).out
    assert "owner: – → Anna" in printed and "status: proposed → planned" in printed
    shown = shop.json("action", "show", number)
    assert [one["text"] for one in shown["comments"]] == ["Well, well"]
    assert shown["history"] == events


def test_the_team_is_listed_with_what_they_have_to_do(shop: Cli, numbers: list[str]) -> None:
    shop("action", "assign", *numbers[:2], "Anna")
    shop("action", "due", numbers[0], _day(-1))
    anna = next(one for one in shop.json("people") if one["name"] == "Anna")
    assert (anna["open"], anna["late"]) == (2, 1) and anna["days"] > 0
    assert shop.json("people")[-1]["name"] is None
    assert "(nobody)" in shop("people").out and shop("people", "list").out == shop("people").out
    added = shop.made("people", "add", "Bo", "--role", "UX")
    shop("people", "edit", added, "--name", "Bosse")
    shop("people", "merge", "anna", "bosse")
    assert {line["owner"] for line in shop.json("action", "list", "--owner", "boss")} == {"Bosse"}
    refused = shop.run("people", "remove", "bosse")
    assert refused.code == 1 and "Bosse has actions" in refused.err


def test_today_shows_what_is_late_first_and_fits_a_prompt(shop: Cli, numbers: list[str]) -> None:
    first, second, third = numbers
    assert "Nothing wants your eye" in shop("today").err
    assert shop("today", "--short").out == ""
    shop("action", "plan", *numbers)
    shop("action", "assign", *numbers, "Kim")
    shop("action", "due", first, _day(-2))
    shop("action", "due", second, "today")
    items = shop.json("today")
    assert [(one["kind"], str(one["id"])) for one in items] == [
        ("late", first),
        ("week", second),
        ("mine", third),
    ]
    assert items[0]["off"] == "2 days late"
    assert shop("today", "--short").out.strip() == "1 late · 1 this week · 3 open"
    shop("action", "done", first)
    assert shop("today", "--short").out.strip() == "1 this week · 2 open · 1 to prove"
    assert [one["kind"] for one in shop.json("today")] == ["week", "mine", "proof"]
    assert shop.run("today", "--who", "nobody").code == 1
    everybody = shop("today", "--everybody", "--short").out
    assert "1 this week" in everybody and "1 to prove" in everybody
    assert "late" not in everybody


def test_evidence_that_has_aged_is_told_today(shop: Cli) -> None:
    assert "evidence" not in shop("today").err
    shop("evidence", "add", "web", "survey", "Old", "--date", "2020-01-01")
    assert "1 piece of evidence wants collecting anew: auditor evidence list --aged" in shop("today").err
    assert len(shop.json("evidence", "list", "--aged")) == 1
    assert "evidence" not in shop("today", "--short").out


def test_a_journey_due_for_an_audit_is_shown_today(shop: Cli) -> None:
    shop("journey", "edit", "web", "--review", "1")
    assert [one["kind"] for one in shop.json("today")] in ([], ["review"])
    other = shop.made("journey", "new", "Never looked at")
    shop("journey", "edit", other, "--review", "30")
    (item,) = [one for one in shop.json("today") if one["title"] == "Never looked at"]
    assert (item["kind"], item["off"]) == ("review", "never audited")
    assert "1 to audit" in shop("today", "--short").out


def test_what_waits_for_what_is_said_and_found(shop: Cli, numbers: list[str]) -> None:
    first, second = map(int, numbers[:2])
    shop("action", "block", str(first), "--by", str(second))
    shown = shop.json("action", "show", str(first))
    assert [one["id"] for one in shown["blocked_by"]] == [second] and shown["blocked"] == 1
    assert [one["id"] for one in shop.json("action", "show", str(second))["blocks"]] == [first]
    assert "blocked by 1 action" in shop("action", "list").out
    assert [line["id"] for line in shop.json("action", "list", "--filter", "blocked")] == [first]
    said = shop.run("action", "block", str(second), "--by", str(first))
    assert said.code == 1 and "circle" in said.err
    plan = [line["id"] for line in shop.json("action", "plan-capacity", "10000")["actions"]]
    assert plan.index(second) < plan.index(first)
    shop("action", "unblock", str(first), "--by", str(second))
    assert shop.json("action", "show", str(first))["blocked_by"] == []
    shop("undo")
    assert shop.json("action", "show", str(first))["blocked"] == 1
