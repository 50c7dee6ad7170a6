"""What a guest of the web browser may do with files and programs of the machine that serves: nothing.

Every form that asks for a file is in a table here, and so is every module of the app that touches one; a new one fails
until somebody has said what becomes of it for a guest.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest
from textual.widgets import Input

import screens
from auditor.base.errors import RefusedError
from auditor.base.guests import ENV_GUEST, chosen_file, outbox
from auditor.views.findings import Finding
from screens.dialogs.form import FormDialog
from screens.evidence.evidence import EvidencePlace
from screens.forms import (
    exporting,
    importing,
    interview_forms,
    library_form,
    new_journey,
    paper_form,
    picture_form,
    report_form,
)
from screens.frame.outside import edited, editor
from screens.frame.place import Place
from screens.journey.journey import JourneyPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, press, running, shown

ROOT = Path(str(screens.__file__)).parent
NOT_HERE = "Not in the browser"

ASKING_FOR_A_FILE = {
    # Written into the outbox, and from there to the browser.
    "forms/report_form.py": 1,
    "forms/paper_form.py": 1,
    "forms/exporting.py": 1,
    "forms/library_form.py": 1,
    # One is written, the other is refused.
    "forms/interview_forms.py": 2,
    # Refused.
    "forms/importing.py": 1,
    "forms/picture_form.py": 1,
    "forms/new_journey.py": 1,
    # Kept as a text, and never opened.
    "forms/evidence_form.py": 1,
    # Of a setting that a guest does not keep.
    "forms/setting_form.py": 1,
}
"""How many fields of a module ask for a file."""

NEVER_OPENED = {"forms/evidence_form.py", "forms/setting_form.py"}

_TOUCHES = {
    "expanduser", "read_bytes", "write_bytes", "read_text", "write_text", "scandir", "iterdir", "glob", "rglob",
    "subprocess", "rmtree", "mkdtemp", "tempfile", "template", "copyfile",
}  # fmt: skip
"""Names by which a module opens files, or runs programs."""


def modules() -> dict[str, ast.Module]:
    """Return the modules of the app by their path in it."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
    }


def asks_for_a_file(call: ast.AST) -> bool:
    """Tell whether a call makes a field for the path of a file, by its key, what it is called, or what it says of itself."""
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "TextField"):
        return False
    told = {key.arg: key.value for key in call.keywords}
    texts = {node.value for one in call.args[:2] for node in ast.walk(one) if isinstance(node, ast.Constant)}
    limit = ast.unparse(told["limit"]) if "limit" in told else ""
    return "is_path" in told or bool({"file", "folder", "path"} & texts) or limit.endswith("PATH_LIMIT")


def test_every_form_that_asks_for_a_file_is_known() -> None:
    """A new one is put into the table, and tried below."""
    found: Counter[str] = Counter()
    for name, module in modules().items():
        found[name] += sum(asks_for_a_file(node) for node in ast.walk(module))
    assert dict(+found) == ASKING_FOR_A_FILE


def test_whatever_touches_files_asks_whether_it_is_for_a_guest() -> None:
    """By importing what tells that."""
    touching = set()
    for name, module in modules().items():
        names = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
        names |= {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
        if names & _TOUCHES and "guests" not in {
            part
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom)
            for part in (node.module or "").split(".")
        }:
            touching.add(name)
    assert not touching


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be a guest, whose temporary folder this is."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    monkeypatch.setenv(ENV_GUEST, "1")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.parametrize(
    "named",
    ["/etc/passwd", "../../../x", "..", ".", "", "~/.ssh/id", "a/../../b", "C:\\x\\y", "a\0/etc/passwd", "x" * 900, "/",
     "for-browser/../../x", "å/ä/ö.html"],
)  # fmt: skip
def test_of_what_a_guest_names_the_last_part_counts(named: str) -> None:
    """It is a file of their outbox, and nothing else."""
    chosen = chosen_file(named)
    assert chosen.parent == outbox() and chosen.name not in ("", ".", "..")
    assert chosen.resolve().parent == outbox().resolve()
    chosen.write_text("can be written")


Opens = Callable[[Place], Any]


def interview(place: Place, ask: str) -> None:
    """Ask for an interview form to be written, or one to be taken in."""
    journey = place.workspace.reads.journeys.get(1)
    assert journey is not None
    if ask == "write":
        persona = place.workspace.reads.journeys.personas(1)[0]
        interview_forms.ask_form(place.auditor, journey, persona, [], None)
    else:
        interview_forms.ask_import(place.auditor, journey)


def finding(place: Place) -> Finding:
    """Return a finding of the journey."""
    return place.workspace.reads.findings.of_journey(1)[0]


WRITING: dict[str, Opens] = {
    "forms/report_form.py": lambda place: report_form.ask_report(place.auditor, 1, "Shop"),
    "forms/paper_form.py": lambda place: paper_form.ask_paper(place.auditor, 1),
    "forms/exporting.py": lambda place: exporting.ask_write_out(place.auditor, app_filter(), frozenset()),
    "forms/library_form.py": lambda place: library_form.ask_file(place.auditor, "hatches", "key = 1"),
    "forms/interview_forms.py": lambda place: interview(place, "write"),
}
READING: dict[str, Opens] = {
    "forms/importing.py": lambda place: importing.ask_import(place, 1),
    "forms/interview_forms.py": lambda place: interview(place, "read"),
    "forms/new_journey.py": lambda place: new_journey.begin(place.auditor, new_journey.OWN_FILE),
    "forms/picture_form.py": lambda place: picture_form.ask_file(place.auditor, finding(place)),
}


def app_filter() -> Any:
    """Return what narrows a list of actions to all of them."""
    from auditor.views.actions import ActionFilter

    return ActionFilter()


def test_every_form_of_the_table_is_tried() -> None:
    """But for those whose file is a text."""
    assert {*WRITING, *READING} == ASKING_FOR_A_FILE.keys() - NEVER_OPENED
    both = Counter([*WRITING, *READING])
    assert all(both[name] == ASKING_FOR_A_FILE[name] for name in both)


async def name_file(pilot: Any, path: Path) -> FormDialog:
    """Name a file in the form in front, and let it be done."""
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    editors = {field.key: editor for field, editor in zip(form._fields, form._editors, strict=True)}
    field = editors.get("file") or editors["path"]
    assert isinstance(field, Input)
    field.value = str(path)
    await press(pilot, "ctrl+s")
    return form


@pytest.mark.parametrize("name", WRITING)
async def test_what_a_guest_writes_goes_to_the_browser(
    opened: Opener, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever path is named, nothing stands there afterwards, nor anywhere else."""
    handed: list[str] = []
    workspace = opened("sample")
    async with running(workspace, size=(120, 40)) as pilot:
        monkeypatch.setattr(
            app_of(pilot), "deliver_binary", lambda _file, **told: handed.append(told["save_filename"])
        )
        place = await open_place(pilot, JourneyPlace(1))
        WRITING[name](place)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await name_file(pilot, tmp_path / "stolen")
        await until(pilot, lambda: handed)
        await until(pilot, lambda: pilot.app.screen is place)
    assert handed[0].startswith("stolen")
    assert not list(tmp_path.glob("stolen*"))
    assert not list(temporary.rglob("stolen*")), "it is kept no longer than it is needed"


@pytest.mark.parametrize("name", READING)
async def test_what_a_guest_would_read_is_refused_in_one_line(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However the form was reached: the file is not opened, nor looked for."""
    secret = tmp_path / "secret.csv"
    secret.write_text("planted;planted\n1;2\n")
    touched: list[str] = []
    plain = Path.open

    def noted(self: Path, *more: Any, **told: Any) -> Any:
        touched.append(self.name)
        return plain(self, *more, **told)

    monkeypatch.setattr(Path, "open", noted)
    async with running(opened("sample"), size=(120, 40)) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        READING[name](place)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        form = await name_file(pilot, secret)
        await until(pilot, lambda: NOT_HERE in shown(pilot))
        assert "planted" not in shown(pilot) and secret.name not in touched
        assert pilot.app.screen is form, "what was typed is still there"


async def test_what_reads_files_and_programs_is_not_offered_and_refused_by_name(opened: Opener) -> None:
    """The key of an import says why it does nothing; pictures, the editor, settings of the machine and the shell are refused."""
    async with running(opened("sample"), size=(160, 50)) as pilot:
        app = app_of(pilot)
        place = await open_place(pilot, EvidencePlace(1))
        assert "import" not in shown(pilot).splitlines()[-1]
        await press(pilot, "I")
        await until(pilot, lambda: NOT_HERE in shown(pilot))
        assert pilot.app.screen is place
        assert not [one for one in place.every_command() if one.action == "app.stop"]
        for work in (picture_form.ask_newest, picture_form.ask_clipboard):
            app.clear_notifications()
            await cast("Callable[[Any, Finding], Awaitable[None]]", work)(app, finding(place))
            await until(pilot, lambda: NOT_HERE in shown(pilot))
        for key in ("editor", "browser", "screenshots", "name", "person"):
            assert not await app.keep_settings({key: "/bin/sh"})
        assert pilot.app.screen is place
        assert new_journey.OWN_FILE not in {one.key for one in new_journey.offers(app)}


def test_no_program_is_run() -> None:
    """Neither an editor of one's own nor a viewer."""
    for run in (lambda: editor("/bin/sh"), lambda: edited(["/bin/sh"], "text")):
        with pytest.raises(RefusedError):
            run()
