"""Findings in the walk: one key leaves the fault as it stands, one more says it, and earlier ones are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from auditor.analysis.lasting import in_audit, stand_of
from auditor.base.vocabulary import AuditKind, FindingKind, NoteKind, Seen, Verdict
from auditor.settings.config import Config
from auditor.store.reading.findings.reads import FindingReads
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from screens.audit.check_card import CheckCard
from screens.audit.check_list import CheckList
from screens.audit.findings_dialog import FindingsDialog
from screens.audit.walk import WalkPlace
from screens.dialogs.form import FormDialog
from screens.widgets.lines import KeyLine
from tests.pictures import file_of
from tests.screens.audit.one_site import all_saved, check, open_site, where
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, app_of, press, running, said, shown, type_ahead
from tests.screens.web_shop import checks_at, nth
from tests.walks import answer_at, tell_what_is_there, visit_at

AGAIN = ("walk", 2)
"""A walk that begins at a check which was partly met in the audit before, after three that are answered."""


def card(pilot: Pilot[None]) -> str:
    """Return what the card in the middle says."""
    return said(pilot, CheckCard)


def findings(workspace: Workspace, check: int) -> list[Finding]:
    """Return the findings of a check at the first touchpoint."""
    named = answer_at(workspace, 2, 0, check).check.named
    known = workspace.reads.findings.of_journey(1)
    return [each for each in known if each.touchpoint_id == 1 and each.check and each.check.named == named]


def seen(workspace: Workspace, check: int) -> list[Seen | None]:
    """Return what the second audit says of each finding of a check."""
    told = (in_audit(each, 2) for each in findings(workspace, check))
    return [one.seen if one is not None else None for one in told]


def at_form(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, FormDialog) and pilot.app.focused is not None


def at_walk(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, WalkPlace)


async def test_n_goes_on_and_e_says_more_of_the_check_just_answered(opened: Opener) -> None:
    workspace = opened("golden-en")
    async with running(workspace, AGAIN, (120, 40)) as pilot:
        await press(pilot, "space")
        assert "e fault" not in said(pilot, KeyLine)
        type_ahead(pilot, ["n", "e"])
        await until(pilot, lambda: at_form(pilot))
        assert "Finding at Search engine" in shown(pilot)
        await press(pilot, "tab", *"Top of the list", "enter")
        await until(pilot, lambda: at_walk(pilot) and findings(workspace, 4))
        (named,) = findings(workspace, 4)
        assert (named.what, named.place, named.name) == ("", "Top of the list", f"SRC-{named.number}")
        assert nth(6) in card(pilot) and "e fault" in said(pilot, KeyLine)
        await press(pilot, "up")
        await until(pilot, lambda: f"✗ {named.name} " in card(pilot))
        assert "Top of the list" in card(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: not findings(workspace, 4) and named.name not in card(pilot))
        assert nth(5) in card(pilot) and answer_at(workspace, 2, 0, 4).verdict is Verdict.FAIL


async def test_a_fault_stands_as_it_is_without_a_key_and_e_edits_what_has_a_name(opened: Opener) -> None:
    workspace = opened("golden-en")
    async with running(workspace, AGAIN) as pilot:
        await press(pilot, "up", "up", "up")
        assert "n ✗ fail" in card(pilot)
        assert f"✗ {answer_at(workspace, 2, 0).check.fault['en'][:40]}" in card(pilot)
        for words in ("Old name", "New name"):
            await press(pilot, "e")
            await until(pilot, lambda: at_form(pilot))
            await press(pilot, "f7", *words, "ctrl+s")
            await until(pilot, lambda words=words: at_walk(pilot) and words in card(pilot))  # type: ignore[misc]
        assert [each.what for each in findings(workspace, 0)] == ["New name"]


@pytest.mark.parametrize(
    ("key", "what", "is_open"),
    [("y", Seen.GONE, False), ("n", Seen.THERE, True), ("x", Seen.PAGE_GONE, False)],
)
async def test_the_key_of_a_check_answers_its_earlier_finding(
    opened: Opener, key: str, what: Seen, is_open: bool
) -> None:
    workspace = opened("golden-en")
    (known,) = findings(workspace, 3)
    async with running(workspace, AGAIN) as pilot:
        told = " ".join(card(pilot).split())
        assert f"{known.name} " in told and "open since 2 Mar 2026 y gone n still there" in told
        await press(pilot, key, "up")
        await until(pilot, lambda: seen(workspace, 3) == [what])
        await until(pilot, lambda: f"{known.name} " in card(pilot))
        workspace.audits.finish(2)
    (after,) = findings(workspace, 3)
    assert (after.id, stand_of(after).is_open) == (known.id, is_open)


async def test_each_of_several_findings_is_told_by_itself_and_taken_back(opened: Opener) -> None:
    workspace = opened("golden-en")
    answer = answer_at(workspace, 1, 0, 3)
    workspace.findings.add(answer.id, FindingDraft(what="Second fault"))
    async with running(workspace, AGAIN) as pilot:
        assert "g f each by itself" in card(pilot)
        await press(pilot, "n", "up", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindingsDialog))
        await press(pilot, "g", "c")
        await until(pilot, lambda: seen(workspace, 3) == [Seen.GONE, Seen.CHANGED])
        await press(pilot, "up", "up", "delete")
        await until(pilot, lambda: seen(workspace, 3) == [Seen.THERE, Seen.CHANGED])
        await press(pilot, "k", "p")
        await until(pilot, lambda: seen(workspace, 3) == [Seen.NOT_LOOKED, Seen.PAGE_GONE])
        await until(
            pilot, lambda: "not looked at" in shown(pilot) and re.search(" page gone +│", shown(pilot))
        )
        await press(pilot, "escape", "u", "u")
        await until(pilot, lambda: seen(workspace, 3) == [Seen.THERE, Seen.CHANGED])
        assert nth(4) in card(pilot)


async def test_what_no_step_asks_for_is_counted_until_somebody_looks_and_holds_nothing_up(
    opened: Opener,
) -> None:
    workspace = opened("golden-en")
    remark = workspace.findings.add(answer_at(workspace, 1, 0, 0).id, FindingDraft(what="Could be bigger"))
    async with running(workspace, AGAIN, (120, 40)) as pilot:
        assert "1 earlier finding to look at: g f" in said(pilot, CheckList)
        assert "1 earlier finding to look at: g f" in card(pilot)
        await press(pilot, "g", "f")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindingsDialog))
        await press(pilot, "home")
        assert "(remark) Could be bigger" in said(pilot, "#detail")
        await press(pilot, "k", "escape")
        await until(pilot, lambda: at_walk(pilot) and "to look at" not in said(pilot, CheckList))
        told = workspace.reads.findings.get(remark)
        assert told is not None and told.kind is FindingKind.REMARK and stand_of(told).is_open


async def test_a_remark_on_what_is_met_is_no_fault(opened: Opener) -> None:
    workspace = opened("golden-en")
    async with running(workspace, AGAIN) as pilot:
        await press(pilot, "y", "up", "e")
        await until(pilot, lambda: at_form(pilot))
        assert "Remark at Search engine" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "what" in said(pilot, "#wrong").lower()
        await press(pilot, *"Say it in one line", "ctrl+s")
        await until(pilot, lambda: at_walk(pilot) and "(remark) Say it in one line" in card(pilot))
    kinds = [each.kind for each in findings(workspace, 3)]
    assert kinds == [FindingKind.FAULT, FindingKind.REMARK]
    assert "Say it in one line" not in {
        one.finding.what for one in workspace.reads.audits.findings(2) if one.finding
    }


async def test_one_key_takes_the_newest_screenshot_in_one_step(opened: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "shots"
    shop = opened("golden-en")
    config = replace(Config(tmp_path / "config", "Kim"), screenshots=folder)
    workspace = Workspace(shop.location, config)
    async with running(workspace, AGAIN) as pilot:
        await press(pilot, "space", "n", "P")
        await until(pilot, lambda: "There is no folder" in shown(pilot))
        _take_screenshot(folder / "page.png")
        await press(pilot, "P")
        await until(pilot, lambda: at_form(pilot) and "page.png · " in shown(pilot))
        await press(pilot, *"A list without prices", "enter")
        await until(pilot, lambda: at_walk(pilot) and findings(workspace, 4))
        (named,) = findings(workspace, 4)
        assert [one.text for one in named.pictures] == ["A list without prices"]
        await press(pilot, "up")
        await until(pilot, lambda: f"{named.name} " in card(pilot) and "1 picture" in card(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: not findings(workspace, 4) and "1 picture" not in card(pilot))
        await press(pilot, "P")
        await until(pilot, lambda: at_form(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: at_walk(pilot) and "without a description" in card(pilot))
        assert "Say what is to be seen on it" in shown(pilot)
    workspace.close()


def _take_screenshot(path: Path) -> None:
    from PIL import Image

    path.parent.mkdir()
    path.write_bytes(file_of(Image.new("RGB", (40, 30), "navy")))


async def test_no_key_of_the_walk_reads_findings(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    of_journey, get = FindingReads.of_journey, FindingReads.get

    def counted(reads: FindingReads, journey_id: int) -> list[Finding]:
        read.append(0)
        return of_journey(reads, journey_id)

    def got(reads: FindingReads, finding_id: int) -> Finding | None:
        read.append(finding_id)
        return get(reads, finding_id)

    monkeypatch.setattr(FindingReads, "of_journey", counted)
    monkeypatch.setattr(FindingReads, "get", got)
    workspace = opened("golden-en")
    (known,) = findings(workspace, 3)
    read.clear()
    async with running(workspace, AGAIN) as pilot:
        await press(pilot, *"npyx", "up", "up", "u", "[", "]")
        await all_saved(pilot)
        assert read == [0]
        workspace.findings.edit(known.id, FindingDraft(note="Seen twice"))
        await until(pilot, lambda: len(read) > 1)
        assert read == [0, known.id]


async def test_what_the_whole_site_answers_once_has_one_finding_for_all_pages(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, ("walk", 1)) as pilot:
        await press(pilot, "y", "y", "n")
        await all_saved(pilot)
        await press(pilot, "/", *"menu page 2", "enter")
        await until(pilot, lambda: where(pilot) == ("Page 2", "menu"))
        await press(pilot, "e")
        await until(pilot, lambda: at_form(pilot))
        await press(pilot, "tab", *"Left", "enter")
        await until(pilot, lambda: at_walk(pilot) and "Left" in card(pilot))
    (named,) = workspace.reads.findings.of_journey(1)
    assert (named.touchpoint, named.place) == ("Page 1", "Left")
    assert check(workspace, 2, "menu").verdict is Verdict.FAIL


async def test_pain_points_and_feelings_of_before_are_told(opened: Opener) -> None:
    workspace = opened("shop")
    point = visit_at(workspace, 1, 0).touchpoint_id
    workspace.noting.add(point, NoteKind.PAIN_POINT, "Takes ages")
    workspace.audits.feel(visit_at(workspace, 1, 0).id, -2)
    workspace.audits.finish(1)
    audit = workspace.audits.start(1, "Kim")
    tell_what_is_there(workspace, audit)
    async with running(workspace, ("walk", audit), SMALL) as pilot:
        assert "1 earlier finding to look at: g f" in shown(pilot) or await _scrolled(pilot)
        await press(pilot, *["space"] * checks_at())
        told = card(pilot)
        assert "Customers don’t feel well here" in told and "1 2 still there 3 4 5 gone" in told
        await press(pilot, "4", "g", "f")
        await until(pilot, lambda: not app_of(pilot).is_typing)
    known = {each.pain: each for each in workspace.reads.findings.of_journey(1)}
    told_here = in_audit(known[""], audit)
    assert told_here is not None and told_here.seen is Seen.GONE


async def _scrolled(pilot: Pilot[None]) -> bool:
    await press(pilot, "pagedown")
    return "1 earlier finding to look at: g f" in shown(pilot)


async def test_a_re_check_nags_about_nothing_else(opened: Opener) -> None:
    workspace = opened("listed")
    number = workspace.reads.actions.ranking().page(0, 1)[0].id
    workspace.actions.accept([number])
    workspace.actions.done([number])
    (audit,) = workspace.audits.start_recheck([number], "Kim")
    async with running(workspace, ("walk", audit), (120, 40)) as pilot:
        found = workspace.reads.audits.get(audit)
        assert found is not None and found.kind is AuditKind.RECHECK
        assert "open since" in card(pilot) and "to look at" not in shown(pilot)


async def test_in_a_finished_audit_an_answer_names_its_finding_at_once(opened: Opener) -> None:
    workspace = opened("golden-en")
    async with running(workspace, ("walk", 1)) as pilot:
        await press(pilot, "/", *"ordinary sentences", "enter")
        await until(pilot, lambda: nth(4) in card(pilot))
        await press(pilot, "down", "down", "n", "up")
        await until(pilot, lambda: "n ✗ fail" in card(pilot) and "✗ SRC-" in card(pilot))
        assert nth(6) in card(pilot) and len(findings(workspace, 5)) == 1
