"""What Textual keeps to itself is reached in one module, so that a new version of it is held against one file."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from textual.app import App
from textual.command import Provider
from textual.containers import VerticalScroll
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

import screens
from screens.frame import textual_internals

BASES = (
    App,
    ModalScreen,
    ScrollView,
    VerticalScroll,
    Input,
    Static,
    TextArea,
    Provider,
    LineFilter,
    Suggester,
)
"""The classes of Textual that those of the app are made from."""

FOLDER = Path(screens.__file__).parent
HERE = Path(textual_internals.__file__)


def kept_private() -> set[str]:
    """Return the names with an underscore that Textual's classes define or set on themselves."""
    found: set[str] = set()
    for kind in {each for base in BASES for each in base.__mro__ if each.__module__.startswith("textual")}:
        found |= {name for name in vars(kind) if re.match("_[a-z]", name)}
        found |= set(re.findall(r"self\.(_[a-z]\w*)", inspect.getsource(kind)))
    return found


def used(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines of a module in which an attribute is used or a method defined, with its name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ClassDef):
            for each in node.body:
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield each.lineno, each.name


def test_no_other_module_reaches_below_the_surface_of_textual() -> None:
    private = kept_private()
    assert {name for _line, name in used(HERE)} & private, "what is looked for is found where it is allowed"
    reached = {
        f"{path.relative_to(FOLDER)}:{line} {name}"
        for path in FOLDER.rglob("*.py")
        for line, name in used(path)
        if path != HERE and name in private
    }
    assert reached == set()


def test_no_module_of_textual_that_it_keeps_private_is_imported() -> None:
    imported = re.compile(
        r"^\s*(from|import) textual[\w.]*\._|^\s*from textual.* import .*\b_[a-z]", re.MULTILINE
    )
    assert [path for path in FOLDER.rglob("*.py") if imported.search(path.read_text(encoding="utf-8"))] == []
