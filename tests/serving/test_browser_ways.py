"""What a browser adds to a terminal: a mouse, its clipboard, links, a title, and connections that come and go."""

from __future__ import annotations

import asyncio
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from auditor.settings.config import Config
from auditor.store.location import Location
from auditor.workspace import Workspace
from tests.serving.conftest import CHROMIUM, JOURNEY, Served, begin, wait_for
from tests.serving.inside import BEGIN, Inside, Serving, free_port
from tests.serving.relay import Relay

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="There is no chromium here.")

WINDOW = "/ws/" + "0123456789abcdef" * 2


class Seen:
    """What the app has drawn in a page, as text."""

    def __init__(self, page: Any) -> None:
        """Listen to the websockets of a page, which is still to be opened."""
        self._drawn: list[bytes] = []
        page.on("websocket", lambda window: window.on("framereceived", self._note))

    def _note(self, payload: Any) -> None:
        if isinstance(payload, bytes):
            self._drawn.append(payload)

    @property
    def text(self) -> str:
        """All of it, without what moves the cursor and changes colours."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(self._drawn).decode("utf-8", "replace"))

    @property
    def lowest(self) -> int:
        """The lowest row that anything was drawn in, counted from 1."""
        drawn = b"".join(self._drawn)
        return max((int(row) for row in re.findall(rb"\x1b\[(\d+);\d+H", drawn)), default=0)

    def forget(self) -> None:
        """Begin anew."""
        self._drawn.clear()


def wait_in(page: Any, what: Any) -> None:
    """Wait until a function gives something true, while the browser goes on."""

    def there() -> object:
        # Whatever is asked of the page lets it go on.
        page.evaluate("1")
        return what()

    wait_for(there)


def cell(page: Any, column: int, row: int) -> tuple[float, float]:
    """Return where a cell of the terminal is on the page, counted from 0."""
    box, columns, rows = page.evaluate(
        """() => { const screen = document.querySelector(".xterm-screen");
        const box = screen.getBoundingClientRect();
        return [[box.x, box.y, box.width, box.height], window.cells[0], window.cells[1]]; }"""
    )
    return box[0] + (column + 0.5) * box[2] / columns, box[1] + (row + 0.5) * box[3] / rows


KNOW_CELLS = """
const plain = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  const [kind, value] = JSON.parse(data);
  if (kind === "resize") window.cells = [value.width, value.height];
  return plain.call(this, data);
};
"""


def opened(browser: Any, served: Served, name: str, **context: Any) -> tuple[Any, Seen]:
    """Return a page in which somebody has come in, and what is seen in it."""
    page = browser.new_context(viewport={"width": 1100, "height": 700}, **context).new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(KNOW_CELLS)
    seen = Seen(page)
    page.goto(served.url + served.invite(name, "--role", "editor"))
    page.get_by_role("button").click()
    page.locator("#told.-none").wait_for(state="attached")
    wait_in(page, lambda: JOURNEY in seen.text and "overview" in page.title())
    return page, seen


def about(served: Served) -> str:
    """Return what is said of the journey."""
    workspace = Workspace(Location(served.folder / "a.db", None), Config(served.folder, "Owner"))
    try:
        journey = workspace.reads.journeys.get(1)
        assert journey is not None
        return journey.about
    finally:
        workspace.close()


def test_a_window_is_filled_from_the_start(browser: Any, served: Served) -> None:
    """The app draws on all of it before anybody changes its size."""
    page, seen = opened(browser, served, "Frida")
    wait_in(page, lambda: page.evaluate("window.cells") and seen.lowest == page.evaluate("window.cells[1]"))
    assert seen.lowest > 24, "a window of 700 pixels has more rows than a terminal of old"


def test_mouse_wheel_title_and_many_lines(browser: Any, served: Served) -> None:
    """A click opens a journey, the title follows, the wheel scrolls, and lines that are pasted stay lines."""
    page, seen = opened(browser, served, "Disa")
    for row in range(1, 20):
        page.mouse.click(*cell(page, 20, row))
        page.wait_for_timeout(50)
        if "overview" not in page.title():
            break
    wait_in(page, lambda: JOURNEY in page.title() and "overview" not in page.title())
    page.keyboard.press("Escape")
    wait_in(page, lambda: "overview" in page.title())
    page.keyboard.press("e")
    wait_in(page, lambda: "Description" in seen.text)
    for _each in range(3):
        page.keyboard.press("Tab")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text/plain", "å ä ö\\nø æ é\\n\\n“tre” 日本 ✓");
        document.querySelector(".xterm-helper-textarea").dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true})); }"""
    )
    page.keyboard.press("Control+s")
    wait_in(page, lambda: about(served).endswith("å ä ö\nø æ é\n\n“tre” 日本 ✓"))
    page.keyboard.press(",")
    wait_in(page, lambda: "settings" in page.title())
    wait_in(page, lambda: "Theme" in seen.text)
    page.mouse.move(*cell(page, 20, 10))
    seen.forget()
    page.mouse.wheel(0, 3000)
    wait_in(page, lambda: len(seen.text) > 500)
    page.context.close()


def test_what_is_copied_is_in_the_clipboard_of_the_browser(browser: Any, served: Served) -> None:
    """The visitor's, not that of the machine that serves."""
    page, seen = opened(browser, served, "Egil", permissions=["clipboard-read", "clipboard-write"])
    wait_in(page, lambda: JOURNEY in seen.text)
    page.keyboard.press("Home")
    page.keyboard.press("Control+y")
    wait_in(page, lambda: "Copied" in seen.text)
    wait_in(page, lambda: page.evaluate("navigator.clipboard.readText()"))
    assert page.evaluate("navigator.clipboard.readText()").startswith(JOURNEY)
    page.context.close()


def test_a_connection_that_was_cut_or_slept_comes_back_to_its_session(
    browser: Any, served: Served, tmp_path: Path
) -> None:
    """To the same process, in the place where it was left; also where the other end went without a word."""
    shutil.copy(served.folder / "a.db", tmp_path / "a.db")
    (tmp_path / "data").mkdir()
    port, far = free_port(), free_port()
    one = begin(tmp_path, far, "", "--url", f"http://127.0.0.1:{port}")
    try:
        with Relay(port, far) as relay:
            page = browser.new_context().new_page()
            page.set_default_timeout(60_000)
            page.clock.install()
            page.goto(f"http://127.0.0.1:{port}" + one.invite("Bo"))
            page.get_by_role("button").click()
            page.locator("#told.-none").wait_for(state="attached")
            (number,) = one.processes()
            page.keyboard.press(",")
            wait_in(page, lambda: "settings" in page.title())
            relay.cut()
            page.locator("#told", has_text="lost").wait_for()
            page.locator("#told.-none").wait_for(state="attached")
            wait_in(page, lambda: "settings" in page.title())
            assert one.processes() == [number]
            relay.fall_silent()
            # It is asked whether it is there, answers nothing, and is given up.
            page.clock.fast_forward("00:30")
            page.clock.fast_forward("00:10")
            page.locator("#told", has_text="lost").wait_for()
            page.locator("#told.-none").wait_for(state="attached")
            wait_in(page, lambda: "settings" in page.title())
            assert one.processes() == [number]
            page.context.close()
    finally:
        one.program.terminate()
        one.program.wait(60)


LINKS = (
    BEGIN
    + r"""
import json
def ask(what, **told):
    say(b"M", json.dumps({"type": what, **told}).encode())
say(b"D", b"\x1b[2J\x1b[Hhttps://inside.example/a?b=c \r\n")
for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example", "", 7, None,
            "https://outside.example/x", "http://outside.example/y"):
    ask("open_url", url=url, new_tab=url != "https://outside.example/x")
ask("title", title="A \x1b]0;title\x07 of\nthe app")
ask("run", command="rm")
sys.stdin.buffer.read()
"""
)


@contextmanager
def aside(serving: Serving, program: str) -> Iterator[Inside]:
    """Serve a program in a thread of its own."""
    there: list[Inside] = []
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def run() -> None:
        async with serving(program=program) as inside:
            there.append(inside)
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    wait_for(lambda: there)
    try:
        yield there[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(60)
        loop.close()


def test_links_go_to_windows_of_their_own(browser: Any, serving: Serving) -> None:
    """Only those of the web, without a way back; the app's own stays where it is, called as the app says."""
    with aside(serving, LINKS) as inside:
        context = browser.new_context(viewport={"width": 1100, "height": 700})
        name, _equals, value = inside.come_in("Anna")["Cookie"].partition("=")
        context.add_cookies([{"name": name, "value": value, "url": inside.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.add_init_script(KNOW_CELLS)
        others: list[Any] = []
        context.on("page", lambda one: others.append(one))
        page.goto(inside.url)
        page.locator("#told.-none").wait_for(state="attached")
        wait_in(page, lambda: page.title() == "A of the app" or "title" in page.title())
        wait_in(page, lambda: len(others) == 2)
        assert "\x1b" not in page.title() and "\n" not in page.title()
        page.mouse.move(*cell(page, 5, 0))
        wait_in(page, lambda: page.locator(".xterm-cursor-pointer").count())
        page.mouse.click(*cell(page, 5, 0))
        wait_in(page, lambda: len(others) == 3)
        for one in others:
            assert one.evaluate("window.opener === null")
        assert page.url.rstrip("/") == inside.url and page.locator("#told.-none").count() == 1
        context.close()
