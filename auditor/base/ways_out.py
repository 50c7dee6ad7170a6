"""What a user is told, and the way out of it, which the command line and the app each put in words of their own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from auditor.base.i18n import _


class WayOut(Enum):
    """What can be done about something that was told; the second of each are what its words may name."""

    NAME_DATABASE = "name-database", ()
    CHANGE_PERMISSIONS = "change-permissions", ()
    LOOK_AT_FOLDER = "look-at-folder", ()
    CHECK_DATABASE = "check-database", ()
    RESTORE_DATABASE = "restore-database", ()
    MEND_DATABASE = "mend-database", ()
    PUT_BACK = "put-back", ("copy",)
    PUT_BACK_OR_BEGIN = "put-back-or-begin", ("copy",)
    MAKE_COPY = "make-copy", ()
    RESTORE_ANYWAY = "restore-anyway", ()
    REPLACE_FILE = "replace-file", ()
    WITHOUT_PICTURES = "without-pictures", ()
    BRING_BACK = "bring-back", ()
    SAY_WHO = "say-who", ()
    NAME_BY_NUMBER = "name-by-number", ()
    TELL_APART = "tell-apart", ()
    MAKE_DATABASE = "make-database", ()
    CHOOSE_PERSONA = "choose-persona", ()
    CHOOSE_PERSONA_TO_LOOK = "choose-persona-to-look", ()
    CALL_IT_DONE = "call-it-done", ("number",)
    START_RECHECK = "start-recheck", ("number",)
    FINISH_RECHECK = "finish-recheck", ("audit",)
    LOOK_AT_FINDINGS = "look-at-findings", ("number", "finding")
    SETTLE_BY_HAND = "settle-by-hand", ("number",)
    GIVE_EFFECT = "give-effect", ()
    LEAVE_ROUND = "leave-round", ("round",)
    REOPEN_AUDIT = "reopen-audit", ("number",)
    OPEN_GATE = "open-gate", ("gate", "visit")
    SEE_ACTION = "see-action", ()
    SEE_FINDINGS = "see-findings", ()
    IMPORT_AGAIN = "import-again", ()
    IMPORT_AS = "import-as", ("format", "title")
    PLACE_STEPS = "place-steps", ()
    PLACE_NAMES = "place-names", ()
    PLACE_NAME = "place-name", ()
    PLACE_REPORT = "place-report", ("names",)
    NAME_SCORES = "name-scores", ("names",)
    NAME_SCORES_ALL = "name-scores-all", ()
    NAME_COUNTS = "name-counts", ("names",)
    NAME_KIND = "name-kind", ()
    NAME_WORD = "name-word", ("word",)
    NAME_WORDS = "name-words", ()
    NAME_WORDS_OF = "name-words-of", ()
    SAY_WORDS = "say-words", ()
    TAKE_COLUMN = "take-column", ("role",)
    KEEP_LINES = "keep-lines", ("lines",)
    ADD_FIGURES = "add-figures", ()
    NAME_STEPS = "name-steps", ("names",)
    NAME_STEP_COLUMNS = "name-step-columns", ("names",)
    ROWS_ARE_STEPS = "rows-are-steps", ("name",)
    COLUMNS_ARE_STEPS = "columns-are-steps", ()
    COUNT_ANYWAY = "count-anyway", ("name",)
    NAME_SHEET = "name-sheet", ()
    NAME_CHECKS = "name-checks", ("names",)
    NAME_SECTION = "name-section", ("names",)
    NAME_SCALE = "name-scale", ()
    NAME_DIRECTION = "name-direction", ()
    MONTH_FIRST = "month-first", ()
    NAME_DAY = "name-day", ()
    OTHER_FOLDER = "other-folder", ()
    OTHER_PORT = "other-port", ()
    FIND_CHECKLIST = "find-checklist", ("key", "number")
    GIVE_AGAIN = "give-again", ()

    @property
    def needs(self) -> tuple[str, ...]:
        """What the words of the way out may name, beside what happened."""
        needs: tuple[str, ...] = self.value[1]
        return needs


Ways = Mapping[WayOut, str]
"""Each way out in the words of one surface, such as `{what}: --force replaces it.`, to be translated.

`{what}` is what was told, without its full stop; other names are those the way out needs.
"""


class Told(Struct, frozen=True):
    """Something told to the user in a sentence, and the way out of it where there is one."""

    text: str
    way_out: WayOut | None = None
    about: Mapping[str, object] = {}
    """What the way out needs, by name."""

    def __str__(self) -> str:
        return self.text

    def worded(self, ways: Ways) -> str:
        """Return the sentence, going on with the way out in the words of `ways`."""
        if self.way_out is None:
            return self.text
        return _(ways[self.way_out]).format(what=self.text.removesuffix("."), **self.about)


def telling(text: str, way_out: WayOut, **about: object) -> Told:
    """Return a sentence with the way out of it; `about` is what the way out needs, see WayOut."""
    return Told(text, way_out, about)


def worded(told: str | Told, ways: Ways) -> str:
    """Return what is told, with the way out where it has one."""
    return told.worded(ways) if isinstance(told, Told) else told
