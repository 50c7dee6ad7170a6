"""The app in a browser: what is typed, pasted and clicked arrives, and what becomes of the connection is told."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest

from auditor.settings.config import Config
from auditor.store.location import Location
from auditor.workspace import Workspace
from tests.serving.conftest import CHROMIUM, Served, wait_for

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="There is no chromium here.")


def come_in(browser: Any, served: Served, name: str, role: str = "editor") -> Any:
    """Return a page in which somebody has come in by their link."""
    page = browser.new_context(viewport={"width": 1100, "height": 700}).new_page()
    page.set_default_timeout(60_000)
    page.goto(served.url + served.invite(name, "--role", role))
    page.get_by_role("button").click()
    page.locator("#told.-none").wait_for(state="attached")
    return page


def journeys(served: Served) -> list[str]:
    """Return what the journeys in the database are called."""
    workspace = Workspace(Location(served.folder / "a.db", None), Config(served.folder, "Owner"))
    try:
        return [one.name for one in workspace.reads.journeys.lines()]
    finally:
        workspace.close()


def test_typed_pasted_and_clicked(browser: Any, served: Served) -> None:
    """A journey is renamed with Nordic letters, typed and pasted; the window is made larger; q leaves."""
    problems: list[str] = []
    page = come_in(browser, served, "Anna")
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    wait_for(lambda: len(page.title()) > len("Auditor"))
    before = page.evaluate("document.querySelector('.xterm-screen').clientWidth")
    page.set_viewport_size({"width": 1500, "height": 900})
    wait_for(lambda: page.evaluate("document.querySelector('.xterm-screen').clientWidth") > before)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("åäöøæ ÅÄÖ ")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text/plain", "pasted Ø");
        document.querySelector(".xterm-helper-textarea").dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true})); }"""
    )
    page.keyboard.press("Control+s")
    wait_for(lambda: any("åäöøæ ÅÄÖ pasted Ø" in name for name in journeys(served)))
    page.keyboard.press("q")
    page.locator("#told", has_text="left Auditor").wait_for()
    assert page.get_by_role("button").is_visible()
    # The terminal sends its last word after the socket is closed.
    assert not [problem for problem in problems if "CLOSED state" not in problem]
    wait_for(lambda: not served.processes())
    page.context.close()


def test_comes_back(browser: Any, served: Served) -> None:
    """A page whose connection is lost says so and comes back to its session; one whose process is killed to a new one."""
    page = come_in(browser, served, "Bo")
    wait_for(lambda: served.processes())
    first = served.processes()
    page.reload()
    page.locator("#told.-none").wait_for(state="attached")
    assert served.processes() == first
    os.kill(first[0], signal.SIGKILL)
    page.locator("#told", has_text="lost").wait_for()
    page.locator("#told.-none").wait_for(state="attached")
    assert len(served.processes()) == 1
    assert served.processes() != first
    served.auditor("serve", "revoke", "Bo")
    page.locator("#told", has_text="has ended").wait_for()
    wait_for(lambda: not served.processes())


def test_a_report_is_downloaded(browser: Any, served: Served) -> None:
    """A report goes to the browser, whatever path is named, and nothing of it to the machine that serves."""
    page = come_in(browser, served, "Cecilia")
    wait_for(lambda: len(page.title()) > len("Auditor"))
    page.keyboard.press("Shift+W")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(str(served.folder / "stolen"))
    with page.expect_download() as got:
        page.keyboard.press("Control+s")
    assert got.value.suggested_filename.startswith("stolen")
    assert got.value.suggested_filename.endswith(".html")
    assert got.value.path().read_text().startswith("<!DOCTYPE html>")
    assert not list(served.folder.glob("stolen*"))
