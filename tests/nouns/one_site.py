"""A journey of one web site for tests, with a checklist of its own in which some checks are answered once."""

from __future__ import annotations

from pathlib import Path

from auditor.base.vocabulary import Verdict
from auditor.views.audits import Answer
from auditor.workspace import Workspace
from tests.walks import audit_of

LANGUAGES = ("en", "sv", "nb")

ASKED = {
    "menu": 'shared = "site"',
    "footer": 'shared = "site"',
    "moves": 'gate = "film"',
    "pays": 'shared = "site"\ngate = "shop"',
    "plain": "",
    "deep": 'depth = "full"\nshared = "site"',
    "chosen": 'sample = "things"\ndepth = "standard"',
}
"""How each check of the list is asked."""


def _texts(name: str, text: str) -> str:
    return f"[{name}]\n" + "\n".join(f'{language} = "{text}"' for language in LANGUAGES)


def write_checklist(folder: Path, more: int = 0) -> None:
    """Write the list “site” into a folder of settings, with so many plain and shared checks more."""
    asked = ASKED | {f"more-{number}": 'shared = "site"' if number % 2 else "" for number in range(more)}
    parts = [
        'key = "site"',
        _texts("title", "A site"),
        _texts("about", "What a site has"),
        '[[gate]]\nkey = "film"\n' + _texts("gate.text", "Is there a film?"),
        '[[gate]]\nkey = "shop"\nshared = "site"\n' + _texts("gate.text", "Can one buy?"),
        '[[sample]]\nkey = "things"\ncount = 2\n' + _texts("sample.text", "Two things"),
    ]
    for key, how in asked.items():
        head = f'[[check]]\nkey = "{key}"\nseverity = 3\nremedy_effort = 2\nremedy_impact = 4\n{how}'
        texts = [
            _texts(f"check.{name}", f"{name.title()} of {key}") for name in ("text", "why", "look", "remedy")
        ]
        parts += [head, *texts]
    (folder / "checklists").mkdir(parents=True, exist_ok=True)
    (folder / "checklists" / "site.toml").write_text("\n\n".join(parts), encoding="utf-8")


def new_site(workspace: Workspace, pages: int = 3) -> int:
    """Make a journey of so many pages of one site, Page 1 … Page n, each with the list; return its number."""
    journey = workspace.journeys.new("Site")
    workspace.journeys.add_persona(journey, "Customer")
    stage = workspace.stages.add(journey, "Look")
    for number in range(pages):
        workspace.stages.add_touchpoint(
            stage,
            f"Page {number + 1}",
            channel="website",
            checklists=["site"],
            address="" if number else "https://www.site.example",
        )
    return journey


def add_page(workspace: Workspace, journey: int, name: str, address: str = "") -> int:
    """Add a page at the end; return its number."""
    whole = workspace.reads.journeys.get(journey)
    assert whole is not None
    stage = next(stage for stage in whole.stages if stage.touchpoints)
    return workspace.stages.add_touchpoint(
        stage.id, name, channel="website", checklists=["site"], address=address
    )


def at(workspace: Workspace, audit: int, page: int, check: str) -> Answer:
    """Return the answer to a check at a page, counted from 1."""
    visit = audit_of(workspace, audit).visits[page - 1]
    return next(answer for answer in visit.answers if answer.check.key == check)


def give(
    workspace: Workspace, audit: int, page: int, check: str, verdict: Verdict | None, *, alone: bool = False
) -> None:
    """Answer a check at a page, counted from 1."""
    workspace.audits.answer(at(workspace, audit, page, check).id, verdict, alone=alone)


def tell(workspace: Workspace, audit: int, page: int, **gates: bool | None) -> None:
    """Answer gates at a page, counted from 1."""
    workspace.audits.tell_presence(audit_of(workspace, audit).visits[page - 1].id, gates)


def stands(workspace: Workspace, audit: int, check: str) -> list[tuple[str, str]]:
    """Return the verdict and the origin of a check at each page."""
    return [
        (str(answer.verdict or ""), str(answer.origin))
        for visit in audit_of(workspace, audit).visits
        for answer in visit.answers
        if answer.check.key == check
    ]
