"""The page of all commands, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from auditor.cli.frame.telling import all_of, commands_of, path_of, usage_of
from auditor.cli.program import program
from tools.page_text import anchor, item, page, paragraph, prose, table

ABOUT = (
    "Every command of Auditor: what it takes, and what it does. `auditor COMMAND --help` tells the same in your "
    "language. In a usage line, square brackets hold what can be left out, and three dots stand after what can be "
    "given several times. Options can be written in any order."
)

LONGEST = 100
"""Most characters of what a command is for, in the table of contents."""


def commands_page() -> str:
    """Return the page: the program's own options, contents by noun, then every command in the program's order."""
    whole = click.Context(program, info_name="auditor")
    nouns = list(commands_of(whole))
    sections = (part for noun in nouns for each in all_of(noun) for part in _section(each, noun))
    return page("Commands", ABOUT, (*_told(whole), "## Contents", _contents(nouns), *sections))


def _contents(nouns: list[click.Context]) -> str:
    """Return the table of nouns, what each is for, and its commands."""
    rows = []
    for noun in nouns:
        verbs = [each for each in all_of(noun) if not isinstance(each.command, click.Group)]
        links = [_link(each, noun) for each in verbs if each is not noun]
        rows.append((_link(noun), prose(noun.command.get_short_help_str(LONGEST)), " · ".join(links)))
    return table(("command", "what it is for", "with"), rows)


def _link(context: click.Context, within: click.Context | None = None) -> str:
    path = path_of(context)
    shown = path.removeprefix(path_of(within) if within else "auditor").strip()
    return f"[`{shown}`]({anchor(path)})"


def _section(context: click.Context, noun: click.Context) -> Iterator[str]:
    yield f"{'##' if context is noun else '###'} {path_of(context)}"
    yield from _told(context)


def _told(context: click.Context) -> Iterator[str]:
    """Give how a command is called, what it does, and what it takes."""
    command = context.command
    yield f"```\n{path_of(context)} {' '.join(usage_of(context))}\n```"
    for text in (command.help or "").split("\n\n"):
        yield paragraph(text)
    if command.epilog:
        yield paragraph(command.epilog)
    if takes := [_parameter(each, context) for each in command.params]:
        yield "\n".join(each for each in takes if each)


def _parameter(parameter: click.Parameter, context: click.Context) -> str:
    """Return what is said of an option or an argument; nothing of an option that is kept back."""
    if isinstance(parameter, click.Option):
        term, said = parameter.get_help_record(context) or ("", "")
        return item(term, said) if term else ""
    many = "one or more" if parameter.nargs < 0 else ""
    said = ", ".join(filter(None, ("" if parameter.required else "can be left out", many))) or "required"
    if isinstance(parameter.type, click.Choice):
        said += ": " + ", ".join(map(str, parameter.type.choices))
    return item(parameter.make_metavar(context).strip("[]"), said)
