"""Audits that are looked at before anything is said in them: nothing is made by looking."""

from __future__ import annotations

from auditor.base.vocabulary import Depth
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.reading.audits.follow import FollowReads
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.reading.evidence.suggestions import SuggestionReads
from auditor.store.work import Work
from auditor.views.prospect import Prospect
from auditor.writing.starting import start


class _SeenError(Exception):
    """Ends a transaction of which nothing is to be kept."""


class Beginnings:
    """Looks at audits of a database as they would begin, and begins them."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def look(self, journey_id: int, persona_id: int | None, depth: Depth) -> Prospect:
        """Return the audit that the user would begin now, of the persona of that number or the only one there is.

        It is made and taken back within a transaction, so it is in all what it will be once it is begun.
        """
        found: list[Prospect] = []
        try:
            with self._database.work("audit-start", journey_id) as work:
                number = start(work, self._library, journey_id, None, (persona_id, ""), depth)
                found.append(_prospect(work, number, persona_id))
                raise _SeenError
        except _SeenError:
            return found[0]

    def begin(self, prospect: Prospect) -> int:
        """Make an audit as it was looked at; return its number, which is the one it was shown with.

        Raises ConflictError where it would ask something else by now.
        """
        like = prospect.audit
        with self._database.work("audit-start", like.journey_id) as work:
            persona = (prospect.persona_id, "")
            return start(work, self._library, like.journey_id, None, persona, like.depth, like)


def _prospect(work: Work, number: int, persona_id: int | None) -> Prospect:
    reader = work.reader_as_user
    audits = AuditReads(lambda: reader)
    audit = audits.get(number)
    assert audit is not None
    return Prospect(
        persona_id,
        audit,
        FollowReads(lambda: reader).last_answers(number),
        audits.proposed_gates(audit),
        audits.proposed_items(number),
        SuggestionReads(lambda: reader).waiting(number),
    )
