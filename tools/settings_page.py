"""The page of all settings, made from the list by which the program reads them."""

from __future__ import annotations

from auditor.sentences.settings import default_words, title, what_holds
from auditor.settings.known import GROUPS, Group, Setting
from tools.page_text import page, table, wrapped

ABOUT = (
    "All that can be set, and what it is by itself. In the app, `,` shows it and changes it; `auditor settings list`, "
    "`set` and `unset` do so on the command line. It is kept in `config.toml`, in the folder that `auditor db path` "
    "names, or that the variable `AUDITOR_CONFIG` names: TOML, where `priority.order` is the line `order = …` below "
    "`[priority]`. What you write there yourself, comments too, stays as it is when Auditor writes it. A key that is no "
    "setting is refused, so that a slip of the pen is not passed over."
)

BEFORE = (
    "What goes before the file for one call: `--lang` before `language`, and `AUDITOR_USER` before `name`, as somebody else "
    "than whose settings these are. Without a language of its own, Auditor speaks that of `LC_ALL`, `LC_MESSAGES` or "
    "`LANG`. Where the database is, is said by `--db`, else by `AUDITOR_DB`, else by `team.database`, which `auditor team "
    "join` writes and `team leave` takes out: an address without a password, see TEAM.md. `AUDITOR_ACCESS` "
    "(`editor`, `auditor` or `reader`) lets a session do no more than that. An `editor` in the file goes before `VISUAL` "
    "and `EDITOR`."
)

FIRST = (
    "The first time the app is started on a machine, with no settings and nothing in the database, it asks for name, "
    "language and theme. Where several people share a machine and a login, “I am …” in the settings or the palette says "
    "who is writing, until Auditor is left or from now on; the history names that person."
)

SHARED = (
    "What makes figures is no matter of one user: the database keeps it for everybody who uses it, so that all see the same "
    "order. A database begins with what the file of whoever makes it says, or whoever first opens it with this version; "
    "from then on it goes by its own, and the file says what the next one begins with. `auditor settings` and the app show "
    "and change what the database has, with history and undo."
)

FOR_EVERYBODY = "The database keeps these for everybody who uses it."

EXAMPLE = """```toml
name = "Anna"            # Auditor writes your lasting id, person, below it
language = "sv"
theme = "light"
review = "6 months"

[priority]
order = "priority"
need = 0.5

[capacity]
days = [0.5, 2, 5, 15, 40]

[jira.people]
"Anna Berg" = "anna@example.org"

[confidence.survey]
weight = 0.55
```"""


def settings_page() -> str:
    """Return the page: what comes before what, then the settings by group."""
    sections = (_section(group) for group in GROUPS)
    return page("Settings", ABOUT, (wrapped(FIRST), wrapped(SHARED), wrapped(BEFORE), EXAMPLE, *sections))


def _section(group: Group) -> str:
    whose = f"{wrapped(FOR_EVERYBODY)}\n\n" if group.is_shared else ""
    return f"## {group.title}\n\n{whose}{_table(group.settings)}"


def _table(settings: tuple[Setting[object], ...]) -> str:
    return table(("key", "what it is", "holds", "by itself"), [_row(each) for each in settings])


def _row(setting: Setting[object]) -> tuple[str, str, str, str]:
    by_itself = default_words(setting) if setting.by_hand else ""
    holds = what_holds(setting) if setting.by_hand or setting.holds or setting.choices else "an id"
    if setting.key == "editor":
        # Whatever the machine names on which the page is made.
        by_itself = "the system’s"
    return f"`{setting.key}`", f"{title(setting)}. {setting.about}", holds, by_itself
