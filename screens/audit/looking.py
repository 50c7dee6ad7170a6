"""What is said of a whole audit in a walk: what was chosen to be looked at, and how deep it goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import _, in_language
from auditor.base.labels import word
from auditor.base.vocabulary import Depth
from auditor.walking.beginning import deeper
from auditor.walking.course import Course
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, TextField, Values
from screens.forms.audit_start import offered
from screens.forms.differing import settle

if TYPE_CHECKING:
    from auditor.nouns.audits import Audits
    from auditor.views.audits import Audit
    from auditor.views.checks import Sample
    from screens.frame.host import Host

Make = Callable[[Callable[["Audits"], object]], Awaitable[bool]]
"""Makes a change to the audit and shows it; tells whether it is on disk."""


def sample_here(course: Course) -> Sample | None:
    """Return what is to be chosen for the check where the walker stands; None where nothing is."""
    return course.answer.check.sample if course.answer is not None else None


def ask_items(host: Host, course: Course, proposed: Mapping[str, Sequence[str]], make: Make) -> None:
    """Ask what is looked at for checks such as the one here; what is proposed is by sample."""
    sample = sample_here(course)
    if sample is None:
        return
    audit = course.audit
    chosen = audit.chosen(sample.key) or proposed.get(sample.key, ())
    fields = [
        TextField(str(place), str(place + 1), chosen[place] if place < len(chosen) else "")
        for place in range(sample.count)
    ]

    async def save(values: Values) -> bool:
        names = [name for place in range(sample.count) if (name := values.text(str(place)).strip())]
        return await make(lambda audits: audits.choose(audit.id, sample.key, names))

    title = _("What do you look at?")
    host.open_dialog(FormDialog(title, fields, about=in_language(sample.text), save=save))


def ask_depth(host: Host, audit: Audit, make: Make) -> None:
    """Ask how deep an audit is to go from now on."""
    depths = list(Depth)
    options = [
        Option(depths.index(offer.depth), word(offer.depth), offered(offer))
        for offer in deeper(host.workspace, audit)
    ]

    async def deepen(number: int | None) -> None:
        if number is not None and await make(lambda audits: audits.deepen(audit.id, depths[number])):
            host.tell(_("Depth: {depth}. What is answered stays.").format(depth=word(depths[number])))

    def choose() -> None:
        host.open_dialog(ChooseDialog(_("How deep do you go on?"), options, is_short=True), deepen)

    settle(host, host.workspace.differing_at(audit.journey_id), choose)
