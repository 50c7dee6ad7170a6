"""An address that is kept as what is opened, and its password in a safe place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import fail

from auditor.cli.team.owner import admit_owner
from auditor.settings.config import Config
from auditor.store.location import locate
from auditor.store.passwords import in_file, keep_in_file
from auditor.store.server.own import OwnServer
from auditor.workspace import Workspace
from tests.cli.conftest import Cli

SECRET = "s3cr3t:\\ å'@/%"
"""What has a meaning in an address, in a line of the file of passwords and in a shell."""
QUOTED = "s3cr3t%3A%5C%20%C3%A5%27%40%2F%25"


class Kept(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        del self.entries[service, username]


@pytest.fixture
def ring() -> Iterator[Kept]:
    """A keyring that works."""
    made = Kept()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def address(team: Cli, folder: Path, tmp_path: Path) -> str:
    """The address of a database that bo may use, who has a password of odd signs; nobody has joined it."""
    found = team("team", "start", "--folder", str(folder)).out.strip()
    server = OwnServer(folder)
    with closing(Workspace.open(server.address_by_socket(), Config(Path("/nowhere"), "Kim"))) as workspace:
        admit_owner(server, workspace, "bo")
    server.set_password("bo", SECRET)
    team("team", "leave")
    (tmp_path / ".pgpass").unlink(missing_ok=True)
    return found.replace("//", "//bo@")


def written(tmp_path: Path) -> str:
    """Return all that is in the user's folders but for the file of passwords."""
    files = [each for each in tmp_path.rglob("*") if each.is_file() and each.name != ".pgpass"]
    return "".join(each.read_text("utf-8", "replace") for each in files)


def test_the_password_goes_into_the_keyring_where_there_is_one(
    nothing: Cli, address: str, tmp_path: Path, ring: Kept
) -> None:
    said = nothing("team", "join", address, typed=f"{SECRET}\n")
    assert "in the system’s keyring" in said.err
    assert list(ring.entries.values()) == [SECRET]
    nothing("journey", "new", "Shop")
    assert not (tmp_path / ".pgpass").exists() and "s3cr3t" not in written(tmp_path) + said.out + said.err
    nothing("team", "leave")
    assert not ring.entries
    assert nothing.run("--db", address, "journey", "list").code == 1


def test_else_into_the_file_of_passwords_whose_other_lines_stay(
    nothing: Cli, address: str, tmp_path: Path
) -> None:
    file = tmp_path / ".pgpass"
    other = b"# mine \xff\nother.example.org:*:*:me:old\\:one\n*:*:*:bo:wrong\nno line at all\n"
    file.write_bytes(other)
    file.chmod(0o644)
    said = nothing("team", "join", address, typed=f"{SECRET}\n")
    assert ".pgpass" in said.err
    lines = file.read_bytes().splitlines()
    assert file.stat().st_mode & 0o777 == 0o600
    assert (
        len(lines) == 5 and b"\n".join(each for each in lines if not each.startswith(b"127")) + b"\n" == other
    )
    nothing("journey", "new", "Shop")
    assert "s3cr3t" not in written(tmp_path) + said.out + said.err
    # Joined again, nothing is asked and nothing is written.
    before = file.read_bytes()
    nothing("team", "join", address)
    assert file.read_bytes() == before


def test_or_stays_in_the_environment(
    nothing: Cli, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert "stays in PGPASSWORD" in nothing("team", "join", address).err
    nothing("journey", "new", "Shop")
    assert not (tmp_path / ".pgpass").exists() and "s3cr3t" not in written(tmp_path)


@pytest.mark.parametrize("form", ["//bo:{}@", "?"])
def test_one_that_is_typed_in_the_address_is_taken_out_and_warned_of(
    nothing: Cli, address: str, tmp_path: Path, form: str
) -> None:
    typed = f"{address}?password={QUOTED}" if form == "?" else address.replace("//bo@", form.format(QUOTED))
    said = nothing("team", "join", typed)
    assert "Others on this machine can see the password" in said.err
    assert "s3cr3t" not in written(tmp_path) + said.out + said.err
    nothing("journey", "new", "Shop")


def test_what_is_wrong_with_an_address_is_said_and_nothing_is_kept(
    nothing: Cli, address: str, tmp_path: Path, folder: Path
) -> None:
    host = address.rpartition("@")[2]
    server = OwnServer(folder)
    with server.connect() as connection:
        for name in ("other", "newer"):
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
    with server.connect("other") as connection:
        connection.execute("CREATE TABLE mine (id int)")
        connection.execute("GRANT ALL ON mine TO bo")
    with server.connect("newer") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num text)")
        connection.execute("INSERT INTO alembic_version VALUES ('0999')")
        connection.execute("GRANT ALL ON alembic_version TO bo")
    login = f"postgresql://bo:{QUOTED}@"
    for url, told in (
        (f"postgresql://bo:wr0ng@{host}", "the login or the password is wrong"),
        (f"postgresql://nobody:{QUOTED}@{host}", "the login or the password is wrong"),
        (f"{login}{host.replace('/auditor', '/none')}", "no database none"),
        (f"{login}{host.replace('/auditor', '/other')}", "not an Auditor database"),
        (f"{login}{host.replace('/auditor', '/newer')}", "has schema 0999"),
        (f"{login}no-such-host.invalid/auditor", "no machine called no-such-host.invalid"),
        (f"{login}127.0.0.1:9/auditor", "Nothing answers at port 9"),
        ("here.db", "This is no address of a server"),
    ):
        said = nothing.run("team", "join", url)
        assert said.code in (1, 4) and told in said.err.splitlines()[-1], said
        assert "s3cr3t" not in said.err and "wr0ng" not in said.err
    assert not (tmp_path / "config" / "config.toml").exists() or "database" not in written(tmp_path)
    assert not (tmp_path / ".pgpass").exists()


FIELDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIELDS.filter(bool), FIELDS.filter(bool), st.lists(st.binary(max_size=40), max_size=4))
def test_any_password_comes_back_and_other_lines_stay(
    tmp_path: Path, user: str, password: str, lines: list[bytes]
) -> None:
    from urllib.parse import quote

    file = tmp_path / ".pgpass"
    before = b"\n".join(lines).replace(b"\r", b"").splitlines()
    file.write_bytes(b"".join(each + b"\n" for each in before))
    location = locate(f"postgresql://{quote(user, safe='')}@db.example.org/team")
    keep_in_file(location, password)
    assert in_file(location) == password
    after = file.read_bytes().splitlines()
    assert len(after) >= len(before) and [each for each in after if each in before] == before
    keep_in_file(location, "another")
    assert in_file(location) == "another" and len(file.read_bytes().splitlines()) == len(after)


def test_a_link_to_the_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".pgpass").symlink_to(tmp_path / "elsewhere" / "passwords")
    keep_in_file(locate("postgresql://bo@db/team"), "x")
    assert (tmp_path / ".pgpass").is_symlink()
    assert (tmp_path / "elsewhere" / "passwords").stat().st_mode & 0o777 == 0o600


def test_settings_with_a_password_are_refused(nothing: Cli, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    for address in ("postgresql://bo:s3cr3t@db/team", "postgresql://db/team?password=s3cr3t", "a.db"):
        (tmp_path / "config" / "config.toml").write_text(f'[team]\ndatabase = "{address}"\n')
        said = nothing.run("journey", "list")
        assert said.code == 1 and "team.database" in said.err and "s3cr3t" not in said.err
