"""What can be pressed in a walk."""

from __future__ import annotations

from auditor.base.i18n import N_
from auditor.base.vocabulary import Access
from screens.frame.commands import Command

WALK_COMMANDS: tuple[Command, ...] = (
    Command("answer('pass')", ("y",), N_("pass"), N_("Answer: pass, it is as it should be; asked what is there: yes")),
    Command("answer('partly')", ("p",), N_("partly"), N_("Answer: partly, it is half there")),
    Command("answer('fail')", ("n",), N_("fail"), N_("Answer: fail, it is not there; asked what is there: no")),
    Command("answer('not-applicable')", ("x",), N_("n/a"), N_("Answer: not applicable here")),
    Command("finding", ("e",), N_("fault"), N_("Say what is wrong, where, how bad and for whom; or what could be better"),
            was="w"),
    Command("rest", ("Y",), N_("the rest passes"), N_("All checks of this list that are still open here pass"), False),
    Command("take_gates", ("enter",), N_("take proposals"), N_("Take all that is proposed to be there")),
    Command("gates", ("full_stop g",), N_("what is there"), N_("Answer anew what is there at this touchpoint"), False, was="g"),
    Command("take", ("equals_sign",), N_("take it"), N_("Take the answer that a measurement suggests"), was="s"),
    Command("suggested", ("g s",), N_("suggested"), N_("Go through all that measurements suggest, on one page"), False, was="S"),
    Command("feel('-2')", ("1",), N_("very sour"), N_("The customer feels very sour here"), False),
    Command("feel('-1')", ("2",), N_("sour"), N_("The customer feels sour here"), False),
    Command("feel('0')", ("3",), N_("neutral"), N_("The customer feels neutral here"), False),
    Command("feel('1')", ("4",), N_("happy"), N_("The customer feels happy here"), False),
    Command("feel('2')", ("5",), N_("very happy"), N_("The customer feels very happy here"), False),
    Command("skip", ("space",), N_("skip"), N_("Go on without answering")),
    Command("comment", ("c",), N_("comment"), N_("Write a comment on this check or feeling"), stays=True),
    Command("finding_last", ("E",), N_("fault of the last"), N_("Say what is wrong with the check just answered"), False,
            was="W"),
    Command("picture", ("P",), N_("picture"), N_("Take the newest screenshot as a picture of the finding")),
    Command("findings", ("g f",), N_("findings"), N_("All findings here: say of each whether it is gone, and add more"), False,
            was="L"),
    Command("comment_last", ("C",), N_("comment on the last"), N_("Write a comment on the answer just given"), False),
    Command("items", ("full_stop i",), N_("look at"), N_("Write down what is looked at: the items, the searches …"), False,
            was="I"),
    Command("deepen", ("D",), N_("deeper"), N_("Ask more in this audit; what is answered stays"), False),
    Command("go('-1')", ("up", "k", "left", "h", "backspace"), N_("check before"), N_("To the check before"), False),
    Command("go('1')", ("down", "j", "right", "l"), N_("check after"), N_("To the check after"), False),
    Command("touchpoint('-1')", ("left_square_bracket",), N_("touchpoint before"), N_("To the touchpoint before"), False),
    Command("touchpoint('1')", ("right_square_bracket",), N_("touchpoint after"), N_("To the touchpoint after"), False),
    Command("find", ("slash",), N_("find"), N_("Find a touchpoint or a check by its words, and go there"), stays=True),
    Command("word", ("full_stop m",), N_("emotion"), N_("Put a word to the feeling: joy, worry, stress …"), False, was="m"),
    Command("clear", ("delete",), N_("clear"), N_("Take this answer away again"), False),
    Command("new_touchpoint", ("a t",), N_("touchpoint"), N_("Add a touchpoint found on the way"), False, was="t"),
    Command("action", ("a x",), N_("action"), N_("Write an action of your own for this touchpoint"), False, was="a"),
    Command("only_open", ("z",), N_("unanswered"), N_("Step only through what is not answered yet"), False, was="f"),
    Command("order", ("s",), N_("order"), N_("Walk touchpoint by touchpoint, check by check, or errand by errand"), False,
            was="o"),
    Command("finish", ("f",), N_("finish"), N_("Finish the audit and see what was found"), was="F", stays=True,
            access=Access.AUDITOR),
    Command("note", ("a n",), N_("note"), N_("Note a need, a pain point, an opportunity … at this touchpoint"), False, was="N"),
    Command("basis", ("full_stop b",), N_("basis"), N_("The feeling is assumed by the team, or observed with customers"), False,
            was="b"),
    Command("evidence", ("a e",), N_("evidence"), N_("Record evidence of this touchpoint: a survey, an interview …"), False,
            was="e"),
    Command("questions", ("g q",), N_("questions"), N_("The question bank: what is known of each stage"), False, was="i"),
)  # fmt: skip

AT_GATES = {"answer('pass')": N_("yes"), "answer('fail')": N_("no")}
"""What answers are called where it is asked what is there."""
