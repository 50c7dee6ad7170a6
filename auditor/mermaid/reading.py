"""Reads Mermaid `journey` diagrams: what Mermaid accepts, and refuses the rest with line and reason.

The tokens are those of Mermaid's own grammar, tried in its order, so that a text is read here as it is drawn there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import capital, one_line, shortened
from auditor.input import typed
from auditor.mermaid.diagram import Diagram, Part, Section, Task, joined
from auditor.mermaid.signs import FELT, GOES_ON, PART, SCORE_OF_NEUTRAL, UNFELT, shown_score

SIZE_LIMIT = 1_000_000
"""Largest text, in bytes of UTF-8."""

TOUCHPOINTS_LIMIT = 1000
SECTIONS_LIMIT = 1000
ACTORS_LIMIT = 50


class Token(Struct, frozen=True):
    """A piece of the text and the line it stands in, counted from 1."""

    kind: str
    text: str
    line: int


_KINDS = (
    ("comment", r"%%(?!\{)[^\n]*|[^}\n]%%[^\n]*"),
    ("newline", r"\n+"),
    ("space", r"\s+"),
    ("hash", r"#[^\n]*"),
    ("journey", r"journey\b"),
    ("title", r"title[^\S\n][^#\n;]+"),
    ("accTitle", r"accTitle\s*:[^\S\n]*[^\n]*"),
    ("accDescr", r"accDescr\s*:[^\S\n]*[^\n]*"),
    ("block", r"accDescr\s*\{[^}]*\}"),
    ("section", r"section[^\S\n][^#:\n;]+"),
    ("task", r"[^#:\n;]+(?::[^#\n;]*)?"),
)
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS), re.IGNORECASE)

_FRONT = re.compile(r"\A\s*+---[^\S\n]*+\n(.*?\n)?[^\S\n]*+---[^\S\n]*+(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^[^\S\n]*+title:(.*)", re.MULTILINE)
_OPEN_BLOCK = re.compile(r"accDescr\s*\{", re.IGNORECASE)

_FENCE = re.compile(
    r"^[ \t]{0,3}(`{3,}|~{3,})[ \t]*mermaid\b[^\n]*\n(?P<inside>.*?)(?:^[ \t]{0,3}\1[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""A diagram within Markdown."""
_JOURNEY = re.compile(r"^[^\S\n]*+journey\b", re.MULTILINE | re.IGNORECASE)

_PART = re.compile(rf"{PART}(\d{{1,4}})/(\d{{1,4}}): (.*)")

_ENTITY = re.compile(r"#([A-Za-z0-9_]+);")
_HIDDEN = re.compile("\ue000([A-Za-z0-9_]+)\ue001")
"""An entity while tokens are read: private characters stand for its # and ;."""

_BREAK = re.compile(r"<\s*/?\s*br\s*/?\s*>", re.IGNORECASE)


def parse(text: str) -> Diagram:
    """Return the diagram in a text, or in the first fence of a Markdown text that holds one.

    Where that is a part, the others of its journey are read too, and all become one.

    Raises RefusedError with the line and what is allowed; nothing of a bad text is read.
    """
    if len(text.encode("utf-8", "replace")) > SIZE_LIMIT:
        raise RefusedError(_("The diagram is larger than {limit} bytes.").format(limit=SIZE_LIMIT))
    texts = _out_of_fences(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    first = _read(*texts[0])
    if first.part is None:
        first.left_out = len(texts) - 1
        return first
    others = [_read(line, inside) for line, inside in texts[1:] if PART in inside]
    parts = [one for one in (first, *others) if one.part and one.part.journey == first.part.journey]
    if sum(one.part is not None and one.part.number == 1 for one in parts) > ACTORS_LIMIT:
        raise RefusedError(capital(_("more than {limit} actors are too many.")).format(limit=ACTORS_LIMIT))
    whole = joined(parts)
    _within_limits(whole)
    whole.left_out = len(texts) - len(parts)
    return whole


def _read(line: int, text: str) -> Diagram:
    """Return the one diagram in a text that begins in this line."""
    diagram = Diagram()
    reader = _Reader(diagram)
    for token in _tokens(_prepared(text, diagram), line):
        reader.read(token)
    reader.finish()
    return diagram


def _within_limits(whole: Diagram) -> None:
    """Refuse a journey that is within limits only part by part."""
    for count, limit, said in (
        (len(whole.tasks), TOUCHPOINTS_LIMIT, capital(_("more than {limit} touchpoints are too many."))),
        (len(whole.sections), SECTIONS_LIMIT, capital(_("more than {limit} sections are too many."))),
        (len(whole.actors), ACTORS_LIMIT, capital(_("more than {limit} actors are too many."))),
    ):
        if count > limit:
            raise RefusedError(said.format(limit=limit))


def _prepared(text: str, diagram: Diagram) -> str:
    """Return the text with its front matter and directives blanked out, and its entities hidden."""
    if front := _FRONT.match(text):
        titles = (found[1].strip() for found in _FRONT_TITLE.finditer(front[0]))
        diagram.title = one_line(next(filter(None, titles), "").strip("\"'"))
        text = _blank(front[0]) + text[front.end() :]
    return _ENTITY.sub("\ue000\\1\ue001", _without_directives(text))


def _out_of_fences(text: str) -> list[tuple[int, str]]:
    """Return the journey diagrams in a Markdown text, each with the line it begins in; a bare diagram as it is."""
    found = []
    line, at = 1, 0
    for fence in _FENCE.finditer(text):
        if _JOURNEY.search(fence["inside"]):
            line += text.count("\n", at, fence.start("inside"))
            at = fence.start("inside")
            found.append((line, fence["inside"]))
    return found or [(1, text)]


def _without_directives(text: str) -> str:
    parts = []
    at = 0
    while (start := text.find("%%{", at)) >= 0 and (end := text.find("}%%", start)) >= 0:
        parts += [text[at:start], _blank(text[start:end])]
        at = end + 3
    return "".join([*parts, text[at:]])


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _tokens(text: str, line: int) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            reason = _("“{sign}” can’t stand here; in a name it is written “#{code};”.")
            raise _refused(line, reason.format(sign=text[at], code=ord(text[at])))
        yield Token(str(found.lastgroup), found[0], line)
        line += found[0].count("\n")
        at = found.end()


def _refused(line: int, reason: str) -> RefusedError:
    return RefusedError(_("Line {line}: {reason}").format(line=line, reason=reason))


def _plain(text: str) -> str:
    """Return text as it is shown: entities as characters, breaks as spaces, on one line."""
    return one_line(_HIDDEN.sub(_character, _BREAK.sub(" ", one_line(text))))


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name.isascii() and name.isdecimal() and len(name) < 8:
        return html.unescape(f"&#{name};")
    return html5.get(f"{name};", f"#{name};")


class _Reader:
    """Takes tokens one by one and fills a diagram."""

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._begun = False
        self._touchpoints = 0
        self._last: tuple[Task, str | None] | None = None
        """The task just read, and the first actor in its last line; more lines of it may follow."""

    def read(self, token: Token) -> None:
        """Read one token."""
        if token.kind in ("newline", "space", "hash"):
            return
        if token.kind == "comment":
            self._comment(token)
        elif not self._begun:
            if token.kind != "journey":
                raise _refused(token.line, _("a journey diagram begins with the word “journey”."))
            self._begun = True
        else:
            getattr(self, f"_{token.kind.casefold()}")(token)

    def finish(self) -> None:
        """Refuse a text that is no journey, or one without touchpoints."""
        if not self._begun:
            raise RefusedError(_("There is no journey diagram: it begins with the word “journey”."))
        if not self._diagram.tasks:
            raise RefusedError(_("The diagram has no tasks: write at least one as “name: score: actor”."))

    def _journey(self, token: Token) -> None:
        reason = _("“journey” can stand only once, at the beginning; a name may begin with “#106;ourney”.")
        raise _refused(token.line, reason)

    def _title(self, token: Token) -> None:
        self._diagram.title = _plain(token.text[6:])

    def _acctitle(self, token: Token) -> None:
        self._diagram.title = self._diagram.title or _plain(token.text.partition(":")[2])

    def _accdescr(self, token: Token) -> None:
        self._diagram.about = _plain(token.text.partition(":")[2])

    def _block(self, token: Token) -> None:
        lines = map(_plain, token.text.partition("{")[2].removesuffix("}").split("\n"))
        self._diagram.about = "\n".join(line for line in lines if line)

    def _section(self, token: Token) -> None:
        self._diagram.sections.append(Section(_named(token.text[8:], token.line, _("section"))))
        if len(self._diagram.sections) > SECTIONS_LIMIT:
            reason = _("more than {limit} sections are too many.").format(limit=SECTIONS_LIMIT)
            raise _refused(token.line, reason)
        self._last = None

    def _comment(self, token: Token) -> None:
        said = token.text.lstrip(" \t%")
        if self._begun and said.startswith(UNFELT):
            self._add(Task(_named(said.removeprefix(UNFELT), token.line, _("touchpoint"))), token.line)
            self._last = None
        elif self._begun and (part := _PART.fullmatch(said)):
            self._diagram.part = Part(int(part[1]), int(part[2]), _plain(part[3]))
        elif self._diagram.sections and said.strip() == GOES_ON:
            self._diagram.sections[-1].goes_on = True
        elif self._last and said.startswith(FELT):
            self._felt_by_each(self._last[0], said.removeprefix(FELT), token.line)
            self._last = None

    def _felt_by_each(self, task: Task, said: str, line: int) -> None:
        """Take what each feels, unless the task's own line was changed since and says otherwise."""
        each: dict[str | None, int] = {}
        for entry in said.split(","):
            score, _space, actor = entry.strip().partition(" ")
            if score not in _SCORES:
                return
            each[_plain(actor) or None] = int(score) - SCORE_OF_NEUTRAL
        named: set[str | None] = {actor for actor in each if actor is not None} or {None}
        if named == task.feelings.keys() and set(task.feelings.values()) == {shown_score(each.values())}:
            if None in each:
                self._comes_up(None, line)
            task.feelings = each

    def _task(self, token: Token) -> None:
        name, colon, data = token.text.partition(":")
        if _OPEN_BLOCK.match(name):
            raise _refused(token.line, _("the description begins with “{” and never ends with “}”."))
        if not colon:
            shown = shortened(_plain(name), 40)
            reason = _("“{text}” is neither a task (name: score: actors) nor title or section.")
            raise _refused(token.line, reason.format(text=shown))
        score, _colon, people = data.partition(":")
        name = _named(name, token.line, _("task"))
        actors = self._actors(people.partition(":")[0], token.line)
        self._felt(name, _score(score, token.line), actors, token.line)

    def _actors(self, text: str, line: int) -> list[str | None]:
        names = [_plain(name) for name in text.split(",")]
        actors: list[str | None] = list(dict.fromkeys(name for name in names if name)) or [None]
        for actor in actors:
            if actor is not None:
                _checked(actor, line, _("actor"))
            self._comes_up(actor, line)
        return actors

    def _comes_up(self, actor: str | None, line: int) -> None:
        known = self._diagram.actors
        if actor not in known:
            known.append(actor)
        if len(known) > ACTORS_LIMIT:
            raise _refused(line, _("more than {limit} actors are too many.").format(limit=ACTORS_LIMIT))

    def _felt(self, name: str, feeling: int, actors: list[str | None], line: int) -> None:
        task = self._continued(name, feeling, actors)
        if task is None:
            task = Task(name)
            self._add(task, line)
        task.feelings |= dict.fromkeys(actors, feeling)
        self._last = (task, actors[0])

    def _continued(self, name: str, feeling: int, actors: list[str | None]) -> Task | None:
        """Return the task just read if this line only says what other personas feel there."""
        if self._last is None:
            return None
        task, first = self._last
        order = self._diagram.actors.index
        same = {(score, actor is None) for actor, score in task.feelings.items()}
        if (
            task.name == name
            and (feeling, actors == [None]) not in same
            and task.feelings.keys().isdisjoint(actors)
            and order(first) < order(actors[0])
        ):
            return task
        return None

    def _add(self, task: Task, line: int) -> None:
        sections = self._diagram.sections
        if not sections:
            sections.append(Section(""))
        sections[-1].tasks.append(task)
        self._touchpoints += 1
        if self._touchpoints > TOUCHPOINTS_LIMIT:
            reason = _("more than {limit} touchpoints are too many.").format(limit=TOUCHPOINTS_LIMIT)
            raise _refused(line, reason)


def _named(text: str, line: int, what: str) -> str:
    """Return a name as it is shown, or refuse it with its line."""
    return _checked(_plain(text), line, what)


def _checked(name: str, line: int, what: str) -> str:
    """Return a name, or refuse it with its line when it is empty or too long."""
    try:
        return typed.needed_line(name, what)
    except RefusedError as error:
        raise _refused(line, str(error)) from None


_SCORES = ("1", "2", "3", "4", "5")


def _score(text: str, line: int) -> int:
    shown = shortened(_plain(text), 40)
    if shown not in _SCORES:
        reason = _("the score is “{score}”, but must be a whole number from 1 (very sour) to 5 (very happy).")
        raise _refused(line, reason.format(score=shown))
    return int(shown) - SCORE_OF_NEUTRAL
