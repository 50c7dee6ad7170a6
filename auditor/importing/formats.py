"""All formats that can be imported in one table: the command, its help, the app's form and the preview read it.

A new format is a module that tells how surely a file is of it and what the file becomes, and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import N_, _
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import Progress
from auditor.importing.funnels.plan import is_funnel, plan_funnel
from auditor.importing.places import Target
from auditor.importing.reports.axe import is_axe, read_axe
from auditor.importing.reports.earl import is_earl, read_earl
from auditor.importing.reports.equal_access import is_equal_access, read_equal_access
from auditor.importing.reports.lighthouse import is_lighthouse, read_lighthouse
from auditor.importing.reports.manifest import is_manifest, with_reports
from auditor.importing.reports.measured import Report
from auditor.importing.reports.pa11y import is_pa11y, read_pa11y
from auditor.importing.reports.plan import plan_report
from auditor.importing.reports.sarif import is_axe_sarif, read_sarif
from auditor.importing.reports.wave import is_wave, read_wave
from auditor.importing.reports.wcag_em import is_wcag_em, read_wcag_em
from auditor.importing.surveys.plan import plan_survey
from auditor.importing.wishes import Wishes
from auditor.views.imports import ImportPlan

POSSIBLE, SURE = 0.5, 1.0
"""How surely a file is of a format: it may be if nothing else is surer, or it has that format's own marks."""

Guess = Callable[[FileContent], float]
"""Tells how surely a file is of a format, 0..1."""
Planner = Callable[[FileContent, Target, Wishes, Progress], ImportPlan]
"""Returns what a file becomes; raises RefusedError for what can't be used, BadContentError with its place."""


class Format(Struct, frozen=True):
    """A format of files that can be imported."""

    key: str
    """Its name on the command line, and where evidence comes from."""
    title: str
    """What it is called; to be translated."""
    help: str
    """What its command says of it; to be translated."""
    guess: Guess
    plan: Planner
    choice: str = ""
    """What it is called where files of all formats are chosen from; empty for its title."""
    columns: str = ""
    """What its columns can be, for help; empty where no columns can be named."""
    asks: frozenset[str] = frozenset()
    """The fields of `Wishes` that can be said of it besides its columns."""
    of_json: bool = True
    """Whether its files are JSON; else they are tables."""
    several_tables: bool = False
    """Whether one of several tables in a file can be named, as the sheet of a workbook can."""


def _survey(content: FileContent) -> float:
    return 0.0 if content.is_json else POSSIBLE


def _funnel(content: FileContent) -> float:
    return SURE if not content.is_json and is_funnel(content) else 0.0


def _report(
    key: str,
    title: str,
    is_it: Callable[[Any], bool],
    read: Callable[[Any], Report],
    said: str,
    surely: float = SURE,
) -> Format:
    """Return the row of a tool whose JSON is read into a report; `is_it` tells whether a JSON value is from it."""

    def guess(content: FileContent) -> float:
        return surely if content.is_json and is_it(content.value) else 0.0

    def plan(content: FileContent, target: Target, _wishes: Wishes, progress: Progress) -> ImportPlan:
        value = content.value
        progress(0.8)
        made = plan_report(key, content.source, read(value), target)
        progress(1.0)
        return made

    return Format(key, title, said, guess, plan)


def _plan_lighthouse(content: FileContent, target: Target, _wishes: Wishes, progress: Progress) -> ImportPlan:
    """Return what a report of Lighthouse becomes, or what the reports become that a list of Lighthouse CI names."""
    if not is_manifest(content.value):
        made = plan_report("lighthouse", content.source, read_lighthouse(content.value), target)
        progress(1.0)
        return made
    reports, remarks, lost = with_reports(content)
    progress(0.8)
    made = plan_report("lighthouse", reports.source, read_lighthouse(reports.value), target)
    progress(1.0)
    return replace(
        made,
        remarks=(*remarks, *made.remarks),
        left_out=(*made.left_out, *lost),
        content=reports.sha256,
    )


_ALL = (
    Format(
        "survey",
        N_("survey"),
        N_(
            "Import survey replies from CSV.\n\n"
            "Scores are CSAT, NPS, CES, SUS, UMUX-Lite or any other, as numbers or words. Columns are found by their names "
            "in English, Swedish, Norwegian and Danish, unless you say otherwise; what is not taken is listed. Each score "
            "is placed evenly on the feelings -2 to 2; for NPS the feeling is NPS/50."
        ),
        _survey,
        plan_survey,
        N_("survey, CSV"),
        N_(
            "Which column is what: score (may be given more than once), touchpoint, persona, comment, date, respondent, "
            "count."
        ),
        frozenset({"kind", "scale", "better", "dates", "goal", "quotes", "words", "keep", "sheet"}),
        of_json=False,
    ),
    Format(
        "funnel",
        N_("funnel"),
        N_(
            "Import a funnel from CSV.\n\n"
            "Its file has a row a step with how many came, or a column a step. What share went no further "
            "lands on the touchpoint of each step; steps are matched by name, unless you say otherwise. A table of pages, "
            "events, channels or days is no funnel."
        ),
        _funnel,
        plan_funnel,
        N_("funnel, CSV"),
        N_("Which column is what: step or count. Several of step are the steps themselves."),
        frozenset({"dates", "goal", "sheet"}),
        of_json=False,
        several_tables=True,
    ),
    _report(
        "axe",
        "axe-core",
        is_axe,
        read_axe,
        N_(
            "Import results of axe-core.\n\n"
            "Its JSON is of one page, of several, or raw. Faults become evidence, and suggest answers to checks."
        ),
    ),
    Format(
        "lighthouse",
        "Lighthouse",
        N_(
            "Import a Lighthouse report.\n\n"
            "Its JSON is of versions 3 to 13, of a user flow, whose steps are matched by name, the answer of PageSpeed, "
            "or the manifest.json of Lighthouse CI, whose reports are read where they lie beside it."
        ),
        lambda content: (
            SURE if content.is_json and (is_lighthouse(content.value) or is_manifest(content.value)) else 0.0
        ),
        _plan_lighthouse,
    ),
    _report(
        "pa11y",
        "Pa11y",
        is_pa11y,
        read_pa11y,
        N_(
            "Import results of Pa11y.\n\n"
            "Its JSON is of one page, or of many from Pa11y CI. Errors become evidence, and suggest answers to checks."
        ),
    ),
    _report(
        "equal-access",
        "IBM Equal Access",
        is_equal_access,
        read_equal_access,
        N_(
            "Import results of IBM Equal Access.\n\n"
            "Its JSON is of one page, or a list of several. Violations become evidence, and suggest answers to checks."
        ),
    ),
    _report(
        "wave",
        "WAVE",
        is_wave,
        read_wave,
        N_(
            "Import answers of WAVE.\n\n"
            "The JSON of its API is of one page, or a list of several. Errors and contrast errors become evidence, and "
            "suggest answers to checks."
        ),
    ),
    _report(
        "sarif",
        "SARIF",
        is_axe_sarif,
        read_sarif,
        N_("Import results of axe-core that were written as SARIF.\n\nThose of other programs are not read."),
    ),
    _report(
        "wcag-em",
        "WCAG-EM",
        is_wcag_em,
        read_wcag_em,
        N_("Import a WCAG-EM report.\n\nIts JSON is from the W3C’s WCAG-EM Report Tool, versions 1 to 3."),
    ),
    _report(
        "earl",
        "EARL",
        is_earl,
        read_earl,
        N_("Import results in EARL.\n\nThey are JSON-LD, from whatever tool or tester."),
        POSSIBLE,
    ),
)
FORMATS: Mapping[str, Format] = {each.key: each for each in _ALL}
"""Each format by its key, in the order in which they are offered."""


def format_words(key: str) -> str:
    """Return what a format is called."""
    return _(FORMATS[key].title)
