"""The pages beside the program: all commands and keys as they are, and every link leads somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.page_text import anchor, item, paragraph

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_pages_of_commands_and_keys_are_as_the_program_is() -> None:
    """In a process of its own: what was translated when it was imported stays so, and tests speak all languages."""
    swedish = {"LANG": "sv_SE.UTF-8", "LANGUAGE": "sv", "LC_ALL": "sv_SE.UTF-8", "COLUMNS": "30"}
    command = [sys.executable, "-m", "tools.references", "--check"]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | swedish, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_to_a_heading_or_a_file(page: Path) -> None:
    lost = [link for link in _links(page) if not _leads(page, link)]
    assert lost == []


def _links(page: Path) -> Iterator[str]:
    for link in re.findall(r"\]\(([^)\s]+)\)", _without_code(page)):
        if not re.match(r"https?://", link):
            yield link


def _leads(page: Path, link: str) -> bool:
    name, _hash, heading = link.partition("#")
    path = (page.parent / name).resolve() if name else page
    return path.exists() and (not heading or f"#{heading}" in _anchors(path))


def _anchors(page: Path) -> list[str]:
    return [anchor(heading) for heading in re.findall(r"^#+ (.+)$", _without_code(page), re.MULTILINE)]


def _without_code(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_heading_stands_once_on_a_page_so_that_links_find_it(page: Path) -> None:
    anchors = _anchors(page)
    assert sorted(set(anchors)) == sorted(anchors)


def test_text_of_the_program_shows_as_it_is() -> None:
    assert paragraph("a *b* <c> [d] `e` --view-all") == r"a \*b\* \<c> \[d\] \`e\` `--view-all`"
    assert item("--by N", "one [required]") == r"- `--by N` — one \[required\]"


def test_a_broken_line_begins_no_list() -> None:
    first, second = paragraph("x" * 109 + " + planned").splitlines()
    assert (first, second) == ("x" * 109, r"\+ planned")
