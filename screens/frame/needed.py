"""Which access a command needs, by its action. What changes nothing is anybody's, and so is the way to where one may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.base.vocabulary import Access


def _words(text: str) -> list[str]:
    return text.split()


def _all(access: Access, actions: str) -> Iterable[tuple[str, Access]]:
    return ((action, access) for action in _words(actions))


NEEDED: Mapping[str, Access] = dict(
    (
        *_all(Access.OWNER, "merge"),
        *_all(
            Access.AUDITOR,
            """app.undo app.redo answer basis clear comment comment_last deepen describe feel finding finding_last gates
            items look_again other_picture picture quick_win refuse refuse_kind remove_picture rest severity share take
            take_all take_gates take_kind take_up walk word""",
        ),
        *_all(
            Access.EDITOR,
            """accept action add agree archive ask_again asked blockers business copy critical delete
            delete_note drop due edit edit_note effort evidence existence figures finish go_on_with impact import_file
            link links move('-1') move('1') new new_action new_stage new_touchpoint note owner properties record rename reopen
            reply responsible say see settle start take_in to_be verify waive wish wording write""",
        ),
    )
)
"""By action without its parameter, the least access that makes it worth offering; the database has the last word."""

TO_REPLACE = Access.EDITOR
"""What it takes to put a file in the place of one that everybody has; to share one that nobody else has takes less."""

FREE = frozenset(
    _words("""actions after all_of_it audits before beside card change choose curve edge estimates everything explain filters
    find findings fits form go inside kind library mark mark_all matrix move only_open open order paper persona pick prove
    questions replies report reset rounds row scroll skip sort step suggested touchpoint turn view way weigh which who
    write_out""")
)
"""What anybody may do."""
