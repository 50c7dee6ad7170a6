"""A server's database that is served: whose passwords are seen nowhere, and what becomes of logins that were lent."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import aiohttp
import pytest

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.vocabulary import Access
from auditor.serving.entrance import Entrances, with_login
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Server, _made_with_shop
from tests.serving.conftest import begin, wait_for
from tests.serving.test_entrance import guest

WINDOW = "0123456789abcdef" * 2
PLANTED = ("planted-in-the-address", "planted-in-the-environment", "a-secret-of-the-server")


@pytest.fixture
def database(server: Server) -> Iterator[tuple[str, str]]:
    """A database of a team: its name, and its address without a password."""
    name, url = server.copy(_made_with_shop)
    with closing(Workspace.open(url, Config(NOWHERE, "Boss"))) as workspace:
        workspace.team.begin()
    yield name, url
    server.drop(name)


def lent(server: Server) -> dict[str, datetime]:
    """Return until when the logins hold that are lent just now."""
    found = server._admin.execute(
        "SELECT rolname, rolvaliduntil FROM pg_roles WHERE rolname LIKE '%\\_lent\\_%'"
    ).fetchall()
    return dict(found)


def told_by_processes() -> str:
    """Return the command lines of all processes: what anybody on the machine can read."""
    said = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            said.append((place / "cmdline").read_bytes().decode("utf-8", "replace"))
    return "\n".join(said)


def test_no_password_and_no_secret_is_seen_anywhere(
    server: Server, database: tuple[str, str], tmp_path: Path
) -> None:
    """Not in what is printed, in the log, in pages, in command lines or a guest's surroundings, well or not."""
    name, url = database
    parts = urlsplit(url)
    address = urlunsplit(
        parts._replace(netloc=f"{parts.username}:{PLANTED[0]}@{parts.netloc.rpartition('@')[2]}")
    )
    one = begin(tmp_path, database=address)
    said = [told_by_processes()]
    try:
        link = one.link("Web shop")
        invited = one.invite("Anna")
        said += [one.ask(invited)[2]]
        _status, headers, _text = one.ask(invited, "POST", {"Origin": one.url})
        cookie = headers["set-cookie"].partition(";")[0]
        secrets = [*PLANTED, link.split("/")[2], invited.rpartition("/")[2], cookie.partition("=")[2]]

        def pages(*more: str) -> list[tuple[int, str]]:
            asked = ("/", invited, "/none", "/report/none", *more)
            return [(status, f"{kept}{text}") for status, kept, text in (
                one.ask(path, headers={"Cookie": cookie}) for path in asked)]  # fmt: skip

        async def look() -> None:
            async with (
                aiohttp.ClientSession(headers={"Cookie": cookie, "Origin": one.url}) as client,
                client.ws_connect(f"{one.url}/ws/{WINDOW}") as window,
            ):
                await window.receive()
                (number,) = one.processes()
                whole = (Path("/proc") / str(number) / "environ").read_bytes().decode()
                around = dict(each.partition("=")[::2] for each in whole.split("\0"))
                password = Path(around["PGPASSFILE"]).read_text().strip().rpartition(":")[2]
                assert len(password) > 20
                secrets.append(password)
                said.extend((whole, told_by_processes()))
                server.shut(name)
                assert one.ask(link)[0] == 503
                broken = await client.ws_connect(f"{one.url}/ws/{WINDOW[::-1]}")
                while not broken.closed:
                    await broken.receive()

        assert one.ask(link)[0] == 200
        asyncio.run(look())
        status, headers, text = one.ask(link)
        assert (status, headers["retry-after"]) == (503, "10")
        said += [text, *(page for _status, page in pages())]
        server.open(name)
        wait_for(lambda: one.ask(link)[0] == 200)
        said += [one.auditor("serve", "invitations"), one.auditor("serve", "revoke", "Anna")]
        wait_for(lambda: not one.processes())
        wait_for(lambda: not lent(server))
        said += [page for _status, page in pages()]
    finally:
        one.program.send_signal(signal.SIGTERM)
        one.program.wait(60)
    said += [one.log, *(path.read_text() for path in tmp_path.rglob("*.json"))]
    everything = "\n".join(said)
    assert "Anna" in everything and "can be read again" in one.log
    assert not [secret for secret in secrets if secret in everything]
    assert one.log.count("Traceback") == 0
    assert not list(tmp_path.rglob("PGPASSFILE"))


def test_what_a_killed_server_has_lent_ends_by_itself_and_with_the_next_start(
    server: Server, database: tuple[str, str], tmp_path: Path
) -> None:
    """Within a day; no process is left at once."""
    one = begin(tmp_path, database=database[1])
    cookie = one.come_in("Anna")

    async def look() -> None:
        async with (
            aiohttp.ClientSession(headers={"Cookie": cookie, "Origin": one.url}) as client,
            client.ws_connect(f"{one.url}/ws/{WINDOW}") as window,
        ):
            await window.receive()
            assert one.processes()
            os.kill(one.program.pid, signal.SIGKILL)

    asyncio.run(look())
    one.program.wait()
    wait_for(lambda: not one.processes())
    (until,) = lent(server).values()
    assert timedelta(hours=23) < until - datetime.now(UTC) < timedelta(hours=24, minutes=1)
    again = begin(tmp_path, one.port, database[1])
    assert not lent(server)
    again.program.send_signal(signal.SIGTERM)
    again.program.wait(60)


def test_what_is_lent_is_swept_and_renewed_by_who_lends_alone(
    server: Server, database: tuple[str, str], tmp_path: Path
) -> None:
    """What another machine lends stays, until it has ended; a login that was lent lends nothing to itself."""
    with closing(Workspace.open(database[1], Config(NOWHERE, "Boss"))) as workspace:
        reader = guest(workspace, "Ri", Access.READER)
        here, elsewhere = (Entrances(workspace, tmp_path / each) for each in ("here", "elsewhere"))
        mine, theirs = here.admit(reader), elsewhere.admit(reader)
        known = lent(server)
        workspace.team.lend(reader.person, reader.access, datetime.now(UTC) - timedelta(hours=1))
        Entrances(workspace, tmp_path / "here").sweep()
        (left,) = lent(server)
        assert f"//{left}@" in theirs.environment["AUDITOR_DB"]
        server._admin.execute(f"ALTER ROLE \"{left}\" VALID UNTIL '2020-01-01'")
        theirs.renew()
        assert lent(server)[left] >= known[left]
        with pytest.raises(AuditorError):
            mine.renew()
        for told in (mine, theirs):
            told.let_out()
        assert not lent(server)
        # Whoever was lent a login can't make it last, nor lend themselves another.
        kept = workspace.team.lend(reader.person, Access.READER, datetime.now(UTC) + timedelta(hours=1))
        with closing(
            Workspace.open(with_login(database[1], kept.login), Config(NOWHERE, "Ri"))
        ) as theirs_own:
            for more in (
                lambda: theirs_own.team.lend_longer(kept.login, datetime.now(UTC) + timedelta(days=9)),
                lambda: theirs_own.team.lend(
                    reader.person, Access.READER, datetime.now(UTC) + timedelta(days=9)
                ),
            ):
                with pytest.raises(RefusedError):
                    more()
        workspace.team.take_back(kept.login)
