"""What the server does about those who hold the line, read slowly, guess, ask for nonsense, or stay away."""

from __future__ import annotations

import asyncio
import re
import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from auditor.base.vocabulary import Access
from auditor.serving.limits import Limits
from auditor.serving.session import IDLE, SHUT, Session
from tests.serving.inside import FLOOD, Inside, Pages, Serving, until

WINDOW = "/ws/" + "0123456789abcdef" * 2
UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip


def is_there(number: int) -> bool:
    """Tell whether a process is there."""
    return Path(f"/proc/{number}").exists()


async def number_of(window: aiohttp.ClientWebSocketResponse) -> int:
    """Return the number that the program of a window tells."""
    found = re.search(rb"process (\d+)", await window.receive_bytes())
    assert found is not None
    return int(found[1])


def request(path: str, headers: dict[str, str], method: str = "GET") -> bytes:
    """Return a request as it is sent."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()


async def unread(inside: Inside, sent: bytes) -> socket.socket:
    """Send a request by a connection from which nothing is read."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(one, ("127.0.0.1", inside.port))
    await loop.sock_sendall(one, sent)
    return one


async def test_a_window_that_takes_nothing_is_cut_off_and_nothing_piles_up(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app waits for the browser; after a while it is cut off, and then its session ends."""
    drawn: list[int] = []
    cut = Session.cut

    def cut_and_note(self: Session, window: Any) -> None:
        drawn.append(int((self._folder / "told").read_text() or 0))
        cut(self, window)

    monkeypatch.setattr(Session, "cut", cut_and_note)
    async with serving(Limits(slow=0.5, grace=0.1), FLOOD) as inside:
        headers = {"Host": f"127.0.0.1:{inside.port}", **inside.come_in("Anna"), **UPGRADE}
        one = await unread(inside, request(WINDOW, headers))
        await until(lambda: drawn)
        assert 0 < drawn[0] < 8_000_000, "what the app has drawn waits in pipes of the system, not in memory"
        await until(lambda: not inside.server.sessions)
        await until(lambda: inside.hall.let_out == ["Anna"])
        one.close()


async def test_a_page_that_is_not_taken_is_cut_off(serving: Serving) -> None:
    """So is whoever asks for a report and does not read it."""
    async with serving(Limits(answering=0.3), pages=Pages(b"x" * 30_000_000)) as inside:
        one = await unread(inside, request(inside.link(), {"Host": f"127.0.0.1:{inside.port}"}))
        await until(lambda: len(inside.server.porch))
        await until(lambda: not len(inside.server.porch))
        one.close()


async def test_whoever_holds_the_line_is_sent_away_and_keeps_nobody_out(serving: Serving) -> None:
    """Of many connections that say nothing some stand there, for a while; who wants something comes in meanwhile."""
    async with serving(Limits(waiting=20, greeting=0.5)) as inside:
        silent = [await asyncio.open_connection("127.0.0.1", inside.port) for _each in range(200)]
        # These have said half of what they want.
        for _reader, writer in silent[::2]:
            writer.write(b"GET / HTTP/1.1\r\nHost: ")
        assert len(inside.server.porch) <= 20
        async with inside.client(inside.come_in("Anna")) as client, client.ws_connect(WINDOW) as window:
            assert is_there(await number_of(window))
            ends = await asyncio.gather(
                *(reader.read(1) for reader, _writer in silent), return_exceptions=True
            )
            assert all(end == b"" or isinstance(end, ConnectionError) for end in ends)
            await window.send_json(["stdin", "still here"])
            assert await window.receive_bytes() == b"still here"
        for _reader, writer in silent:
            writer.transport.abort()


async def test_one_that_says_nothing_is_left_and_one_that_nobody_comes_back_to_ends(serving: Serving) -> None:
    """Without a key a session ends after a while and says so; one whose window is lost waits, and is the same for who is back."""
    async with serving(Limits(idle=0.2)) as inside, inside.client(inside.come_in("Anna")) as client:
        async with client.ws_connect(WINDOW) as window:
            number = await number_of(window)
            assert (await window.receive()).data == IDLE
        await until(lambda: not is_there(number) and not inside.server.sessions)
    async with serving(Limits(grace=1.0)) as inside, inside.client(inside.come_in("Bo")) as client:
        async with client.ws_connect(WINDOW) as window:
            number = await number_of(window)
            assert window._response.connection is not None
        (session,) = inside.server.sessions.values()
        await until(lambda: not session.is_shown)
        async with client.ws_connect(WINDOW) as window:
            await window.send_json(["stdin", "back"])
            assert await window.receive_bytes() == b"back"
            assert list(inside.server.sessions.values()) == [session] and is_there(number)
        await until(lambda: not is_there(number) and not inside.server.sessions)


async def test_one_that_is_struck_out_while_it_is_let_in_leaves_no_process(serving: Serving) -> None:
    """Nor a login that was lent, nor a file."""
    async with serving() as inside, inside.client(inside.come_in("Anna")) as client:
        inside.hall.gate.clear()
        async with client.ws_connect(WINDOW) as window:
            await until(lambda: inside.hall.asked)
            inside.book.revoke("Anna")
            assert (await window.receive()).data == SHUT
            inside.hall.gate.set()
            await until(lambda: not inside.server.sessions)
        await until(lambda: inside.hall.let_out == ["Anna"])
        assert not list((inside.folder / "book.windows").iterdir())


async def test_what_is_lent_is_renewed_and_ends_with_the_window(serving: Serving) -> None:
    """The secret is in a file for the process alone, and gone with it."""
    async with serving(Limits(renewal=0.1)) as inside, inside.client(inside.come_in("Anna")) as client:
        async with client.ws_connect(WINDOW) as window:
            number = await number_of(window)
            (file,) = (inside.folder / "book.windows").glob("*/PGPASSFILE")
            assert file.read_text() == "a-lent-secret" and file.stat().st_mode & 0o777 == 0o600
            for told in ("cmdline", "environ"):
                assert b"a-lent-secret" not in Path(f"/proc/{number}/{told}").read_bytes()
            await until(lambda: len(inside.hall.renewed) > 1)
        inside.book.revoke("Anna")
        await until(lambda: inside.hall.let_out == ["Anna"])
        assert not file.exists() and not inside.server.sessions


async def test_what_a_server_that_was_killed_has_left_on_disk_is_cleared(serving: Serving) -> None:
    """Passwords of windows among it."""
    async with serving() as inside:
        left = inside.folder / "book.windows" / "old" / "PGPASSFILE"
        left.parent.mkdir()
        left.write_text("an-old-secret")
        with pytest.raises(FileNotFoundError):
            async with serving():
                left.read_text()


async def test_who_guesses_is_told_to_wait_and_a_guest_is_not(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong links, addresses of reports and cookies count; who has come in goes on; no guess is in the log."""
    caplog.set_level("INFO", "auditor.serving")
    async with serving(Limits(guesses=3)) as inside:
        link, headers = inside.link(), inside.come_in("Anna")
        async with inside.client() as client:
            wrong = {"Cookie": f"{inside.cookie}=guessed-cookie"}
            async with client.get("/", headers=wrong) as answer:
                assert answer.status == 401
                assert "Max-Age=0" in answer.headers["Set-Cookie"], "it is not sent again and again"
            for path in ("/invited/guessed-invitation", "/report/guessed-report/7"):
                assert (await client.get(path)).status == 404
            for path in ("/invited/x", "/report/x", link):
                async with client.get(path) as answer:
                    assert answer.status == 429
                    assert 590 <= int(answer.headers["Retry-After"]) <= 600
            assert (await client.get("/", headers=wrong)).status == 429
            assert (await client.post("/invited/x", headers={"Origin": inside.url})).status == 429
            assert (await client.get("/", headers=headers)).status == 200
    assert caplog.text.count("a wrong secret from 127.0.0.1") == 3
    assert "guessed" not in caplog.text and inside.cookie not in caplog.text


async def test_what_is_no_request_is_refused_in_one_line(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    """Two lengths, two hosts, folded and endless headers, other methods: none is answered as something else."""
    async with serving() as inside:
        host = f"Host: 127.0.0.1:{inside.port}\r\n"
        origin = f"Origin: {inside.url}\r\n"
        refused = {
            "two lengths": f"POST / HTTP/1.1\r\n{host}{origin}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "both lengths": f"POST / HTTP/1.1\r\n{host}{origin}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "a strange coding": f"POST / HTTP/1.1\r\n{host}{origin}Transfer-Encoding: x, chunked, y\r\n\r\n0\r\n\r\n",
            "a folded header": f"GET / HTTP/1.1\r\n{host}X: a\r\n b\r\n\r\n",
            "a space in a name": f"GET / HTTP/1.1\r\n{host}Content-Length : 5\r\n\r\nhello",
            "a control sign": f"GET / HTTP/1.1\r\n{host}X: planted-in-a-header\x00\r\n\r\n",
            "two hosts": f"GET / HTTP/1.1\r\n{host}Host: evil.example\r\n\r\n",
            "another host": "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "no host": "GET / HTTP/1.1\r\n\r\n",
            "a long header": f"GET / HTTP/1.1\r\n{host}X: {'x' * 20_000}\r\n\r\n",
            "a long line": f"GET /{'x' * 20_000} HTTP/1.1\r\n{host}\r\n",
            "another method": f"TRACE / HTTP/1.1\r\n{host}\r\n",
            "a tunnel": f"CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\n",
            "nonsense": "planted-nonsense\r\n\r\n",
            "TLS": "\x16\x03\x01\x02\x00",
            "from another page": f"POST / HTTP/1.1\r\n{host}Origin: https://evil.example\r\nContent-Length: 0\r\n\r\n",
            "from two pages": f"POST / HTTP/1.1\r\n{host}{origin}Origin: https://evil.example\r\nContent-Length: 0\r\n\r\n",
            "nothing to post to": f"POST / HTTP/1.1\r\n{host}{origin}Content-Length: 0\r\n\r\n",
        }  # fmt: skip
        for name, sent in refused.items():
            answer = await inside.raw(sent.encode("latin-1"))
            found = re.match(rb"HTTP/1\.[01] (4\d\d) ", answer)
            assert found is not None, (name, answer)
            assert b"aiohttp" not in answer and b"planted" not in answer, name
            assert answer.count(b"HTTP/1.") == 1, name
            assert b"X-Content-Type-Options: nosniff" in answer, name
        many = "".join(f"X-{number}: y\r\n" for number in range(100_000))
        assert re.match(
            rb"HTTP/1\.[01] 4|$", await inside.raw(f"GET / HTTP/1.1\r\n{host}{many}\r\n".encode())
        )
        for path in ("/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/front//etc/passwd",
                     "/front/..%5c..%5cserver.py", "/report/x/7/../../..", "/download/../invited", "/%00"):  # fmt: skip
            answer = await inside.raw(f"GET {path} HTTP/1.1\r\n{host}\r\n".encode())
            assert answer.startswith(b"HTTP/1.1 404"), path
        async with inside.client() as client:
            for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"):
                assert (await client.request(method, "/")).status == 405
            assert (await client.head("/download/x")).status == 405, "looking uses no download up"
    assert "planted" not in caplog.text and "Traceback" not in caplog.text


async def test_what_nobody_has_foreseen_tells_no_secret(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    """An error within is one line in the log, where it was and of what kind, and tells a stranger nothing."""
    async with serving(pages=Pages(error=KeyError("a-secret-within"))) as inside, inside.client() as client:
        path = inside.link()
        async with client.get(path) as answer:
            assert answer.status == 500
            assert answer.headers["Cache-Control"] == "no-store"
            assert "secret" not in await answer.text()
    (line,) = [record.getMessage() for record in caplog.records]
    assert re.fullmatch(r"/report/\{token\}/\{journey\}: KeyError in inside\.py, line \d+", line)


async def test_only_the_proxy_that_is_named_says_who_asks(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    """Of what it hands on the last counts, which is what it has seen; the cookie is for TLS, and so is the socket."""
    caplog.set_level("INFO", "auditor.serving")
    door = {"url": "https://audits.example", "proxy": "127.0.0.1"}
    async with serving(Limits(guesses=2), **door) as inside, aiohttp.ClientSession() as client:
        base = f"http://127.0.0.1:{inside.port}"
        usual = {"Host": "audits.example", "X-Forwarded-Proto": "https"}

        async def asked(*more: tuple[str, str], path: str = "/") -> int:
            headers = [*usual.items(), *more]
            async with client.get(base + path, headers=headers) as answer:
                return answer.status

        assert await asked() == 401
        assert await asked(("X-Forwarded-Host", "evil.example")) == 421
        assert (
            await asked(("X-Forwarded-Host", "audits.example"), ("X-Forwarded-Host", "evil.example")) == 421
        )
        assert await asked(("X-Forwarded-Proto", "http")) == 403
        # Whoever guesses says to be somebody else, in the line of the proxy or in one before it.
        guesser, another = ("X-Forwarded-For", "198.51.100.7, 192.0.2.1"), ("X-Forwarded-For", "192.0.2.1")
        assert await asked(guesser, path="/invited/x") == 404
        assert await asked(("X-Forwarded-For", "198.51.100.8"), another, path="/invited/x") == 404
        assert await asked(another, path="/invited/x") == 429
        assert await asked(("X-Forwarded-For", "198.51.100.7"), path="/invited/x") == 404
        _made, token = inside.book.invite("Anna", Access.READER, 1, "", 1)
        async with client.post(
            f"{base}/invited/{token}", headers={**usual, "Origin": inside.url}, allow_redirects=False
        ) as answer:
            assert answer.status == 303
            cookie = answer.headers["Set-Cookie"]
            assert cookie.startswith("__Host-auditor=") and {"Secure", "Path=/"} <= set(cookie.split("; "))
            assert "max-age" in answer.headers["Strict-Transport-Security"]
        mine = {**usual, "Cookie": cookie.partition(";")[0]}
        async with client.get(base, headers=mine) as answer:
            assert 'data-socket-url="wss://audits.example/ws"' in await answer.text()
            assert "wss://audits.example" in answer.headers["Content-Security-Policy"]
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(
                base + WINDOW, headers={**mine, "Origin": f"http://127.0.0.1:{inside.port}"}
            )
        async with client.ws_connect(base + WINDOW, headers={**mine, "Origin": inside.url}) as window:
            assert is_there(await number_of(window))
    async with (
        serving(url="https://audits.example", proxy="127.0.0.2") as inside,
        aiohttp.ClientSession() as client,
        client.get(f"http://127.0.0.1:{inside.port}", headers=usual) as answer,
    ):
        assert answer.status == 403
