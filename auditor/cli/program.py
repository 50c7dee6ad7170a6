"""The command `auditor` itself: its options, and its commands, each imported when it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from auditor import __version__
from auditor.base.errors import AuditorError, BusyError, RefusedError, StorageError
from auditor.base.i18n import _
from auditor.base.text import one_line
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
        session = Session()

        def run() -> Any:
            try:
                return click.Group.main(self, _readable(args), *rest, obj=session, **extra)
            except (BusyError, StorageError):
                session.was_broken_off = session.has_saved
                raise

        output.leave(run, session.close)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; one that was done tells in the end who could read along."""
        try:
            done = _invoke_whole(ctx, super().invoke)
        except click.exceptions.Exit:
            _tell_of_password(ctx.params.get("database"))
            raise
        _tell_of_password(ctx.params.get("database"))
        return done


def _invoke_whole(ctx: click.Context, invoke: Callable[[click.Context], Any]) -> Any:
    """Run a command; where it fails over a damaged value, that is told, not what came of it."""
    try:
        return invoke(ctx)
    except (AuditorError, click.ClickException, click.exceptions.Exit, click.Abort, OSError):
        raise
    except Exception as error:
        session = ctx.find_object(Session)
        found = session.damage() if session is not None else None
        if found is None:
            raise
        raise found from error


def _tell_of_password(database: str | None) -> None:
    """Warn of a password on the command line, where every user of the machine can see it while the program runs."""
    if database is None or "://" not in database:
        return
    from auditor.store.location import ENV_VARIABLE, locate

    with suppress(RefusedError):
        if locate(database).has_password:
            output.say(
                _(
                    "Others on this machine can see the password in --db while the program runs: name the address in "
                    "{variable} instead, and keep the password in ~/.pgpass or PGPASSWORD."
                ).format(variable=ENV_VARIABLE)
            )


def _readable(args: Sequence[str] | None) -> list[str]:
    """Return the arguments, those of the process where none are given; refuse those that are no text.

    Nothing that is typed is dropped. Files that are there may have any name.
    """
    words = list(sys.argv[1:] if args is None else args)
    for word in words:
        value = word.partition("=")[2] if word.startswith("--") else word
        if any("\udc80" <= sign <= "\udcff" for sign in word) and not os.path.lexists(value):
            shown = one_line(word.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
            raise click.UsageError(_("“{text}” is no text in UTF-8: type it once more.").format(text=shown))
    return words


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
    "language",
    type=click.Choice(LANGUAGES),
    help=_("The language: English, svenska, norsk."),
)
@click.option(
    "--ascii",
    is_flag=True,
    expose_value=False,
    help=_("Draw with ASCII signs alone; a terminal whose locale lacks others gets them by itself."),
)
@click.option(
    "--linear",
    is_flag=True,
    help=_(
        "Talk in lines, for screen readers: nothing is drawn, a key and enter answers, input may be a file."
    ),
)
@click.version_option(__version__, prog_name="Auditor", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context, database: str | None, language: str | None, linear: bool) -> None:
    """Open the app, or run a command."""
    session = ctx.ensure_object(Session)
    session.database, session.language, session.linear = database, language, linear
    if ctx.invoked_subcommand is None:
        if session.is_linear:
            from auditor.cli.linear.home import talk_in_lines

            ctx.exit(talk_in_lines(session.workspace))
        ctx.exit(open_screens(session))
