"""The whole story by commands: from nothing to a list of what to improve, and back by undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.analysis.priority import priority
from auditor.base.vocabulary import NoteKind
from auditor.cli.frame import output
from tests.cli.conftest import Cli, opened


def test_from_an_empty_machine_to_a_prioritised_list(nothing: Cli) -> None:
    journey = nothing.made("journey", "new", "Our shop", "--template", "web-shop")
    audit = nothing.made("audit", "new", "our shop", "--auditor", "Ada")
    nothing(
        "audit", "answer", audit, "checkout", "guest-purchase", "fail", "--note", "The account comes first"
    )
    nothing("audit", "answer", audit, "checkout", "checkout/few-steps", "p")
    nothing("audit", "answer", audit, "search engine", "own-name-first", "y")
    nothing("audit", "feel", audit, "checkout", "-2", "--emotion", "stress", "--note", "Where is the total?")
    assert nothing("audit", "finish", audit).out == "3 findings, 3 actions proposed\n"

    actions = nothing.json("action", "list", "--journey", journey)
    assert [action["rank"] for action in actions] == [1, 2, 3]
    assert [action["priority"] for action in actions] == sorted(
        (action["priority"] for action in actions), reverse=True
    )
    assert {action["touchpoint"] for action in actions} == {"Basket and checkout"}
    first = actions[0]
    exact = priority(first["effort"], first["impact"], first["need"], first["confidence"])
    assert first["priority"] == pytest.approx(exact, abs=0.01)

    nothing("action", "plan", str(first["id"]))
    nothing("action", "edit", str(first["id"]), "--owner", "Bo", "--due", "2027-01-31")
    nothing("action", "drop", str(actions[2]["id"]), "--reason", "Not this year")
    by_id = {action["id"]: action for action in nothing.json("action", "list", "--all")}
    assert by_id[first["id"]]["status"] == "planned"
    assert (by_id[first["id"]]["owner"], by_id[first["id"]]["due"]) == ("Bo", "2027-01-31")
    assert by_id[actions[2]["id"]]["status"] == "dropped"
    assert len(nothing.json("action", "list")) == 2
    assert {person["name"] for person in nothing.json("people") if person["id"]} == {"Ada", "Bo"}

    told = [line["text"] for line in nothing.json("history")]
    assert told[-1] == "Created the journey “Our shop”"
    assert not [text for text in told if "–" in text or "{" in text]


def test_a_journey_built_by_hand(cli: Cli) -> None:
    journey = cli.made("journey", "new", "Returns", "--purpose", "cost", "--scope", "process")
    stage = cli.made("stage", "add", journey, "Sending back", "--goal", "Quickly done", "--after", "Purchase")
    label = cli.made("touchpoint", "add", journey, "Sending back", "Label", "--checklist", "checkout")
    box = cli.made("touchpoint", "add", journey, stage, "Box", "--importance", "5", "--critical")
    cli("touchpoint", "move", box, "--by", "-1")
    cli("touchpoint", "edit", "label", "--channel", "email", "--checklist", "none", "--side", "indirect")
    shown = cli.json("journey", "show", "returns")
    assert [one["name"] for one in shown["stages"]][2:4] == ["Purchase", "Sending back"]
    points = shown["stages"][3]["touchpoints"]
    assert [point["name"] for point in points] == ["Box", "Label"]
    assert (points[0]["importance"], points[0]["critical"]) == (5, True)
    assert (points[1]["channel"], points[1]["side"], points[1]["checklists"]) == ("email", "indirect", [])

    cli("stage", "edit", "sending", "--name", "Return")
    cli("stage", "move", "return", "--by", "-3")
    assert next(one["name"] for one in cli.json("journey", "show", journey)["stages"]) == "Return"
    cli("touchpoint", "delete", label)
    cli("stage", "delete", "return")
    assert cli.json("touchpoint", "list", journey) == []
    cli("undo")
    assert [point["name"] for point in cli.json("touchpoint", "list", journey)] == ["Box"]


def test_journeys_are_renamed_copied_and_deleted(cli: Cli) -> None:
    first = cli.made("journey", "new", "First", "--about", "A")
    cli("journey", "edit", first, "--name", "Renamed", "--purpose", "loyalty")
    copy = cli.made("journey", "copy", "renamed", "Second")
    assert {line["name"]: line["purpose"] for line in cli.json("journey", "list")} == {
        "Renamed": "loyalty",
        "Second": "loyalty",
    }
    said = cli("journey", "delete", copy)
    assert "undo" in said.err
    assert [line["name"] for line in cli.json("journey", "list")] == ["Renamed"]
    cli("undo")
    assert len(cli.json("journey", "list")) == 2
    cli("redo")
    assert len(cli.json("journey", "list")) == 1


def test_personas(cli: Cli) -> None:
    journey = cli.made("journey", "new", "Shop")
    persona = cli.made("persona", "add", journey, "Hurried parent", "--who", "Buys on the phone")
    cli("persona", "edit", "hurried", "--name", "Parent")
    assert [(one["name"], one["who"]) for one in cli.json("persona", "list", journey)] == [
        ("Parent", "Buys on the phone")
    ]
    audit = cli.made("audit", "new", journey, "--persona", "parent")
    assert cli.json("audit", "show", audit)["persona"] == "Parent"
    assert cli.run("persona", "delete", persona).code == 1
    other = cli.made("audit", "new", journey, "--persona", "Grandmother")
    assert cli.json("audit", "show", other)["persona"] == "Grandmother"
    cli("audit", "delete", audit)
    cli("persona", "delete", persona)
    assert [one["name"] for one in cli.json("persona", "list", journey)] == ["Grandmother"]


def test_answers_come_from_a_file(cli: Cli) -> None:
    cli("journey", "new", "--template", "web-shop")
    cli("audit", "new", "web")
    lines = (
        "touchpoint;check;verdict;note\n"
        "Search engine;own-name-first;y;\n"
        '"Search engine";findability/telling-titles;partly;"Home; only"\n'
        "1;readable-snippets;not-applicable\n"
    )
    assert "3 answers saved" in cli("audit", "answer", "1", "--from", "-", typed=lines).err
    given = {one["check"]: one for one in cli.json("audit", "show", "1")["touchpoints"][0]["answers"]}
    assert given["own-name-first"]["verdict"] == "pass"
    assert (given["telling-titles"]["verdict"], given["telling-titles"]["note"]) == ("partly", "Home; only")
    assert given["readable-snippets"]["verdict"] == "not-applicable"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Search engine;own-name-first", "touchpoint;check;verdict;note"),
        ("Search engine;own-name-first;perhaps", "perhaps"),
        ("Nowhere;own-name-first;y", "Nowhere"),
        ("Search engine;no-such-check;y", "no-such-check"),
        ("Search engine;own-name-first;y;" + "x" * 20_001, "20000"),
        ("Search engine;own-name-first;y;" + "x" * 200_000, "Line 2"),
    ],
)
def test_a_bad_line_is_named_and_nothing_of_the_file_is_saved(shop: Cli, line: str, reason: str) -> None:
    before = shop.json("audit", "show", "1")
    said = shop.run("audit", "answer", "1", "--from", "-", typed=f"Search engine;own-name-first;n\n{line}\n")
    assert said.code == 1
    assert "Line 2" in said.err
    assert reason in said.err
    assert shop.json("audit", "show", "1") == before


def test_an_answer_is_taken_away(shop: Cli) -> None:
    shop("audit", "answer", "1", "search engine", "own-name-first", "none")
    assert shop.json("audit", "show", "1")["touchpoints"][0]["answers"][0]["verdict"] is None


@pytest.mark.parametrize(("word", "score"), [("-2", -2), ("−1", -1), ("0", 0), ("+1", 1), ("very happy", 2)])
def test_a_feeling_is_a_number_or_a_word(shop: Cli, word: str, score: int) -> None:
    shop("audit", "feel", "1", "search engine", word)
    assert shop.json("audit", "show", "1")["touchpoints"][0]["feeling"] == score


def test_the_newest_audit_goes_by_its_journeys_name(shop: Cli) -> None:
    newer = shop.made("audit", "new", "1")
    shop("audit", "feel", "web shop", "search engine", "2")
    assert shop.json("audit", "show", newer)["touchpoints"][0]["feeling"] == 2
    shop("audit", "finish", newer)
    shop("audit", "reopen", newer)
    finished = {line["id"]: line["finished"] for line in shop.json("audit", "list", "web")}
    assert finished[int(newer)] is None
    assert finished[1] is not None


def test_an_action_of_ones_own(shop: Cli) -> None:
    number = shop.made(
        *("action", "add", "web", "checkout", "Shorten the form", "--effort", "2", "--impact", "4"),
        *("--note", "Only name and address", "--owner", "Bo", "--due", "2027-02-01"),
    )
    shown = shop.json("action", "show", "shorten the")
    assert (shown["id"], shown["status"], shown["owner"], shown["due"]) == (
        int(number),
        "planned",
        "Bo",
        "2027-02-01",
    )
    shop("action", "edit", number, "--effort", "5", "--owner", "", "--due", "")
    shown = shop.json("action", "show", number)
    assert (shown["effort"], shown["owner"], shown["due"]) == (5, None, None)


def test_several_actions_are_accepted_at_once_and_undone_at_once(shop: Cli) -> None:
    numbers = [str(action["id"]) for action in shop.json("action", "list", "--limit", "3")]
    assert "Set 3 actions to planned" in shop("action", "plan", *numbers).err
    assert len(shop.json("action", "list", "--status", "planned")) == 3
    shop("undo")
    assert shop.json("action", "list", "--status", "planned") == []


def test_a_change_that_changes_nothing_says_so(shop: Cli) -> None:
    assert "Nothing was changed" in shop("journey", "edit", "web", "--name", "Web shop").err


def test_a_pain_point_noted_is_found_and_gets_an_action(shop: Cli, tmp_path: Path) -> None:
    with opened(tmp_path / "default.db") as workspace:
        workspace.noting.add(8, NoteKind.PAIN_POINT, "The confirmation lands among spam")
    shop("audit", "finish", "1")
    found = [one for one in shop.json("audit", "findings", "1") if one["pain_point"]]
    assert [one["note"] for one in found] == ["The confirmation lands among spam"]
    assert "pain point" in shop("audit", "findings", "1").out
    shown = shop.json("action", "show", str(found[0]["action"]))
    assert "spam" in shown["title"]
    (finding,) = shown["findings"]
    assert finding["note"] == found[0]["note"] and finding["pain_point"] and finding["check"] is None


def test_an_action_that_is_not_there_is_not_said_to_be_the_only_one(shop: Cli) -> None:
    refused = shop.run("action", "show", "99999")
    assert refused.code == 1
    assert refused.err == "There is no action “99999”: “auditor action list” shows what there is.\n"


def test_a_persona_whose_name_has_a_slip_in_it_is_asked_for(
    shop: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shop.json("persona", "list", "shop")
    for command in (("audit", "new", "shop"), ("audit", "round", "new", "shop", "--auditors", "Ann,Bo")):
        refused = shop.run(*command, "--persona", "First-tiem")
        assert (refused.code, refused.out) == (1, "")
        assert "1 “First-time customer”" in refused.err and "--new-persona" in refused.err
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    said = shop.run("audit", "new", "shop", "--persona", "First-tiem", typed="n\n")
    assert said.code == 1 and "Make a new one?" in said.err
    assert shop.json("persona", "list", "shop") == before
    shop("audit", "new", "shop", "--persona", "Elder", typed="y\n")
    assert [one["name"] for one in shop.json("persona", "list", "shop")][-1] == "Elder"


def test_a_persona_made_by_its_name_is_said_to_be_new(shop: Cli) -> None:
    assert "is a new persona" in shop("audit", "new", "shop", "--new-persona", "Newcomer").err
    assert "is a new persona" not in shop("audit", "new", "shop", "--new-persona", "newcomer").err
    assert "“Newcomer”" in shop.run("audit", "new", "shop").err


def test_checks_passed_are_counted_among_those_that_apply(cli: Cli) -> None:
    cli.made("journey", "new", "Shop", "--template", "web-shop")
    audit = cli.made("audit", "new", "shop")
    keys = [each["check"] for each in cli.json("audit", "show", audit)["touchpoints"][0]["answers"][:4]]
    cli("audit", "feel", audit, "landing", "1")
    for key, verdict in zip(keys, ("pass", "partly", "fail", "not-applicable"), strict=True):
        cli("audit", "answer", audit, "search engine", key, verdict)
    printed = cli("report", "summary", "shop", "--format", "plain").out.splitlines()
    assert "1/3" in next(line for line in printed if "Search engine" in line)
    assert "0/" not in next(line for line in printed if "Ad and landing page" in line)


def test_an_action_goes_from_planned_to_done(shop: Cli) -> None:
    number = shop.json("action", "list", "--limit", "1")[0]["id"]
    steps = {"plan": "planned", "start": "in-progress", "done": "done", "reopen": "in-progress"}
    for verb, status in steps.items():
        shop("action", verb, str(number))
        assert shop.json("action", "show", str(number))["status"] == status
