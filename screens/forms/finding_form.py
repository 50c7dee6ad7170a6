"""Asks for everything about a finding that is known: what, where, how bad for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.values import WHAT_LIMIT, WHOM_LIMIT
from auditor.base.web_address import ADDRESS_LIMIT
from auditor.input.typed import web_address
from auditor.sentences.faults import statement
from auditor.views.checks import Check
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding, Phrase, phrases_for
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, TextField, Values
from screens.forms.editing import Editing
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.frame.host import Host


def ask_finding(host: Host, finding: Finding, items: Sequence[str] = ()) -> None:
    """Ask for changes of a finding and save them.

    It begins with the fault as it stands; left so, it stays the fault of its check, whatever language that is read in.
    `items` complete what is typed as the item it was seen on.
    """
    workspace = host.workspace
    fields = finding_fields(workspace, finding.check, finding, items=items)
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.findings.edit(finding.id, draft_of(changed), finding),
    )
    title = _("{finding} at {touchpoint}").format(finding=finding.name, touchpoint=finding.touchpoint)
    host.open_dialog(FormDialog(title, fields, check=check_finding, save=editing.save))


def finding_fields(
    workspace: Workspace,
    check: Check | None,
    known: Finding | None = None,
    *,
    what: str = "",
    items: Sequence[str] = (),
    address: str = "",
) -> list[Field]:
    """Return the fields of a finding that is `known`, or of a new one under a check, which begins with `what`.

    `items` complete what is typed as the item; `address` is that of its touchpoint.
    """
    fields: list[Field] = [
        TextField("what", _("what"), statement(known) if known else what, limit=WHAT_LIMIT, multiline=True),
        TextField(
            "place",
            _("place"),
            known.place if known else "",
            hint=_("which part of the page, or which words on it"),
        ),
        TextField(
            "item",
            _("item"),
            known.item if known else "",
            hint=_("which item it was seen on"),
            suggestions=items,
        ),
        TextField(
            "address",
            _("web address"),
            known.address if known else "",
            limit=ADDRESS_LIMIT,
            hint=(known.touchpoint_address if known else address) or _("such as shop.example/cart"),
        ),
        ChoiceField("severity", _("severity"), severities(check), (known.own_severity or 0) if known else 0),
        TextField(
            "whom",
            _("whom it hits"),
            known.whom if known else "",
            limit=WHOM_LIMIT,
            hint=_("who is hit, and how"),
        ),
        FlagField(
            "quick_win", _("quick win"), known.quick_win if known else False, _("soon mended, and worth it")
        ),
        TextField("note", _("note"), known.note if known else "", multiline=True),
    ]
    if phrases := phrases_of(workspace, check):
        options = [(0, _("its own words")), *((one.id, in_language(one.texts)) for one in phrases)]
        chosen = (known.phrase_id or 0) if known else 0
        fields.insert(1, ChoiceField("phrase_id", _("kept wording"), options, chosen))
    return fields


def check_finding(values: Values) -> None:
    """Raise RefusedError when the address filled in is none."""
    web_address(values.text("address"), _("web address"))


def draft_of(changed: Mapping[str, Any]) -> FindingDraft:
    """Return what was changed, by the keys of the fields; a wording that is chosen takes the place of own words."""
    given = dict(changed)
    if given.get("phrase_id") and "what" not in given:
        given["what"] = ""
    return FindingDraft(**given)


def severities(check: Check | None) -> list[tuple[int, str]]:
    """Return the severities to choose from, the worst last, after that of the check."""
    as_check = _("as the check: {severity}").format(severity=labels.severity(check.severity)) if check else ""
    return [(0, as_check or _("not said")), *((step, labels.severity(step)) for step in range(1, 5))]


def phrases_of(workspace: Workspace, check: Check | None) -> list[Phrase]:
    """Return the wordings kept for a check, or for what is none."""
    return phrases_for(workspace.reads.findings.phrases(), check)
