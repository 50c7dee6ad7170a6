"""What a key of the card does, a click on its words does as well."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from auditor.base.vocabulary import Verdict
from tests.screens.audit.one_site import WALK, open_site, page, verdicts, where
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import press, running, shown


async def test_answers_and_feelings_are_given_by_clicks_on_them(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await _click(pilot, " y yes")
        await until(pilot, lambda: where(pilot) == ("Page 1", "shop?"))
        await press(pilot, "y")
        await _click(pilot, " p partly")
        await until(pilot, lambda: verdicts(workspace, 1) == {"menu": Verdict.PARTLY})
        await press(pilot, "Y")
        await until(pilot, lambda: where(pilot) == ("Page 1", "feeling"))
        await _click(pilot, " 4  ")
        await until(pilot, lambda: page(workspace, 1).feeling == 1)


async def _click(pilot: Pilot[None], words: str) -> None:
    lines = shown(pilot).splitlines()
    line = next(at for at, text in enumerate(lines) if words in text)
    await pilot.click(offset=(lines[line].index(words) + len(words) - 1, line))
