"""`auditor audit answer`: what the auditor says of checks, one by one or from a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _, in_language, ngettext
from auditor.base.text import folded, one_line, shortened
from auditor.base.vocabulary import Origin, Verdict
from auditor.cli.audit.open_audit import open_audit, tell_finished
from auditor.cli.frame import output
from auditor.cli.frame.files import naming, read_text
from auditor.cli.frame.lookup import check_at, visit_at
from auditor.cli.frame.options import verdict_choices, verdict_of
from auditor.cli.frame.session import told, with_workspace
from auditor.input import typed

if TYPE_CHECKING:
    from auditor.views.audits import Audit
    from auditor.workspace import Workspace


_LINES_LIMIT = 100_000
_SIZE_LIMIT = 64_000_000
"""Largest file of answers, in bytes."""
_OPEN_QUOTE = N_("a quoted cell begins here and never ends.")


class Given(Struct, frozen=True):
    """An answer as it is to be saved; a note of None leaves the note as it is."""

    answer_id: int
    verdict: Verdict | None
    note: str | None


@click.command(
    help=_(
        "Answer a check at a touchpoint of an audit.\n\n"
        "CHECK is the check’s key, or checklist/key where two lists have the same. VERDICT is pass, partly, "
        "fail or not-applicable, or y, p, n, x as in the walk; none takes the answer away.\n\n"
        "--from reads answers from a file instead (- for standard input): lines of "
        "touchpoint;check;verdict;note in UTF-8. If one line is wrong, none is saved."
    )
)
@click.argument("audit")
@click.argument("touchpoint", required=False)
@click.argument("check", required=False)
@click.argument("verdict", required=False)
@click.option("--note", metavar="TEXT", help=_("A comment: what you saw."))
@click.option(
    "--alone",
    is_flag=True,
    help=_("Touchpoints of the same site that stand as this one keep the verdict they have."),
)
@click.option("--from", "file", metavar="FILE|-", help=_("Read many answers from a file."))
@with_workspace
def answer(
    workspace: Workspace,
    audit: str,
    touchpoint: str | None,
    check: str | None,
    verdict: str | None,
    note: str | None,
    alone: bool,
    file: str | None,
) -> None:
    """Answer checks."""
    if file is not None:
        if touchpoint is not None or note is not None or alone:
            raise click.UsageError(_("Give the answers in the file, or one on the command line, not both."))
        _answer_from(workspace, open_audit(workspace, audit), file)
        return
    if touchpoint is None or check is None or verdict is None:
        raise click.UsageError(_("Give TOUCHPOINT, CHECK and VERDICT, or a file with --from."))
    try:
        meant = verdict_of(verdict)
    except ValueError:
        raise click.BadParameter(
            _("choose one of {choices}.").format(choices=verdict_choices()), param_hint="VERDICT"
        ) from None
    whole = open_audit(workspace, audit)
    found = check_at(visit_at(whole, touchpoint), check)
    with told(workspace):
        workspace.audits.answer(found.id, meant, note, alone=alone)
    tell_finished(whole)


def _answer_from(workspace: Workspace, audit: Audit, file: str) -> None:
    text = read_text(file, _SIZE_LIMIT)
    with naming(file):
        given = list(_read(audit, text))
    for one in given:
        workspace.audits.answer(one.answer_id, one.verdict, one.note)
    if given:
        tell_finished(audit)
    output.say(
        ngettext("{count} answer saved.", "{count} answers saved.", len(given)).format(count=len(given))
    )


def _read(audit: Audit, text: str) -> Iterator[Given]:
    """Return the answers in a text; raise RefusedError naming the first bad line."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
            if rows.line_num > _LINES_LIMIT:
                raise RefusedError(_("more than {limit} lines are too many").format(limit=_LINES_LIMIT))
            if any(cell.strip() for cell in row) and not _is_heading(row, line):
                _refuse_swallowed(row)
                yield _given(audit, row)
        except StopIteration:
            return
        except (csv.Error, RefusedError) as error:
            reason = _csv_reason(str(error)) if isinstance(error, csv.Error) else error
            raise RefusedError(
                _("Line {line}: {reason} Nothing was saved.").format(line=line, reason=reason)
            ) from error


def _csv_reason(error: str) -> str:
    if "unexpected end" in error:
        return _(_OPEN_QUOTE)
    if "expected after" in error:
        return _("within quotes, a quote is written twice.")
    return _("this is no valid CSV: {reason}.").format(reason=error)


def _refuse_swallowed(row: Sequence[str]) -> None:
    """Refuse a row with a cell of several lines one of which is an answer itself: a quote was never closed."""
    for cell in row:
        for line in cell.splitlines()[1:]:
            parts = line.split(";")
            if len(parts) < 3:
                continue
            with suppress(ValueError):
                verdict_of(parts[2].strip(' "'))
                raise RefusedError(_(_OPEN_QUOTE))


def _is_heading(row: list[str], line: int) -> bool:
    return line == 1 and [folded(cell) for cell in row[:2]] == ["touchpoint", "check"]


def _given(audit: Audit, row: list[str]) -> Given:
    if not 3 <= len(row) <= 4:
        raise RefusedError(_("it must be touchpoint;check;verdict;note."))
    touchpoint, check, verdict, *note = (cell.strip() for cell in row)
    try:
        meant = verdict_of(verdict)
    except ValueError:
        raise RefusedError(
            _("“{word}” is no verdict: choose one of {choices}.").format(
                word=shortened(one_line(verdict), 40), choices=verdict_choices()
            )
        ) from None
    asked = check_at(visit_at(audit, touchpoint), check)
    if asked.origin is Origin.GATE and asked.check.gate is not None:
        raise RefusedError(
            _("“{gate}” is answered no, so this check does not apply.").format(
                gate=in_language(asked.check.gate.text)
            )
        )
    return Given(asked.id, meant, typed.text(note[0], _("comment")) if note and note[0] else None)
