"""Drafts beside what is finished: named in lists, reports and JSON, and in none of their figures."""

from __future__ import annotations

import csv
import io

from tests.cli.conftest import Cli


def _one_answer(cli: Cli, verdict: str) -> str:
    """Begin an audit as somebody else, with one check answered at the first touchpoint."""
    audit = cli.made("audit", "new", "web", "--auditor", "Bo")
    key = cli.json("audit", "show", audit)["touchpoints"][0]["answers"][0]["check"]
    cli("audit", "answer", audit, "search engine", key, verdict)
    return audit


def _first(cli: Cli) -> dict[str, object]:
    point: dict[str, object] = cli.json("touchpoint", "show", "search engine")
    return point


def test_a_draft_beside_a_finished_audit_is_in_no_figure(shop: Cli) -> None:
    before, ranked = _first(shop), shop("action", "list", "--format", "csv").out
    summary = shop.json("report", "summary", "web")
    audit = _one_answer(shop, "fail")
    after = _first(shop)
    asked = before["checks"]["asked"]  # type: ignore[index]
    assert (before["draft"], before["in_progress"]) == (False, None)
    assert after["draft"] is False
    assert after["in_progress"] == {"audit": int(audit), "answered": 1, "asked": asked}
    same = ("need", "checks", "feelings", "failed", "differing")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert shop("action", "list", "--format", "csv").out == ranked
    assert f"+ draft 1/{asked}" in shop("touchpoint", "list", "web").out
    assert f"+ draft 1/{asked}" in shop("touchpoint", "show", "search engine").out
    now = shop.json("report", "summary", "web")
    figures = ("passed", "partly", "failed", "feeling", "need", "draft")
    old, new = summary["stages"][0]["touchpoints"][0], now["stages"][0]["touchpoints"][0]
    assert [new[name] for name in figures] == [old[name] for name in figures]
    assert (new["drafted"], new["drafted_of"]) == (1, asked)
    written = shop("report", "markdown", "web", "-").out
    assert "Last audit: " in written and "Kim" in written.partition("Last audit: ")[2].splitlines()[0]
    assert f"+ draft 1/{asked}" in written and "Draft of an audit" not in written


def test_where_no_audit_is_finished_everything_says_draft(cli: Cli) -> None:
    cli.made("journey", "new", "Web shop", "--template", "web-shop")
    audit = _one_answer(cli, "fail")
    cli("audit", "feel", audit, "search engine", "--", "-2")
    point = _first(cli)
    assert (point["draft"], point["need"]) == (True, 0.8)
    assert point["feelings"][0]["draft"] is True  # type: ignore[index]
    (stage, *_rest) = cli.json("journey", "show", "web")["stages"]
    shown, other = stage["touchpoints"][:2]
    assert (shown["draft"], other["draft"]) == (True, False)
    assert other["support"]["confidence"] == 0.1
    rows = list(csv.DictReader(io.StringIO(cli("report", "summary", "web", "--format", "csv").out)))
    assert [row["draft"] for row in rows[:2]] == ["true", "false"]
    written = cli("report", "markdown", "web", "-").out
    assert "Last audit" not in written and "Draft of an audit by Bo" in written
    assert "1 touchpoint is known from audits in progress alone" in written
    assert "%% draft, no audit of it is finished: Search engine" in cli("export", "mermaid", "web").out


def test_an_audit_in_which_nothing_was_done_is_not_finished(shop: Cli) -> None:
    audit = shop.made("audit", "new", "web")
    assert "Nothing is answered in audit" in shop.run("audit", "finish", audit).err
    assert shop.run("audit", "finish", audit).code == 1
