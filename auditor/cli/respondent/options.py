"""The options of `auditor respondent add` and `edit`: what is said of a respondent."""

from __future__ import annotations

from auditor.base.i18n import _
from auditor.base.vocabulary import Consent
from auditor.cli.frame.options import one_of
from auditor.cli.frame.typed import option, options


@options
class RespondentOptions:
    """What is said of a respondent; None for what is not."""

    code: str | None = option(
        "--code", metavar="NAME", help=_("The code name, never a real one; without it the next of R1, R2 …")
    )
    on: str | None = option(
        "--on", metavar="DATE", help=_("The day of the interview, such as 2026-11-22; today.")
    )
    consent: str | None = option(
        "--consent",
        type=one_of(Consent),
        help=_("Whether their words may be shown to others; without consent reports leave them out."),
    )
    note: str | None = option(
        "--note", metavar="TEXT", help=_("Whatever else is worth knowing, for the team.")
    )
