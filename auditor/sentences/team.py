"""Who may do what, in words."""

from __future__ import annotations

from auditor.base.i18n import N_, _
from auditor.base.labels import word
from auditor.base.text import capital, shortened
from auditor.base.vocabulary import Access
from auditor.views.team import Member

MAY = {
    Access.OWNER: N_("everything, also who may do what"),
    Access.EDITOR: N_("changes all but rights and shared settings"),
    Access.AUDITOR: N_("audits of their own, and comments"),
    Access.READER: N_("sees all of it, changes nothing"),
}
"""What each may do, untranslated."""


def role_of(member: Member) -> str:
    """Return what somebody may do, in a word; of the server's administrator that no rule holds for them."""
    return _("runs the server, outside the rules") if member.administers else word(member.access)


def may_of(member: Member) -> str:
    """Return what somebody may do, in a sentence."""
    if member.administers:
        return _(
            "No rule of the database holds for this login: it sees what is sealed, too. Work as somebody else."
        )
    return capital(_(MAY[member.access]))


def anothers_audit(name: str) -> str:
    """Return why an auditor can't change an audit of somebody."""
    return _("This is {name}’s audit: as auditor you change your own.").format(name=shortened(name, 40))


def lent_text(member: Member) -> str:
    """Return until when a login is lent; empty for one that is somebody's for good."""
    return _("until {moment}").format(moment=member.until[:16].replace("T", " ")) if member.until else ""
