"""How findings stand on the card of a walk: before the answer what is asked of them, after it what it made of them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import FEELINGS, Seen, Verdict
from auditor.walking.finding_words import called, details, sign, standing
from auditor.walking.known_findings import Told
from screens.audit.walk_keys import answering, feeling, walk_key

Line = tuple[str, str]

_MOST = 3
"""So many findings of a check are told in full on its card."""


INKS = {
    None: "plain",
    Seen.THERE: "bad",
    Seen.CHANGED: "warn",
    Seen.GONE: "good",
    Seen.NOT_LOOKED: "dim",
    Seen.PAGE_GONE: "dim",
}
"""The ink of what was seen of a finding."""
_STYLES = {"plain": "", "bad": "$error", "warn": "$warning", "good": "$success", "dim": "$quiet"}


def asked(told: Sequence[Told], *, is_felt: bool = False) -> list[Line]:
    """Return the earlier findings that a check, or the feeling, asks for, and what its keys will say of them."""
    earlier = [each for each in told if each.since is not None and not each.is_remark]
    if not earlier:
        return []
    lines: list[Line] = []
    for each in earlier[:_MOST]:
        lines += [
            (f"{sign(each)} {called(each)}", "$warning"),
            (f" · {standing(each)}", "$quiet"),
            ("\n", ""),
        ]
    lines += _left(len(earlier) - _MOST)
    if is_felt:
        sour = [feeling(score) for score in FEELINGS if score < 0]
        other = [feeling(score) for score in FEELINGS if score >= 0]
        meant = [(sour, _("still there")), (other, _("gone"))]
    else:
        meant = [
            ([answering(Verdict.PASS)], labels.word(Seen.GONE)),
            ([answering(Verdict.FAIL)], labels.word(Seen.THERE)),
        ]
    if len(earlier) > 1:
        meant.append((["findings"], _("each by itself")))
    for actions, word in meant:
        lines += [(f" {' '.join(map(walk_key, actions))} ", "bold $accent"), (f"{word}  ", "")]
    return [*lines, ("\n\n", "")]


def stated(told: Sequence[Told]) -> list[Line]:
    """Return the findings of a check that is answered, each as a sentence, with what else is known of it."""
    lines: list[Line] = []
    for each in told[:_MOST]:
        lines += [
            ("\n\n" if not lines else "\n", ""),
            (f"{sign(each)} {called(each)}", _STYLES[INKS[each.seen]]),
        ]
        if more := details(each):
            lines += [("\n", ""), (more, "$quiet")]
    if left := _left(len(told) - _MOST):
        lines += [("\n", ""), *left[:-1]]
    return lines


def _left(count: int) -> list[Line]:
    if count <= 0:
        return []
    said = ngettext("and {n} more: {key}", "and {n} more: {key}", count)
    return [(said.format(n=count, key=walk_key("findings")), "$quiet"), ("\n", "")]
