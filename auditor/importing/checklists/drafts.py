"""A check as another program has it, and the text of a file of checks in which what is missing is marked."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.text import folded, one_line, plain_letters, shortened
from auditor.library.checklists import TEXT_LIMIT, TITLE_LIMIT, WHY_LIMIT
from auditor.library.words import word_lists

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_IMAGE = re.compile(r"!\[[^\]]{0,300}\](?:\([^()]{0,500}\)|\[[^\]]{0,100}\])")
_LINK = re.compile(r"\[([^\[\]]{0,300})\](?:\([^()]{0,500}\)|\[[^\]]{0,100}\])")
_MARKS = re.compile(r"(\*\*|__|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_KEY_LIMIT = 40
_KEY_WORDS = 6
_CRITERION = re.compile(r"[1-4]\.\d{1,2}\.\d{1,2}\b")
_SEVERITIES: Mapping[str, Sequence[str]] = word_lists("checklists")["severities"]
_STEPS = {word: int(step) for step, words in _SEVERITIES.items() for word in words}
_NUMBERS = {"severity": (1, 4), "remedy_effort": (1, 5), "remedy_impact": (1, 5)}


class DraftCheck(Struct, frozen=True):
    """A check as far as it is known; what is empty is missing."""

    text: str
    key: str = ""
    section: str = ""
    standard: str = ""
    why: str = ""
    look: str = ""
    remedy: str = ""
    numbers: Mapping[str, str] = {}
    """What is said of severity, effort and impact, as it is written there."""


class Draft(Struct, frozen=True):
    """A checklist as far as it is known."""

    title: str
    checks: tuple[DraftCheck, ...]
    remarks: tuple[str, ...] = ()
    """What of the file was left out."""


class Written(Struct, frozen=True):
    """The text of a file of checks, and how many checks lack what."""

    key: str
    text: str
    missing: Mapping[str, int]


def plain(text: str) -> str:
    """Return a text on one line, without the marks of Markdown and HTML."""
    if len(text) > 20_000:
        text = text[:20_000]
    line = _IMAGE.sub("", one_line(text))
    line = _LINK.sub(r"\1", line)
    line = html.unescape(_TAG.sub("", line))
    return one_line(_MARKS.sub("", line)).strip()


def key_of(text: str, taken: Collection[str] = ()) -> str:
    """Return a key made of a text's first words, other than those `taken`."""
    words = re.findall(r"[a-z0-9]+", plain_letters(text[:400]))
    key = "-".join(words[:_KEY_WORDS])[:_KEY_LIMIT].strip("-") or "check"
    if key not in taken:
        return key
    return next(f"{key}-{number}" for number in range(2, len(taken) + 3) if f"{key}-{number}" not in taken)


def written(
    draft: Draft,
    name: str,
    language: str,
    numbers: Mapping[str, int],
    known: Collection[str] = (),
) -> Written:
    """Return a draft as the TOML of a checklist, with what is missing as comments that say so.

    `name` is that of the file it is from; `numbers` stand where a check tells no severity, effort or impact of its own.
    A key among the `known`, those of checklists at hand, would put this one in the place of another.
    """
    title = shortened(draft.title or PurePath(name).stem, TITLE_LIMIT)
    key = key_of(title)
    key = f"own-{key}" if key in known else key
    missing: dict[str, int] = {}
    lines = [
        _comment(_("Made from {file}.").format(file=shortened(name, 100))),
        _comment(
            _(
                "What is missing is marked so: write it, and take away the # before it. Then run “{command}”."
            ).format(command="auditor checklist check")
        ),
        "",
        f"key = {_text(key)}",
        "",
        "[title]",
        f"{language} = {_text(title)}" + ("" if draft.title else "  " + _comment(_("after the file’s name"))),
    ]
    section = ""
    taken: set[str] = set()
    for check in draft.checks:
        fitted = _fitted(check)
        if check.section and check.section != section:
            section = check.section
            lines += ["", _comment(shortened(section, 200))]
        own = key_of(check.key or fitted.text, taken)
        taken.add(own)
        lines += ["", "[[check]]", f"key = {_text(own)}"]
        for number, (low, high) in _NUMBERS.items():
            lines.append(_number(number, check, numbers, low, high, missing))
        if fitted.standard:
            lines.append(f"standard = {_text(fitted.standard)}")
        for field in ("text", "why", "look"):
            if said := getattr(fitted, field):
                lines += [f"[check.{field}]", f"{language} = {_text(said)}"]
        if fitted.remedy:
            lines += ["[check.remedy]", f"{language} = {_text(fitted.remedy)}"]
        else:
            missing["remedy"] = missing.get("remedy", 0) + 1
            lines += [
                _missing(_("what is to be done; if the check says it already, take away the two # below")),
                "# [check.remedy]",
                f"# {language} = {_text(fitted.text)}",
            ]
    return Written(key, "\n".join(lines) + "\n", missing)


def _fitted(check: DraftCheck) -> DraftCheck:
    """Return a check whose texts are as long as a file of checks has them: of a long check the rest is told below."""
    text, rest = check.text, ""
    if len(text) > TEXT_LIMIT:
        text, rest = shortened(text, TEXT_LIMIT), check.text
    standard = f"WCAG {check.standard}" if _CRITERION.match(check.standard) else check.standard
    return replace(
        check,
        text=text,
        standard=shortened(standard, TEXT_LIMIT),
        why=shortened(" ".join(filter(None, [rest, check.why])), WHY_LIMIT),
        look=shortened(check.look, WHY_LIMIT),
        remedy=shortened(check.remedy, TEXT_LIMIT),
    )


def _number(
    name: str,
    check: DraftCheck,
    numbers: Mapping[str, int],
    low: int,
    high: int,
    missing: dict[str, int],
) -> str:
    said = check.numbers.get(name, "")
    step = (
        _STEPS.get(folded(said), 0)
        if name == "severity"
        else int(said)
        if said.isdecimal() and len(said) < 3
        else 0
    )
    if low <= step <= high:
        return f"{name} = {step}"
    if name in numbers:
        return f"{name} = {numbers[name]}"
    missing[name] = missing.get(name, 0) + 1
    scale = f"{low}–{high}"
    if name == "severity":
        scale = ", ".join(f"{each} {labels.severity(each)}" for each in range(low, high + 1))
    if said:
        scale = _("{scale}; the file says “{said}”").format(scale=scale, said=shortened(one_line(said), 40))
    return f"# {name} =   {_missing(scale)}"


def _missing(what: str) -> str:
    return _comment(_("missing: {what}").format(what=what))


def _comment(text: str) -> str:
    return f"# {one_line(text)}"


def _text(text: str) -> str:
    """Return a text as TOML has it, whose basic strings are those of JSON."""
    return json.dumps(one_line(text), ensure_ascii=False)


def chosen(draft: Draft, sections: Iterable[str]) -> Draft:
    """Return a draft with the checks of some sections alone; all where none is named."""
    wanted = {folded(section) for section in sections}
    if not wanted:
        return draft
    return replace(draft, checks=tuple(each for each in draft.checks if folded(each.section) in wanted))
