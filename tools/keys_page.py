"""The page of all keys, made from the commands of the places and the bindings of dialogs and widgets.

What a place offers says itself what it does. A key that only a dialog or a widget binds has no words of its own
in the program, so they stand here; a binding without words, and words without a binding, are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pkgutil import walk_packages
from typing import NamedTuple, cast

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen

import screens
from screens.frame.commands import BACK, EVERYWHERE, FIND_LINE, GO_HOME, MOVING, TRY_LINE, Command, shown_key
from screens.frame.ways import WAYS, way
from tools.key_meanings import MEANINGS, refuse_double_sequences, refuse_other_meanings
from tools.page_text import anchor, page, table, wrapped

ABOUT = (
    "Every key of the app: first what each means, for it means the same everywhere, then place by place, in the order "
    "in which one meets them. `?` shows the keys of the place in front, and `ctrl+p` finds whatever has a name, "
    "commands too. A capital letter is typed with shift. In a list of keys, each does the same. `g m` is typed one after "
    "the other: `g` shows what can follow it."
)
SETTING = (
    'Keys can be set: in the settings (`,`) under “Keys”, or with `auditor settings set keys.own "walk = r; map = g k"`, '
    "where commands are called as in the last column. `auditor settings set keys.preset 0.1` brings back the keys of "
    "version 0.1."
)


MEANING = "What each key means"


class Section(NamedTuple):
    """A place, or what is opened over it: what its class is called, its title, and what it is."""

    kind: str
    title: str
    about: str


PLACES = (
    Section("HomePlace", "Home", "The journeys, what is yours and late, and what to do first."),
    Section("JourneyPlace", "Journey", "The stages and touchpoints of a journey, and how each fares."),
    Section("WalkPlace", "Walk", "The journey at the side, one check large in the middle, one key an answer."),
    Section("SuggestedPlace", "Suggested by measurements", "Answers that measurements suggest, with their evidence."),
    Section("FoundPlace", "What was found", "The counts and the findings of an audit, and where it hurts."),
    Section("FindingsPlace", "Findings", "All that is wrong along a journey, worst first: open, gone, remarks, waived."),
    Section("FindingPlace", "Finding", "All that is known of a finding: what was seen of it, pictures, what mends it."),
    Section("ActionsPlace", "Actions: the list", "What to improve first, and the matrix of effort and impact beside it."),
    Section("BoardPlace", "Actions: the board", "A column for each status, and cards that move from one to the next."),
    Section("OwnersPlace", "Actions: who has what", "Everybody with the open actions handed to them, and what nobody has."),
    Section("ResponsiblePlace", "Who is responsible", "Who answers for what, what nobody does, and how it stands there."),
    Section("ProofPlace", "Did it work?", "What looking again showed of actions that are done, and the verdict to be settled."),
    Section("EstimatesPlace", "Estimates", "The impact expected of actions beside the impact they turned out to have."),
    Section("MapPlace", "Map", "The feelings along a journey as curves, and what lies under them."),
    Section("GapsPlace", "As-is and to-be", "What each touchpoint is to become, and who works on the difference."),
    Section("MomentsPlace", "Moments of truth", "What each touchpoint means to the customer and to us, as a list and a picture."),
    Section("TouchpointCard", "Touchpoint", "All that is known of a touchpoint: feelings, checks, notes, actions."),
    Section("PersonasPlace", "Personas", "The personas of a journey side by side, and what says that they are right."),
    Section("ComparisonPlace", "Personas compared", "All that is known of the personas in one table, and where they part."),
    Section("QuestionsPlace", "Questions", "Questions to customers for each stage, and what is known of them."),
    Section("InterviewsPlace", "Interviews", "Who was interviewed, persona by persona, and of whom to ask next."),
    Section("RespondentPlace", "Respondent", "What somebody replied, and what they said and felt at touchpoints."),
    Section("RepliesPlace", "Replies", "Replies by theme, respondents side by side, the team's summary above."),
    Section("EvidencePlace", "Evidence", "What a journey rests on, what contradicts it, and what to ask next."),
    Section("FollowUpPlace", "Follow-up", "Two audits of a journey side by side, and the trends over all of them."),
    Section("RoundPlace", "Round", "Several auditors: who has finished, how far they agree, and what to talk over."),
    Section("TeamPlace", "People and rights", "Who is let in to a database on a server, by which login, and what each may do."),
    Section("SettingsPlace", "Settings", "All that is set, with its value, whether that is the default, and what it does."),
    Section("LibraryPlace", "Own checklists", "Checklists, templates and questions of the team's own: whose counts."),
    Section("HistoryPlace", "History", "What was changed, by whom and when."),
)  # fmt: skip
"""The places, in the order in which one meets them."""

DIALOGS = (
    Section("Dialog", "Every dialog", "A box over the place."),
    Section("FormDialog", "Forms", "Several fields to fill in; nothing typed is lost when something is refused."),
    Section("ChoiceEditor", "A field with a choice", "One of several."),
    Section("ScaleEditor", "A field with a scale", "A step from 1 to 5."),
    Section("FlagEditor", "A field with yes or no", "On or off."),
    Section("WriteDialog", "Text of several lines", "Comments and notes. Enter begins a new line."),
    Section("LongText", "A field with several lines", "In forms and by itself."),
    Section("ChooseDialog", "A list to choose from", "What is typed narrows the list."),
    Section("PaletteDialog", "Go anywhere", "Whatever has a name: journeys, checks, findings, people, commands …"),
    Section("HelpDialog", "The keys of a place", "By what they are for."),
    Section("ConfirmDialog", "A question", "Yes or no, before something that is not meant to happen by mistake."),
    Section("ToldOnceDialog", "Told once", "A new password, which stands nowhere else."),
    Section("WrittenDialog", "A file was written", "Where it is, and what can be done with it."),
    Section("FirstStartDialog", "The first start", "Name, language and theme, asked once on a machine."),
    Section("LeavingDialog", "Leaving before all is saved", "Auditor leaves by itself as soon as it is."),
    Section("WhoseDialog", "Somebody else was there first", "Two have changed the same: the second says whose stands."),
    Section("ExplainDialog", "Why here?", "Every term of an action’s priority and what was found, or its history."),
    Section("CapacityDialog", "What fits?", "The most valuable actions that fit in the person-days typed."),
    Section("WeightsDialog", "What if?", "Another order, other weights or bounds, and what they would change."),
    Section("ImportPreview", "Before an import", "What would land where."),
    Section("FindingsDialog", "Findings of a touchpoint", "In the walk: what became of each, and more of the same check."),
    Section("WordDialog", "The word of a feeling", "In the walk: a word is found by typing, and kept with the feeling."),
    Section("CheckCard", "The check of the walk", "Where its text is longer than the screen."),
)  # fmt: skip
"""What has keys of its own besides the places."""

Words = tuple[str, str]
"""The name of a command and the sentence that says what it does."""

NEXT: Words = ("next field", "Go to the next field")
BEFORE: Words = ("field before", "Go to the field before")
DOWN: Words = ("down", "Scroll down")
UP: Words = ("up", "Scroll up")
SCROLL: Words = ("scroll", "Scroll by lines and pages")
MOVE: Words = ("move", "Move in the list")

WORDS: dict[str, dict[str, Words]] = {
    "Dialog": {"leave": ("leave it", "Close it; where something is filled in, esc is asked for once more")},
    "FormDialog": {
        "keep": ("keep", "Keep what is filled in; in a text of several lines, enter begins a new one instead"),
        "app.focus_previous": BEFORE,
        "app.focus_next": NEXT,
    },
    "ChoiceEditor": {
        "step(-1)": ("before", "Choose what stands before"),
        "step(1)": ("next", "Choose what comes next"),
        "go(0)": ("first", "Choose the first"),
        "go(-1)": ("last", "Choose the last"),
    },
    "ScaleEditor": {
        "step(-1)": ("less", "One step less"),
        "step(1)": ("more", "One step more"),
        **{f"set({step})": (f"step {step}", f"Choose step {step}") for step in range(1, 6)},
    },
    "FlagEditor": {"turn": ("turn", "Turn it on or off")},
    "WriteDialog": {"keep": ("keep", "Keep the text")},
    "LongText": {"screen.edit_outside": ("your editor", "Edit the text in your own editor; it stands here when you leave that")},
    "WrittenDialog": {
        "choose('open')": ("open it", "Open it in the program for it"),
        "choose('copy')": ("copy its path", "Copy its path to the clipboard"),
        "leave": ("close", "Close it"),
    },
    "ToldOnceDialog": {"copy": ("copy it", "Copy it to the clipboard"), "leave": ("close", "Close it; it is not shown again")},
    "FirstStartDialog": {
        "keep": ("keep", "Keep what is chosen"),
        "propose": ("keep what is proposed", "Keep what was proposed"),
        "app.focus_previous": BEFORE,
        "app.focus_next": NEXT,
    },
    "HelpDialog": {"find": ("find", "Type what a key is to do")},
    "ConfirmDialog": {"agree": ("yes", "Do it"), "leave": ("no", "Leave it")},
    "LeavingDialog": {"give_up": ("leave at once", "Leave without what is not saved")},
    "WhoseDialog": {
        "choose(True)": ("mine", "Put mine in its place"),
        "choose(False)": ("theirs", "Leave theirs, and save the rest"),
    },
    "ExplainDialog": {
        "turn": ("history", "Turn to what happened to the action, and back"),
        "scroll('1')": DOWN,
        "scroll('-1')": UP,
        "leave": ("close", "Close it"),
    },
    "CapacityDialog": {
        "take": ("mark these", "Mark the actions that fit, in the list"),
        "app.focus_next": NEXT,
        "app.focus_previous": BEFORE,
    },
    "WeightsDialog": {
        "use(False)": ("use now", "Put the list in this order until Auditor is left"),
        "use(True)": ("keep as settings", "Put the list in this order and write it into the settings"),
        "app.focus_previous": BEFORE,
        "app.focus_next": NEXT,
    },
    "ImportPreview": {"agree": ("import", "Import all of it"), "scroll('1')": DOWN, "scroll('-1')": UP},
    "FindingsDialog": {
        "see('gone')": ("gone", "It is gone"),
        "see('there')": ("still there", "It is still there"),
        "see('changed')": ("changed", "It is there, otherwise than before"),
        "see('not-looked')": ("not looked at", "Nobody has looked"),
        "see('page-gone')": ("page gone", "The page it was on is gone"),
        "see('')": ("as its check says", "Let the answer to its check tell what became of it"),
        "another": ("one more", "Add one more finding to its check, or a remark where that is met"),
        "picture": ("picture", "Add a picture: the newest screenshot, a file or the clipboard"),
        "app.undo": ("undo", "Take back the last change"),
    },
    "CheckCard": {"page_up": ("page up", "Scroll up by a page"), "page_down": ("page down", "Scroll down by a page")},
}  # fmt: skip
"""By class and bound action."""

TYPED: dict[str, tuple[tuple[tuple[str, ...], Words], ...]] = {
    "FormDialog": ((("tab",), NEXT), (("shift+tab",), BEFORE)),
    "ChoiceEditor": ((("a letter",), ("by letter", "Choose the next that begins with it")),),
    "ChooseDialog": (
        (("enter",), ("choose", "Choose what the cursor stands on")),
        (("up", "down", "pageup", "pagedown"), MOVE),
    ),
    "PaletteDialog": (
        (("enter",), ("go there", "Go to what the cursor stands on, or do it")),
        (("up", "down", "pageup", "pagedown"), MOVE),
    ),
    "ExplainDialog": ((("up", "down", "pageup", "pagedown"), SCROLL),),
    "ImportPreview": ((("up", "down", "pageup", "pagedown"), SCROLL),),
    "CapacityDialog": ((("up", "down", "pageup", "pagedown"), MOVE),),
    "FindingsDialog": ((("enter",), ("edit", "Say what is wrong, where, how bad and for whom")),),
    "WeightsDialog": ((("pageup", "pagedown"), MOVE),),
    "WordDialog": (
        (("1", "2", "3", "4", "5"), ("feeling", "It feels so, as in the walk; the word is kept with it")),
    ),
}
"""By class, what it does with keys without binding them."""

Row = tuple[str, ...]
"""Keys, name and sentence, and where it can be set, what settings call the command."""


def keys_page() -> str:
    """Return the page: what works everywhere, then the places and what is opened over them.

    Raises ValueError for a place without a title, and for a bound key without words or words without a key.
    """
    kinds = _kinds()
    offered = {name: _offered(kind) for name, kind in kinds.items() if _is_place(kind)}
    bound = {name: rows for name, kind in kinds.items() if (rows := _bound(kind))}
    _refuse_difference("places", offered, {each.kind for each in PLACES})
    _refuse_difference("keys", bound, WORDS)
    for name, rows in bound.items():
        _refuse_difference(f"keys of {name}", rows, WORDS[name])
    _refuse_unclear(offered)
    general = (
        (
            "Everywhere",
            "In every place; `g` and a letter where there is a journey at hand.",
            [_row(each) for each in (*EVERYWHERE, *map(way, WAYS), GO_HOME, BACK, TRY_LINE)],
        ),
        (
            "In every list",
            "Where the place has no meaning of its own for the key.",
            [*((*_row(each)[:3], "") for each in MOVING), _row(FIND_LINE)],
        ),
    )
    places = [(each.title, each.about, [_row(command) for command in offered[each.kind]]) for each in PLACES]
    dialogs = [(each.title, each.about, _rows(each.kind, bound.get(each.kind, {}))) for each in DIALOGS]
    titles = [MEANING, *(title for title, _about, _rows in (*general, *places, *dialogs))]
    contents = "\n".join(f"- [{title}]({anchor(title)})" for title in titles)
    sections = (_section(*each) for each in (*general, *places, *dialogs))
    return page("Keys", ABOUT, (wrapped(SETTING), contents, _meanings(), *sections))


def _meanings() -> str:
    keys: dict[str, list[str]] = {}
    for meaning in MEANINGS:
        keys.setdefault(meaning.said, []).append(meaning.key)
    rows = [(_shown(some), said) for said, some in keys.items()]
    return f"## {MEANING}\n\nIn every place the same.\n\n{table(('key', 'what it means'), rows)}"


def _refuse_unclear(offered: Mapping[str, Iterable[Command]]) -> None:
    every = [command for commands in offered.values() for command in commands]
    refuse_other_meanings((*every, *EVERYWHERE, BACK, FIND_LINE))
    refuse_double_sequences((*every, *map(way, WAYS), GO_HOME))


def _kinds() -> dict[str, type[DOMNode]]:
    """Return every place, dialog and widget that the modules of screens define, by the name of its class."""
    modules = [import_module(module.name) for module in walk_packages(screens.__path__, "screens.")]
    return {
        name: each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, DOMNode) and each.__module__ == module.__name__
    }


def _is_place(kind: type[DOMNode]) -> bool:
    return issubclass(kind, Screen) and not issubclass(kind, ModalScreen) and not kind.__subclasses__()


def _offered(kind: type[DOMNode]) -> tuple[Command, ...]:
    return cast("tuple[Command, ...]", getattr(kind, "OFFERED", ()))


def _bound(kind: type[DOMNode]) -> dict[str, list[str]]:
    """Return the keys of each action that a class itself binds; what is made of a command has an id."""
    found: dict[str, list[str]] = {}
    for each in vars(kind).get("BINDINGS", ()):
        if isinstance(each, Binding) and each.id is None:
            found.setdefault(each.action, []).extend(each.key.split(","))
    return found


def _refuse_difference(what: str, there: Iterable[str], told: Iterable[str]) -> None:
    if difference := set(there) ^ set(told):
        raise ValueError(
            f"tools/keys_page.py tells other {what} than there are: {', '.join(sorted(difference))}"
        )


def _row(command: Command) -> Row:
    return _shown(command.keys), command.name, command.explained, f"`{command.id}`"


def _rows(kind: str, bound: dict[str, list[str]]) -> Sequence[Row]:
    words = WORDS.get(kind, {})
    rows = [(_shown(keys), *words[action]) for action, keys in bound.items()]
    return rows + [(_shown(keys), *said) for keys, said in TYPED.get(kind, ())]


def _shown(keys: Iterable[str]) -> str:
    return " ".join(f"`{_key(key)}`" for key in keys)


def _key(key: str) -> str:
    """Return a key as it is named in print: as on the screen, but with ctrl written out."""
    *held, last = key.split("+")
    if " " in key:
        return " ".join(map(_key, key.split()))
    shown = shown_key(last)
    sign = key_to_character(last) if shown == last else None
    return "+".join((*held, sign if sign and sign.isprintable() and not sign.isspace() else shown))


def _section(title: str, about: str, rows: Sequence[Row]) -> str:
    own = (
        table(("keys", "command", "what it does", "in settings")[: len(rows[0])], rows)
        if rows
        else "No keys but those that work everywhere."
    )
    return f"## {title}\n\n{about}\n\n{own}"
