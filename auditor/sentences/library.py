"""What another text of a shared file would change, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from auditor.base.i18n import N_, _, ngettext
from auditor.base.vocabulary import FileKind
from auditor.library import interviews, templates
from auditor.library.checklists import Library, examine
from auditor.library.standing import FileState, StandingFile

_SHOWN = 20
"""So many keys are named; the others are counted."""


def nowhere_text(key: str) -> str:
    """Say of a checklist that it is neither here nor in the database."""
    return _("{key} (nowhere)").format(key=key)


def origin_text(*, own: bool, kept: bool) -> str:
    """Say where a checklist, a template or a file of questions is from."""
    if kept:
        return _("the database")
    return _("your own") if own else "Auditor"


_STATES = {
    FileState.SHARED: N_("everybody has it"),
    FileState.DIFFERS: N_("yours is another"),
    FileState.OWN: N_("you alone have it"),
    FileState.BROKEN: N_("can’t be used"),
}


def state_text(state: FileState) -> str:
    """Say in a few words how a file of the user's own and the one that the database keeps stand to each other."""
    return _(_STATES[state])


def size_text(one: StandingFile) -> str:
    """Say how much is in a file; empty for one that can't be used."""
    if one.state is FileState.BROKEN:
        return ""
    if one.kind is FileKind.CHECKLIST:
        said = ngettext("{n} check", "{n} checks", one.parts)
    elif one.kind is FileKind.TEMPLATE:
        said = ngettext("{n} touchpoint", "{n} touchpoints", one.parts)
    else:
        said = ngettext("{n} question", "{n} questions", one.parts)
    return said.format(n=one.parts)


def standing_lines(one: StandingFile, library: Library) -> list[str]:
    """Say of a file in full how it stands: which counts, what is wrong, and what the user's own would change."""
    path = str(one.path)
    if one.state is FileState.SHARED:
        same = _("Yours says the same: {path}").format(path=path)
        return [_("It lies in the database."), *([same] if one.mine else [])]
    if one.state is FileState.OWN:
        return [_("It is in your folder alone: {path}").format(path=path)]
    if one.problem:
        counts = _("What the database keeps counts.") if one.state is FileState.DIFFERS else ""
        return [one.problem, *filter(None, [counts])]
    changes = changed_lines(one.kind, one.key, one.kept, one.mine, library)
    return [_("What the database keeps counts. Yours would change: {path}").format(path=path), *changes]


def changed_lines(
    kind: FileKind, key: str, before: str, after: str, library: Library, shown: int = _SHOWN
) -> list[str]:
    """Say which parts (checks, touchpoints or questions) come, go and change where one text takes the place of another.

    So many as are `shown` are named of each.
    """
    old, new = _parts(kind, key, before, library), _parts(kind, key, after, library)
    if old is None or new is None:
        return [_("What is kept as “{key}” can’t be used.").format(key=key)]
    both = old.keys() & new.keys()
    told = (
        (_("Comes: {keys}"), new.keys() - old.keys()),
        (_("Goes: {keys}"), old.keys() - new.keys()),
        (_("Changes: {keys}"), {name for name in both if old[name] != new[name]}),
    )
    lines = [words.format(keys=_listed(sorted(keys), shown)) for words, keys in told if keys]
    return lines or [_("Only its title or its description changes.")]


def _listed(keys: list[str], shown: int) -> str:
    more = [f"+{len(keys) - shown}"] if len(keys) > shown else []
    return ", ".join([*keys[:shown], *more])


def _parts(kind: FileKind, key: str, text: str, library: Library) -> Mapping[str, Struct] | None:
    """Return the parts of a file by their keys; None for one that can't be used."""
    path = Path(key)
    if kind is FileKind.CHECKLIST:
        checklist, _problems = examine(path, text, library)
        return None if checklist is None else {check.key: check for check in checklist.checks}
    if kind is FileKind.TEMPLATE:
        template, _problems = templates.examine(path, text)
        return None if template is None else dict(_of_template(template))
    questions, _problems = interviews.examine(path, text)
    return None if questions is None else {one.key: one for one in questions.questions}


def _of_template(template: templates.Template) -> Iterator[tuple[str, Struct]]:
    for stage in template.stages:
        yield stage.key, stage
        for point in stage.touchpoints:
            yield f"{stage.key}/{point.key}", point
