"""The lines of the settings: headings, settings, who is writing, and where things are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from auditor.base.i18n import _, language
from auditor.base.labels import word
from auditor.base.vocabulary import FileKind
from auditor.sentences.settings import about, source_words, title, value_words
from auditor.settings import known
from auditor.settings.config import Config
from auditor.settings.standing import Standing, standings
from auditor.workspace import Workspace
from screens.widgets.drawing import Part, draw_heading, fit

KEY_OF_WHO, KEY_OF_RIGHTS = "who", "rights"
"""What the lines of who is writing, and of what they may do, are found by, as settings are by their key."""


class Fact(Struct, frozen=True):
    """Something that is told and not set here."""

    key: str
    name: str
    value: str
    about: str
    opens: str = ""
    """The action of the settings that enter stands for; empty for what is only told."""


Row = str | Standing | Fact


def rows_of(workspace: Workspace) -> list[Row]:
    """Return all lines. Raises AuditorError where the settings can't be used or the database can't be read."""
    config = workspace.config
    found = {
        one.setting.key: one for one in standings(config.folder, config.told, workspace.shared_settings())
    }
    rows: list[Row] = []
    for group in known.GROUPS:
        settings = [found[setting.key] for setting in group.settings if setting.by_hand]
        # What the program alone sets is told with where things are.
        rows += ["", _(group.title), *settings] if settings else []
        if known.NAME in group.settings:
            rows += [_who(workspace), _rights(workspace)]
    return [*rows[1:], "", _("Where things are"), *_places(workspace, config)]


def _who(workspace: Workspace) -> Fact:
    return Fact(
        KEY_OF_WHO,
        _("I am …"),
        workspace.who,
        _("Who is writing now. Choose somebody else where several people share this machine."),
        opens="who",
    )


def _rights(workspace: Workspace) -> Fact:
    return Fact(
        KEY_OF_RIGHTS,
        _("People and rights"),
        word(workspace.access),
        _("What you may do here. Enter shows who else is let in to the database, and what each may do."),
        opens="rights",
    )


def _places(workspace: Workspace, config: Config) -> list[Row]:
    copies = workspace.copies_folder
    return [
        Fact("file", _("Settings"), str(config.file), _("The file with what is set here.")),
        Fact("database", _("Database"), workspace.location.shown, _("Journeys, audits, findings, actions.")),
        *(
            [
                Fact(
                    "copies",
                    _("Copies"),
                    str(copies),
                    _("Copies of the database that are made by themselves."),
                )
            ]
            if copies is not None
            else []
        ),
        Fact(
            FileKind.CHECKLIST,
            _("Own checklists"),
            str(config.checklists),
            _("Checklists put here are used like ours."),
            opens="library",
        ),
        Fact(
            FileKind.TEMPLATE,
            _("Own templates"),
            str(config.journeys),
            _("Journey templates put here are offered."),
            opens="library",
        ),
        Fact(
            FileKind.QUESTIONS,
            _("Own questions"),
            str(config.interviews),
            _("Questions put here join the question bank."),
            opens="library",
        ),
    ]


def key_of(row: Row) -> str:
    """Return what a line is found by; empty for a heading."""
    if isinstance(row, Standing):
        return row.setting.key
    return "" if isinstance(row, str) else row.key


def name_of(row: Standing | Fact) -> str:
    """Return what a line is called."""
    return title(row.setting) if isinstance(row, Standing) else row.name


def shown_value(row: Standing | Fact) -> str:
    """Return the value of a line in words."""
    if isinstance(row, Fact):
        return row.value
    if row.setting is known.LANGUAGE and row.is_default:
        spoken = dict(known.LANGUAGE.choices)[language()]
        return _("{language} (the system’s)").format(language=spoken)
    return value_words(row)


def detail_of(row: Row) -> tuple[str, str]:
    """Return what is said of a line in full: what it is, and what it does."""
    if isinstance(row, str):
        return "", ""
    if isinstance(row, Fact) and row.opens == "who":
        return row.value, row.about
    heading = f"{name_of(row)}: {shown_value(row)}"
    if isinstance(row, Fact):
        return heading, row.about
    return heading, " · ".join((about(row), f"{source_words(row)}: {row.setting.key}"))


def draw_row(row: Row, width: int) -> Sequence[Part]:
    """Draw a line: name, value, and whether that is the default."""
    if isinstance(row, str):
        return draw_heading(row, width)
    named = min(34, width * 2 // 5)
    if isinstance(row, Fact):
        return [(fit(f" {row.name}", named), "plain"), (fit(row.value, width - named), "strong")]
    said = source_words(row)
    room = min(24, width // 4)
    ink = "warn" if row.told else "dim"
    return [
        (fit(f" {name_of(row)}", named), "plain"),
        (fit(shown_value(row), width - named - room), "plain" if row.is_default else "strong"),
        (fit(f" {said}", room), ink),
    ]


def next_choice(row: Standing, step: int, now: object) -> object:
    """Return the choice before or after the one that holds, going round at the ends."""
    values = [value for value, _word in row.setting.choices]
    at = values.index(now) if now in values else 0
    return values[(at + step) % len(values)]
