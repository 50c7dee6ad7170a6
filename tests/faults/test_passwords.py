"""A password in the address of a server, wherever it was put: nothing that is printed or kept has any of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from auditor.base.errors import RefusedError
from auditor.base.text import without_passwords
from auditor.cli.frame import output
from auditor.store.faults import explained
from auditor.store.location import Location, locate
from tests.cli.conftest import Cli
from tests.conftest import Server

LATIN = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
SECRETS = st.builds(
    "".join,
    st.tuples(
        st.text(LATIN, max_size=8),
        st.just("s3cr3t"),
        st.text(st.sampled_from("/@:?#%&=[]\\ '\"å;"), max_size=6),
    ).map(lambda parts: [parts[2], parts[0], parts[1], parts[2][::-1]]),
)
"""Passwords that hold what stands nowhere else, and often what has a meaning in an address."""
HELD = "s3cr3t"

WAYS = [
    "postgresql://kim:{}@127.0.0.1:1/audits",
    "postgres://kim:{}@127.0.0.1:1/audits?connect_timeout=1",
    "postgresql+psycopg://kim:{}@127.0.0.1:1",
    "POSTGRESQL://kim:{}@127.0.0.1:1/audits",
    "postgresql://127.0.0.1:1/audits?user=kim&password={}",
    "postgresql://kim:{}@[::1]:1/audits",
    "postgresql:/kim:{}@127.0.0.1/audits",
    "postgresql:kim:{}@127.0.0.1/audits",
    "postgresql//kim:{}@127.0.0.1/audits",
    "postgres;//kim:{}@127.0.0.1/audits",
    "postgresql:\\\\kim:{}@127.0.0.1/audits",
    "//kim:{}@127.0.0.1/audits",
    "kim:{}@127.0.0.1/audits",
    "kim:{}@127.0.0.1",
    "psql:kim:{}@127.0.0.1",
    "mysql://kim:{}@127.0.0.1/audits",
    "postgresq://kim:{}@127.0.0.1/audits",
    "jdbc:postgresql://127.0.0.1/audits?user=kim&password={}",
    "host=127.0.0.1 port=1 user=kim password={}",
    "password = '{}' host=127.0.0.1",
    "postgresql://kim:{}",
    "postgresql://kim:{}/127.0.0.1/audits",
]


def _places(address: str) -> list[str]:
    """Return whatever is said of an address when it is read."""
    try:
        location = locate(address)
    except RefusedError as error:
        return [str(error)]
    said = [location.shown]
    if location.url is not None:
        url = make_url(location.url)
        said += [str(url.host), str(url.port), str(url.database)]
    return said


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(WAYS), SECRETS)
@example(WAYS[0], "/s3cr3t")
@example(WAYS[0], "a@s3cr3t/b")
@example(WAYS[0], "12?s3cr3t")
@example(WAYS[0], "#s3cr3t")
@example(WAYS[6], "s3cr3t")
def test_no_password_is_taken_for_anything_else(way: str, password: str) -> None:
    # Nothing before the sign is no password: what follows it is the host.
    assume(not password.startswith("@"))
    for said in _places(way.format(password)):
        assert HELD not in said


@settings(max_examples=100)
@given(st.text(LATIN, max_size=10), st.text(LATIN, max_size=10), st.sampled_from(["", ":5433"]))
def test_what_is_connected_to_is_what_is_shown(user: str, password: str, port: str) -> None:
    plain = locate(f"postgresql://db.example.org{port}/audits")
    from urllib.parse import quote

    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    location = locate(f"postgresql://{login}@db.example.org{port}/audits")
    url = make_url(location.url or "")
    assert (url.username, url.password, url.host, url.database) == (
        user,
        password,
        "db.example.org",
        "audits",
    )
    assert url.port == (5433 if port else None)
    assert location.shown == plain.shown == f"postgresql://db.example.org{port}/audits"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("password", ["s3cr3t", "/s3cr3t@x", "a:s3cr3t/b c"])
def test_no_command_prints_it(
    nothing: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, password: str
) -> None:
    monkeypatch.chdir(tmp_path)
    address = way.format(password)
    commands: list[tuple[str, ...]] = [
        ("--db", address, "db", "path"),
        ("--db", address, "db", "backup"),
        ("--db", address, "journey", "list"),
    ]
    if address.lower().startswith(("postgres", "mysql", "host", "password")):
        # What stands in another place than an address can be known by how it begins alone.
        commands += [("db", "restore", address), ("journey", address), (address,)]
    for command in commands:
        said = nothing.run(*command)
        assert HELD not in said.out + said.err, command
        assert "unforeseen" not in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none_is_refused_in_a_line(nothing: Cli, tmp_path: Path) -> None:
    for way in WAYS[6:]:
        said = nothing.run("--db", way.format("s3cr3t"), "journey", "new", "Shop")
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), said
    assert not (tmp_path / "default.db").exists()


def test_a_file_may_be_called_whatever_is_said_to_be_a_path(
    nothing: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "postgres").mkdir()
    for name in ("./kim:x@y.db", str(tmp_path / "a:b@c.db"), "postgres/a.db", "a b=c.db", "kim@home.db"):
        nothing("--db", name, "journey", "new", "Shop")
        assert Path(name).exists()
    (tmp_path / "./kim:x@y.db").rename("host=here")
    assert nothing.json("--db", "host=here", "journey", "list")[0]["name"] == "Shop"


def test_a_password_on_the_command_line_is_warned_of_once(server: Server, nothing: Cli) -> None:
    name, url = server.empty()
    with_password = url.replace("postgres:@", "postgres:s3cr3t@")
    assert with_password != url
    try:
        made = nothing("--db", with_password, "journey", "new", "Shop")
        assert made.err.splitlines()[-1].startswith("Others on this machine can see the password in --db")
        assert made.err.count("AUDITOR_DB") == 1 and ".pgpass" in made.err and HELD not in made.err
        assert "Others on" not in nothing("--db", url, "journey", "list").err
        for command in (
            ("db", "path"),
            ("db", "check"),
            ("history",),
            ("journey", "list", "--format", "json"),
        ):
            said = nothing("--db", with_password, *command)
            assert HELD not in said.out + said.err
        refused = nothing.run("--db", with_password, "db", "backup")
        assert HELD not in refused.err and refused.err.count("\n") == 1
    finally:
        server.drop(name)


def test_a_password_in_the_environment_is_not_warned_of(
    server: Server, nothing: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, url = server.empty()
    monkeypatch.setenv("AUDITOR_DB", url.replace("postgres:@", "postgres:s3cr3t@"))
    try:
        assert "password" not in nothing("journey", "new", "Shop").err
    finally:
        server.drop(name)


def test_the_log_of_an_error_has_no_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise ZeroDivisionError(
            "postgresql://kim:/s3cr3t@x@db/audits and host=db password='s3cr3t \\' more' x"
        )

    with pytest.raises(SystemExit):
        output.leave(broken)
    (log,) = tmp_path.glob("auditor-error-*.log")
    assert HELD not in log.read_text(encoding="utf-8") + capsys.readouterr().err
    assert "more" not in log.read_text(encoding="utf-8").partition("ZeroDivisionError: ")[2]


def test_an_answer_of_the_driver_has_no_password() -> None:
    location = locate("postgresql://kim:s3cr3t%2F%40@127.0.0.1:1/audits")
    assert isinstance(location, Location) and location.has_password
    from auditor.store.engine import make_engine

    with pytest.raises(Exception) as caught, explained(location.shown):
        make_engine(location).connect()
    assert HELD not in str(caught.value)


def test_other_text_stays() -> None:
    for text in ("https://shop.se:443/x", "mail kim@shop.se", "Name: password", "12:30 @ the shop"):
        assert without_passwords(text) == text
