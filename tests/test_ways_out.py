"""What is told is said once, and the way out of it in the words of where one is: with options, or with what the app has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import screens
from auditor.base.errors import RefusedError
from auditor.base.ways_out import WayOut, Ways
from auditor.cli.frame.ways_out import WAYS as COMMAND_LINE
from screens.frame.ways_out import WAYS as APP
from tools.messages import SOURCES

ROOT = Path(screens.__file__).parents[1]

surfaces = pytest.mark.parametrize("ways", [COMMAND_LINE, APP], ids=["command line", "app"])


@surfaces
def test_every_way_out_has_words_that_name_what_it_has(ways: Ways) -> None:
    for way in WayOut:
        named = set(re.findall(r"\{(\w*)\}", ways[way]))
        assert named <= {"what", *way.needs}, way
        assert ways[way].endswith("."), way


@surfaces
def test_every_error_can_be_worded(ways: Ways) -> None:
    for way in WayOut:
        about = dict.fromkeys(way.needs, "4")
        said = RefusedError("It is so.", way, **about).worded(ways)
        assert "It is so" in said or "{what}" not in ways[way]
        assert "{" not in said and ".." not in said and ".:" not in said


def test_an_error_without_a_way_out_says_what_happened() -> None:
    assert RefusedError("It is so.").worded(APP) == "It is so."


def test_whoever_tells_of_a_way_out_gives_what_its_words_name() -> None:
    for path, call in _told():
        way = next(arg.attr for arg in call.args if isinstance(arg, ast.Attribute))
        given = {keyword.arg for keyword in call.keywords}
        assert given == set(WayOut[way].needs), f"{path}:{call.lineno}"


def test_every_way_out_is_told_of_somewhere() -> None:
    told = {arg.attr for _path, call in _told() for arg in call.args if isinstance(arg, ast.Attribute)}
    assert told == {way.name for way in WayOut}


def test_no_message_of_the_app_names_an_option() -> None:
    for path in _files():
        if path.is_relative_to(ROOT / "auditor" / "cli"):
            continue
        for call in _calls(path):
            if isinstance(call.func, ast.Name) and call.func.id in ("_", "N_", "ngettext"):
                said = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
                assert not re.search(r"--[a-z]", " ".join(map(str, said))), f"{path}:{call.lineno}"


def _files() -> Iterator[Path]:
    for folder in SOURCES["auditor"]:
        yield from folder.rglob("*.py")


def _told() -> Iterator[tuple[Path, ast.Call]]:
    """Give every call that is handed a way out."""
    for path in _files():
        for call in _calls(path):
            if any(_is_way_out(arg) for arg in call.args):
                yield path, call


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _is_way_out(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "WayOut"
