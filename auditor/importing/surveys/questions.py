"""Reads the answers of one question: what each cell is worth, on which scale, and which way that is good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import folded, shortened
from auditor.base.vocabulary import Better
from auditor.base.ways_out import WayOut
from auditor.importing.files.reading import BadContentError, bad_line
from auditor.importing.surveys.columns import SurveyColumn, kind_of, says
from auditor.importing.surveys.direction import direction
from auditor.importing.surveys.scales import (
    Answer,
    ScaleTold,
    Words,
    about,
    answer_in,
    guessed_scale,
    is_code,
    is_good,
    is_no_answer,
    readings,
    scale_told,
)

PROBLEMS_SHOWN = 5
"""How many bad rows an error tells of."""
_SURELY_OF_TEN = 8
_WIDEST_OF_CSAT, _LEAST_OF_CSAT = 10, 4
_WIDEST_CODED = 10
_LIKELY = (
    "likely",
    "likelihood",
    "troligt",
    "trolig",
    "sannolikt",
    "sannolik*",
    "sannsynlig*",
    "sandsynlig*",
)
_MANY = 8
"""From so many answers on, a few 8s and 9s among scores up to 5 may be codes."""


class Said(Struct, frozen=True):
    """What the user says of the answers of a question; what is empty is told by them."""

    kind: str = ""
    scale: tuple[int, int] | None = None
    better: str = ""
    steps: Mapping[str, float] = {}
    """The steps of words, by folded word."""
    keeps_codes: bool = False


class Reading(Struct, frozen=True):
    """What the answers of a question are."""

    scores: tuple[float | None, ...]
    """A score for each row, None where there is no answer."""
    kind: str
    scale: tuple[int, int]
    better: str
    words: Words | None
    turned: bool
    """Whether the words were taken because the numbers beside them say the opposite."""
    mirrored: bool
    """Whether the scores were turned round, the lowest into the highest, because the lowest is the best."""
    codes: tuple[int, ...]
    """The lines in which a code for no answer stands."""


def read_question(
    look: SurveyColumn, mates: Sequence[SurveyColumn], lines: Sequence[int], said: Said
) -> Reading:
    """Return what the answers in a column are; `mates` are the columns of the same grid, `lines` those of its rows.

    Raises BadContentError with the lines of what is no answer, RefusedError where it is in doubt what is meant.
    """
    return _Question(look, mates, lines, said).reading()


class _Question:
    """A column while it is read."""

    def __init__(
        self, look: SurveyColumn, mates: Sequence[SurveyColumn], lines: Sequence[int], said: Said
    ) -> None:
        self._look = look
        self._mates = mates
        self._lines = lines
        self._said = said
        heading = look.heading
        told = scale_told(heading.asked)
        of_grid = scale_told(heading.group) if heading.group else told
        self._told = ScaleTold(
            told.ends or of_grid.ends,
            told.rises if told.rises is not None else of_grid.rises,
            told.words or of_grid.words,
        )
        self._answers = _answers(look, said.steps)

    def reading(self) -> Reading:
        """Return what the answers are."""
        look, said = self._look, self._said
        self._refuse_unknown()
        codes = self._codes()
        numbers = [one.number for one in self._answers.values() if one is not None and one.number is not None]
        numbers = [one for one in numbers if one not in codes]
        words = {one.word for one in self._answers.values() if one is not None and one.number is None}
        if not numbers and not words:
            raise RefusedError(_("The column “{name}” has no score in it.").format(name=look.name))
        given = said.scale or self._told.ends or self._told_by_cells(numbers)
        read = self._read_words(words, given) if words else None
        rises, turned = self._labelled(codes, given)
        if turned is not None:
            read, numbers = turned, []
        kind = said.kind or self._kind(read, words, numbers, given)
        scale = given or self._scale(read, numbers, kind)
        if read is not None and scale != (1, read.steps):
            raise RefusedError(
                _(
                    "The words of “{name}” are {steps} steps, which does not fit the scale {low}–{high}."
                ).format(name=shortened(look.name, 60), steps=read.steps, low=scale[0], high=scale[1]),
                WayOut.NAME_WORDS,
            )
        scores = self._scores(read if read is not None else None, codes, turned is not None)
        self._refuse_outside(scores, scale, kind)
        told = {one.word for one in self._answers.values() if one is not None and one.is_word}
        better = said.better or str(
            direction(
                look.heading, kind, words or told, True if read is not None else rises, self._told
            ).value
        )
        # The share of the pleased is that of the highest scores, wherever such evidence is looked at.
        mirrored = kind == "csat" and better == Better.LOWER
        if mirrored:
            better = Better.HIGHER.value
            scores = [None if score is None else scale[0] + scale[1] - score for score in scores]
        code_lines = tuple(
            line
            for line, cell in zip(self._lines, look.cells, strict=True)
            if (one := self._answers.get(cell)) is not None and one.number in codes
        )
        return Reading(tuple(scores), kind, scale, better, read, turned is not None, mirrored, code_lines)

    def _refuse_unknown(self) -> None:
        """Refuse cells that are neither numbers nor known words."""
        bad = {cell for cell, one in self._answers.items() if one is None}
        first = next((cell for cell in self._look.cells if cell in bad), "")
        refuse_lines(
            [
                bad_line(
                    line,
                    _("“{text}” is no score.").format(text=shortened(cell, 40)),
                    WayOut.NAME_WORD,
                    word=shortened(first, 40),
                )
                for line, cell in zip(self._lines, self._look.cells, strict=True)
                if cell in bad
            ]
        )

    def _codes(self) -> set[float]:
        """Return the numbers that stand for no answer: such as 99, where all others are from 0 to 10."""
        if self._said.keeps_codes:
            return set()
        numbers = {one.number for one in self._answers.values() if one is not None and one.number is not None}
        coded = {one for one in numbers if is_code(one)}
        rest = numbers - coded
        ends = self._said.scale or self._told.ends
        if not rest or max(rest) > _WIDEST_CODED or (ends and ends[1] > _WIDEST_CODED):
            return set()
        return coded

    def _told_by_cells(self, numbers: Sequence[float]) -> tuple[int, int] | None:
        """Return the scale that cells such as `4 of 5` tell, None where they tell none."""
        mosts = {one.most for one in self._answers.values() if one is not None and one.most}
        if not mosts or not numbers:
            return None
        if len(mosts) > 1 or max(numbers) > max(mosts):
            raise self._no_scale()
        most = mosts.pop()
        return (0 if min(numbers) < 1 else 1), most

    def _read_words(self, words: set[str], given: tuple[int, int] | None) -> Words:
        """Return how words are read: those that the user gave steps, and the others on the one scale that has them."""
        steps = self._said.steps
        own = {word: steps[word] for word in words if word in steps}
        known = words - own.keys()
        wanted = given[1] if given and given[0] == 1 else 0
        found = readings(known, wanted) if known else []
        if known and len(found) != 1 and self._mates:
            pool = {
                one.word
                for mate in self._mates
                for one in _answers(mate, steps).values()
                if one is not None and one.number is None and one.word not in steps
            }
            wider = readings(pool, wanted)
            if len(wider) == 1:
                found = [Words(wider[0].steps, {word: wider[0].values[word] for word in known})]
        if known and own and len(found) > 1:
            found = [one for one in found if _in_order(one, own)] or found
        if known and len(found) != 1:
            raise self._no_words(sorted(known))
        many = found[0].steps if found else wanted or _steps_for(max(own.values()))
        if own and (max(own.values()) > many or min(own.values()) < 1):
            raise RefusedError(
                _("The steps of the words of “{name}” are 1 to {steps}.").format(
                    name=shortened(self._look.name, 60), steps=many
                ),
                WayOut.NAME_WORDS,
            )
        return Words(many, {**(found[0].values if found else {}), **own})

    def _labelled(self, codes: set[float], given: tuple[int, int] | None) -> tuple[bool | None, Words | None]:
        """Return whether higher numbers have the better words, and how words are read that win over their numbers."""
        labelled = [
            (one.number, one.word)
            for one in self._answers.values()
            if one is not None and one.number is not None and one.number not in codes and one.is_word
        ]
        if not labelled or self._said.better:
            return None, None
        rises = self._rises(labelled, given)
        if rises is None:
            raise RefusedError(
                _("Numbers and words in “{name}” contradict each other.").format(
                    name=shortened(self._look.name, 60)
                ),
                WayOut.NAME_DIRECTION,
            )
        everything = all(one is not None and one.is_word for one in self._answers.values())
        if rises or not everything:
            return rises, None
        found = readings({word for _number, word in labelled}, given[1] if given and given[0] == 1 else 0)
        if len(found) != 1 or max(number for number, _word in labelled) > found[0].steps:
            return rises, None
        return True, found[0]

    def _rises(self, labelled: Sequence[tuple[float, str]], given: tuple[int, int] | None) -> bool | None:
        """Tell whether higher numbers have the better words; None where they contradict each other."""
        if len({word for _number, word in labelled}) < len(set(labelled)):
            return None
        signs: set[bool] = set()
        found = readings({word for _number, word in labelled})
        if found:
            values = found[0].values
            for one, word in labelled:
                for other, second in labelled:
                    if one < other and values[word] != values[second]:
                        signs.add(values[word] < values[second])
        else:
            goods = [number for number, word in labelled if is_good(word)]
            bads = [number for number, word in labelled if is_good(word) is False]
            signs |= {good > bad for good in goods for bad in bads}
        if signs:
            return signs.pop() if len(signs) == 1 else None
        low, high = given or self._scale(None, self._all_numbers(), "nps" if self._look.kind == "nps" else "")
        sides = {
            good == (2 * number > low + high)
            for number, word in labelled
            if (good := is_good(word)) is not None and 2 * number != low + high
        }
        return sides.pop() if len(sides) == 1 else (True if not sides else None)

    def _all_numbers(self) -> list[float]:
        found = [one.number for one in self._answers.values() if one is not None and one.number is not None]
        for mate in self._mates:
            found += mate.numbers
        return [one for one in found if not is_code(one)] or found

    def _kind(
        self,
        read: Words | None,
        words: set[str],
        numbers: Sequence[float],
        given: tuple[int, int] | None,
    ) -> str:
        """Return what was asked, as the column's name, its words and its highest score tell.

        A question whether one recommends is NPS only on 0-10, and the two highest of a hundred scores are no CSAT.
        """
        look = self._look
        kind = look.kind or kind_of(look.heading.group)
        labels = {one.word for one in self._answers.values() if one is not None and one.is_word}
        of_words = about(words or labels)
        if of_words in ("csat", "ces"):
            kind = of_words
        if kind == "nps":
            return self._nps(read, numbers, given)
        if kind == "csat":
            highest = read.steps if read is not None else max(*numbers, given[1] if given else 0, 0)
            if highest > _WIDEST_OF_CSAT or (highest < _LEAST_OF_CSAT and (read is not None or given)):
                return "likert"
        if not kind and of_words == "likely" and max(numbers, default=0) > _SURELY_OF_TEN:
            raise RefusedError(
                _("“{name}” may be NPS, or another score from 0 to 10.").format(
                    name=shortened(look.name, 60)
                ),
                WayOut.NAME_KIND,
            )
        return kind or "likert"

    def _nps(self, read: Words | None, numbers: Sequence[float], given: tuple[int, int] | None) -> str:
        name = self._look.heading.asked + " " + self._look.heading.code
        if says(name, ("nps", "promoter*")):
            return "nps"
        if read is not None or given not in (None, (0, 10)):
            return "likert"
        low, high = min(numbers), max(numbers)
        if given or high >= _SURELY_OF_TEN or low < 1:
            return "nps"
        if high <= 5 and not says(name, _LIKELY):
            return "likert"
        raise self._no_scale()

    def _scale(self, read: Words | None, numbers: Sequence[float], kind: str) -> tuple[int, int]:
        """Return the scale that is told by the answers alone. Raises RefusedError where it is in doubt."""
        if read is not None:
            return 1, read.steps
        pool = list(numbers)
        for mate in self._mates:
            pool += [number for number in mate.numbers if not is_code(number)]
        scale = guessed_scale(pool, kind)
        if scale[0] >= scale[1] or (kind != "nps" and scale == (0, 10) and self._may_be_codes()):
            raise self._no_scale()
        return scale

    def _may_be_codes(self) -> bool:
        """Tell whether a few 8s or 9s among scores up to 5 may stand for no answer."""
        scores: Counter[float] = Counter()
        for cell in self._look.cells:
            one = self._answers.get(cell)
            if one is not None and one.number is not None:
                scores[one.number] += 1
        high = {score for score in scores if score > 5}
        few = 4 * sum(scores[score] for score in high) < scores.total()
        return scores.total() >= _MANY and high <= {8.0, 9.0} and few

    def _scores(self, read: Words | None, codes: set[float], by_words: bool) -> list[float | None]:
        worth: dict[str, float | None] = {}
        for cell, one in self._answers.items():
            if one is None or one.number in codes:
                worth[cell] = None
            elif read is not None and (by_words or one.number is None):
                worth[cell] = read.values[one.word]
            else:
                worth[cell] = one.number
        return [worth.get(cell) for cell in self._look.cells]

    def _refuse_outside(self, scores: Sequence[float | None], scale: tuple[int, int], kind: str) -> None:
        low, high = scale
        if kind == "nps" and scale != (0, 10):
            raise RefusedError(_("NPS is asked on the scale 0-10."))
        whole = kind in ("nps", "csat")
        problems = []
        for line, cell, score in zip(self._lines, self._look.cells, scores, strict=True):
            if score is None:
                continue
            if not low <= score <= high:
                reason = _("“{text}” is not on the scale {low}-{high}.")
                problems.append(bad_line(line, reason.format(text=shortened(cell, 40), low=low, high=high)))
            elif whole and score != int(score):
                reason = _("“{text}” is no whole number.").format(text=shortened(cell, 40))
                problems.append(bad_line(line, reason))
        refuse_lines(problems)
        self._refuse_mean(scores)

    def _refuse_mean(self, scores: Sequence[float | None]) -> None:
        """Refuse a last row that alone has decimals: it looks like a mean of the others."""
        given = [
            (line, cell, score)
            for line, cell, score in zip(self._lines, self._look.cells, scores, strict=True)
            if score is not None
        ]
        if len(given) < 4:
            return
        line, cell, last = given[-1]
        if last != int(last) and all(score == int(score) for _line, _cell, score in given[:-1]):
            raise bad_line(
                line, _("“{text}” looks like a mean of the others, not a reply.").format(text=cell[:40])
            )

    def _no_scale(self) -> RefusedError:
        return RefusedError(
            _("The scores of “{name}” are on no usual scale, or on one of several.").format(
                name=shortened(self._look.name, 60)
            ),
            WayOut.NAME_SCALE,
        )

    def _no_words(self, words: Sequence[str]) -> RefusedError:
        return RefusedError(
            _("The words of “{name}” are on no known scale, or on one of several: {words}.").format(
                name=shortened(self._look.name, 60), words=labels.listed(words, length=40)
            ),
            WayOut.NAME_WORDS,
        )


def _answers(look: SurveyColumn, steps: Mapping[str, float]) -> dict[str, Answer | None]:
    """Return what each different cell of a column says, those without an answer left out."""
    return {
        cell: Answer(None, folded(cell)) if folded(cell) in steps else answer_in(cell, look.mark)
        for cell in dict.fromkeys(look.cells)
        if not is_no_answer(cell) or folded(cell) in steps
    }


def _in_order(read: Words, own: Mapping[str, float]) -> bool:
    """Tell whether the steps that the user gave are none of those that known words have already."""
    return max(own.values()) <= read.steps and not {*own.values()} & {*read.values.values()}


def _steps_for(highest: float) -> int:
    return next((steps for steps in (5, 7, 10) if highest <= steps), 100)


def refuse_lines(problems: Sequence[BadContentError]) -> None:
    """Raise for bad rows, naming the first of them."""
    if not problems:
        return
    if len(problems) == 1:
        raise problems[0]
    shown = " ".join(str(each) for each in problems[:PROBLEMS_SHOWN])
    more = len(problems) - PROBLEMS_SHOWN
    if more > 0:
        shown += " " + ngettext("And {count} more row.", "And {count} more rows.", more).format(count=more)
    told = problems[0].told
    raise BadContentError("", shown, told.way_out, **told.about)
