"""The program as a user meets it: from an empty machine to a list of what to improve, by keys alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import cycle, islice

from tests.terminal.terminal import Terminal

ROW = re.compile(r"^ +(\d+) +([\d.]+)[ *]+(\S.*)")


def rows(screen: str) -> list[tuple[int, float, str]]:
    """Return the lines of the list on a screen: rank, priority and the beginning of the title."""
    found = [match for line in screen.splitlines() if (match := ROW.match(line))]
    return [(int(rank), float(priority), text[:25]) for rank, priority, text in map(re.Match.groups, found)]


def asked_at(terminal: Terminal) -> tuple[Counter[str], Counter[str]]:
    """Return how many checks and how many gates the first audit asks, by touchpoint."""
    audit = json.loads(terminal.command("audit", "show", "1", "--format", "json"))
    gates = json.loads(terminal.command("audit", "gate", "1", "--format", "json"))
    asked = Counter({visit["name"]: len(visit["answers"]) for visit in audit["touchpoints"]})
    return asked, Counter(gate["touchpoint"] for gate in gates)


def test_from_an_empty_machine_to_a_prioritised_list(terminal: Terminal) -> None:
    terminal.run()
    terminal.until("Welcome to Auditor")
    terminal.press("Enter")
    terminal.until("enter keep")
    terminal.press("Enter")
    terminal.until("18 touchpoints")
    terminal.press("w")
    terminal.until("How deep do you look?")
    terminal.press("2")
    terminal.until("What is there at Search engine?")
    # Nothing is made by looking: the first key begins the audit.
    terminal.press("y")
    terminal.until("saved ")
    asked, gates = asked_at(terminal)

    # What is there, then the first touchpoint key by key, as one does who reads.
    terminal.type("y" * (gates["Search engine"] - 1))
    terminal.until(f"check 1 of {asked['Search engine']}")
    for number, key in zip(range(1, asked["Search engine"] + 1), cycle("ynpyxn")):
        terminal.until(f"check {number} of ")
        terminal.press(key)
    terminal.until("How does the customer feel")
    terminal.press("2")
    terminal.until("Awareness › Ad and landing page")
    # The next two in bundles, as they come over a slow line.
    terminal.type("".join(islice(cycle("yynnpyx"), asked["Ad and landing page"])) + "4" + "3")
    terminal.until("Consideration › Home page")
    terminal.type("y" * gates["Home page, menu and search"] + "n" * 5)
    sixth = f"check 6 of {asked['Home page, menu and search']}"
    terminal.until(sixth)
    terminal.press("q")
    terminal.until_left()

    # It opens where one left, at the check that waited, though the first session made the database.
    terminal.run()
    terminal.until(sixth)
    terminal.press("f")
    terminal.until("are still open. Finish all the same?")
    terminal.press("Enter")
    terminal.until("what was found")
    terminal.press("g", "a")
    terminal.until("what to improve")
    screen = terminal.until(lambda text: rows(text))
    listed = json.loads(terminal.command("action", "list", "--format", "json"))
    shown = rows(screen)
    assert len(shown) >= 10
    assert [rank for rank, _priority, _title in shown] == list(range(1, len(shown) + 1))
    for (_rank, priority, title), action in zip(shown, listed, strict=False):
        assert priority == round(action["priority"], 1)
        assert action["title"].startswith(title.rstrip("…").rstrip())

    terminal.press("Enter")
    explained = terminal.until("100 · ")
    figure = re.search(r"100 · .* = ([\d.]+)", explained)
    assert figure is not None and round(float(figure[1]), 1) == shown[0][1]
    terminal.press("Escape")
    terminal.until(lambda text: "Why here?" not in text)
    terminal.press("y")
    terminal.until("planned")
    terminal.press("q")
    terminal.until_left()

    after = json.loads(terminal.command("action", "list", "--format", "json"))
    assert [action["id"] for action in after] == [action["id"] for action in listed]
    assert [action["status"] for action in after][:2] == ["planned", "proposed"]


def test_the_demo_opens_on_the_sample_and_leaves_nothing_behind(terminal: Terminal) -> None:
    terminal.run("demo")
    terminal.until("Do first")
    terminal.press("q")
    terminal.until_left()
    assert not (terminal.folder / "auditor.db").exists()


def test_audit_walk_opens_right_in_the_walk(terminal: Terminal) -> None:
    terminal.begin_audit()
    terminal.run("audit", "walk")
    terminal.until("check 1 of ")
    terminal.press("y")
    terminal.until("check 2 of ")
    terminal.press("Escape")
    terminal.until("Journeys")
    terminal.press("q")
    terminal.until_left()


def test_pasted_text_is_a_comment_in_the_dialog_and_nothing_outside(terminal: Terminal) -> None:
    terminal.begin_audit()
    terminal.run("audit", "walk")
    terminal.until("check 1 of ")
    terminal.paste("yes, no and\nperhaps")
    terminal.press("c")
    terminal.until("^s keep")
    terminal.paste("first line\nyes")
    terminal.until("first line")
    terminal.type(", really")
    terminal.press("C-s")
    terminal.until("Comment: first line")
    terminal.press("y")
    terminal.until("check 2 of ")
    audit = json.loads(terminal.command("audit", "show", "1", "--format", "json"))
    answers = audit["touchpoints"][0]["answers"]
    assert [answer["verdict"] for answer in answers[:2]] == ["pass", None]
    assert answers[0]["note"] == "first line\nyes, really"
