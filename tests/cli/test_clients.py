"""Clients, tags and the archive from the command line: lists keep to what is asked for, and nothing that is away nags."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cli.conftest import Cli


def _names(cli: Cli, *words: str) -> list[str]:
    return sorted(line["name"] for line in cli.json("journey", "list", *words))


def test_lists_keep_to_a_client_a_tag_or_the_archive(shop: Cli) -> None:
    shop("audit", "finish", "1")
    number = str(shop.json("action", "list", "--limit", "1")[0]["id"])
    shop("action", "assign", number, "Kim")
    shop("action", "due", number, (date.today() - timedelta(3)).isoformat())
    shop("journey", "edit", "web", "--client", "Fjell & Co", "--tag", "b2b", "--tag", "spring")
    shop("journey", "new", "Move house", "--client", "Oslo", "--tag", "b2b", "--review", "never")
    assert _names(shop, "--client", "fjell") == ["Web shop"]
    assert _names(shop, "--tag", "b2b") == ["Move house", "Web shop"]
    assert _names(shop, "--tag", "b2b", "--tag", "spring") == ["Web shop"]
    assert _names(shop, "--client", "") == []
    assert (
        shop("journey", "list", "--client", "nobody")
        .err.strip()
        .endswith("No journey is of this client or has these tags.")
    )
    shown = shop.json("journey", "show", "web")
    assert (shown["client"], shown["tags"], shown["archived"]) == ("Fjell & Co", ["b2b", "spring"], None)
    assert "Fjell & Co" in shop("report", "summary", "web").out
    for command in (("action", "list"), ("finding", "list"), ("audit", "list"), ("today",)):
        assert shop.json(*command, "--client", "fjell"), command
        assert not shop.json(*command, "--client", "oslo"), command
    assert shop.json("people", "list", "--client", "fjell")[0]["late"] == 1
    assert shop.json("people", "list", "--client", "oslo")[0]["late"] == 0
    assert shop.json("action", "list", "--filter", "client:fjell tag:spring -tag:pilot")

    shop("journey", "archive", "web")
    assert _names(shop) == ["Move house"] and _names(shop, "--archived") == ["Web shop"]
    assert (
        shop.json("today") == [] and shop.json("action", "list") == [] and shop.json("finding", "list") == []
    )
    assert shop.json("action", "list", "--archived") and shop.json("action", "list", "--journey", "web")
    assert shop.json("action", "list", "--filter", "archived")
    assert shop.json("journey", "show", "web")["archived"] is not None
    assert "Archived the journey “Web shop”" in shop("history").out
    shop("journey", "unarchive", "web")
    assert _names(shop) == ["Move house", "Web shop"] and shop.json("today")
    shop("undo")
    assert _names(shop, "--archived") == ["Web shop"]
