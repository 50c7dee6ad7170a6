"""Bytes to text, where a file says itself how it is encoded: programs of Windows write UTF-16, or a mark before UTF-8."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Longer marks first: that of UTF-32 begins like that of UTF-16."""
_HEAD = 2000


def told_encoding(content: bytes) -> str | None:
    """Return the encoding that a mark at the beginning, or every second byte being zero, tells; None for neither."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:_HEAD]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return None


def decoded(content: bytes) -> str:
    """Return the text in bytes: in the encoding they tell, else in UTF-8; raise UnicodeDecodeError for no such text."""
    return content.decode(told_encoding(content) or "utf-8")
