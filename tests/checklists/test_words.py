"""The words that are understood in files: each stands once, as it is looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from auditor.base.text import folded
from auditor.library.words import OUR_FOLDER, word_lists

FILES = sorted(path.stem for path in OUR_FOLDER.glob("*.toml"))


def lists(content: object) -> Iterator[list[str]]:
    """Give every list of words in a file."""
    if isinstance(content, dict):
        for inside in content.values():
            yield from lists(inside)
    elif isinstance(content, list):
        if content and isinstance(content[0], str):
            yield content
        else:
            for inside in content:
                yield from lists(inside)


@pytest.mark.parametrize("name", FILES)
def test_words_are_written_as_they_are_looked_for(name: str) -> None:
    for words in lists(word_lists(name)):
        assert [word for word in words if word != folded(word)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    for words in lists(word_lists(name)):
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_a_word_of_a_scale_is_one_step_and_a_word_of_a_place_means_one_thing() -> None:
    for several in (word_lists("scales")["steps"].values(), word_lists("places")["alike"]):
        assert [
            word for word, count in Counter(each for one in several for each in one).items() if count > 1
        ] == []
