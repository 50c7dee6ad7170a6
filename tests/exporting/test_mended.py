"""What is written for other programs of the findings that actions mend: a developer can act on it without asking."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Seen, SourceKind
from auditor.exporting.files import ExportTarget, handed_text
from auditor.exporting.github import issue
from auditor.exporting.mended import ticket_title
from auditor.exporting.pictures import Beside, write_pictures
from auditor.views.checks import Check, Source
from auditor.views.exporting import HandedAction
from auditor.views.findings import Finding, Picture
from tests.exporting.handed import handed
from tests.findings import finding, sighting
from tests.hostile import SHOWN_AS_IT_IS

CHECK = Check(
    "shop",
    "price",
    3,
    1,
    4,
    {"en": "Is the price shown?"},
    {"en": "Nobody buys without one."},
    {"en": "Open three products."},
    {"en": "Show the price"},
    sources=(Source(SourceKind.STANDARD, {"en": "WCAG 2.2"}, {"en": "1.1.1 (A)"}),),
    duty=True,
)
SHOT = Picture(7, 1, "ab" * 32, "png", 800, 600, 1000, "Screen shot.png", "The page without a price")


def _told(text: str = "", *pictures: Picture) -> Finding:
    """Return a finding of which everything is told, with `text` in each."""
    return replace(
        finding(sighting(Seen.THERE, 1, audit=4), number=12, what=f"No price is shown{text}"),
        check=CHECK,
        place=f"below the name{text}",
        item=f"Blue shoe{text}",
        address=f"https://shop.example/shoe{text}",
        whom=f"Everybody on a phone{text}",
        note=f"Only at the end{text}",
        quick_win=True,
        elsewhere=("Basket",),
        pictures=pictures,
    )


def _action(*mends: Finding, **said: object) -> HandedAction:
    return replace(handed(**said), mends=mends)  # type: ignore[arg-type]


def _written(target: ExportTarget, *actions: HandedAction, beside: Beside = Beside()) -> str:  # noqa: B008
    text = "".join(handed_text(target, actions, beside=beside))
    if target is ExportTarget.CALENDAR:
        return text.replace("\r\n ", "").replace("\\,", ",").replace("\\n", "\n")
    return text.replace("\\", "")


@pytest.mark.parametrize("target", list(ExportTarget))
def test_a_ticket_tells_all_that_is_known_of_a_finding(target: ExportTarget) -> None:
    written = _written(target, _action(_told("", SHOT)))
    for words in (
        "CHK-12 Show the price",
        "CHK-12 No price is shown (major)",
        "Checkout, Basket · below the name · Blue shoe",
        "shop.example/shoe",
        "Everybody on a phone",
        "Only at the end",
        "Show the price",
        "Is the price shown?",
        "Open three products.",
        "Duty · WCAG 2.2 1.1.1 (A)",
        "audit 4",
        "Screen shot.png: The page without a price",
    ):
        assert words in written.replace("<!-- -->", ""), words


def test_only_the_title_of_an_action_that_mends_one_finding_has_its_name() -> None:
    one, other = _told(), replace(_told(), id=13, number=13)
    assert ticket_title(_action(one)) == "CHK-12 Show the price"
    assert ticket_title(_action(one, other)) == ticket_title(_action()) == "Show the price"
    assert "CHK-12" in _written(ExportTarget.JIRA, _action(one, other))


@pytest.mark.parametrize("text", SHOWN_AS_IT_IS)
def test_what_is_told_of_a_finding_is_nothing_but_text(text: str) -> None:
    action = _action(_told(f" {text}", replace(SHOT, name=text, text=text)))
    for target in (ExportTarget.MARKDOWN, ExportTarget.GITHUB):
        for beside in (Beside(), Beside("shots")):
            html = str(
                MarkdownIt("commonmark", {"html": True}).render(
                    "".join(handed_text(target, [action], beside=beside))
                )
            )
            assert "<script" not in html and "<a " not in html and "<b>" not in html
            assert html.count("<img") == (beside.folder is not None)
    (_header, row) = csv.reader(io.StringIO("".join(handed_text(ExportTarget.JIRA, [action])), newline=""))
    assert not any(cell.startswith(tuple("=+-@")) for cell in row)


def test_pictures_are_written_beside_and_linked_from_where_the_file_is(tmp_path: Path) -> None:
    action = _action(_told("", SHOT, replace(SHOT, id=8, sha256="cd" * 32, kind="jpeg", text="")))
    folder = tmp_path / "my shots"
    assert write_pictures(folder, [action, action], lambda sha256, _called: sha256.encode()) == 2
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "CHK-12-abababababab.png": "ab" * 32,
        "CHK-12-cdcdcdcdcdcd.jpg": "cd" * 32,
    }
    text = issue(action, Beside.of(folder, tmp_path / "issues" / "one.md"))
    assert "![The page without a price](../my%20shots/CHK-12-abababababab.png)" in text
    assert "![CHK-12 No price is shown (major)](../my%20shots/CHK-12-cdcdcdcdcdcd.jpg)" in text

    def missing(_sha256: str, called: str) -> bytes:
        raise RefusedError(called)

    with pytest.raises(RefusedError, match="CHK-12, picture 1"):
        write_pictures(folder, [action], missing)
