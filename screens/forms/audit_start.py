"""Starting an audit, or taking one up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.labels import word
from auditor.base.text import shortened
from auditor.base.vocabulary import Depth
from auditor.sentences.persona import state_text
from auditor.walking.beginning import (
    are_to_choose_from,
    audit_words,
    depth_before,
    depths_to_choose,
    open_audits,
)
from auditor.walking.walked import NOT_MADE, Beginning
from screens.dialogs.choose import ChooseDialog, Option
from screens.forms.differing import settle
from screens.frame.ways_out import WAYS
from screens.routes import ToWalk

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.views.depths import DepthOffer
    from screens.frame.host import Host
    from screens.frame.told_keys import KeyOf

_NEW = 0


def start_or_resume(host: Host, journey_id: int) -> None:
    """Walk the journey's open audit; start one when there is none, ask when there are several or re-checks."""
    lines = open_audits(host.workspace, journey_id)
    if not lines:
        start(host, journey_id)
    elif not are_to_choose_from(lines) and not _whose(host, lines[0]):
        host.go(ToWalk(lines[0].id))
    else:
        options = [
            Option(line.id, audit_words(line), _whose(host, line) or f"{line.answered}/{line.asked}")
            for line in lines
        ]
        options.append(Option(_NEW, _("Start a new audit"), ""))

        def go(audit_id: int | None) -> None:
            if audit_id == _NEW:
                start(host, journey_id)
            elif audit_id is not None:
                host.go(ToWalk(audit_id))

        host.open_dialog(ChooseDialog(_("Which audit?"), options), go)


def choose_audit(host: Host, journey_id: int, key_of: KeyOf) -> None:
    """Open one of the audits of a journey."""
    audits = host.workspace.reads.audits.lines(journey_id)
    if not audits:
        host.tell(_("There is no audit of this journey yet: {key} starts one.").format(key=key_of("walk")))
        return
    options = [Option(line.id, audit_words(line), _whose(host, line) or _state(line)) for line in audits]

    hidden = {line.id: line.auditor for line in audits if line.hidden}

    def go(audit_id: int | None) -> None:
        if audit_id in hidden:
            # Said here and once: the place would have nothing to show.
            host.tell(
                _("{name}’s audit is hidden until all auditors of its round have finished.").format(
                    name=shortened(hidden[audit_id], 40)
                ),
                bad=True,
            )
        elif audit_id is not None:
            host.go(ToWalk(audit_id))

    host.open_dialog(ChooseDialog(_("Which audit?"), options), go)


def _whose(host: Host, line: AuditLine) -> str:
    """Return that an audit in progress is another's, which the user looks at and changes not; else nothing."""
    if line.finished is None and not line.hidden and host.whose(line.auditor_id, line.auditor):
        return _("{name}’s, to look at").format(name=shortened(line.auditor, 30))
    return ""


def _state(line: AuditLine) -> str:
    if line.hidden:
        return _("hidden")
    if line.finished is not None:
        return _("finished")
    return _("{answered} of {asked} answered").format(answered=line.answered, asked=line.asked)


def start(host: Host, journey_id: int) -> None:
    """Start a new audit in the user's name, asking for the persona when there are several, and how deep it goes."""
    personas = host.workspace.reads.journeys.personas(journey_id)
    if len(personas) <= 1:
        _ask_depth(host, journey_id, personas[0].id if personas else None)
        return
    options = [
        Option(persona.id, f"{persona.name} {state_text(persona)}", persona.who) for persona in personas
    ]

    def go(persona_id: int | None) -> None:
        if persona_id is not None:
            _ask_depth(host, journey_id, persona_id)

    host.open_dialog(ChooseDialog(_("In whose shoes do you walk?"), options), go)


def _ask_depth(host: Host, journey_id: int, persona_id: int | None) -> None:
    """Ask how deep to go, where that makes a difference, and begin."""
    offers = depths_to_choose(host.workspace, journey_id)
    if not offers:
        _begin(host, journey_id, persona_id, Depth.FULL)
        return
    options = [Option(number, word(offer.depth), offered(offer)) for number, offer in enumerate(offers)]

    def go(number: int | None) -> None:
        if number is not None:
            _begin(host, journey_id, persona_id, offers[number].depth)

    at = [offer.depth for offer in offers].index(depth_before(host.workspace, journey_id))
    host.open_dialog(ChooseDialog(_("How deep do you look?"), options, at, is_short=True), go)


def offered(offer: DepthOffer) -> str:
    """Return in words how much an audit of a depth asks, and how long that takes."""
    said = ngettext(
        "{count} judgement, about {minutes} min",
        "{count} judgements, about {minutes} min",
        offer.judgements,
    )
    return said.format(count=offer.judgements, minutes=offer.minutes)


def _begin(host: Host, journey_id: int, persona_id: int | None, depth: Depth) -> None:
    """Begin, once every checklist is there and it is settled which one counts."""
    try:
        host.workspace.refuse_missing_checklists(journey_id, depth)
    except RefusedError as error:
        host.tell(error.worded(WAYS), bad=True)
        return
    walk = ToWalk(NOT_MADE, beginning=Beginning(journey_id, persona_id, depth))
    settle(host, host.workspace.differing_at(journey_id), lambda: host.go(walk))
