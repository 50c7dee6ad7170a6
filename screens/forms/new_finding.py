"""Asks for a finding of a check that is not met, for one more of it, or for a remark on a check that is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.base.i18n import _, in_language
from auditor.base.text import shortened
from auditor.base.vocabulary import Verdict
from auditor.sentences.faults import fault
from screens.dialogs.form import FormDialog, TextField, Values
from screens.forms.editing import beginning_of
from screens.forms.finding_form import check_finding, draft_of, finding_fields
from screens.forms.unnamed import Unnamed
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_new_finding(host: Host, of: Unnamed, *, another: bool = False) -> None:
    """Ask for the finding of a check that is not met, which begins with its fault; `another` is one more.

    Of a check that is met it is a remark, which counts as no fault.
    """
    is_first = of.verdict is not Verdict.PASS and not another
    fields = [_for_new(field, of, is_first) for field in _fields(host, of, is_first)]
    beginning = beginning_of(fields)

    async def save(values: Values) -> bool:
        findings = host.workspace.findings
        given = {key: value for key, value in values.items() if key == "item" or value != beginning[key]}
        draft = draft_of(given)
        if is_first:
            return await host.make(lambda: findings.name(of.answer_id, draft)) is not None
        return await host.make(lambda: findings.add(of.answer_id, draft)) is not None

    if is_first:
        title = _("Finding at {touchpoint}")
    elif another:
        title = _("One more finding at {touchpoint}")
    else:
        title = _("Remark at {touchpoint}")
    host.open_dialog(
        FormDialog(
            title.format(touchpoint=of.touchpoint),
            fields,
            about=in_language(of.check.text),
            check=check_finding,
            save=save,
        )
    )


def _fields(host: Host, of: Unnamed, is_first: bool) -> list[Field]:
    what = fault(of.check, of.verdict) if is_first else ""
    return finding_fields(host.workspace, of.check, what=what, items=of.items, address=of.address)


def _for_new(field: Field, of: Unnamed, is_first: bool) -> Field:
    """Return a field as it is for something new: its words are needed, and the item is proposed where there is one."""
    if not isinstance(field, TextField):
        return field
    if field.key == "what" and not is_first:
        said = _("what else is wrong") if of.verdict is not Verdict.PASS else _("what could be better")
        return replace(field, required=True, hint=said)
    if field.key == "item" and len(of.items) == 1:
        return replace(field, value=of.items[0], proposed=True)
    if field.key == "item" and of.items:
        return replace(field, hint=shortened(" · ".join(of.items), 60))
    return field
