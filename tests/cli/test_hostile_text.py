"""Text full of markup, control codes, emoji and right-to-left is shown as it is, or refused kindly."""

from __future__ import annotations

import unicodedata

import pytest

from auditor.cli.frame.options import FORMATS
from tests.cli.conftest import Cli

NAMES = [
    "[red]markup[/red] [@click=app.quit]x[/]",
    "[/] closing first",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "\x9b31mC1 \x85 \x7f",
    "\u202eright to left\u202c \u2066isolate\u2069",
    "متجر عربي وחנות",
    "🛒👩‍👩‍👧‍👦 e\u0301",
    "\ud800lone surrogate\udfff",
    "new\nline\rand\ttab",
    "{0} {name} %s %(x)s",
    "<b>&amp;</b> | ` \\ \"' ;",
    "=1+1",
    "－ full width １２３",
    "\ufeffbyte order mark\u2028",
]

_UNWANTED = {"Cc", "Cs"}
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


def _harmless(text: str) -> bool:
    return not any(
        (unicodedata.category(one) in _UNWANTED and one not in "\n\t") or one in _BIDI for one in text
    )


OTHER_FORMS = ("json", "csv", "github", "html")


@pytest.mark.every(3)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_without_what_would_steer_a_terminal(cli: Cli, name: str) -> None:
    journey = cli.made("journey", "new", "--about", name, "--", name)
    cli("stage", "add", "--", journey, name)
    point = cli.made("touchpoint", "add", "--checklist", "checkout", "--", journey, "aware", name)
    persona = cli.made("persona", "add", "--who", name, "--goals", name, "--", journey, name)
    cli.made("persona", "add", "--", journey, "Somebody")
    cli.made("touchpoint", "note", "--", point, "need", name)
    cli("interview", "reply", "--persona", persona, "--", journey, "aware", "why", name)
    audit = cli.made("audit", "new", journey, "--auditor", name, "--persona", persona)
    cli("audit", "answer", audit, point, "guest-purchase", "n", "--note", name)
    cli("audit", "feel", audit, point, "sour", "--note", name)
    cli("audit", "finish", audit)
    cli("action", "add", "--effort", "1", "--impact", "5", "--owner", name, "--", journey, point, name)
    cli("action", "comment", "--", "1", name)
    cli("action", "due", "1", "2026-01-01")
    cli("action", "filters", "save", "--", name, "late")
    cli("people", "edit", "1", "--role", name)
    again = cli.made("audit", "new", journey, "--auditor", name, "--persona", persona)
    cli("audit", "answer", again, point, "guest-purchase", "y", "--note", name)
    for number, command in enumerate(
        (
            *(["audit", "compare", again], ["audit", "trend", journey]),
            *(["journey", "list"], ["journey", "show", journey], ["touchpoint", "list", journey]),
            *(["persona", "list", journey], ["people"], ["audit", "list"], ["audit", "show", audit]),
            *(["audit", "findings", audit], ["action", "list"], ["action", "show", "1"]),
            *(["report", "summary", journey], ["history"], ["action", "history", "1"]),
            *(["action", "filters", "list"], ["today", "--everybody"], ["people", "list"]),
        )
    ):
        # Over all names each command is tried in each form.
        for form in ("simple", OTHER_FORMS[(NAMES.index(name) + number) % len(OTHER_FORMS)]):
            said = cli(*command, "--format", form)
            assert said.out
            assert _harmless(said.out), command
    for command in (
        *(["journey", "gaps", journey], ["persona", "show", persona], ["touchpoint", "show", point]),
        *(["persona", "compare", persona, "somebody"], ["touchpoint", "notes", point]),
        *(["interview", "list", journey], ["export", "mermaid", journey], ["interview", "guide", journey]),
    ):
        assert _harmless(cli(*command).out), command


def test_a_comment_with_lines_stays_one_row(cli: Cli) -> None:
    journey = cli.made("journey", "new", "Shop", "--template", "web-shop")
    cli("audit", "new", journey)
    cli("audit", "feel", "1", "search engine", "sour", "--note", "first\nsecond\n\nthird")
    for form in FORMATS:
        said = cli("audit", "findings", "1", "--format", form).out
        assert _harmless(said), form
        if form in ("simple", "github", "tsv"):
            (with_comment,) = (line for line in said.splitlines() if "first" in line)
            assert "third" in with_comment


def test_hundred_thousand_characters_are_refused_in_one_short_line(shop: Cli) -> None:
    long = "x" * 100_000
    for command in (
        ("journey", "new", long),
        ("journey", "edit", "1", "--name", long),
        ("journey", "edit", "1", "--about", long),
        ("stage", "add", "1", long),
        ("touchpoint", "add", "1", "aware", long),
        ("persona", "add", "1", "Name", "--who", long),
        ("audit", "new", "1", "--auditor", long),
        ("audit", "answer", "1", "checkout", "guest-purchase", "y", "--note", long),
        ("audit", "feel", "1", "checkout", "0", "--note", long),
        ("action", "add", "1", "checkout", long, "--effort", "1", "--impact", "1"),
        ("action", "edit", "1", "--due", long),
        ("action", "drop", "1", "--reason", long),
        ("journey", "show", long),
        ("audit", "answer", "1", long, "guest-purchase", "y"),
        ("audit", "answer", "1", "checkout", long, "y"),
        ("checklist", "show", long),
        ("journey", "new", "--template", long),
    ):
        said = shop.run(*command)
        assert said.code == 1, command
        assert said.err.count("\n") == 1
        assert len(said.err) < 900


def test_a_long_comment_is_cut_in_tables_and_whole_in_json(shop: Cli) -> None:
    note = "word " * 3999 + "end"
    shop("audit", "answer", "1", "checkout", "guest-purchase", "fail", "--note", note)
    assert max(map(len, shop("audit", "findings", "1").out.splitlines())) < 400
    assert note in [one["note"] for one in shop.json("audit", "findings", "1")]


def test_what_was_typed_wrongly_never_reaches_the_terminal_raw(cli: Cli) -> None:
    for words in (("journey", "show", "\x1b[2Jx"), ("jour\x1b[2J",), ("journey", "list", "\x1b[2J")):
        said = cli.run(*words)
        assert said.code in (1, 2)
        assert "\x1b" not in said.out + said.err
