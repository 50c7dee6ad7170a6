"""The history in words: one sentence for each kind of change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor.base import labels
from auditor.base.i18n import N_, _, day, pgettext
from auditor.base.text import inner_quotes, shortened
from auditor.base.vocabulary import Depth, Effect, EvidenceKind, FindingKind, Seen, Status, Verdict
from auditor.input.numbers import as_typed
from auditor.sentences.origins import presence_text
from auditor.views.actions import ActionEvent
from auditor.views.history import FEELING, HistoryLine

_SENTENCES = {
    "journey-new": N_("Created the journey “{name}”"),
    "journey-edit": N_("Changed the journey “{name}”"),
    "journey-copy": N_("Copied a journey as “{name}”"),
    "journey-archive": N_("Archived the journey “{name}”"),
    "journey-unarchive": N_("Brought the journey “{name}” back from the archive"),
    "journey-delete": N_("Deleted the journey “{name}”"),
    "stage-new": N_("Added the stage “{name}”"),
    "stage-edit": N_("Changed the stage “{name}”"),
    "stage-move": N_("Moved the stage “{name}”"),
    "stage-delete": N_("Deleted the stage “{name}”"),
    "strategy-new": N_("Added a strategy to the stage “{stage}”: {text}"),
    "strategy-edit": N_("Changed a strategy of the stage “{stage}”: {text}"),
    "strategy-move": N_("Moved a strategy of the stage “{stage}”: {text}"),
    "strategy-delete": N_("Deleted a strategy of the stage “{stage}”: {text}"),
    "touchpoint-new": N_("Added the touchpoint “{name}”"),
    "touchpoint-edit": N_("Changed the touchpoint “{name}”"),
    "touchpoint-move": N_("Moved the touchpoint “{name}”"),
    "touchpoint-delete": N_("Deleted the touchpoint “{name}”"),
    "touchpoint-wish": N_("Set the feeling wanted at “{name}” for {persona}"),
    "wish-edit": N_("Changed what is to happen at “{name}” for {persona}"),
    "wish-delete": N_("Took away what was wanted at “{name}” for {persona}"),
    "touchpoint-open": N_("Changed what the touchpoint “{name}” opens into"),
    "note-new": N_("Noted at “{touchpoint}”: {text}"),
    "note-edit": N_("Changed the note at “{touchpoint}”: {text}"),
    "note-delete": N_("Deleted the note at “{touchpoint}”: {text}"),
    "reply": N_("Wrote what is known of {question} for “{name}”"),
    "question-new": N_("Added the question “{text}”"),
    "question-edit": N_("Changed the question “{text}”"),
    "question-delete": N_("Deleted the question “{text}”"),
    "respondent-new": N_("Added the respondent “{code}”"),
    "respondent-edit": N_("Changed the respondent “{code}”"),
    "respondent-delete": N_("Deleted the respondent “{code}”"),
    "respondent-said": N_("Recorded what “{code}” said"),
    "respondent-erase": N_("Erased all that “{code}” said, for good"),
    "response": N_("Wrote what “{code}” replied"),
    "interview-import": N_("Imported the interview with “{code}”"),
    "persona-verify": N_("Changed what verifies the persona “{name}”"),
    "persona-new": N_("Added the persona “{name}”"),
    "persona-edit": N_("Changed the persona “{name}”"),
    "persona-delete": N_("Deleted the persona “{name}”"),
    "audit-start": N_("Started an audit of “{name}”"),
    "audit-finish": N_("Finished audit {number}"),
    "audit-reopen": N_("Opened audit {number} again"),
    "audit-deepen": N_("Deepened audit {number}: {depth}"),
    "audit-delete": N_("Deleted audit {number}"),
    "round-new": N_("Started a round of “{name}” with {auditors}"),
    "round-agree": N_("Began the agreed audit of round {number}"),
    "round-drop": N_("Took {name} out of round {number}"),
    "hidden": N_("Worked on an audit that is hidden until all of its round have finished"),
    "answer": N_("Answered {check} at “{touchpoint}”: {verdict}"),
    "answer-several": N_("Answered {count} checks at once"),
    "suggestion-take": N_("Took what was measured of {check} at “{touchpoint}”: {verdict}"),
    "suggestion-refuse": N_("Did not take what was measured of {check} at “{touchpoint}”: {verdict}"),
    "gate": N_("Answered at “{touchpoint}”: {gate} {present}"),
    "choose": N_("Chose what to look at in audit {number}: {items}"),
    "comment": N_("Commented on {check} at “{touchpoint}”"),
    "feel": N_("Felt {feeling} at “{touchpoint}”"),
    "action-new": N_("Added the action “{title}”"),
    "action-edit": N_("Changed the action “{title}”"),
    "action-assign": N_("Gave the action “{title}” to {owner}"),
    "action-due": N_("Set the due date of “{title}” to {due}"),
    "action-comment": N_("Commented on the action “{title}”: {text}"),
    "action-link": N_("Linked what the action “{title}” answers"),
    "action-block": N_("Let “{title}” wait for {by}"),
    "action-unblock": N_("Let “{title}” no longer wait for {by}"),
    "action-unlink": N_("Let go of what the action “{title}” answered"),
    "action-serve": N_("Changed which strategies the action “{title}” serves"),
    "action-merge": N_("Made the action “{title}” one with “{into}”"),
    "person-new": N_("Added {name} to the team"),
    "person-edit": N_("Changed {name} of the team"),
    "person-left": N_("Noted that {name} has left"),
    "person-back": N_("Noted that {name} is back"),
    "person-merge": N_("Made {name} and {into} one person"),
    "person-delete": N_("Took {name} out of the team"),
    "filter-save": N_("Saved the filter “{name}”"),
    "filter-replace": N_("Replaced the filter “{name}”"),
    "filter-delete": N_("Deleted the filter “{name}”"),
    "setting-set": N_("Set {name} to {value} for everybody"),
    "setting-unset": N_("Set {name} back to its default for everybody"),
    "settings-set": N_("Set {names} for everybody"),
    "library-share": N_("Put “{name}” in place for everybody"),
    "action-status": N_("Set the action “{title}” to {status}"),
    "audit-recheck": N_("Started a re-check of “{title}”"),
    "action-verify": N_("Settled what the action “{title}” did: {effect}"),
    "action-figures": N_("Recorded figures before and after the action “{title}”"),
    "evidence-new": N_("Recorded evidence of “{place}”: {kind}, {source}"),
    "evidence-import": N_("Imported evidence from {file} into “{place}”"),
    "evidence-edit": N_("Changed the evidence of “{place}”: {kind}, {source}"),
    "evidence-delete": N_("Deleted the evidence of “{place}”: {kind}, {source}"),
    "asking-new": N_("Gave {owner} evidence of “{place}” to ask for again: {kind}, {source}"),
    "asking-edit": N_("Changed that evidence of “{place}” is to be asked for again: {kind}, {source}"),
    "asking-done": N_("Noted that evidence of “{place}” was asked for again: {kind}, {source}"),
    "asking-delete": N_("Took back that evidence of “{place}” is to be asked for again: {kind}, {source}"),
    "finding-new": N_("Named the finding {finding} at “{touchpoint}”"),
    "finding-edit": N_("Changed the finding {finding} at “{touchpoint}”"),
    "finding-see": N_("Looked at the finding {finding} at “{touchpoint}”: {seen}"),
    "finding-turn": N_("Set the finding {finding} at “{touchpoint}” to {kind}"),
    "finding-keep": N_("Kept the wording of the finding {finding} at “{touchpoint}”"),
    "phrase-delete": N_("Deleted the kept wording: {text}"),
    "picture-add": N_("Added a picture to the finding {finding} at “{touchpoint}”"),
    "picture-describe": N_("Described a picture of the finding {finding} at “{touchpoint}”"),
    "picture-remove": N_("Took a picture away from the finding {finding} at “{touchpoint}”"),
    "import": N_("Imported “{name}”"),
    "mend": N_("Mended damaged values"),
    "undo": N_("Took back: {change}"),
    "redo": N_("Did again: {change}"),
}

_SEVERAL = {
    "gate": N_("Answered {count} questions on what is there at “{touchpoint}”"),
    "suggestion-take": N_("Took {count} answers that measurements suggest"),
    "suggestion-refuse": N_("Did not take {count} answers that measurements suggest"),
    "action-status": N_("Set {count} actions to {status}"),
    "action-edit": N_("Changed {count} actions"),
    "action-assign": N_("Gave {count} actions to {owner}"),
    "action-due": N_("Set the due date of {count} actions to {due}"),
    "action-comment": N_("Commented on {count} actions: {text}"),
    "action-serve": N_("Changed which strategies {count} actions serve"),
    "action-merge": N_("Made {count} actions one with “{into}”"),
    "audit-recheck": N_("Started a re-check of {count} actions"),
    "action-verify": N_("Settled what {count} actions did"),
    "respondent-delete": N_("Deleted {count} respondents"),
    "evidence-new": N_("Recorded {count} pieces of evidence from {source}"),
    "evidence-delete": N_("Deleted {count} pieces of evidence"),
    "asking-new": N_("Gave {owner} {count} pieces of evidence to ask for again"),
    "asking-edit": N_("Changed that {count} pieces of evidence are to be asked for again"),
    "asking-done": N_("Noted that {count} pieces of evidence were asked for again"),
    "asking-delete": N_("Took back that {count} pieces of evidence are to be asked for again"),
    "finding-edit": N_("Changed {count} findings"),
    "finding-see": N_("Looked at {count} findings: {seen}"),
    "finding-turn": N_("Set {count} findings to {kind}"),
    "picture-remove": N_("Took {count} pictures away from findings"),
}
"""Sentences for a change to several rows at once."""

_LACKING = {
    ("answer", "verdict"): N_("Took away the answer to {check} at “{touchpoint}”"),
    ("gate", "present"): N_("Took away the answer at “{touchpoint}”: {gate}"),
    ("choose", "items"): N_("Took away what was chosen to look at in audit {number}"),
    ("comment", "check"): N_("Commented on the feeling at “{touchpoint}”"),
    ("feel", "feeling"): N_("Took away the feeling at “{touchpoint}”"),
    ("touchpoint-wish", "persona"): N_("Set the feeling wanted at “{name}”"),
    ("wish-edit", "persona"): N_("Changed what is to happen at “{name}”"),
    ("wish-delete", "persona"): N_("Took away what was wanted at “{name}”"),
    ("action-assign", "owner"): N_("Took the action “{title}” from its owner"),
    ("action-due", "due"): N_("Took away the due date of “{title}”"),
    ("asking-new", "owner"): N_(
        "Noted that evidence of “{place}” is to be asked for again: {kind}, {source}"
    ),
    ("finding-see", "seen"): N_("Left the finding {finding} at “{touchpoint}” to the answer to its check"),
}
"""Sentences for a change whose argument is empty or missing."""

_SEVERAL_LACKING = {
    ("action-assign", "owner"): N_("Took {count} actions from their owners"),
    ("action-due", "due"): N_("Took away the due dates of {count} actions"),
    ("asking-new", "owner"): N_("Noted that {count} pieces of evidence are to be asked for again"),
    ("finding-see", "seen"): N_("Left {count} findings to the answers to their checks"),
}


def codes() -> frozenset[str]:
    """Return the codes of all changes that have a sentence."""
    return frozenset(_SENTENCES)


def stepped(line: HistoryLine | None, *, undo: bool) -> str:
    """Say what was taken back, or done again with `undo` False; None is that there is nothing."""
    if line is None:
        return _("There is nothing to undo.") if undo else _("There is nothing to do again.")
    said = _("Taken back: {what}") if undo else _("Done again: {what}")
    return said.format(what=describe(line))


def describe(line: HistoryLine) -> str:
    """Return a change as one sentence in the user's language, without a full stop."""
    return sentence_of(line.code, line.arguments)


def state(line: HistoryLine) -> str:
    """Return what has become of a change: done, taken back, or nothing for an undo itself."""
    return state_word(line.state)


def state_word(state: str) -> str:
    """Return the word for a state of a change; empty for that of an undo itself."""
    words = {
        "done": pgettext("a change", "done"),
        "undone": _("taken back"),
        "gone": _("taken back for good"),
        "log": "",
    }
    return words.get(state, state)


def sentence_of(code: str, arguments: Mapping[str, str]) -> str:
    """Return a change of that code and with those arguments as one sentence, without a full stop."""
    if code in ("undo", "redo"):
        return _(_SENTENCES[code]).format(change=sentence_of(arguments.get("code", ""), arguments))
    sentence = _SENTENCES.get(code)
    if sentence is None:
        return code
    if "count" in arguments:
        sentence = _SEVERAL.get(code, sentence)
    several = _SEVERAL_LACKING if "count" in arguments else {}
    for (lacking, argument), instead in {**_LACKING, **several}.items():
        if code == lacking and not arguments.get(argument):
            sentence = instead
    return _(sentence).format_map(_Words(arguments))


class _Words(dict[str, str]):
    """The arguments of a change in the user's language; what is missing from an old history is a dash."""

    def __init__(self, arguments: Mapping[str, str]) -> None:
        super().__init__((name, inner_quotes(text)) for name, text in arguments.items())
        if question := self.get("question"):
            self["check"] = labels.quoted(question)
        if self.get("verdict") in set(Verdict):
            self["verdict"] = labels.word(Verdict(self["verdict"]))
        if self.get("present") in ("yes", "no"):
            self["present"] = presence_text(self["present"] == "yes")
        if self.get("depth") in set(Depth):
            self["depth"] = labels.word(Depth(self["depth"]))
        if self.get("kind") in set(EvidenceKind):
            self["kind"] = labels.word(EvidenceKind(self["kind"]))
        if self.get("kind") in set(FindingKind):
            self["kind"] = labels.word(FindingKind(self["kind"]))
        if self.get("seen") in set(Seen):
            self["seen"] = labels.word(Seen(self["seen"]))
        if self.get("status") in set(Status):
            self["status"] = labels.word(Status(self["status"]))
        if self.get("effect") in set(Effect):
            self["effect"] = labels.word(Effect(self["effect"]))
        if self.get("due"):
            self["due"] = day(date.fromisoformat(self["due"]))
        if self.get("feeling") in {"-2", "-1", "0", "1", "2"}:
            self["feeling"] = labels.feeling(int(self["feeling"]))

    def __missing__(self, key: str) -> str:
        return "–"


_FIELDS = {
    "title": N_("title"),
    "note": N_("note"),
    "effort": N_("effort"),
    "impact": N_("impact"),
    "owner": N_("owner"),
    "owner_id": N_("owner"),
    "due": N_("due"),
    "cost_low": N_("cost, at least"),
    "cost_high": N_("cost, at most"),
    "gain_low": N_("gain a month, at least"),
    "gain_high": N_("gain a month, at most"),
    "status": N_("status"),
    "reason": N_("reason"),
    "effect": N_("effect"),
    "finding": N_("finding"),
    "comment": N_("comment"),
}
"""What is told of an action; other columns follow from these."""

_AMOUNTS = ("cost_low", "cost_high", "gain_low", "gain_high")

_LONGEST = 60


def field_word(name: str) -> str:
    """Return what a value of an action is called."""
    return _(_FIELDS[name])


def value_word(name: str, value: str | None) -> str:
    """Return a value of an action as it is shown; a dash for none."""
    if not value:
        return "–"
    if name == "status":
        return labels.word(Status(value))
    if name == "effect":
        return labels.word(Effect(value))
    if name == "due":
        return day(date.fromisoformat(value))
    if name in _AMOUNTS:
        return as_typed(float(value))
    if name == "finding" and value == FEELING:
        return _("the feeling")
    in_own_words = name in ("title", "note", "reason", "comment")
    return labels.quoted(shortened(value, _LONGEST)) if in_own_words else value


def sentence(event: ActionEvent) -> str:
    """Return what happened as one sentence, without a full stop."""
    return sentence_of(event.code, event.arguments)


def changes(event: ActionEvent) -> list[str]:
    """Return what changed, such as “due: – → 1 Dec 2026”; a new action's own beginnings among them."""
    return [
        _("{field}: {before} → {after}").format(
            field=field_word(one.field),
            before=value_word(one.field, one.before),
            after=value_word(one.field, one.after),
        )
        for one in event.values
    ]
