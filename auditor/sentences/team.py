"""Who may do what, in words."""

from __future__ import annotations

from auditor.base.i18n import N_, _
from auditor.base.labels import word
from auditor.base.vocabulary import Access
from auditor.views.team import Member

MAY = {
    Access.OWNER: N_("everything, people and their rights among it"),
    Access.EDITOR: N_("changes all but people’s rights and what is set for everybody"),
    Access.AUDITOR: N_("audits of their own, and comments"),
    Access.READER: N_("sees, and changes nothing"),
}
"""What each may do, untranslated."""


def role_of(member: Member) -> str:
    """Return what somebody may do, in a word; of the server's administrator that no rule holds for them."""
    return _("administers the server, outside the rules") if member.administers else word(member.access)


def may_of(member: Member) -> str:
    """Return what somebody may do, in a sentence."""
    if member.administers:
        return _(
            "This login administers the server: no rule of the database holds for it, and it sees what is sealed. Let it do "
            "that alone, and work as somebody else."
        )
    return _(MAY[member.access])
