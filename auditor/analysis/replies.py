"""Replies of interviews laid side by side by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auditor.views.interviews import AskedQuestion, RepliesTable, Respondent, Response, ThemeRow
from auditor.views.maps import Reply


def replies_by_theme(
    asked: Sequence[AskedQuestion],
    respondents: Sequence[Respondent],
    responses: Iterable[Response],
    summaries: Iterable[Reply],
    *,
    for_others: bool = False,
    everything: bool = False,
) -> RepliesTable:
    """Return what respondents replied, and the team's summaries above, question by question.

    The themes stand in the order in which they are first asked along the journey, the stages of each in theirs. Left out
    are questions of which nothing is known, unless `everything` is wanted. With `for_others`, what was said by whoever did
    not agree to that is None; they keep their column, for they were asked.
    """
    said = {(one.respondent_id, one.stage_id, one.question): one.text for one in responses}
    known: defaultdict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    personas = {one.persona_id for one in respondents}
    for reply in summaries:
        if not respondents or reply.persona_id in personas:
            known[reply.stage_id, reply.question][reply.persona_id] = reply.text
    order = {theme: place for place, theme in reversed(list(enumerate(one.theme for one in asked)))}
    rows = []
    for one in sorted(asked, key=lambda one: order[one.theme]):
        texts = [said.get((each.id, one.stage_id, one.key), "") for each in respondents]
        team = known.get((one.stage_id, one.key), {})
        if everything or team or any(texts):
            shown = [
                None if text and for_others and not each.is_for_others else text
                for each, text in zip(respondents, texts, strict=True)
            ]
            rows.append(ThemeRow(one, team, tuple(shown)))
    return RepliesTable(tuple(respondents), tuple(rows))
