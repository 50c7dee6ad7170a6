"""The guard in front of the app, as somebody meets it who was not invited, or wants more than they may."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Access
from auditor.cli.serve.door import door_of
from auditor.serving.book import Book
from auditor.serving.entrance import with_login
from auditor.serving.limits import Guesses, Limits, Pace
from tests.serving.conftest import Served, begin, wait_for

WINDOW = "0123456789abcdef" * 2


def test_a_link_works_once_and_not_by_being_looked_at(served: Served) -> None:
    """A preview uses nothing up; the button does, once; no secret is on disk, in the log or in what is listed."""
    link = served.invite("Dag")
    assert [served.ask(link)[0] for _each in range(3)] == [200, 200, 200]
    assert served.ask(link, "POST")[0] == 403
    assert served.ask(link, "POST", {"Origin": "https://evil.example"})[0] == 403
    status, headers, _text = served.ask(link, "POST", {"Origin": served.url})
    cookie = headers["set-cookie"]
    assert status == 303
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    assert served.ask(link, "POST", {"Origin": served.url})[0] == 404
    secrets = [link.rpartition("/")[2], cookie.partition(";")[0].partition("=")[2]]
    written = list((served.folder / "data").rglob("*.json"))
    assert written and all(path.stat().st_mode & 0o777 == 0o600 for path in written)
    said = served.log + served.auditor("serve", "invitations") + "".join(path.read_text() for path in written)
    assert not [secret for secret in secrets if secret in said]
    assert "Dag" in said
    assert served.ask("/", headers={"Cookie": cookie.partition(";")[0]})[0] == 200
    served.auditor("serve", "revoke", "Dag")
    assert served.ask("/", headers={"Cookie": cookie.partition(";")[0]})[0] == 401


def test_whoever_comes_by_another_name_or_from_elsewhere(served: Served) -> None:
    """A wrong host, and a websocket from another page or without a cookie, are refused; pages say what browsers refuse."""
    assert served.ask("/", host="evil.example")[0] == 421
    cookie = served.come_in("Eva")
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Cookie": cookie,
    }  # fmt: skip
    for origin in ("https://evil.example", "null", ""):
        assert served.ask(f"/ws/{WINDOW}", headers={**upgrade, "Origin": origin})[0] == 403
    stranger = {**upgrade, "Origin": served.url, "Cookie": "x=y"}
    assert served.ask(f"/ws/{WINDOW}", headers=stranger)[0] == 403
    assert served.ask("/static/../../../etc/passwd")[0] == 404
    assert served.ask("/download/nothing", headers={"Cookie": cookie})[0] == 404
    _status, headers, _text = served.ask("/", headers={"Cookie": cookie})
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "script-src 'self';" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert not served.processes()


def test_many_sockets_large_frames_and_nobody_left_behind(served: Served) -> None:
    """Of 200 windows of one person four open; 5 MB end a window; what is closed ends its process with it."""
    cookie = served.come_in("Filip")

    async def storm() -> int:
        headers = {"Cookie": cookie, "Origin": served.url}
        async with aiohttp.ClientSession(
            headers=headers, connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
        ) as client:
            sockets = await asyncio.gather(
                *(client.ws_connect(f"{served.url}/ws/{number:032x}") for number in range(200))
            )
            refused = await asyncio.gather(*(socket.receive() for socket in sockets))
            opened = [
                socket
                for socket, first in zip(sockets, refused, strict=True)
                if first.type is not aiohttp.WSMsgType.CLOSE
            ]
            # The server cuts it off, often before all of it is sent.
            with suppress(ConnectionError):
                await opened[0].send_str("x" * 5_000_000)
            while (await opened[0].receive()).type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT):
                pass
            await asyncio.gather(*(socket.close() for socket in sockets))
            return len(opened)

    assert asyncio.run(storm()) == 4
    assert served.ask("/there", headers={"Cookie": cookie})[0] == 204
    assert len(served.processes()) == 4
    served.auditor("serve", "revoke", "Filip")
    wait_for(lambda: not served.processes())


def test_a_server_that_is_killed_takes_its_guests_along(served: Served, tmp_path: Path) -> None:
    """What was served by a program that is killed ends by itself; no password of the server was in its environment."""
    (tmp_path / "a.db").write_bytes((served.folder / "a.db").read_bytes())
    other = begin(tmp_path)
    cookie = other.come_in("Gun")

    async def open_one() -> None:
        headers = {"Cookie": cookie, "Origin": other.url}
        async with aiohttp.ClientSession(headers=headers) as client:
            await (await client.ws_connect(f"{other.url}/ws/{WINDOW}")).receive()
            (number,) = other.processes()
            assert b"PGPASSWORD" not in Path(f"/proc/{number}/environ").read_bytes()
            os.kill(other.program.pid, signal.SIGKILL)

    asyncio.run(open_one())
    other.program.wait()
    wait_for(lambda: not other.processes())


def test_a_second_server_is_told_why_not(served: Served) -> None:
    """The same database is served once; what others can reach needs TLS."""
    assert "served already" in served.auditor("serve", "--port", "1", code=1)
    assert "needs TLS" in served.auditor("serve", "--listen", "0.0.0.0", code=1)


def test_what_is_listened_on_is_safe() -> None:
    """Options that would let others read along are refused, and a name that browsers can't use."""
    for wrong in (
        ("0.0.0.0", 1, "http://a.example", None, None, None),
        ("127.0.0.1", 1, "http://a.example", None, None, "127.0.0.1"),
        ("0.0.0.0", 1, None, "c", "k", None),
        ("127.0.0.1", 1, "https://u@a.example", None, None, "127.0.0.1"),
        ("127.0.0.1", 1, "https://a.example", None, None, "proxy.example"),
        ("127.0.0.1", 1, None, "c", None, None),
        ("", 1, "http://a.example", None, None, None),
        ("", 1, "https://a.example", None, None, None),
        ("127.0.0.1", 1, "http://:80", None, None, None),
    ):
        with pytest.raises(RefusedError):
            door_of(*wrong)
    door = door_of("127.0.0.1", 1, "https://A.example", None, None, "127.0.0.1")
    assert (door.url, door.is_secure, door.socket_url) == ("https://a.example", True, "wss://a.example")


def test_the_book_ends_and_forgets(tmp_path: Path) -> None:
    """An invitation ends by its day, used or not; a wrong secret opens nothing; another program strikes out at once."""
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    book, other = (Book(tmp_path / "book.json", lambda: now[0]) for _each in range(2))
    made, token = book.invite("Åsa", Access.READER, 1, "", 14)
    assert book.take_up(token + "x") is None
    assert book.take_up("") is None
    taken = book.take_up(token)
    assert taken is not None
    assert book.guest("") is None
    assert book.guest(taken[1]) is not None
    assert other.take_up(token) is None
    now[0] += timedelta(days=14)
    assert book.guest(taken[1]) is None
    _made, second = book.invite("Bo", Access.EDITOR, 2, "", 1)
    assert other.revoke("bo") == ["Bo"]
    assert book.awaited(second) is None
    link, address = book.link(7, "Köp", 90)
    assert book.shown(address) == link
    other.revoke(link.id[:8])
    assert book.shown(address) is None
    assert not book.is_open(made.id)


def test_guesses_and_messages_are_counted() -> None:
    """Who guesses is shut out for a while, with all of their network; messages may come in a burst, not for ever."""
    now = [0.0]
    guesses = Guesses(Limits(guesses=3, guesses_in_all=5, window=60.0), lambda: now[0])
    for number in range(3):
        guesses.count(f"2001:db8:1:2::{number}")
    assert guesses.shut_for("2001:db8:1:2:ffff::1") == 60.0
    assert not guesses.shut_for("192.0.2.1")
    for number in range(2):
        guesses.count(f"192.0.2.{number}")
    assert guesses.shut_for("192.0.2.1"), "one who has guessed, while many do"
    assert not guesses.shut_for("198.51.100.1"), "strangers shut nobody out"
    now[0] = 60.0
    assert not guesses.shut_for("2001:db8:1:2::1")
    pace = Pace(Limits(rate=10.0, burst=5), lambda: now[0])
    assert [pace.is_kept() for _each in range(6)] == [True] * 5 + [False]
    now[0] += 1.0
    assert pace.is_kept()


def test_an_address_gets_the_login_that_was_lent() -> None:
    """The guest's address has their login and nothing of whoever serves."""
    address = with_login(
        "postgresql+psycopg://owner:secret@db.example:5432/a?sslmode=require&password=x", "lent é"
    )
    assert address == "postgresql://lent%20%C3%A9@db.example:5432/a?sslmode=require"


def test_keys_that_are_too_many_are_told(served: Served) -> None:
    """Those that come faster than the app takes them are left out, and it says so."""
    cookie = served.come_in("Frida")

    async def flood() -> bytes:
        drawn = b""
        async with (
            aiohttp.ClientSession(served.url, headers={"Cookie": cookie, "Origin": served.url}) as client,
            client.ws_connect(f"/ws/{WINDOW}") as window,
        ):
            for _each in range(550):
                await window.send_json(["stdin", "\x1b[B"])
            while b"So many keys" not in drawn:
                message = await window.receive(60)
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
                drawn += message.data if isinstance(message.data, bytes) else b""
        return drawn

    assert b"So many keys" in asyncio.run(flood())
    served.auditor("serve", "revoke", "Frida")
