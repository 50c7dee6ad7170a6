"""Texts that break programs: what somebody may type or paste, and how it is to be shown."""

from __future__ import annotations

from collections.abc import Iterable

SHOWN_AS_IT_IS = [
    "[bold red]not bold[/bold red]",
    "[@click=app.quit]press me[/]",
    "[/]",
    "todo [x] and [ ]",
    "<script>alert('1')</script>",
    "'; DROP TABLE journey; --",
    "100% _sure_ !maybe",
    "%s %(name)s {0} {name} ${HOME} \\n",
    "=1+1",
    "-1",
    "| a | b |",
    "مرحبا بالعالم",
    "שלום",
    "👩‍👩‍👧‍👦 family",
    "🏳️‍🌈",
    "Z̷̡̛a̴l̶g̸o̵",
    "Åsa Ærø Øst İstanbul ß ﬁ",
    "零一二三四五六七八九",
    "a" + "\u0301" * 50,
]

CLEANED = [
    ("\x1b[2J\x1b]0;owned\x07after", "[2J]0;ownedafter"),
    ("\x9b31mred", "31mred"),
    ("a\x00b", "ab"),
    ("a\ud800b\udfff", "ab"),
    ("\u202egnp.exe\u202c", "gnp.exe"),
    ("\u2066x\u2069\u200fy", "xy"),
    ("\ufeffmark", "mark"),
    ("b\x08\x7fell\x07", "bell"),
    ("end\u2028line\u2029", "endline"),
]

TWO_LINES = "first\r\nsecond"
"""Kept in notes; one line in names."""

INVISIBLE = ["", " ", "\n\t\n", "\x1b\x07", "\u200b", "\u202e\u2066", "\u00a0\u2003", "\u200d\ufe0f"]
"""Nothing to see: no name."""

HUGE = "x" * 100_000


def packed(texts: Iterable[tuple[str, str]], limit: int = 180) -> list[tuple[str, str]]:
    """Return (typed, shown) texts put together, so that few are as many; each shown is at most `limit` long."""
    found = [("", "")]
    for typed, shown in texts:
        if len(found[-1][1]) + len(shown) > limit:
            found.append(("", ""))
        found[-1] = (f"{found[-1][0]} {typed}".strip(" "), f"{found[-1][1]} {shown}".strip(" "))
    return found


ALL = [*SHOWN_AS_IT_IS, *(text for text, _shown in CLEANED), TWO_LINES, *INVISIBLE, HUGE]
