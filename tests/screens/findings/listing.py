"""Findings for tests of their screens: a shop walked twice, with findings that stay, go, come, and one with a picture."""

from __future__ import annotations

from PIL import Image

from auditor.base.vocabulary import Verdict
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests.pictures import file_of
from tests.walks import audit_of

CART = "The cart with the button hidden below the list"


def walk_again(workspace: Workspace) -> tuple[Finding, Finding]:
    """Walk the shop a second time: of what failed the first is met, and one that was met fails; return both findings."""
    before = {one.id: one for one in findings_of(workspace) if one.check is not None}
    gone = next(one for one in before.values() if one.check is not None and not one.check.shared)
    audit = workspace.audits.start(1, "Kim")
    fresh: tuple[int, str] | None = None
    for visit in audit_of(workspace, audit).visits:
        for answer in visit.answers:
            last = next(
                (one for one in before.values() if is_of(one, visit.touchpoint_id, answer.check.named)), None
            )
            if last is None and fresh is None and not answer.check.shared:
                fresh = visit.touchpoint_id, answer.check.key
                verdict = Verdict.FAIL
            elif last is None or last.id == gone.id:
                verdict = Verdict.PASS
            else:
                verdict = last.verdict or Verdict.FAIL
            workspace.audits.answer(answer.id, verdict)
    workspace.audits.finish(audit)
    new = next(one for one in findings_of(workspace) if one.id not in before and one.check is not None)
    return gone, new


def is_of(one: Finding, touchpoint_id: int, named: tuple[str, str]) -> bool:
    """Tell whether a finding is of a check at a touchpoint."""
    return one.touchpoint_id == touchpoint_id and one.check is not None and one.check.named == named


def findings_of(workspace: Workspace) -> list[Finding]:
    """Return all findings of the shop."""
    return workspace.reads.findings.of_journey(1)


def with_picture(workspace: Workspace, finding_id: int, text: str = CART, shade: int = 9) -> int:
    """Give a finding a picture, and return its number."""
    content = file_of(Image.new("RGB", (60, 40), (shade, shade, shade)))
    return workspace.pictures.add(finding_id, content, "cart.png", text)
