"""What happened to an action, and what was said of it, as text of a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base.i18n import _, day_and_time
from auditor.sentences.history import changes, sentence
from auditor.views.actions import ActionEvent, Comment

Line = tuple[str, str]


def past_lines(events: Sequence[ActionEvent]) -> list[Line]:
    """Return every change of an action, the newest first: when, who, and what was before and after."""
    lines: list[Line] = []
    for event in events:
        taken_back = event.state in {"undone", "gone"}
        lines += [(f"{day_and_time(event.at)}  {event.who}", "$quiet"), ("\n", "")]
        lines += [(f"  {sentence(event)}", ""), ("\n", "")]
        if taken_back:
            lines += [(f"  {_('taken back')}", "$warning"), ("\n", "")]
        for change in changes(event):
            lines += [(f"    {change}", "$quiet"), ("\n", "")]
    return lines or [(_("Nothing has been changed yet."), "$quiet")]


def comment_lines(comments: Sequence[Comment]) -> list[Line]:
    """Return what was said of an action, with who and when."""
    lines: list[Line] = [("\n", ""), (_("Comments"), "bold $accent"), ("\n", "")]
    for comment in comments:
        lines += [(f"  {day_and_time(comment.written)}  {comment.who}: ", "$quiet"), (comment.text, "")]
        lines.append(("\n", ""))
    return lines
