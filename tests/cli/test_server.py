"""The same commands on a database server."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Cli
from tests.conftest import Server


def test_a_story_on_a_server(server: Server, nothing: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    name, url = server.empty()
    monkeypatch.setenv("AUDITOR_DB", url)
    try:
        assert nothing.json("journey", "list") == []
        journey = nothing.made("journey", "new", "--template", "web-shop")
        audit = nothing.made("audit", "new", journey)
        nothing("audit", "answer", audit, "checkout", "guest-purchase", "n", "--note", "åäö \x00 🛒")
        nothing("audit", "feel", audit, "checkout", "-1")
        nothing("audit", "finish", audit)
        assert [action["rank"] for action in nothing.json("action", "list")] == [1, 2]
        assert nothing.json("report", "summary", "web")["stages"][2]["failed"] == 1
        assert nothing("undo").err.startswith("Took back: Finished audit")
        assert "is sound" in nothing("db", "check").out
        assert "@" not in nothing("db", "path").out
    finally:
        server.drop(name)


def test_a_server_that_does_not_answer_is_told_in_a_line(nothing: Cli) -> None:
    said = nothing.run("--db", "postgresql://kim:secret@127.0.0.1:9/shop", "journey", "list")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "secret" not in said.err


def test_what_a_server_does_not_permit_is_refused_and_is_no_damage(server: Server, nothing: Cli) -> None:
    name, url = server.empty()
    server._admin.execute("DROP ROLE IF EXISTS stranger")
    server._admin.execute("CREATE ROLE stranger LOGIN")
    strange = re.sub(r"//[^@/]*@", "//stranger@", url)
    try:
        nothing("--db", url, "journey", "new", "Shop")
        for command in (("journey", "list"), ("journey", "new", "Two"), ("db", "check"), ("action", "list")):
            said = nothing.run("--db", strange, *command)
            assert said.code == 1, said.err
            assert "does not reach so far" in said.err and said.err.count("\n") == 1
    finally:
        server.drop(name)
        server._admin.execute("DROP ROLE stranger")
