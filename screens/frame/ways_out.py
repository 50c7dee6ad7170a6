"""The ways out of what is told, in the words of the app: with its forms and keys."""

from __future__ import annotations

from auditor.base.i18n import N_
from auditor.base.ways_out import WayOut, Ways

WAYS: Ways = {
    WayOut.NAME_DATABASE: N_("{what}. Choose another database when you start Auditor."),
    WayOut.CHANGE_PERMISSIONS: N_(
        "{what}. Change its permissions, or choose another database when you start Auditor."
    ),
    WayOut.LOOK_AT_FOLDER: N_(
        "{what}. Look at the folder’s permissions, or choose another database when you start Auditor."
    ),
    WayOut.CHECK_DATABASE: N_("{what}. Leave Auditor and run “auditor db check”."),
    WayOut.RESTORE_DATABASE: N_("{what}. Leave Auditor and run “auditor db check”, or “auditor db restore”."),
    WayOut.MEND_DATABASE: N_("{what}. Leave Auditor and run “auditor db check”."),
    WayOut.PUT_BACK: N_("{what}. Leave Auditor and run “auditor db restore {copy}” to put the newest back."),
    WayOut.PUT_BACK_OR_BEGIN: N_(
        "{what}. Leave Auditor and run “auditor db restore {copy}” to put the newest back, or move that folder away to "
        "begin anew."
    ),
    WayOut.MAKE_COPY: N_("{what}. “auditor db backup” makes one."),
    WayOut.RESTORE_ANYWAY: N_("{what}. Close it there first."),
    WayOut.REPLACE_FILE: N_("{what}: choose another name."),
    WayOut.WITHOUT_PICTURES: N_("{what}. “auditor import” can take all but the pictures."),
    WayOut.BRING_BACK: N_("{what}. In the view of owners, “edit” says that they are back."),
    WayOut.SAY_WHO: N_("{what}. Leave Auditor and say which of them you are: “auditor people me NUMBER”."),
    WayOut.NAME_BY_NUMBER: N_("{what}. Write the number."),
    WayOut.TELL_APART: N_("{what}: if another one is meant, write what they do."),
    WayOut.MAKE_DATABASE: N_("{what}. Choose another database when you start Auditor."),
    WayOut.CHOOSE_PERSONA: N_("{what}: choose for which the audit is."),
    WayOut.CHOOSE_PERSONA_TO_LOOK: N_("{what}: choose for which persona to look."),
    WayOut.CALL_IT_DONE: N_("{what}. Set it to done first."),
    WayOut.START_RECHECK: N_("{what}: look again first."),
    WayOut.FINISH_RECHECK: N_("{what}: go on with it first."),
    WayOut.LOOK_AT_FINDINGS: N_("{what}: look again, say that it is gone, or take it from the action."),
    WayOut.SETTLE_BY_HAND: N_("{what}: audit the journey once more, then look again."),
    WayOut.GIVE_EFFECT: N_("{what}."),
    WayOut.LEAVE_ROUND: N_("{what}."),
    WayOut.REOPEN_AUDIT: N_("{what}. Leave Auditor and run “auditor audit reopen {number}”."),
    WayOut.OPEN_GATE: N_("{what}. In the walk, “what is there” answers that question anew."),
    WayOut.SEE_ACTION: N_("{what}: its page shows what it answers."),
    WayOut.SEE_FINDINGS: N_("{what}: choose one of the findings."),
    WayOut.IMPORT_AGAIN: N_("{what}: tick “once more” to import it again."),
    WayOut.IMPORT_AS: N_("{what}: choose “{title}” under “format”."),
    WayOut.PLACE_STEPS: N_("{what}: choose “as the file says” under “lands on”."),
    WayOut.PLACE_NAMES: N_("{what}. Write under “names” where each belongs."),
    WayOut.PLACE_NAME: N_("{what}: write under “names” where it belongs."),
    WayOut.PLACE_REPORT: N_(
        "{what}. Choose it under “lands on”, or write under “names” where each belongs: {names}."
    ),
    WayOut.NAME_SCORES: N_("{what}: write one of them under “score column”."),
    WayOut.NAME_SCORES_ALL: N_("{what}. Write under “score column” which columns are the scores."),
    WayOut.NAME_KIND: N_("{what}: choose it under “asked for”."),
    WayOut.NAME_WORD: N_("{what}: write under “words” which step “{word}” is."),
    WayOut.NAME_WORDS: N_("{what}: write under “words” which step each is."),
    WayOut.NAME_WORDS_OF: N_("{what}: write under “words” which step each is."),
    WayOut.SAY_WORDS: N_("{what}: write it under “words” if that is wrong."),
    WayOut.TAKE_COLUMN: N_("{what}."),
    WayOut.KEEP_LINES: N_("{what}: tick “keep all” to take them in."),
    WayOut.ADD_FIGURES: N_("{what}. Add such figures by hand."),
    WayOut.NAME_COUNTS: N_("{what}: call that column “count” in the file."),
    WayOut.NAME_STEPS: N_("{what}: call that column “step” in the file."),
    WayOut.NAME_STEP_COLUMNS: N_("{what}: keep only those columns in the file."),
    WayOut.ROWS_ARE_STEPS: N_(
        "{what}. If its rows are steps in their order, call the column “{name}” “step” in the file."
    ),
    WayOut.COLUMNS_ARE_STEPS: N_("{what}. If its columns are steps, keep only those in the file."),
    WayOut.COUNT_ANYWAY: N_("{what}. If it is to count all the same, call that column “count” in the file."),
    WayOut.NAME_SHEET: N_("{what}: write under “sheet” which."),
    WayOut.NAME_CHECKS: N_("{what}: call that column “check” in the file."),
    WayOut.NAME_SECTION: N_("{what}: take some sections alone, of {names}."),
    WayOut.NAME_SCALE: N_("{what}: write under “scale” which it is, such as 1-5."),
    WayOut.NAME_DIRECTION: N_("{what}: choose it under “better”."),
    WayOut.MONTH_FIRST: N_("{what}: if that is wrong, write them as 2026-12-01."),
    WayOut.NAME_DAY: N_("{what}: if that is wrong, change the day afterwards."),
    WayOut.OTHER_FOLDER: N_("{what}. Or choose another folder."),
    WayOut.OTHER_PORT: N_("{what}: stop that, or choose another port."),
    WayOut.FIND_CHECKLIST: N_(
        "{what}. Whoever has its file shares it with “auditor checklist share {key}”; or take it from the touchpoint."
    ),
    WayOut.GIVE_AGAIN: N_("{what}; give it again to choose whose stands."),
}
