"""A finding in two lines: what is wrong, and then where, how bad for whom, since when, and who sees to it."""

from __future__ import annotations

from datetime import date

from auditor.analysis.lasting import stand_of
from auditor.base import labels
from auditor.base.i18n import _, day, ngettext, number
from auditor.base.vocabulary import FindingKind
from auditor.sentences import faults, findings
from auditor.sentences.finding_counts import came_back, is_changed, since_when
from auditor.sentences.finding_states import touchpoints
from auditor.views.audits import Found
from auditor.views.findings import Finding, Mending


def detail_of(finding: Finding | None, found: Found | None, today: date) -> tuple[str, str]:
    """Return a finding with its name, and what is known of it; of one without a name what the audit found."""
    if finding is None:
        return (findings.sentence(found), _unnamed(found)) if found is not None else ("", "")
    told = (
        touchpoints(finding),
        faults.place(finding),
        severity_text(finding),
        finding.whom,
        open_text(finding, today),
        pictures_text(finding),
        *(mending_text(one) for one in finding.mending),
    )
    return f"{finding.name} {faults.statement(finding)}", " · ".join(filter(None, told))


def _unnamed(found: Found) -> str:
    return " · ".join(filter(None, (found.touchpoint, findings.severity(found), findings.remark(found))))


def severity_text(finding: Finding) -> str:
    """Return how bad a finding is, that it is a remark or waived, that it breaks a duty, and that it is a quick win."""
    said = [faults.severity(finding)] if finding.kind is not FindingKind.REMARK else []
    if finding.kind is not FindingKind.FAULT:
        said.append(labels.word(finding.kind))
    if faults.is_duty(finding):
        said.append(_("duty"))
    if finding.quick_win:
        said.append(_("quick win"))
    return " · ".join(said)


def open_text(finding: Finding, today: date) -> str:
    """Return for how long a finding is open, or since when it is gone, and how often it came back."""
    stand = stand_of(finding)
    if stand.since is None:
        return _("found in an audit that is not finished") if finding.is_draft else ""
    said = _("open since {when}") if stand.is_open else _("gone since {when}")
    when = said.format(when=since_when(stand.since, today))
    return " · ".join(filter(None, (when, came_back(finding), is_changed(stand))))


def pictures_text(finding: Finding) -> str:
    """Return how many pictures a finding has, and how many of them nobody has described; empty for none."""
    count = len(finding.pictures)
    if not count:
        return ""
    said = ngettext("{n} picture", "{n} pictures", count).format(n=count)
    bare = sum(not one.text for one in finding.pictures)
    if bare:
        said += ", " + ngettext("{n} without a description", "{n} without a description", bare).format(n=bare)
    return said


def picture_name(finding: Finding, number: int) -> str:
    """Return what a picture of a finding is called, by its place from 1 on, such as `CHK-12, picture 2`."""
    return _("{finding}, picture {number}").format(finding=finding.name, number=number)


def mending_text(one: Mending) -> str:
    """Return an action that mends a finding: number, title, where it stands, whose it is and when it is due."""
    due = _("due {day}").format(day=day(one.due)) if one.due is not None else ""
    state = ", ".join(filter(None, (labels.word(one.status), one.owner, due)))
    return f"#{one.action_id} {one.title} ({state})"


def size_text(size: int) -> str:
    """Return the size of a file in kilobytes or megabytes."""
    if size < 1_000_000:
        return _("{size} kB").format(size=number(max(1, round(size / 1000))))
    return _("{size} MB").format(size=number(size / 1_000_000, 1))
