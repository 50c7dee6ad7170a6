"""The command `auditor` itself: its options, and its commands, each imported when it is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click
from msgspec import Struct

from auditor import __version__
from auditor.base.i18n import N_, _
from auditor.base.vocabulary import LANGUAGES
from auditor.cli.frame import output
from auditor.cli.frame.lazy import LazyNoun
from auditor.cli.frame.session import Session

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Entry(Struct, frozen=True):
    """Where a command is, and its help in a line, which is shown without importing it."""

    module: str
    attribute: str
    help: str


COMMANDS = {
    "demo": Entry("app", "demo", N_("Look around in a sample journey with a finished audit.")),
    "journey": Entry("journeys.group", "journey", N_("Make, list, show and change journeys.")),
    "stage": Entry("journeys.stage", "stage", N_("Add and change the stages of a journey.")),
    "touchpoint": Entry("touchpoints.group", "touchpoint", N_("Add and change touchpoints.")),
    "persona": Entry("personas.group", "persona", N_("Add and change personas: whose journey it is.")),
    "note": Entry("touchpoints.note", "note", N_("Change what is noted of the customer.")),
    "interview": Entry("interview", "interview", N_("Questions to customers, and what they reply.")),
    "people": Entry("people", "people", N_("The team: who has what to do, and what is late.")),
    "checklist": Entry(
        "checklist", "checklist", N_("List and show checklists, and check files of your own.")
    ),
    "audit": Entry("audits.group", "audit", N_("Walk a journey: answers, feelings, findings.")),
    "action": Entry("actions.group", "action", N_("What to improve, in order of priority.")),
    "today": Entry("today", "today", N_("What wants your eye: late, due soon, waiting for proof.")),
    "evidence": Entry("evidence.group", "evidence", N_("What a journey rests on, and what to ask next.")),
    "report": Entry("reports.group", "report", N_("Print a summary of a journey, or write a report.")),
    "export": Entry("exchange.export", "export", N_("Write everything, or a journey, for other programs.")),
    "import": Entry("exchange.importing", "import_group", N_("Read an export, or another program’s file.")),
    "undo": Entry("undo", "undo", N_("Take back your last change.")),
    "redo": Entry("undo", "redo", N_("Do again what was taken back last.")),
    "history": Entry("history", "history", N_("Who changed what, and when.")),
    "db": Entry("db", "database", N_("Where the database is; check, copy and restore it.")),
    "completion": Entry("completion", "completion", N_("Print the completion script of a shell.")),
}


class Program(LazyNoun):
    """The command itself; its commands are shown without being imported."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        """Take the commands of the table."""
        places = {name: f"{entry.module}:{entry.attribute}" for name, entry in COMMANDS.items()}
        super().__init__(*args, places=places, **rest)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands with their short help, importing none."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.help)) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Complete commands, importing none, and options."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=_(entry.help))
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run, and leave with an exit code whatever happens."""
        extra["standalone_mode"] = False
        output.leave(lambda: click.Group.main(self, args, *rest, **extra))


@click.group(
    cls=Program,
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
    ),
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
        from auditor.cli.app import open_screens

        ctx.exit(open_screens(session))
