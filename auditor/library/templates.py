"""Reads and validates journey templates: the program's own files and the user's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import clean, one_line
from auditor.base.values import UnfitError
from auditor.base.vocabulary import Channel, Depth, FileKind, Moment, Purpose, Scope, Side
from auditor.base.web_address import a_web_address
from auditor.library.asking import ours
from auditor.library.datafiles import (
    LINE_LIMIT,
    DataFile,
    Problem,
    TablePlace,
    a_flag,
    a_key,
    a_number,
    any_tables,
    is_key,
    label_of,
    load,
    one_of,
    only,
    refuse_doubles,
    tables,
    texts,
)
from auditor.library.kept import NOTHING, Differing, Kept, differing_in, of_kind

OUR_FOLDER = Path(str(files("checklists"))) / "journeys"
TOUCHPOINTS_LIMIT = 1000
STRATEGIES_LIMIT = 100
"""So many strategies has a stage at most."""

_NAME_LIMIT, _TEXT_LIMIT = 60, 1000

_PERSONA = TablePlace("persona", 0, "persona")

Texts = Mapping[str, str]


class TouchpointPlan(Struct, frozen=True):
    """A touchpoint of a template."""

    key: str
    name: Texts
    about: Texts
    channel: Channel
    moment: Moment
    side: Side
    importance: int
    critical: bool
    checklists: tuple[str, ...]
    business: int | None = None
    """Its importance to the business; None where the file says nothing."""
    address: str = ""
    depth: Depth = Depth.CORE
    """The least depth at which an audit visits it."""


class StagePlan(Struct, frozen=True):
    """A stage of a template."""

    key: str
    name: Texts
    goal: Texts
    strategies: tuple[Texts, ...]
    touchpoints: tuple[TouchpointPlan, ...]


class Template(Struct, frozen=True):
    """A journey to start from; texts by language."""

    key: str
    title: Texts
    about: Texts
    purpose: Purpose
    scope: Scope
    persona_name: Texts
    persona_who: Texts
    stages: tuple[StagePlan, ...]
    gates: Mapping[str, bool] = {}
    """What is there in such a journey or not, as far as that is known before anybody looks."""
    own_text: str = ""
    """The text of the file of the user's that it is from; empty for the program's and for the database's."""
    kept: bool = False
    """The database keeps it for everybody."""
    path: Path = Path()
    """The file that `own_text` is from."""


def examine(path: Path, text: str | None = None) -> tuple[Template | None, list[Problem]]:
    """Return the template in a file and no problems, or None and the problems. `text` as `datafiles.load` has it."""
    file = load(path, text)
    if file.problems:
        return None, file.problems
    table = file.content
    only(file, table, ("key", "purpose", "scope", "title", "about", "persona", "gates", "stage"))
    persona = table.get("persona", {})
    if not isinstance(persona, dict):
        file.refuse(_("must be a table with name and who"), None, "persona")
        persona = {}
    only(file, persona, ("name", "who"), _PERSONA)
    stages = tables(file, table, "stage")
    counted = _Counter()
    template = Template(
        a_key(file, table),
        texts(file, table, "title", _NAME_LIMIT),
        texts(file, table, "about", _TEXT_LIMIT, required=False),
        one_of(file, table, "purpose", Purpose, Purpose.SALES),
        one_of(file, table, "scope", Scope, Scope.WHOLE),
        texts(file, persona, "name", _NAME_LIMIT, _PERSONA),
        texts(file, persona, "who", _TEXT_LIMIT, _PERSONA, required=False),
        tuple(_stage(file, entry, number, counted) for number, entry in enumerate(stages)),
        _gates(file, table),
    )
    refuse_doubles(file, "stage", [stage.key for stage in template.stages])
    points = [point.key for stage in template.stages for point in stage.touchpoints]
    refuse_doubles(file, "stage.touchpoint", points)
    if counted.touchpoints > TOUCHPOINTS_LIMIT:
        file.refuse(_("there are more than {limit} touchpoints").format(limit=TOUCHPOINTS_LIMIT))
    return (None, file.problems) if file.problems else (template, [])


def _gates(file: DataFile, table: Mapping[str, Any]) -> dict[str, bool]:
    """Return the proposed answers to gates; a gate of an own checklist is known only where its journey is."""
    given = table.get("gates", {})
    if not isinstance(given, dict):
        file.refuse(_("must be a table of gates, each true or false"), None, "gates")
        return {}
    place = TablePlace("gates", 0, "gates")
    known = ours().gates
    for key in given:
        if key not in known:
            file.refuse(_("is no gate; there are {keys}").format(keys=", ".join(sorted(known))), place, key)
    return {key: a_flag(file, given, key, place) for key in given if key in known}


@dataclass(slots=True)
class _Counter:
    touchpoints: int = 0
    strategies: int = 0


def _stage(file: DataFile, table: Mapping[str, Any], number: int, counted: _Counter) -> StagePlan:
    place = TablePlace("stage", number, label_of(table, f"stage {number + 1}"))
    only(file, table, ("key", "name", "goal", "strategy", "touchpoint"), place)
    points = any_tables(file, table, "touchpoint", place)
    strategies = any_tables(file, table, "strategy", place)
    if len(strategies) > STRATEGIES_LIMIT:
        file.refuse(
            _("there are more than {limit} strategies").format(limit=STRATEGIES_LIMIT), place, "strategy"
        )
        strategies = []
    return StagePlan(
        a_key(file, table, place),
        texts(file, table, "name", _NAME_LIMIT, place),
        texts(file, table, "goal", _TEXT_LIMIT, place, required=False),
        tuple(_strategy(file, each, counted) for each in strategies),
        tuple(_touchpoint(file, point, counted) for point in points),
    )


def _strategy(file: DataFile, table: Mapping[str, Any], counted: _Counter) -> Texts:
    place = TablePlace("stage.strategy", counted.strategies, f"strategy {counted.strategies + 1}")
    counted.strategies += 1
    only(file, table, ("text",), place)
    return texts(file, table, "text", LINE_LIMIT, place)


def _touchpoint(file: DataFile, table: Mapping[str, Any], counted: _Counter) -> TouchpointPlan:
    label = label_of(table, f"touchpoint {counted.touchpoints + 1}")
    place = TablePlace("stage.touchpoint", counted.touchpoints, label)
    counted.touchpoints += 1
    only(
        file,
        table,
        (
            *("key", "channel", "moment", "side", "importance", "business", "critical", "checklists"),
            *("name", "about", "address", "depth"),
        ),
        place,
    )
    keys = table.get("checklists", [])
    if not isinstance(keys, list) or not all(is_key(key) for key in keys):
        file.refuse(_("must be a list of checklist keys"), place, "checklists")
        keys = []
    return TouchpointPlan(
        a_key(file, table, place),
        texts(file, table, "name", _NAME_LIMIT, place),
        texts(file, table, "about", _TEXT_LIMIT, place, required=False),
        one_of(file, table, "channel", Channel, Channel.OTHER, place),
        one_of(file, table, "moment", Moment, Moment.BEFORE, place),
        one_of(file, table, "side", Side, Side.OURS, place),
        a_number(file, {"importance": 3, **table}, "importance", 1, 5, place),
        a_flag(file, table, "critical", place),
        tuple(keys),
        a_number(file, table, "business", 1, 5, place) if "business" in table else None,
        _address(file, table, place),
        one_of(file, table, "depth", Depth, Depth.CORE, place),
    )


def _address(file: DataFile, table: Mapping[str, Any], place: TablePlace) -> str:
    try:
        return a_web_address(table.get("address", ""))
    except UnfitError as error:
        file.refuse(str(error), place, "address")
        return ""


def all_templates(own_folder: Path, kept: Kept = NOTHING) -> tuple[list[Template], list[Problem]]:
    """Return the templates at hand, the program's first, and what is wrong in files that were left out.

    What the database keeps counts before a file of the same key in the user's folder.
    """
    found: dict[str, Template] = {}
    problems: list[Problem] = []
    for path in _paths(OUR_FOLDER):
        template, wrong = examine(path)
        if template is not None:
            found[template.key] = template
        problems += wrong
    own, wrong = own_templates(own_folder)
    problems += wrong
    found |= {one.key: one for one, _path in own if (FileKind.TEMPLATE, one.key) not in kept}
    for key, name, text in of_kind(kept, FileKind.TEMPLATE):
        template, wrong = examine(name, text)
        problems += wrong
        found.pop(key, None)
        if template is not None:
            found[key] = replace(template, key=key, kept=True)
    return list(found.values()), problems


def own_templates(own_folder: Path) -> tuple[list[tuple[Template, Path]], list[Problem]]:
    """Return the good templates in the user's folder with their files, and what is wrong in the others."""
    found: list[tuple[Template, Path]] = []
    problems: list[Problem] = []
    for path in _paths(own_folder):
        template, wrong = examine_own(path)
        if template is not None:
            found.append((template, path))
        problems += wrong
    return found, problems


def examine_own(path: Path) -> tuple[Template | None, list[Problem]]:
    """Return what `examine` does, with the text of the file."""
    file = load(path)
    template, problems = (None, file.problems) if file.problems else examine(path, file.text)
    return (None if template is None else replace(template, own_text=clean(file.text), path=path)), problems


def differing(own_folder: Path, kept: Kept) -> list[Differing]:
    """Return the files in the user's folder of whose keys the database keeps other templates, or that can't be used."""
    read = [(path, examine_own(path)) for path in _paths(own_folder)]
    return differing_in(
        FileKind.TEMPLATE,
        [(one.key, path, one.own_text) for path, (one, _problems) in read if one is not None],
        [(path, problems) for path, (one, problems) in read if one is None],
        kept,
    )


def checklists_of(template: Template) -> list[str]:
    """Return the keys of the checklists that the touchpoints of a template ask, each once."""
    points = (point for stage in template.stages for point in stage.touchpoints)
    return list(dict.fromkeys(key for point in points for key in point.checklists))


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"), key=_web_shop_first)


def _web_shop_first(path: Path) -> tuple[bool, str]:
    return (path.stem != "web-shop", path.stem)


def find_template(named: str, own_folder: Path, kept: Kept = NOTHING) -> Template:
    """Return the template of that key, or in the file of that path; raise RefusedError or NotFoundError."""
    templates, _problems = all_templates(own_folder, kept)
    for template in templates:
        if template.key == named:
            return template
    path = Path(named).expanduser()
    if path.suffix == ".toml":
        own, problems = examine_own(path)
        if own is None:
            raise RefusedError("\n".join(map(str, problems)))
        # A file that is only named takes nothing of the program's from anybody.
        is_ours = (OUR_FOLDER / f"{own.key}.toml").is_file()
        return replace(own, own_text="") if is_ours else own
    raise NotFoundError(
        _("There is no template “{key}”. There are: {keys}; or name a .toml file.").format(
            key=one_line(named)[:60], keys=", ".join(t.key for t in templates)
        )
    )
