"""The options of `auditor persona add` and `edit`: the texts of a persona."""

from __future__ import annotations

from auditor.base.i18n import _
from auditor.cli.frame.typed import option, options


@options
class PersonaOptions:
    """What is said of a persona; None for what is not."""

    who: str | None = option("--who", metavar="TEXT", help=_("Who they are, in a sentence or two."))
    geography: str | None = option("--geography", metavar="TEXT", help=_("Where they live."))
    demographics: str | None = option("--demographics", metavar="TEXT", help=_("Age, work, family, income."))
    behaviour: str | None = option("--behaviour", metavar="TEXT", help=_("How they live, choose and buy."))
    channels: str | None = option("--channels", metavar="TEXT", help=_("Where they like to meet you."))
    goals: str | None = option("--goals", metavar="TEXT", help=_("What they want to reach."))
    challenges: str | None = option("--challenges", metavar="TEXT", help=_("What stands in their way."))
    notes: str | None = option("--notes", metavar="TEXT", help=_("Whatever else is worth knowing."))
