"""`auditor evidence import`: evidence from the files of other programs, looked at before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from auditor.base.i18n import N_, _, day, ngettext, number
from auditor.base.ways_out import worded
from auditor.cli.evidence.ask_again.noted import telling_answered
from auditor.cli.evidence.import_options import TargetOptions, WishOptions, WriteOptions
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.typed import takes
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.formats import FORMATS
from auditor.importing.known import refuse_known, refuse_known_replies
from auditor.importing.planning import plan_import
from auditor.importing.wishes import WISHES
from auditor.sentences.imports import (
    figure_words,
    left_out_words,
    parts_record,
    spot_words,
    suggested_words,
    taken_words,
)
from auditor.settings.words import keep_words, known_words

if TYPE_CHECKING:
    from auditor.views.imports import ImportPlan, Landing
    from auditor.workspace import Workspace


F = TypeVar("F", bound=Callable[..., object])

_BAR_FROM = 1_000_000
"""Files of more bytes than this show a bar while they are read."""


def commands() -> dict[str, click.Command]:
    """Return a command for each format, and one that finds out which it is."""
    found = {key: _command(key, each.help, each.columns, each.asks) for key, each in FORMATS.items()}
    return {**found, "any": _command("", _FINDS_OUT, _ANY_COLUMN, frozenset(WISHES))}


_FINDS_OUT = N_(
    "Find out what a file is, and import it.\n\n"
    "What it was found to be is said before anything is imported. “any” may be left out."
)
_ANY_COLUMN = N_("Which column is what, as in “import survey” and “import funnel”.")


def _command(key: str, help_text: str, columns_help: str, asks: frozenset[str]) -> click.Command:
    @click.command(key or "any", help=_(help_text))
    @takes("where", TargetOptions)
    @_column_option(columns_help)
    @takes("said", WishOptions, asks)
    @takes("written", WriteOptions)
    @format_option
    @with_workspace
    def command(
        workspace: Workspace,
        where: TargetOptions,
        said: WishOptions,
        written: WriteOptions,
        form: str,
        columns: tuple[str, ...] = (),
    ) -> None:
        target = where.target(workspace, written.again)
        with output.progress(
            _("Reading {file}").format(file=where.path.name), _is_large(where.path)
        ) as progress:
            wishes = said.wishes(columns, known_words(workspace.config.folder))
            plan = plan_import(key, where.path, target, wishes, progress)
        _preview(plan, form)
        _write(workspace, plan, written)

    return command


def _column_option(said: str) -> Callable[[F], F]:
    """Return what adds `--column` to a command of a format whose columns can be named, of which something is `said`."""
    if not said:
        return lambda command: command
    return click.option("--column", "columns", multiple=True, metavar="ROLE=NAME", help=_(said))


def _write(workspace: Workspace, plan: ImportPlan, written: WriteOptions) -> None:
    """Ask and write, as the options say."""
    if written.dry_run:
        return
    if not written.again:
        evidence = workspace.reads.evidence
        refuse_known(plan, evidence.imported(plan.journey_id))
        refuse_known_replies(plan, evidence.surveyed(plan.journey_id))
    if not (written.yes or output.agreed(_("Import this?"))):
        return
    with telling_answered(workspace, plan.journey_id), told(workspace):
        workspace.imports.write(plan, written.again)
    keep_words(workspace.config.folder, plan.file_form, plan.words)
    suggested = sum(len(landing.suggestions) for landing in plan.landings)
    if suggested:
        output.say(
            ngettext(
                "{count} answer is suggested: “auditor evidence suggestions” shows it.",
                "{count} answers are suggested: “auditor evidence suggestions” shows them.",
                suggested,
            ).format(count=number(suggested))
        )


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > _BAR_FROM
    except OSError:
        return False


def _preview(plan: ImportPlan, form: str) -> None:
    columns = _columns()
    if parts := parts_record(plan, WAYS):
        columns.append(Column("parts", lambda _one: parts))
    output.rows(Table(columns, plan.landings), form)
    for remark in plan.remarks:
        output.say(worded(remark, WAYS))
    for line in taken_words(plan):
        output.say(line)
    for line in (*left_out_words(plan, WAYS), *(worded(line, WAYS) for line in plan.left_out)):
        output.say(_("Left out: {what}").format(what=line))


def _columns() -> list[Column[Landing]]:
    return [
        Column("part", lambda one: one.part, _("In the file"), least=10),
        Column("touchpoint_id", lambda one: one.draft.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Lands on"), spot_words, least=10),
        Column("persona_id", lambda one: one.draft.persona_id),
        Column("persona", lambda one: one.persona, _("Persona"), minor=2),
        Column(
            "people",
            lambda one: one.draft.people,
            _("People"),
            lambda one: _count(one.draft.people),
            right=True,
        ),
        Column(
            "figure",
            lambda one: one.draft.figure,
            _("Figure"),
            lambda one: figure_words(one.draft),
            right=True,
        ),
        Column("unit", lambda one: one.draft.unit),
        Column("better", lambda one: one.draft.better),
        Column("deviation", lambda one: one.draft.deviation),
        Column("target", lambda one: one.draft.target),
        Column(
            "feeling",
            lambda one: one.draft.feeling,
            _("Feeling"),
            lambda one: _feeling(one.draft.feeling),
            right=True,
            minor=1,
        ),
        Column("collected", lambda one: one.draft.collected, _("Collected"), _day, minor=3),
        Column("counts", lambda one: {str(score): count for score, count in one.draft.counts.items()}),
        Column("quote", lambda one: one.draft.quote),
        Column("note", lambda one: one.draft.note),
        Column("suggestions", _suggestions, _("Suggests"), suggested_words, least=14, minor=4),
    ]


def _count(people: int | None) -> str:
    return "" if people is None else number(people)


def _feeling(feeling: float | None) -> str:
    return "" if feeling is None else number(feeling, 1, signed=True)


def _day(one: Landing) -> str:
    return one.draft.collected if isinstance(one.draft.collected, str) else day(one.draft.collected)


def _suggestions(one: Landing) -> list[dict[str, object]]:
    return [
        {"check": f"{each.checklist}/{each.check_key}", "verdict": each.verdict, "why": each.why}
        for each in one.suggestions
    ]
