"""Own files with what an audit asks by: depths, what a site answers once, gates, errands, samples and addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.base.vocabulary import Depth
from auditor.library import checklists, templates
from auditor.library.checklists import Library
from auditor.settings.config import Config
from auditor.views.checks import Errand, Gate, Sample

PAGE = Path(__file__).parents[2] / "docs" / "CHECKLISTS.md"
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
CHECKLIST, SOURCES, INCLUDED, TEMPLATE, _THEMES = BLOCKS
"""The examples of the page that tells how such files are written."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where an own file is."""
    return tmp_path / "ours.toml"


def _line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_example_of_a_checklist_is_good_and_holds_all_that_it_says(path: Path) -> None:
    path.write_text(CHECKLIST, encoding="utf-8")
    found, problems = checklists.examine(path)
    assert problems == [] and found is not None
    sizes, reply = found.checks
    assert (sizes.depth, sizes.shared, sizes.errand) == (Depth.STANDARD, False, None)
    assert sizes.gate == Gate("sizes", {"en": "Is anything sold in sizes?"})
    assert isinstance(sizes.sample, Sample) and sizes.sample.count == 3
    assert (reply.depth, reply.shared, reply.gate, reply.sample) == (Depth.FULL, True, None, None)
    assert isinstance(reply.errand, Errand) and reply.errand.prepare["en"].startswith("Paper")


@pytest.mark.parametrize("example", [SOURCES, INCLUDED])
def test_the_examples_of_sources_and_of_checks_of_other_lists_are_good(path: Path, example: str) -> None:
    path.write_text(f'key = "ours"\ntitle = "Ours"\n{example}', encoding="utf-8")
    found, problems = checklists.examine(path)
    assert problems == [] and found is not None


def test_a_check_names_gates_errands_and_samples_of_the_program(path: Path) -> None:
    own = CHECKLIST[: CHECKLIST.index("[[gate]]")]
    for old, new in (('"sizes"', '"video"'), ('"letter"', '"call"'), ('"shelves"', '"items"')):
        own = own.replace(old, new)
    path.write_text(own, encoding="utf-8")
    found, problems = checklists.examine(path)
    assert problems == [] and found is not None
    sizes, reply = found.checks
    assert sizes.gate is not None and "sv" in sizes.gate.text
    assert reply.errand is not None and reply.errand.key == "call"
    assert sizes.sample is not None and sizes.sample.key == "items"


def test_a_gate_of_ones_own_wins_over_ours_of_the_same_key(path: Path) -> None:
    path.write_text(CHECKLIST.replace('"sizes"', '"video"'), encoding="utf-8")
    found, _problems = checklists.examine(path)
    assert found is not None and found.checks[0].gate == Gate("video", {"en": "Is anything sold in sizes?"})


def test_a_file_without_any_of_it_is_asked_always_and_everywhere(path: Path) -> None:
    plain = re.sub(r"^(depth|shared|gate|errand|sample) = .*\n", "", CHECKLIST, flags=re.MULTILINE)
    path.write_text(plain[: plain.index("[[gate]]")], encoding="utf-8")
    found, problems = checklists.examine(path)
    assert problems == [] and found is not None
    for check in found.checks:
        assert (check.depth, check.shared) == (Depth.CORE, False)
        assert (check.gate, check.errand, check.sample) == (None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('depth = "standard"', 'depth = "deep"', "sizes-shown.depth", "core, standard, full"),
        ('depth = "standard"', "depth = 2", "sizes-shown.depth", "core, standard, full"),
        ('shared = "site"', 'shared = "page"', "reply-in-a-day.shared", "“site”"),
        ('shared = "site"', "shared = true", "reply-in-a-day.shared", "“site”"),
        ('gate = "sizes"', 'gate = "colours"', "sizes-shown.gate", "is no gate; there are bookings"),
        ('gate = "sizes"', "gate = 1", "sizes-shown.gate", "is no gate"),
        ('errand = "letter"', 'errand = "walk"', "reply-in-a-day.errand", "is no errand; there are "),
        ('sample = "shelves"', 'sample = "shelf"', "sizes-shown.sample", "is no sample; there are items"),
        ('key = "sizes"', 'key = "Sizes"', "Sizes.key", "a–z"),
        ('text = "Is anything sold in sizes?"', "text = 1", "sizes.text", "missing"),
        (
            'text = "Is anything sold in sizes?"',
            'text = "Sizes?"\nshared = "all"',
            "sizes.shared",
            "“site”",
        ),
        ('text = "Is anything sold in sizes?"', 'text = "Sizes?"\nalso = 1', "sizes.also", "unknown key"),
        ('text = "Is anything sold in sizes?"', f'text = "{"t" * 161}"', "sizes.text", "161"),
        ('prepare = "Paper, an', 'prepared = "Paper, an', "letter.prepared", "unknown key"),
        ("count = 3", "count = 0", "shelves.count", "from 1 to 9"),
        ("count = 3", "count = 10", "shelves.count", "from 1 to 9"),
        ("count = 3\n", "", "shelves.count", "missing"),
        ("[[gate]]", "[gate]", "gate", "must be [[gate]] tables"),
        ("[[sample]]", '[[errand]]\nkey = "letter"\ntext = "Again"\n\n[[sample]]', "letter.key", "same key"),
    ],
)
def test_what_is_wrong_is_told_by_file_line_key_and_reason(
    path: Path, old: str, new: str, key: str, reason: str
) -> None:
    text = CHECKLIST.replace(old, new, 1)
    assert text != CHECKLIST
    path.write_text(text, encoding="utf-8")
    found, problems = checklists.examine(path)
    assert found is None
    told = next((one for one in problems if one.key == key and reason in one.reason), None)
    assert told is not None, [str(one) for one in problems]
    at = text.splitlines()[told.line - 1]
    assert key.rpartition(".")[2] in at or "missing" in reason, at
    assert told.file == str(path)


def test_the_example_of_a_template_is_good_and_is_kept_in_the_journey(path: Path, config: Config) -> None:
    path.write_text(TEMPLATE, encoding="utf-8")
    found, problems = templates.examine(path)
    assert problems == [] and found is not None
    assert found.gates == {"payment": True, "video": False}
    (point,) = found.stages[0].touchpoints
    assert (point.address, point.depth) == ("shop.example/basket", Depth.STANDARD)
    assert Library(config.checklists).gates.keys() >= found.gates.keys()


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("video = false", "cinema = false", "gates.cinema", "is no gate; there are bookings"),
        ("video = false", 'video = "no"', "gates.video", "true or false"),
        ("[gates]", "[[gates]]", "gates", "must be a table"),
        ('address = "shop.example/basket"', 'address = "the basket"', "basket.address", "web address"),
        ('address = "shop.example/basket"', "address = 1", "basket.address", "must be text"),
        ('depth = "standard"', 'depth = "half"', "basket.depth", "core, standard, full"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_by_line_key_and_reason(
    path: Path, old: str, new: str, key: str, reason: str
) -> None:
    text = TEMPLATE.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    found, problems = templates.examine(path)
    assert found is None
    told = [(one.line, one.key) for one in problems if reason in one.reason]
    assert told == [(_line(text, new), key)]


def test_every_gate_that_our_templates_answer_is_asked_by_some_check() -> None:
    asked = {
        check.gate.key
        for checklist in Library(Path("/nowhere")).all
        for check in checklist.checks
        if check.gate is not None
    }
    for template in templates.all_templates(Path("/nowhere"))[0]:
        assert template.gates.keys() <= asked, template.key
