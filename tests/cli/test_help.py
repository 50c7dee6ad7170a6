"""Every command and option says what it does; asking for help loads no more than it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
import pytest

from auditor.cli.commands import COMMANDS
from auditor.cli.frame.nouns import Listed, Noun, Verb
from auditor.cli.program import program
from tests.cli.conftest import Cli


def _commands(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(found, (*path, name))


EVERY = dict(_commands(program))


def test_the_commands_that_are_promised_are_there() -> None:
    promised = """
        journey new, journey list, journey show, journey edit, journey copy, journey delete, journey templates,
        stage add, stage edit, stage move, stage delete, touchpoint add, touchpoint list, touchpoint edit,
        touchpoint move, touchpoint delete, persona add, persona list, persona edit, persona delete, people,
        checklist list, checklist show, checklist check, audit new, audit walk, audit list, audit show,
        audit answer, audit feel, audit finish, audit findings, audit reopen, audit delete, audit compare,
        audit trend, audit round new, audit round list, audit round show, audit round agree,
        audit round drop, action list, action show, action add, action edit, action plan, action start,
        action done, action verify, action drop, action reopen, action assign, action due, action comment,
        action merge, action plan-capacity, action preview, action export, action link, action unlink,
        action history, action filters list, action filters save, action filters delete, people list,
        people add, people edit, people merge, people remove, today, report summary, undo, redo, history,
        persona show, persona compare, persona verify, touchpoint show, touchpoint wish, touchpoint open,
        touchpoint note, touchpoint notes, note edit, note delete, journey gaps, interview list,
        interview guide, interview reply, interview check, export mermaid, import mermaid,
        evidence add, evidence list, evidence show, evidence edit, evidence delete, evidence support,
        evidence contradictions, evidence next, evidence check-files,
        audit deepen, audit gate, audit items, audit errands, finding list, finding show, finding add,
        finding edit, finding seen, finding waive, finding take-up, finding keep, finding phrases, finding use,
        finding forget, finding picture add, finding picture list, finding picture describe,
        finding picture remove, finding picture open, finding picture save,
        db path, db check, db backup, db restore, db backups, completion, demo
    """
    assert {tuple(each.split()) for each in promised.split(",")} <= set(EVERY)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_and_option_has_help(path: tuple[str, ...], nothing: Cli) -> None:
    command = EVERY[path]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{' '.join(path)} {parameter.opts}"
    said = nothing(*path, "--help")
    assert said.out.startswith("Usage: auditor")
    assert said.err == ""


@pytest.mark.parametrize("path", [path for path in EVERY if path], ids=" ".join)
def test_the_first_sentence_of_help_fits_the_list_of_commands(path: tuple[str, ...]) -> None:
    assert not EVERY[path].get_short_help_str(64).endswith("...")


def test_the_short_helps_are_those_of_the_commands(nothing: Cli) -> None:
    said = nothing("--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    shorts = dict(line.split(maxsplit=1) for line in said)
    assert list(shorts) == list(COMMANDS)
    for name, row in COMMANDS.items():
        assert EVERY[(name,)].name == name
        assert len(shorts[name]) <= 66
        if isinstance(row, Noun):
            assert (row.short or row.help).startswith(shorts[name])


def _places(rows: Mapping[str, Listed], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, row in rows.items():
        if isinstance(row, Noun):
            if not isinstance(row.commands, str):
                yield from _places(row.commands, (*path, name))
        else:
            yield (*path, name), row.place if isinstance(row, Verb) else row


def test_a_command_is_in_the_file_of_its_name() -> None:
    elsewhere = {("redo",), ("report", "html"), ("report", "markdown"), ("report", "xlsx")}
    for path, place in _places(COMMANDS):
        folder, _dot, file = place.partition(":")[0].rpartition(".")
        names = ["import_" if word == "import" else word.replace("-", "_") for word in path]
        assert folder == ".".join(names[:-1])
        assert path in elsewhere or file == names[-1], path


def test_every_command_that_prints_a_table_takes_a_format() -> None:
    printing = {
        "list",
        "show",
        "templates",
        "findings",
        "summary",
        "backups",
        "people",
        "history",
        "gaps",
        "notes",
        "compare",
    }
    for path, command in EVERY.items():
        if path and path[-1] in printing:
            assert any("--format" in parameter.opts for parameter in command.params), path


def test_a_command_in_a_wrong_place_is_wrong_usage(nothing: Cli) -> None:
    said = nothing.run("jurney", "list")
    assert said.code == 2
    assert "jurney" in said.err
    assert said.out == ""
