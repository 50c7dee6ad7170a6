"""`auditor man`: the manual page, made from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click

from auditor import __version__
from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.telling import all_of, path_of, usage_of

_OPTION = re.compile(r"(?<![\w\\-])(--?[a-z][a-z-]*)")


@click.command(
    help=_(
        "Print the manual page, for the program man. It has every command and option in your language. Where an install "
        "has put it, “man auditor” shows it; elsewhere “auditor man | man -l -” does."
    )
)
@click.pass_context
def man(ctx: click.Context) -> None:
    """Print the manual page."""
    output.show(manual(ctx.find_root().command))


def manual(program: click.Command) -> str:
    """Return the manual page of the program in the language that is spoken, as roff with the macros of man(7)."""
    whole = click.Context(program, info_name="auditor")
    about, *more = (program.help or "").split("\n\n")
    first, _colon, _rest = about.partition(":")
    lines = [
        f'.TH AUDITOR 1 "" "Auditor {__version__}" "Auditor"',
        *_section(_("Name"), [f"auditor \\- {_text(first)}"]),
        *_section(_("Synopsis"), [_call(whole)]),
        *_section(_("Description"), _paragraphs([about, *more])),
        *_section(_("Options"), _parameters(whole)),
        *_section(_("Commands"), _commands(whole)),
        *_section(_("Environment"), _terms(_environment())),
        *_section(_("Files"), _terms(_files())),
        *_section(_("Exit status"), _paragraphs([program.epilog or ""])),
        *_section(_("Examples"), _terms(_examples())),
    ]
    return "\n".join(lines) + "\n"


def _environment() -> list[tuple[str, str]]:
    return [
        ("AUDITOR_DB", _("The database, where --db names none: a file, or postgresql://…")),
        ("AUDITOR_CONFIG", _("The folder of your settings and of checklists of your own.")),
        ("AUDITOR_USER", _("Who you are, where the settings don’t say it.")),
        ("LC_ALL, LC_MESSAGES, LANG", _("The language, where neither --lang nor the settings name one.")),
        ("NO_COLOR", _("No colours in the app.")),
    ]


def _files() -> list[tuple[str, str]]:
    return [
        (_("The database"), _("“auditor db path” tells where it is, and where your settings belong.")),
        (_("Copies of it"), _("They are made by themselves, beside it; “auditor db backups” lists them.")),
    ]


def _examples() -> list[tuple[str, str]]:
    return [
        ("auditor demo", _("The app on a sample journey, a throw-away copy.")),
        ('auditor journey new "Web shop" --template web-shop', _("A journey from a template.")),
        ("auditor audit walk", _("Go on with the audit that is in progress.")),
        ("auditor action list --quadrant quick-win", _("What to improve first with little effort.")),
        ('auditor report html "Web shop"', _("A report for colleagues.")),
    ]


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{_text(title.upper())}"'
    yield from lines


def _commands(whole: click.Context) -> Iterator[str]:
    for context in all_of(whole):
        if context is whole:
            continue
        yield f'.SS "{_text(path_of(context))}"'
        yield _call(context)
        yield from (line for text in _texts(context.command) for line in (".PP", _text(text)))
        yield from _parameters(context)


def _texts(command: click.Command) -> list[str]:
    texts = (*(command.help or "").split("\n\n"), command.epilog or "")
    return [text for text in texts if text.strip()]


def _call(context: click.Context) -> str:
    """Return how a command is called, the words to type in bold."""
    return f"\\fB{_text(path_of(context))}\\fR {_text(' '.join(usage_of(context)))}"


def _parameters(context: click.Context) -> Iterator[str]:
    """Give the options of a command, and the arguments that are one of some words."""
    for each in context.command.params:
        if isinstance(each, click.Option):
            term, said = each.get_help_record(context) or ("", "")
        elif isinstance(each.type, click.Choice):
            term, said = each.make_metavar(context).strip("[]"), ", ".join(map(str, each.type.choices))
        else:
            continue
        if term:
            yield from _terms([(term, said)])


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, said in pairs:
        yield from (".TP", f"\\fB{_text(term)}\\fR", _text(said))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for place, text in enumerate(texts):
        if place:
            yield ".PP"
        yield _text(text)


def _text(text: str) -> str:
    """Return text on one line in which nothing acts as roff; hyphens of options are those that are typed."""
    line = " ".join(text.split()).replace("\\", "\\e").replace('"', "\\(dq")
    line = _OPTION.sub(lambda found: found.group().replace("-", "\\-"), line)
    return f"\\&{line}" if line[:1] in (".", "'") else line
