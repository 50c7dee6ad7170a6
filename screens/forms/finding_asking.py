"""Asks for what is said of the findings chosen: how severe, gone or not, waived, in which wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import _, in_language, language
from auditor.base.labels import word
from auditor.base.values import WHAT_LIMIT
from auditor.base.vocabulary import LANGUAGES, FindingKind, Seen, Verdict
from auditor.library.faults import fault_of
from auditor.views.checks import Texts
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, TextField, Values
from screens.dialogs.write import WriteDialog
from screens.forms.finding_form import phrases_of, severities

if TYPE_CHECKING:
    from screens.frame.host import Host

_FAULT, _KEEP = -1, -2
_NAMES = {"en": "English", "sv": "svenska", "nb": "norsk"}
"""What the languages are called by those who speak them."""


def ask_severity(host: Host, findings: Sequence[Finding], about: str) -> None:
    """Ask how severe findings are, and set it."""
    check = findings[0].check if len(findings) == 1 else None
    words = dict(severities(check))
    words[0] = words[0] if check else _("as their checks say")
    options = [Option(step, words[step], "") for step in (1, 2, 3, 4, 0)]

    async def chosen(step: int | None) -> None:
        if step is None:
            return
        numbers = [one.id for one in findings]
        if await host.save(lambda: host.workspace.findings.edit(numbers, FindingDraft(severity=step))):
            host.tell(_("{what}: {status}").format(what=about, status=words[step]))

    title = _("How severe is {what}?").format(what=about)
    host.open_dialog(ChooseDialog(title, options, is_short=True), chosen)


def ask_seen(host: Host, findings: Sequence[Finding], about: str) -> None:
    """Ask what became of findings, and say so by hand."""
    kinds = list(Seen)
    options = [Option(at, word(kind), "") for at, kind in enumerate(kinds)]

    async def chosen(at: int | None) -> None:
        if at is None:
            return
        numbers = [one.id for one in findings]
        if await host.save(lambda: host.workspace.findings.see_by_hand(numbers, kinds[at])):
            host.tell(_("{what}: {status}").format(what=about, status=word(kinds[at])))

    title = _("What became of {what}?").format(what=about)
    host.open_dialog(ChooseDialog(title, options, is_short=True), chosen)


def ask_waive(host: Host, findings: Sequence[Finding], about: str) -> None:
    """Ask why nothing is made of findings, and waive them."""

    async def waive(reason: str) -> bool:
        return await host.save(lambda: host.workspace.findings.waive([one.id for one in findings], reason))

    title = _("Why is nothing made of this: {what}? (May be left empty.)").format(what=about)
    host.open_dialog(WriteDialog(title, "", waive, yes=_("waive")))


def ask_wording(host: Host, finding: Finding) -> None:
    """Ask which of the kept wordings a finding is given, or for its own to be kept, to be chosen again."""
    phrases = phrases_of(host.workspace, finding.check)
    options = [Option(_KEEP, _("Keep its wording, to be chosen for other findings"), "")]
    options += [Option(one.id, in_language(one.texts), "") for one in phrases]
    is_worded = bool(finding.phrase or finding.what)
    if is_worded and finding.check is not None and finding.kind is not FindingKind.REMARK:
        options.append(Option(_FAULT, _("The fault as its check says it"), ""))

    async def chosen(number: int | None) -> None:
        if number == _KEEP:
            ask_keep(host, finding)
        elif number is not None:
            draft = FindingDraft(what="", phrase_id=0 if number == _FAULT else number)
            await host.save(lambda: host.workspace.findings.edit(finding.id, draft, finding))

    if len(options) == 1:
        ask_keep(host, finding)
    else:
        title = _("Which wording for {finding}?").format(finding=finding.name)
        host.open_dialog(ChooseDialog(title, options), chosen)


def ask_keep(host: Host, finding: Finding) -> None:
    """Ask for the wording of a finding in the languages there are, and keep it."""
    said = _said(finding)
    fields = [
        TextField(each, _NAMES[each], said.get(each, ""), limit=WHAT_LIMIT, multiline=True)
        for each in LANGUAGES
    ]

    async def save(values: Values) -> bool:
        texts = {each: values.text(each) for each in LANGUAGES}
        return await host.make(lambda: host.workspace.findings.keep(finding.id, texts)) is not None

    title = _("Keep the wording of {finding}").format(finding=finding.name)
    about = _("Say it in one language or in all. It can then be chosen for other findings of the same check.")
    host.open_dialog(FormDialog(title, fields, about=about, save=save))


def _said(finding: Finding) -> Texts:
    """Return what a finding says in each language in which it is said."""
    if finding.what:
        return {language(): finding.what}
    if finding.phrase:
        return finding.phrase
    if finding.check is None:
        return {language(): finding.pain} if finding.pain else {}
    return fault_of(finding.check, partly=finding.verdict is Verdict.PARTLY)
