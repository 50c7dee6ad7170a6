"""JSON is the stable format: its keys and raw values."""

from __future__ import annotations

from datetime import datetime

from auditor.base.vocabulary import Quadrant, Status, Verdict
from tests.cli.conftest import Cli


def test_action_list(shop: Cli) -> None:
    actions = shop.json("action", "list")
    assert len(actions) > 10
    keys = "id title journey stage touchpoint effort impact need confidence priority quadrant status owner due rank reason"
    for rank, action in enumerate(actions, 1):
        assert set(keys.split()) <= set(action)
        assert action["rank"] == rank
        assert action["quadrant"] in set(Quadrant)
        assert action["status"] == Status.PROPOSED
        assert action["owner"] is None
        assert action["due"] is None
        assert round(action["priority"], 2) == action["priority"]
    order = [(-action["priority"], action["effort"]) for action in actions]
    assert order == sorted(order)


def test_action_list_is_narrowed(shop: Cli) -> None:
    everything = shop.json("action", "list")
    assert shop.json("action", "list", "--limit", "2") == everything[:2]
    quick = shop.json("action", "list", "--quadrant", "quick-win")
    assert 0 < len(quick) < len(everything)
    assert {action["quadrant"] for action in quick} == {"quick-win"}
    found = shop.json("action", "list", "--text", "CHECKOUT")
    assert 0 < len(found) < len(everything)
    assert shop.json("action", "list", "--status", "done") == []


def test_audit_show_has_every_check_in_the_order_of_the_walk(shop: Cli) -> None:
    number = shop.made("audit", "new", "web")
    audit = shop.json("audit", "show", number)
    assert {"id", "journey", "persona", "auditor", "started", "finished", "touchpoints"} <= set(audit)
    assert audit["finished"] is None
    assert datetime.fromisoformat(audit["started"]).utcoffset() is not None
    points = audit["touchpoints"]
    assert [point["name"] for point in points] == [
        point["name"] for point in shop.json("touchpoint", "list", "web")
    ]
    assert sum(len(point["answers"]) for point in points) == shop.json("audit", "list")[0]["asked"]
    for point in points:
        assert {"id", "name", "stage", "feeling", "emotion", "note", "need", "answers"} <= set(point)
        assert point["feeling"] is None
        for answer in point["answers"]:
            assert {"checklist", "check", "text", "severity", "verdict", "note"} <= set(answer)
            assert answer["verdict"] is None


def test_audit_findings(shop: Cli) -> None:
    findings = shop.json("audit", "findings", "1")
    failing = {Verdict.FAIL, Verdict.PARTLY}
    assert all(one["verdict"] in failing or one["feeling"] < 0 for one in findings)
    assert all(one["action_status"] == "proposed" and one["action"] for one in findings)
    shown = shop.json("audit", "show", "1")
    failed = [a for point in shown["touchpoints"] for a in point["answers"] if a["verdict"] in failing]
    sour = [point for point in shown["touchpoints"] if point["feeling"] < 0]
    assert len(findings) == len(failed) + len(sour)


def test_checklist_list_and_show(cli: Cli) -> None:
    checklists = cli.json("checklist", "list")
    assert {
        "findability",
        "finding",
        "content",
        "calls-to-action",
        "checkout",
        "accessibility",
        "feedback",
    } <= {one["key"] for one in checklists}
    for one in checklists:
        assert {"key", "title", "checks", "languages"} <= set(one)
        assert one["checks"] >= 10
        assert one["languages"] == ["en", "sv", "nb"]
    whole = cli.json("checklist", "show", "checkout")
    assert set(whole["title"]) == {"en", "sv", "nb"}
    assert {
        "key",
        "severity",
        "text",
        "why",
        "look",
        "remedy",
        "remedy_effort",
        "remedy_impact",
        "checklist",
        "duty",
        "sources",
    } <= set(whole["checks"][0])


def test_report_summary_adds_up(shop: Cli) -> None:
    summary = shop.json("report", "summary", "web", "--top", "4")
    assert summary["journey"] == "Web shop"
    assert len(summary["actions"]) == 4
    assert summary["actions"] == shop.json("action", "list", "--journey", "web", "--limit", "4")
    answers = [a for point in shop.json("audit", "show", "1")["touchpoints"] for a in point["answers"]]
    stages = summary["stages"]
    for key, verdict in (("passed", "pass"), ("partly", "partly"), ("failed", "fail")):
        wanted = sum(answer["verdict"] == verdict for answer in answers)
        assert sum(stage[key] for stage in stages) == wanted
        assert sum(point[key] for stage in stages for point in stage["touchpoints"]) == wanted
    assert sum(stage["asked"] for stage in stages) == len(answers)
    for stage in stages:
        assert stage["need"] == max(point["need"] for point in stage["touchpoints"])


def test_action_show_explains_its_numbers(shop: Cli) -> None:
    shown = shop.json("action", "show", str(shop.json("action", "list")[0]["id"]))
    product = 100.0
    for term in shown["priority_terms"][:-1]:
        product *= term["value"]
    assert round(product, 2) == shown["priority"]
    assert shown["need_terms"][-1]["value"] == shown["need"]
    assert shown["findings"]


def test_history_and_its_values(shop: Cli) -> None:
    shop("journey", "edit", "web", "--name", "Shop on the web")
    newest = shop.json("history", "--limit", "1")[0]
    assert (newest["code"], newest["who"], newest["state"]) == ("journey-edit", "Kim", "done")
    assert newest["text"] == "Changed the journey “Web shop”"
    details = shop.json("history", "show", str(newest["id"]))["details"]
    assert [(one["field"], one["before"], one["after"]) for one in details] == [
        ("name", "Web shop", "Shop on the web")
    ]
    number = newest["id"]
    assert len(shop.json("history", "--journey", "web", "--limit", str(number + 1))) == number
