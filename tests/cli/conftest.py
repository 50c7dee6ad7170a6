"""Runs commands within the test's process, on a database of the test's own."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from auditor.base.vocabulary import Verdict
from auditor.cli.program import program
from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.once import Once
from tests.walks import audit_of, give_verdicts, small


@dataclass(frozen=True)
class Said:
    """What a command printed and how it left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output read as JSON."""
        return json.loads(self.out)


class Cli:
    """The command line as a user has it, but for the start of a process."""

    def run(self, *words: str, typed: str | bytes | None = None) -> Said:
        """Run a command, whatever comes of it."""
        result = CliRunner().invoke(program, list(words), input=typed, prog_name="auditor")
        return Said(result.exit_code, result.stdout, result.stderr)

    def __call__(self, *words: str, typed: str | bytes | None = None) -> Said:
        """Run a command that is expected to do what it was asked for."""
        said = self.run(*words, typed=typed)
        assert said.code == 0, said.err
        return said

    def made(self, *words: str) -> str:
        """Run a command that makes something; return its number."""
        number = self(*words).out.strip()
        assert number.isdecimal(), number
        return number

    def made_from(self, typed: str, *words: str) -> str:
        """Run a command that makes something of what is typed; return its number."""
        return self(*words, typed=typed).out.strip()

    def json(self, *words: str) -> Any:
        """Run a command and read its JSON."""
        return self(*words, "--format", "json").json


def opened(file: Path) -> closing[Workspace]:
    """Open a database within the test, for what no command does or tells; it is closed after a `with`."""
    return closing(Workspace.open(str(file), Config(Path("/nowhere"), "Kim")))


@pytest.fixture(scope="session")
def shop_file(once: Once) -> Path:
    """A database with a web shop and a finished audit of it: every check answered, guest-purchase failed, every feeling given."""
    return once("shop.db", _make_shop)


def _make_shop(path: Path) -> None:
    with opened(path) as workspace:
        journey = workspace.journeys.new_from(small(find_template("web-shop", Path("/nowhere"))))
        audit = workspace.audits.start(journey, "Kim")
        give_verdicts(workspace, audit)
        answers = [answer for visit in audit_of(workspace, audit).visits for answer in visit.answers]
        purchase = next(answer for answer in answers if answer.check.key == "guest-purchase")
        workspace.audits.answer(purchase.id, Verdict.FAIL)
        workspace.audits.finish(audit)


@pytest.fixture
def cli(tmp_path: Path, schema_file: Path) -> Cli:
    """The command line on a database without rows."""
    shutil.copy(schema_file, tmp_path / "default.db")
    return Cli()


@pytest.fixture
def nothing() -> Cli:
    """The command line before there is any database."""
    return Cli()


@pytest.fixture
def place(tmp_path: Path, shop_file: Path) -> Path:
    """A folder with the web shop's database."""
    shutil.copy(shop_file, tmp_path / "default.db")
    return tmp_path


@pytest.fixture
def shop(tmp_path: Path, shop_file: Path) -> Cli:
    """The command line on a web shop with a finished audit, both number 1."""
    shutil.copy(shop_file, tmp_path / "default.db")
    return Cli()
