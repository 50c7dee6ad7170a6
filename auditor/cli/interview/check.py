"""`auditor interview check`: look whether question files of one's own are good."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import FileKind
from auditor.cli.columns.sharing import tell_differing_files
from auditor.cli.frame import output
from auditor.cli.frame.session import Session, with_session
from auditor.library.interviews import examine


@click.command(help=_("Check question files of your own. Every problem has file, line, key and reason."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@with_session
@click.pass_context
def check(ctx: click.Context, session: Session, files: tuple[str, ...]) -> None:
    """Check files."""
    bad = False
    for file in files:
        found, problems = examine(Path(file))
        if found is None:
            bad = True
            output.say("\n".join(map(str, problems)))
        else:
            count = len(found.questions)
            good = ngettext("{file}: good, {count} question", "{file}: good, {count} questions", count)
            output.show(good.format(file=file, count=count))
    tell_differing_files(session.workspace, FileKind.QUESTIONS, map(Path, files))
    ctx.exit(output.REFUSED if bad else output.DONE)
