"""Comparing audits, trends, rounds and review intervals on the command line."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from auditor.base.i18n import day
from tests.cli.conftest import Cli


@pytest.fixture
def again(shop: Cli) -> Cli:
    """The shop audited a second time: at the first touchpoint every check on being found passes now."""
    audit = shop.made("audit", "new", "1")
    first = shop.json("audit", "show", audit)["touchpoints"][0]
    checks = [one["check"] for one in first["answers"] if one["checklist"] == "findability"]
    lines = [f"{first['id']};findability/{check};y" for check in checks]
    shop("audit", "answer", audit, "--from", "-", typed="\n".join(lines))
    shop("audit", "feel", audit, str(first["id"]), "2")
    shop("audit", "finish", audit)
    return shop


def test_an_audit_is_compared_with_the_one_before_or_with_any(again: Cli) -> None:
    said = again("audit", "compare", "2")
    assert "fixed" in said.out and "fail → pass" in said.out and "happy → very happy" in said.out
    found = again.json("audit", "compare", "2", "1")
    assert (found["before"], found["after"]) == (1, 2)
    assert found["counts"]["fixed"] == 4 and found["counts"]["regressed"] == 0
    assert found["p_value"] == 0.125
    assert "4 fixed, 0 regressed: could be chance (12.5%)." in said.out
    only = again.json("audit", "compare", "2", "--only", "fixed")["checks"]
    assert {line["change"] for line in only} == {"fixed"} and len(only) == 4
    assert again.run("audit", "compare", "1").code == 1
    assert found["unlike"] == [] and "Two different audits" not in said.out
    gone = found["findings"]["gone"]
    assert len(gone) == 4 and not found["findings"]["new"]
    assert all(re.search(rf"^gone +{name} ", said.out, re.M) for name in gone)
    assert not re.search(r"^▲ fixed.*\?", said.out, re.M), "a fault is stated"


def test_two_audits_of_different_personas_say_so_first(again: Cli) -> None:
    again("persona", "add", "1", "Elder")
    other = again.made("audit", "new", "1", "--persona", "elder")
    said = again("audit", "compare", other, "1")
    assert again.json("audit", "compare", other, "1")["unlike"] == ["persona"]
    assert "Two different audits (personas" in said.out.splitlines()[0]


def test_trends_are_small_lines_with_their_figures(again: Cli) -> None:
    said = again("audit", "trend", "1").out
    assert "→ 100%" in said and "█" in said
    assert again.json("audit", "trend", "1", "--persona", "first") == again.json("audit", "trend", "1")
    again("persona", "add", "1", "Elder")
    assert again.json("audit", "trend", "1", "--persona", "elder")["audits"] == []
    found = again.json("audit", "trend", "1")
    assert [audit["id"] for audit in found["audits"]] == [1, 2]
    assert found["lines"][0]["passing"][1] == 1
    counts = [
        [audit[f"findings_{what}"] for what in ("open", "new", "gone", "back")] for audit in found["audits"]
    ]
    begun = counts[0][0]
    assert begun > 4 and counts == [[begun, begun, 0, 0], [begun - 4, 0, 4, 0]]
    summary = again.json("report", "summary", "1")
    assert (summary["open_findings"], summary["findings"]["before"]) == (begun - 4, begun)
    assert sum(summary["findings"]["by_severity"].values()) == begun - 4
    assert "; 4 fewer than " in again("report", "summary", "1").out


def test_a_round_from_start_to_the_agreed_audit(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    number = shop.made("audit", "round", "new", "1", "--auditors", "Anna, Bo")
    assert "Anna" in shop("audit", "round", "list").out
    anna, bo = (str(one) for one in shop.json("audit", "round", "list")[0]["audits"])
    monkeypatch.setenv("AUDITOR_USER", "Anna")
    first = shop.json("audit", "show", anna)["touchpoints"][0]
    point, check = str(first["id"]), first["answers"][0]["check"]
    shop("audit", "answer", anna, point, check, "n", "--note", "secret")
    finished = shop("audit", "finish", anna)
    assert "until these have finished: Bo" in finished.err
    assert finished.out == "1 finding; the agreed audit of the round proposes the actions\n"
    monkeypatch.setenv("AUDITOR_USER", "Bo")
    for words in (
        ("audit", "show", anna),
        ("audit", "findings", anna),
        ("audit", "compare", anna, "1"),
        ("audit", "round", "show", number),
    ):
        said = shop.run(*words)
        assert said.code == 1 and "hidden" in said.err and "secret" not in said.out + said.err
    for told in (("history",), ("journey", "show", "1"), ("report", "summary", "1"), ("audit", "list")):
        assert "secret" not in shop(*told).out
    shop("audit", "answer", bo, point, check, "y")
    assert f"round show {number}" in shop("audit", "finish", bo).err
    said = shop("audit", "round", "show", number)
    assert "fail: secret" in said.out and "Agreement on checks" in said.out
    asked = shop.json("audit", "round", "show", number)["asked"]
    assert f"too little to tell (1 of {asked} compared)" in said.out
    agreed = shop.made("audit", "round", "agree", number)
    assert shop.json("audit", "list")[0]["kind"] == "agreed"
    shop("audit", "answer", agreed, point, check, "n")
    assert "1 action proposed" in shop("audit", "finish", agreed).out or shop.json("action", "list")


def test_a_round_goes_on_without_who_drops_out(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    number = shop.made("audit", "round", "new", "1", "--auditors", "Anna,Bo,Cai")
    line = shop.json("audit", "round", "list")[0]
    for name, audit in zip(("Anna", "Bo"), map(str, line["audits"]), strict=False):
        monkeypatch.setenv("AUDITOR_USER", name)
        first = shop.json("audit", "show", audit)["touchpoints"][0]
        check = first["answers"][0]["check"]
        refused = shop.run("audit", "finish", audit)
        assert refused.code == 1 and f"round drop {number} NAME" in refused.err
        shop("audit", "answer", audit, str(first["id"]), check, "n")
        if name == "Anna":
            shop("audit", "answer", audit, str(first["id"]), first["answers"][1]["check"], "n")
        shop("audit", "finish", audit)
    refused = shop.run("audit", "round", "drop", number, "anna")
    assert refused.code == 1 and "Anna has finished" in refused.err
    assert f"round show {number}" in shop("audit", "round", "drop", number, "Cai").err
    assert "Took Cai out of round" in shop("history", "--limit", "1").out
    assert shop.run("undo").code == 1
    assert "1 answer that only one auditor gave is left open." in shop("audit", "round", "agree", number).err


def test_changing_a_finished_audit_says_what_follows(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_USER", "Anna")
    audit = shop.made("audit", "new", "1", "--persona", "1")
    first = shop.json("audit", "show", audit)["touchpoints"][0]
    words = ("audit", "answer", audit, str(first["id"]), first["answers"][0]["check"])
    assert "was finished" not in shop(*words, "y").err
    shop("audit", "finish", audit)
    assert "comparisons and needs follow the change" in shop(*words, "n").err
    assert f"Audit {audit} was finished" in shop("audit", "feel", audit, str(first["id"]), "sour").err
    monkeypatch.setenv("AUDITOR_USER", "Bo")
    refused = shop.run(*words, "y")
    assert refused.code == 1 and f"auditor audit reopen {audit}" in refused.err
    shop("audit", "reopen", audit)
    assert "was finished" not in shop(*words, "y").err


def test_nothing_that_prints_tells_what_a_round_hides(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    shop("audit", "round", "new", "1", "--auditors", "Anna,Bo")
    monkeypatch.setenv("AUDITOR_USER", "Anna")
    anna = str(shop.json("audit", "round", "list")[0]["audits"][0])
    point = str(shop.json("audit", "show", anna)["touchpoints"][0]["id"])
    check = shop.json("audit", "show", anna)["touchpoints"][0]["answers"][0]["check"]
    shop("audit", "answer", anna, point, check, "n", "--note", "secret")
    shop("audit", "feel", anna, point, "very sour", "--note", "secret")
    shop("audit", "finish", anna)
    asked = shop.json("history", "--limit", "4")
    commands = [
        *(("journey", "show", "1"), ("journey", "gaps", "1"), ("journey", "list"), ("today",)),
        *(("touchpoint", "show", point), ("touchpoint", "list", "1"), ("persona", "show", "1")),
        *(
            ("audit", "list"),
            ("audit", "findings", "1"),
            ("audit", "trend", "1"),
            ("audit", "compare", "1", anna),
        ),
        *(("action", "list"), ("action", "waiting"), ("report", "summary", "1"), ("people", "list")),
        *(
            ("evidence", "support", "1"),
            ("evidence", "contradictions", "1"),
            ("evidence", "next", "1"),
            ("history",),
        ),
        *(("export", "all"), ("export", "mermaid", "1"), ("report", "markdown", "1", "-")),
        *(("history", "show", str(line["id"])) for line in asked),
    ]
    seen = {}
    for name in ("Anna", "Bo"):
        monkeypatch.setenv("AUDITOR_USER", name)
        said = [shop.run(*command) for command in commands]
        assert [one.err for one in said if one.code not in (0, 1)] == []
        seen[name] = [one.out + one.err for one in said]
    assert "secret" in "".join(seen["Anna"])
    told = [command for command, text in zip(commands, seen["Bo"], strict=True) if "secret" in text]
    assert told == []


def test_a_round_of_strange_names_is_shown_without_what_would_steer_a_terminal(
    shop: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["\x1b[2J[/] | `\u202e =1+1", "{0} %s <b>"]
    number = shop.made("audit", "round", "new", "1", "--auditors", ",".join(names))
    for audit, name, verdict in zip(
        shop.json("audit", "round", "list")[0]["audits"], names, "yn", strict=True
    ):
        monkeypatch.setenv("AUDITOR_USER", name)
        first = shop.json("audit", "show", str(audit))["touchpoints"][0]
        words = (str(audit), str(first["id"]), first["answers"][0]["check"], verdict, "--note", name)
        shop("audit", "answer", *words)
        shop("audit", "finish", str(audit))
    for form in ("simple", "json", "csv", "github", "html", "grid"):
        for command in (("round", "show", number), ("round", "list")):
            said = shop("audit", *command, "--format", form)
            assert said.out and "\x1b" not in said.out and "\u202e" not in said.out
            assert form != "html" or "<b>" not in said.out


def test_a_review_interval_is_set_and_listed(shop: Cli) -> None:
    shop("journey", "edit", "1", "--review", "6 weeks")
    (line,) = shop.json("journey", "list")
    assert line["review_days"] == 42 and line["review_due"]
    assert "review " in shop("journey", "list").out
    assert "6 moons" in shop.run("journey", "edit", "1", "--review", "6 moons").err
    shop("journey", "edit", "1", "--review", "never")
    assert shop.json("journey", "list")[0]["review_due"] is None
    assert "(today)" in shop("touchpoint", "show", "1").out
    assert all(line["last_looked"] for line in shop.json("touchpoint", "list", "1"))


def test_a_new_journey_is_to_be_looked_at_again_and_says_that_it_never_was(cli: Cli) -> None:
    cli.made("journey", "new", "Tea")
    cli.made("touchpoint", "add", "tea", "purchase", "Leaf")
    cli.made("persona", "add", "tea", "Kim")
    cli.made("journey", "new", "Coffee", "--review", "8 weeks")
    cli.made("journey", "new", "Milk", "--review", "never")
    days = {line["name"]: line["review_days"] for line in cli.json("journey", "list")}
    assert days == {"Tea": 180, "Coffee": 56, "Milk": None}
    assert [(one["title"], one["off"]) for one in cli.json("today")] == [
        ("Tea", "never audited"),
        ("Coffee", "never audited"),
    ]
    for command in (("journey", "list"), ("journey", "show", "tea"), ("report", "summary", "tea")):
        assert "never looked at" in cli(*command).out
    assert "never looked at" in cli("journey", "show", "milk").out
    audit = cli.made("audit", "new", "tea", "--persona", "Kim")
    cli("audit", "feel", audit, "leaf", "1")
    cli("audit", "finish", audit)
    due = date.today() + timedelta(180)
    for command in ("journey", "show"), ("report", "summary"):
        found = cli.json(*command, "tea")
        assert (found["review_days"], found["review_due"]) == (180, due.isoformat())
        assert f"review {day(due)}" in cli(*command, "tea").out
    assert [one["title"] for one in cli.json("today")] == ["Coffee"]
