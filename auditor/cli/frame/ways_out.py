"""The ways out of what is told, in the words of the command line: with its commands and options."""

from __future__ import annotations

from auditor.base.i18n import N_
from auditor.base.ways_out import WayOut, Ways

WAYS: Ways = {
    WayOut.NAME_DATABASE: N_("{what}. Name another with --db."),
    WayOut.CHANGE_PERMISSIONS: N_("{what}. Change its permissions, or name another with --db."),
    WayOut.LOOK_AT_FOLDER: N_("{what}. Look at the folder’s permissions, or name another with --db."),
    WayOut.CHECK_DATABASE: N_("{what}. Run “auditor db check”."),
    WayOut.RESTORE_DATABASE: N_("{what}. Run “auditor db check”, or “auditor db restore”."),
    WayOut.MEND_DATABASE: N_("{what}. “auditor db check --mend” mends it and keeps a copy of it as it was."),
    WayOut.PUT_BACK: N_("{what}: “auditor db restore {copy}” puts the newest back."),
    WayOut.PUT_BACK_OR_BEGIN: N_(
        "{what}: “auditor db restore {copy}” puts the newest back. To begin anew, move that folder away."
    ),
    WayOut.MAKE_COPY: N_("{what}: “auditor db backup” makes one."),
    WayOut.RESTORE_ANYWAY: N_(
        "{what}. Close it there, or restore with --anyway: that program notices, and saves nothing meant for what is gone."
    ),
    WayOut.REPLACE_FILE: N_("{what}: --force replaces it."),
    WayOut.WITHOUT_PICTURES: N_("{what}: --without-pictures takes all but the pictures."),
    WayOut.BRING_BACK: N_("{what}: “auditor people edit NAME --back” says that they are back."),
    WayOut.SAY_WHO: N_("{what}. Say which of them you are: “auditor people me NUMBER”."),
    WayOut.NAME_BY_NUMBER: N_("{what}. Say which by the number."),
    WayOut.TELL_APART: N_("{what}: if another one is meant, say what they do (--role)."),
    WayOut.MAKE_DATABASE: N_("{what}: “auditor journey new” makes one, or name another with --db."),
    WayOut.CHOOSE_PERSONA: N_("{what}: say for which the audit is (--persona)."),
    WayOut.CHOOSE_PERSONA_TO_LOOK: N_("{what}: say for which persona to look (--persona)."),
    WayOut.CALL_IT_DONE: N_("{what} (“auditor action done {number}”)."),
    WayOut.START_RECHECK: N_("{what}: “auditor audit recheck {number}” starts that."),
    WayOut.FINISH_RECHECK: N_("{what}: “auditor audit walk {audit}” goes on with it."),
    WayOut.LOOK_AT_FINDINGS: N_(
        "{what}: look again (“auditor audit recheck {number}”), say that it is gone (“auditor finding seen {finding} gone”), "
        "or take it away (“auditor action unlink {number} {finding}”)."
    ),
    WayOut.SETTLE_BY_HAND: N_(
        "{what}: settle it by hand with “auditor action verify {number} --anyway --effect EFFECT”."
    ),
    WayOut.GIVE_EFFECT: N_("{what} (--anyway, --effect)."),
    WayOut.LEAVE_ROUND: N_("{what} (“auditor audit round drop {round} NAME”)."),
    WayOut.REOPEN_AUDIT: N_("{what}: “auditor audit reopen {number}” opens it again."),
    WayOut.OPEN_GATE: N_("{what}: if it does after all, “auditor audit gate” says so ({gate}=yes)."),
    WayOut.SEE_ACTION: N_("{what}: “auditor action show” lists what it does."),
    WayOut.SEE_FINDINGS: N_("{what}: “auditor finding list” lists findings."),
    WayOut.IMPORT_AGAIN: N_("{what} (--again imports it once more)."),
    WayOut.IMPORT_AS: N_("{what}: “auditor evidence import {format}” reads it."),
    WayOut.PLACE_STEPS: N_("{what}: say where each step belongs (--map STEP=TOUCHPOINT)."),
    WayOut.PLACE_NAMES: N_("{what}. Say where each belongs (--map NAME=TOUCHPOINT)."),
    WayOut.PLACE_NAME: N_("{what}: say where it belongs (--map)."),
    WayOut.PLACE_REPORT: N_("{what} (--touchpoint NAME, or --map PAGE=TOUCHPOINT for {names})."),
    WayOut.NAME_SCORES: N_("Which column is the score (--column score=NAME)? There are: {names}."),
    WayOut.NAME_SCORES_ALL: N_("{what}. Say which columns are the scores (--column score=NAME)."),
    WayOut.NAME_KIND: N_("{what}: say which it is (--kind)."),
    WayOut.NAME_WORD: N_("{what}: say which step it is (--word “{word}=STEP”)."),
    WayOut.NAME_WORDS: N_("{what}: say which step each is (--word WORD=STEP)."),
    WayOut.NAME_WORDS_OF: N_("{what} (--word WORD=STEP says which step each is)."),
    WayOut.SAY_WORDS: N_("{what} (--word says otherwise)."),
    WayOut.TAKE_COLUMN: N_("{what} (--column {role}=NAME takes it)."),
    WayOut.KEEP_LINES: N_("{what} (--keep {lines} takes them in)."),
    WayOut.ADD_FIGURES: N_(
        "{what}. Say which column counts replies (--column count=NAME), or add figures by hand (auditor evidence add)."
    ),
    WayOut.NAME_COUNTS: N_("Which column says how many came (--column count=NAME)? There are: {names}."),
    WayOut.NAME_STEPS: N_("Which column names the steps (--column step=NAME)? There are: {names}."),
    WayOut.NAME_STEP_COLUMNS: N_(
        "Which columns are the steps (--column step=NAME, once a step, in order)? There are: {names}."
    ),
    WayOut.ROWS_ARE_STEPS: N_(
        '{what}. If its rows are steps in their order, say so (--column "step={name}").'
    ),
    WayOut.COLUMNS_ARE_STEPS: N_(
        "{what}. If its columns are steps, name them in order (--column step=NAME, once a step)."
    ),
    WayOut.COUNT_ANYWAY: N_('{what}. If it is to count all the same, say so (--column "count={name}").'),
    WayOut.NAME_SHEET: N_("{what}: say which (--sheet)."),
    WayOut.NAME_CHECKS: N_("Which column has the checks (--column text=NAME)? There are: {names}."),
    WayOut.NAME_SECTION: N_("{what}. Take some sections alone (--section NAME): {names}."),
    WayOut.NAME_SCALE: N_("{what}: say which it is (--scale 1-5)."),
    WayOut.NAME_DIRECTION: N_("{what} (--better higher or --better lower)."),
    WayOut.MONTH_FIRST: N_("{what} (--dates mdy reads them month first)."),
    WayOut.NAME_DAY: N_("{what} (--date says otherwise)."),
    WayOut.OTHER_FOLDER: N_("{what}. Or name another folder with --folder."),
    WayOut.OTHER_PORT: N_("{what}: stop that, or name another with --port."),
    WayOut.FIND_CHECKLIST: N_(
        "{what}. Whoever has its file shares it with “auditor checklist share {key}”; or take it away with “auditor "
        "touchpoint edit {number} --checklist KEY”."
    ),
    WayOut.GIVE_AGAIN: N_("{what}; give it again to put yours in its place."),
}
