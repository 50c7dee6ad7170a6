"""The command `auditor` itself: its options, and its commands, each imported when it is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import click

from auditor import __version__
from auditor.base.i18n import _
from auditor.base.vocabulary import LANGUAGES
from auditor.cli.app import open_screens
from auditor.cli.commands import COMMANDS
from auditor.cli.frame import output
from auditor.cli.frame.completing import completed, completing
from auditor.cli.frame.nouns import LazyNoun
from auditor.cli.frame.session import Session


class Program(LazyNoun):
    """The command itself, which leaves with an exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run, and leave with an exit code whatever happens."""
        extra["standalone_mode"] = False
        if completing():
            completed(self)
        output.leave(lambda: click.Group.main(self, args, *rest, **extra))


@click.group(
    cls=Program,
    rows=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Customer-journey audits: walk a journey with checklists, note how it feels, "
        "and get a list of what to improve first.\n\n"
        "Without a command the app opens. A journey, stage, touchpoint, persona or action can be named "
        "by its number or by an unambiguous part of its name."
    ),
    epilog=_(
        "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 another program is writing, "
        "4 the database is damaged or from a newer version."
    )
    + " "
    + _("When its terminal is closed the app ends with 129, when the system ends it with 129, 130 or 143."),
)
@click.option("--db", "database", metavar="PATH|URL", help=_("The database: a file, or postgresql://…"))
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=_("The language: English, svenska, norsk."),
)
@click.version_option(__version__, prog_name="Auditor", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context, database: str | None) -> None:
    """Open the app, or run a command."""
    session = Session(database)
    ctx.obj = session
    ctx.call_on_close(session.close)
    if ctx.invoked_subcommand is None:
        ctx.exit(open_screens(session))
