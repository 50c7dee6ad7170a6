"""The place of evidence, and recording from map, card, walk and personas."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from auditor.base.vocabulary import EvidenceKind
from auditor.views.evidence import Evidence, EvidenceDraft, EvidenceFilter
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from screens.evidence.evidence import EvidencePlace
from screens.evidence.lines import VIEWS
from screens.journey.personas import PersonasPlace
from screens.map.journey_map import MapPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.widgets.editors import ChoiceEditor, FlagEditor
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, said, shown


def _recorded(workspace: Workspace) -> list[Evidence]:
    return workspace.reads.evidence.lines(EvidenceFilter(1))


async def _form(pilot: Pilot[None]) -> FormDialog:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    assert isinstance(pilot.app.screen, FormDialog)
    return pilot.app.screen


def _text(form: FormDialog, label: str) -> Input | TextArea | ChoiceEditor | FlagEditor:
    """Return the field beside a label."""
    row = next(row for row in form.query(".field") if str(row.query_one(".label").render()) == label)
    found: list[Input | TextArea | ChoiceEditor | FlagEditor]
    found = [*row.query(Input), *row.query(TextArea), *row.query(ChoiceEditor), *row.query(FlagEditor)]
    return found[0]


async def _fill(pilot: Pilot[None], **texts: str) -> None:
    form = await _form(pilot)
    for label, text in texts.items():
        field = _text(form, label)
        if isinstance(field, ChoiceEditor | FlagEditor):
            field.focus()
            await press(pilot, text)
        elif isinstance(field, Input):
            field.value = text
        else:
            field.text = text
    await press(pilot, "ctrl+s")


async def test_every_view_has_something_to_show_on_the_sample(opened: Opener) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        await open_place(pilot, EvidencePlace(1))
        expected = (
            ("Personas", "● customers asked", "○ opinion only", "7 interviewed", "1 has aged"),
            (
                "usability test, 2 people",
                "aged: web analytics",
                "CES 4.33 (95%: 4.10 to 4.55)",
                "small sample",
            ),
            ("happy, but customers are sour", "happy, but the figure misses its target"),
            ("How much the first ten places", "interview", "ask 100 customers in a survey"),
        )
        for number, texts in enumerate(expected):
            seen = shown(pilot)
            assert VIEWS[number] in seen
            for text in texts:
                assert text in seen
            await press(pilot, "v")
        assert VIEWS[0] in shown(pilot)


async def test_the_line_under_the_cursor_is_said_in_full_with_both_sides(opened: Opener) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        await open_place(pilot, EvidencePlace(1, 2))
        detail = said(pilot, "Detail")
        assert "“First-time customer” is happy by the auditor’s score" in detail
        assert "customers feel" in detail
        await press(pilot, "v")
        assert "confidence" in said(pilot, "Detail")


async def test_a_e_on_the_map_records_evidence_of_the_touchpoint(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await open_place(pilot, MapPlace(1))
        await press(pilot, "right", "a", "e")
        await _fill(pilot, Source="Exit survey", Unit="CSAT", Scores="1=3 2=4 3=10 4=20 5=30", Feeling="2")
        await until(pilot, lambda: "write under “scale” which it is" in shown(pilot))
        await _fill(pilot, Scale="1-5")
        await until(pilot, lambda: _recorded(workspace))
        (one,) = _recorded(workspace)
        journey = workspace.reads.journeys.get(1)
        assert journey is not None and one.touchpoint_id == journey.touchpoints[1].id
        assert (one.source, one.people, one.feeling) == ("Exit survey", 67, -1)
        await until(pilot, lambda: "◐" in shown(pilot) or "●" in shown(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: not _recorded(workspace))


async def test_the_form_asks_what_its_kind_needs_and_all_where_that_is_wanted(opened: Opener) -> None:
    async with running(opened("shop"), size=(80, 40)) as pilot:
        await open_place(pilot, EvidencePlace(1))
        await press(pilot, "a")
        form = await _form(pilot)

        def asked() -> set[str]:
            rows = form.query(".field").results()
            return {str(row.query_one(".label").render()) for row in rows if row.display}

        assert {"Quote", "Feeling"} <= asked() and not {"Figure", "Scores", "Deviation"} & asked()
        await _fill(pilot, Quote="Never again")
        await until(pilot, lambda: said(pilot, "#wrong"))
        _text(form, "Kind").focus()
        await press(pilot, "home", "right")
        await until(pilot, lambda: {"Figure", "Scores", "Quote"} <= asked())
        assert "Feeling" not in asked(), "what holds something stays, the rest goes"
        _text(form, "More").focus()
        await press(pilot, "space")
        await until(pilot, lambda: {"Feeling", "Deviation"} <= asked())


async def test_what_breaks_a_rule_is_said_in_the_form_and_nothing_typed_is_lost(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await open_place(pilot, EvidencePlace(1))
        await press(pilot, "a")
        await _fill(pilot, Source="Exit", Collected="2999-01-01")
        assert "lies in the future" in said(pilot, "#wrong")
        await _fill(pilot, Collected="2026-11-01", Figure="many")
        assert "“many” is no number" in said(pilot, "#wrong")
        await _fill(pilot, Figure="120", Unit="%")
        await until(pilot, lambda: "from 0 to 100" in shown(pilot))
        await _fill(pilot, **{"Figure": "12", "Web link": "ftp://x"})
        assert "is no link" in said(pilot, "#wrong")
        await _fill(pilot, **{"Web link": "https://example.org"})
        await until(pilot, lambda: _recorded(workspace))
        assert _recorded(workspace)[0].figure == 12


async def test_e_in_the_walk_records_about_the_persona_one_walks_as(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await open_place(pilot, WalkPlace(1))
        await press(pilot, "a", "e")
        await _fill(pilot, Source="Till talk", Quote="Never again")
        await until(pilot, lambda: _recorded(workspace))
        (one,) = _recorded(workspace)
        audit = workspace.reads.audits.get(1)
        assert audit is not None
        assert (one.touchpoint_id, one.persona_id) == (audit.visits[0].touchpoint_id, audit.persona_id)
        assert (one.kind, one.quote) == (EvidenceKind.INTERVIEW, "Never again")
        place_of(pilot, WalkPlace)


async def test_a_persona_shows_what_supports_it_and_r_records_about_it(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await open_place(pilot, PersonasPlace(1))
        await until(pilot, lambda: "none of 5 interviewed" in shown(pilot))
        await press(pilot, "a", "e")
        await _fill(pilot, Source="Talks", People="3")
        await until(pilot, lambda: "3 of 5 interviewed" in " ".join(shown(pilot).split()))
        (one,) = _recorded(workspace)
        assert one.persona_id is not None and (one.stage_id, one.touchpoint_id, one.people) == (None, None, 3)


async def test_enter_edits_and_d_deletes_evidence(opened: Opener, tmp_path: Path) -> None:
    workspace = opened("shop")
    file = tmp_path / "export.csv"
    file.write_text("score\n5\n")
    draft = EvidenceDraft(
        "survey",
        "Exit",
        "2026-11-01",
        touchpoint_id=1,
        unit="CSAT",
        counts={4: 1, 5: 2},
        scale_low=1,
        scale_high=5,
        file=str(file),
    )
    workspace.evidence.add(draft)
    async with running(workspace) as pilot:
        await open_place(pilot, EvidencePlace(1, 1))
        await press(pilot, "enter")
        form = await _form(pilot)
        fields = [_text(form, label) for label in ("Source", "People", "Scores", "File")]
        assert [field.value for field in fields if isinstance(field, Input)] == [
            "Exit",
            "3",
            "4=1 5=2",
            str(file),
        ]
        assert [editor.given() for editor in form.query(ChoiceEditor)][:3] == ["touchpoint 1", 0, "survey"]
        await _fill(pilot, Source="Exit survey", Scores="4=3 5=2")
        await until(pilot, lambda: _recorded(workspace)[0].source == "Exit survey")
        (one,) = _recorded(workspace)
        assert (one.people, dict(one.counts), one.touchpoint_id) == (5, {4: 3, 5: 2}, 1)
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await press(pilot, "y")
        await until(pilot, lambda: not _recorded(workspace))


async def test_the_card_lists_evidence_and_opens_it(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.evidence.add(
        EvidenceDraft("interview", "[b]Talks[/b]", "2026-11-01", touchpoint_id=1, people=2)
    )
    async with running(workspace) as pilot:
        await open_place(pilot, TouchpointCard(1, 1))
        seen = shown(pilot)
        assert "◐ some data" in seen and "[b]Talks[/b]" in seen
        await press(pilot, "enter")
        await _form(pilot)
        await press(pilot, "escape")
        await press(pilot, "a", "e")
        await _form(pilot)
