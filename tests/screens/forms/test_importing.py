"""A file of evidence is imported in the app: found by its path, looked at, all of it or nothing, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from auditor.views.evidence import Evidence, EvidenceFilter
from auditor.workspace import Workspace
from screens.dialogs.form import FormDialog
from screens.dialogs.import_preview import ImportPreview
from screens.evidence.evidence import EvidencePlace
from screens.widgets.editors import ChoiceEditor, FlagEditor
from screens.widgets.texts import completed
from tests.importing.reports import axe_page, rule, text
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, press, running, shown

FUNNEL = "step,users\nProduct page,1000\nxyzzy,400\nOrder confirmation,100\n"


def recorded(workspace: Workspace) -> list[Evidence]:
    return workspace.reads.evidence.lines(EvidenceFilter(1))


async def look_at(pilot: Pilot[None], path: Path) -> None:
    """Open the dialog, give a path, and press enter."""
    await press(pilot, "I")
    field = pilot.app.screen.query(Input).first()
    field.value = str(path)
    await press(pilot, "enter")


@pytest.fixture
def funnel(tmp_path: Path) -> Path:
    """A file with a funnel."""
    path = tmp_path / "funnel.csv"
    path.write_text(FUNNEL, encoding="utf-8")
    return path


async def test_a_file_is_looked_at_imported_and_taken_back(opened: Opener, funnel: Path) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await app_of(pilot).push_screen(EvidencePlace(1))
        await look_at(pilot, funnel)
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        seen = shown(pilot)
        assert "funnel.csv" in seen and "Product page" in seen and "60 %" in seen and "xyzzy" in seen
        assert recorded(workspace) == []
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EvidencePlace))
        assert [(one.touchpoint, one.figure) for one in recorded(workspace)] == [("Product page", 60.0)]
        await press(pilot, "u")
        assert recorded(workspace) == []


async def test_leaving_the_preview_goes_back_to_the_form_with_nothing_lost(
    opened: Opener, funnel: Path
) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await app_of(pilot).push_screen(EvidencePlace(1))
        await look_at(pilot, funnel)
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, FormDialog)
        assert pilot.app.screen.query(Input).first().value == str(funnel)
        assert recorded(workspace) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [('{"a": ', "no valid JSON"), ("a;b\n1;2\n", "Which column is the score"), (None, "can’t be read")],
)
async def test_a_bad_file_is_told_in_the_form(
    opened: Opener, tmp_path: Path, content: str | None, reason: str
) -> None:
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await app_of(pilot).push_screen(EvidencePlace(1))
        await look_at(pilot, path)
        await until(pilot, lambda: reason in " ".join(shown(pilot).split()))
        assert isinstance(pilot.app.screen, FormDialog)
        assert recorded(workspace) == []


async def test_the_same_file_is_refused_unless_it_is_wanted_once_more(opened: Opener, funnel: Path) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await app_of(pilot).push_screen(EvidencePlace(1))
        for again in (False, True):
            await look_at(pilot, funnel)
            if again:
                await until(pilot, lambda: "imported already" in " ".join(shown(pilot).split()))
                flag = pilot.app.screen.query(FlagEditor).first()
                flag.focus()
                await press(pilot, "space", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, EvidencePlace))
        assert len(recorded(workspace)) == 2


@pytest.mark.parametrize(
    ("keys", "place"), [(("right",), "the whole journey"), (("right", "right"), "stage ")]
)
async def test_where_a_survey_lands_is_asked_where_the_file_does_not_say(
    opened: Opener, tmp_path: Path, keys: tuple[str, ...], place: str
) -> None:
    path = tmp_path / "replies.csv"
    path.write_text("NPS;Kommentar\n9;Bra\n3;\n", encoding="utf-8")
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await app_of(pilot).push_screen(EvidencePlace(1))
        await look_at(pilot, path)
        await until(pilot, lambda: "does not say where it lands" in " ".join(shown(pilot).split()))
        assert isinstance(pilot.app.screen, FormDialog)
        _form, where, *_others = pilot.app.screen.query(ChoiceEditor)
        where.focus()
        await press(pilot, *keys, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        assert place in shown(pilot)


async def test_markup_in_a_report_is_shown_as_it_is(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "axe.json"
    page = axe_page(
        "https://shop.example/produkt", violations=[{**rule("image-alt"), "help": "[/] [@click=app.quit]x"}]
    )
    path.write_text(text(page), encoding="utf-8")
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await app_of(pilot).push_screen(EvidencePlace(1))
        await look_at(pilot, path)
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        assert "[/] [@click=app.quit]x" in shown(pilot)
        assert "axe-core · 1 piece of evidence" in shown(pilot) and "1 fault " in shown(pilot)


def test_paths_are_completed_whatever_is_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "Reports").mkdir()
    (tmp_path / "reply.csv").touch()
    assert completed(f"{tmp_path}/rep") == f"{tmp_path}/reply.csv"
    assert completed(f"{tmp_path}/REPO") == f"{tmp_path}/Reports/"
    assert completed(f"{tmp_path}/x") is None
    assert completed(f"{tmp_path}/") is None
    assert completed("/nowhere/at/all") is None
    assert completed("a\x00b") is None
