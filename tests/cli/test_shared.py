"""What a team shares lies in the database: whoever opens it with empty folders of their own is shown the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.settings.known import ENV_FOLDER, ENV_USER
from tests.cli.conftest import Cli
from tests.nouns.test_library import put

BASE = """key = "lamps"
title = "Lamps"
[[check]]
key = "lit"
severity = 3
remedy_effort = 2
remedy_impact = 4
duty = true
sources = [
    { work = "light-act", paragraph = "2 §", since = 2020-01-01, checked = 2026-11-01 },
    { work = "lov", paragraph = "§ 3", since = 2020-01-01, checked = 2026-11-01 },
]
text = "Is the hatch lit?"
fault = "The hatch is dark"
remedy = "Put up a lamp"
[[work]]
key = "light-act"
kind = "law"
country = "se"
title = "The Light Act"
[[work]]
key = "lov"
kind = "law"
country = "no"
title = "Lov om lys"
"""
CHECKLIST = """key = "hatches"
[title]
en = "Hatches"
sv = "Luckor"
[[check]]
key = "open"
severity = 4
remedy_effort = 1
remedy_impact = 5
text = "Is the hatch open?"
fault = "The hatch is shut"
remedy = "Open it"
[[check]]
key = "bell"
severity = 2
remedy_effort = 4
remedy_impact = 3
gate = "ringing"
errand = "ring"
depth = "full"
text = "Is the bell heard?"
remedy = "Put up a bell"
[[check]]
from = "lamps/lit"
[[gate]]
key = "ringing"
text = "Is there a bell?"
[[errand]]
key = "ring"
text = "Ring the bell"
"""
TEMPLATE = """key = "kiosk"
title = "A kiosk"
purpose = "sales"
scope = "whole"
[persona]
name = "Passer-by"
[[stage]]
key = "purchase"
name = "Purchase"
[[stage.touchpoint]]
key = "hatch"
name = "Hatch"
channel = "store"
moment = "during"
importance = 5
checklists = ["hatches"]
[[stage.touchpoint]]
key = "door"
name = "Door"
channel = "store"
moment = "before"
importance = 2
checklists = ["lamps"]
"""
QUESTIONS = """phase = "purchase"
[[theme]]
key = "reasons"
title = "Reasons"
[[question]]
key = "why-here"
theme = "reasons"
text = "Why did you come here?"
"""
SETTINGS = """
review = "3 weeks"
[priority]
order = "priority"
need = 0.9
confidence = 0.1
[matrix]
impact = 5
effort = 2
[capacity]
days = [1, 3, 9, 27, 81]
[moments]
customer = 3
[confidence]
floor = 0.3
"""
CONTRARY = """
review = "never"
[priority]
order = "wsjf"
need = 0
[matrix]
impact = 1
effort = 5
[capacity]
days = [2, 2, 2, 2, 2]
[confidence]
floor = 0.9
"""
"""Settings that say otherwise in all; in a database that is there they move no figure."""

SHOWN = [
    *("checklist list", "checklist show hatches", "checklist show lamps", "checklist check --sources"),
    *("journey list", "journey show 1", "journey templates", "journey moments 1", "journey gaps 1"),
    *("touchpoint show 1", "touchpoint list 1", "audit show 1", "audit findings 1", "audit list"),
    *("audit errands 1", "finding list", "action list", "action plan-capacity 4", "action show 1"),
    *("interview list 1", "interview replies 1", "evidence next 1", "report summary 1"),
]
"""Commands whose tables and JSON are to be the same, byte for byte."""
WRITTEN = [
    "report html 1 -",
    "report markdown 1 -",
    "interview guide 1",
    "print checklist hatches",
    "export all",
]
"""Commands that write a whole file."""


class Folder:
    """Somebody with a folder of settings of their own, on a database."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, address: str) -> None:
        """Have nothing yet."""
        self.folder, self.name, self._address = folder, name, address
        self._monkeypatch = monkeypatch
        folder.mkdir(exist_ok=True)

    def __call__(self, words: str, *more: str) -> str:
        """Run a command as them; return what it printed."""
        with self._monkeypatch.context() as patch:
            patch.setenv(ENV_FOLDER, str(self.folder))
            patch.setenv(ENV_USER, self.name)
            return Cli()("--db", self._address, *words.split(), *more).out


def shown(somebody: Folder) -> dict[str, str]:
    """Return all that somebody is shown, but for the second in which it was made and where the database is."""
    printed = {words: somebody(words) for words in (*SHOWN, *WRITTEN)}
    printed |= {f"{words} as JSON": somebody(words, "--format", "json") for words in SHOWN}
    return {words: re.sub(r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?", "hh:mm", text) for words, text in printed.items()}


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, blank_address: str) -> Callable[..., Folder]:
    """Make somebody with an empty folder."""

    def made(name: str, address: str = blank_address) -> Folder:
        return Folder(monkeypatch, tmp_path / f"{name}-settings", name, address)

    return made


@pytest.fixture
def anna(person: Callable[..., Folder]) -> Folder:
    """Anna, who has set everything and written files of her own, and has made and audited a journey with them."""
    anna = person("Anna")
    put(anna.folder / "checklists", "lamps", BASE)
    put(anna.folder / "checklists", "hatches", CHECKLIST)
    put(anna.folder / "journeys", "kiosk", TEMPLATE)
    put(anna.folder / "interviews", "ours", QUESTIONS)
    (anna.folder / "config.toml").write_text(SETTINGS)
    anna("journey new --template kiosk --country no")
    anna("settings set matrix.impact 4")
    anna("audit new 1")
    anna("audit gate 1 Hatch ringing=yes")
    for check in ("Hatch open fail", "Hatch bell fail", "Hatch lit fail", "Door lit partly"):
        anna("audit answer 1", *check.split())
    anna("audit feel 1 Hatch -- -2")
    anna("audit finish 1")
    anna("interview reply 1 Purchase why-here", "By chance")
    anna(
        "report markdown 1 - --keep --include findings --include duties --include priorities --include replies"
    )
    return anna


def test_a_colleague_with_an_empty_folder_is_shown_the_same_to_the_byte(
    anna: Folder, person: Callable[..., Folder], tmp_path: Path
) -> None:
    mine = shown(anna)
    assert (
        "The hatch is shut" in mine["report markdown 1 -"]
        and "Why did you come here?" in mine["interview list 1"]
    )
    assert "Lov om lys" in mine["report markdown 1 -"] and "Light Act" not in mine["report markdown 1 -"]
    for bo in (person("Bo"), person("Contrary")):
        (bo.folder / "config.toml").write_text(CONTRARY if bo.name == "Contrary" else "")
        theirs = shown(bo)
        assert {words for words in mine if mine[words] != theirs[words]} == set(), bo.name


def test_a_colleague_is_asked_the_same_checks(anna: Folder, person: Callable[..., Folder]) -> None:
    bo = person("Bo")
    walks: list[str] = []
    for somebody in (anna, bo):
        number = somebody("audit new 1").strip()
        walked = somebody(f"audit show {number} --format json")
        # Numbers of rows and who walks are all that tells one walk from the other.
        walks.append(re.sub(r"\d+|Anna|Bo", "…", walked))
    assert "Is the hatch lit?" in walks[0] and walks[0] == walks[1]
    journey = bo("journey new --template kiosk").strip()
    assert "Hatch" in bo(f"journey show {journey}")


def test_it_is_the_same_in_a_third_place_that_took_in_everything(
    anna: Folder, person: Callable[..., Folder], tmp_path: Path
) -> None:
    anna("export all", str(tmp_path / "all.json"))
    cleo = person("Cleo", str(tmp_path / "third.db"))
    cleo("import all", str(tmp_path / "all.json"))
    mine, theirs = shown(person("Bo")), shown(cleo)
    # Who did what is not in an export, and so not what is told of an action's past.
    past = {"action show 1", "action show 1 as JSON"}
    assert {words for words in mine if mine[words] != theirs[words]} - past == set()
