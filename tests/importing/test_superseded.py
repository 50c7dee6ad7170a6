"""What an import knows of what the journey has: replies that are new, files that say the same, pages by themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.ways_out import WayOut
from auditor.importing.known import refuse_known, refuse_known_replies
from auditor.input.evidence import LINK_LIMIT
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import Imported, ImportPlan, Surveyed
from tests.importing.files import CHECKOUT, TODAY, planned, suggestions
from tests.importing.reports import axe_page, lighthouse, rule, text

HEADER = "Respondent ID;Date;Satisfaction (1-5);Comment\n"
OCTOBER = HEADER + "r1;2026-10-01;2;Slow\nr2;2026-10-02;3;\nr3;2026-10-03;2;Unclear price\n"
NOVEMBER = OCTOBER + "r4;2026-11-10;5;\nr5;2026-11-11;4;Better\n"


def _had(*plans: ImportPlan) -> tuple[Surveyed, ...]:
    """Return what a journey has of plans that were written."""
    drafts = [landing.draft for plan in plans for landing in plan.landings]
    return tuple(
        Surveyed(one.page, one.touchpoint_id, one.stage_id, one.persona_id, frozenset(one.replies))
        for one in drafts
    )


def _survey(folder: Path, content: str, *before: ImportPlan, name: str = "file.csv") -> ImportPlan:
    return planned(folder, content, "survey", name=name, touchpoint_ids=(CHECKOUT,), surveyed=_had(*before))


def _draft(plan: ImportPlan) -> EvidenceDraft:
    (landing,) = plan.landings
    return landing.draft


def test_a_longer_export_holds_what_is_known_and_says_what_is_new(tmp_path: Path) -> None:
    october = _survey(tmp_path, OCTOBER)
    november = _survey(tmp_path, NOVEMBER, october)
    assert _draft(october).people == 3 and _draft(november).people == 5
    assert {*_draft(october).replies} < {*_draft(november).replies}
    assert "“Satisfaction (1-5)”: 5 replies, 3 of them known: 2 new." in map(str, november.remarks)
    assert not any("known" in str(remark) for remark in october.remarks)


def test_an_export_that_overlaps_counts_only_its_new_replies(tmp_path: Path) -> None:
    october = _survey(tmp_path, OCTOBER)
    later = _survey(tmp_path, HEADER + "r3;2026-10-03;2;Unclear price\nr4;2026-11-10;5;\n", october)
    assert (_draft(later).people, _draft(later).figure) == (1, 100)
    assert not {*_draft(later).replies} & {*_draft(october).replies}
    assert "“Satisfaction (1-5)”: 2 replies, 1 of them known: 1 new." in map(str, later.remarks)


@pytest.mark.parametrize(
    "content",
    [
        NOVEMBER + "\n",
        NOVEMBER.replace("\n", "\r\n"),
        NOVEMBER.replace("Unclear price", "  Unclear   price "),
        "\n".join([HEADER.strip(), *reversed(NOVEMBER.splitlines()[1:])]),
        HEADER + "r2;2026-10-02;3;\n",
    ],
    ids=["an empty line more", "other line ends", "other white space", "another order", "a part of it"],
)
def test_an_export_with_nothing_new_was_imported_already(tmp_path: Path, content: str) -> None:
    november = _survey(tmp_path, NOVEMBER)
    again = _survey(tmp_path, content, november, name="again.csv")
    with pytest.raises(RefusedError, match="no reply in it is new") as refused:
        refuse_known_replies(again, _had(november))
    assert refused.value.told.way_out is WayOut.IMPORT_AGAIN
    refuse_known_replies(again, [])


def test_without_respondents_equal_rows_are_the_same_reply_as_often_as_they_stand(tmp_path: Path) -> None:
    two = _survey(tmp_path, "Satisfaction (1-5);Comment\n4;\n4;\n")
    three = _survey(tmp_path, "Satisfaction (1-5);Comment\n4;\n5;Good\n4;\n", two)
    assert (_draft(two).people, _draft(three).people) == (2, 3)
    assert "“Satisfaction (1-5)”: 3 replies, 2 of them known: 1 new." in map(str, three.remarks)


def test_what_is_known_elsewhere_or_of_another_question_is_new_here(tmp_path: Path) -> None:
    october = _survey(tmp_path, OCTOBER)
    elsewhere = replace(_had(october)[0], touchpoint_id=1)
    other_question = replace(_had(october)[0], page="Recommend")
    plan = planned(
        tmp_path, OCTOBER, "survey", touchpoint_ids=(CHECKOUT,), surveyed=(elsewhere, other_question)
    )
    assert _draft(plan).people == 3 and not any("known" in str(remark) for remark in plan.remarks)


@given(st.lists(st.sets(st.integers(1, 9), min_size=1), min_size=1, max_size=5), st.randoms())
def test_in_whatever_order_exports_come_each_person_counts_once(
    tmp_path_factory: pytest.TempPathFactory, exports: list[set[int]], chance: Any
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    everybody = set().union(*exports)
    for order in (exports, chance.sample(exports, len(exports))):
        standing: list[ImportPlan] = []
        for people in order:
            content = HEADER + "".join(
                f"r{number};2026-10-0{number};{number % 5 + 1};\n" for number in people
            )
            plan = _survey(folder, content, *standing)
            try:
                refuse_known_replies(plan, _had(*standing))
            except RefusedError:
                continue
            mine = {*_draft(plan).replies}
            standing = [one for one in standing if not {*_draft(one).replies} <= mine] + [plan]
        counted = [name for one in standing for name in _draft(one).replies]
        assert len(counted) == len(set(counted)) == len(everybody)
        assert sum(_draft(one).people or 0 for one in standing) == len(everybody)


@pytest.mark.parametrize("indent", [None, 4])
def test_the_same_report_with_other_white_space_is_the_same(tmp_path: Path, indent: int | None) -> None:
    page = axe_page(violations=[rule("image-alt")])
    first = planned(tmp_path, json.dumps(page), touchpoint_ids=(CHECKOUT,))
    again = planned(tmp_path, json.dumps(page, indent=indent) + "\n", touchpoint_ids=(CHECKOUT,))
    known = Imported(9, first.sha256, first.content, "axe")
    with pytest.raises(RefusedError, match="as evidence 9"):
        refuse_known(again, [known])
    other = planned(tmp_path, json.dumps({**page, "url": "https://x.example"}), touchpoint_ids=(CHECKOUT,))
    refuse_known(other, [known])
    refuse_known(again, [replace(known, origin="earl")])


def test_evidence_of_before_is_known_by_its_bytes(tmp_path: Path) -> None:
    plan = planned(tmp_path, text(axe_page()), touchpoint_ids=(CHECKOUT,))
    refuse_known(replace(plan, content=""), [Imported(1, "0" * 64, "", "axe")])
    with pytest.raises(RefusedError):
        refuse_known(plan, [Imported(1, plan.sha256, "", "axe")])


def test_each_page_of_a_touchpoint_is_evidence_of_its_own(tmp_path: Path) -> None:
    pages = [
        axe_page(
            "https://shop.example/a", violations=[rule("image-alt", 2)], passes=[rule("color-contrast")]
        ),
        axe_page("https://shop.example/b", passes=[rule("image-alt"), rule("color-contrast")]),
    ]
    plan = planned(tmp_path, text(pages), touchpoint_ids=(CHECKOUT,))
    first, second = (landing.draft for landing in plan.landings)
    assert (first.page, second.page) == ("https://shop.example/a", "https://shop.example/b")
    assert (first.figure, second.figure, first.tool, second.tool) == (2, 0, "axe-core", "axe-core")
    told = [
        {f"{each.checklist}/{each.check_key}" for each in landing.suggestions} for landing in plan.landings
    ]
    assert told == [
        {"accessibility/image-text", "accessibility/text-contrast"},
        {"accessibility/text-contrast"},
    ]
    asked = json.loads(second.detail)["pages"][0]["asked"]
    assert asked == ["accessibility/image-text", "accessibility/text-contrast"]


def test_a_page_passes_only_where_no_other_page_leaves_the_check_open(tmp_path: Path) -> None:
    pages = [
        axe_page("https://shop.example/a", passes=[rule("color-contrast")]),
        axe_page("https://shop.example/b", incomplete=[rule("color-contrast")]),
    ]
    assert suggestions(planned(tmp_path, text(pages), touchpoint_ids=(CHECKOUT,))) == {}


FAILED = {"code": "NO_FCP", "message": "The page did not paint any content."}


def test_one_page_that_could_not_be_loaded_lets_the_others_in(tmp_path: Path) -> None:
    good = lighthouse()
    bad = {**lighthouse(), "finalDisplayedUrl": "https://shop.example/product", "runtimeError": FAILED}
    plan = planned(tmp_path, text([good, bad]), touchpoint_ids=(CHECKOUT,))
    assert [landing.draft.page for landing in plan.landings] == ["https://shop.example/"]
    assert [str(each) for each in plan.left_out] == [
        "“https://shop.example/product”: Lighthouse could not load the page: The page did not paint any content."
    ]
    maps = {"https://shop.example/product": None}
    assert planned(tmp_path, text([good, bad]), touchpoint_ids=(CHECKOUT,), maps=maps).left_out == ()
    with pytest.raises(RefusedError, match="could not load"):
        planned(tmp_path, text([bad, bad]), touchpoint_ids=(CHECKOUT,))
    tested = [axe_page(violations=[rule("image-alt")]), {"url": "https://shop.example/x", "error": "timeout"}]
    (left_out,) = planned(tmp_path, text(tested), touchpoint_ids=(CHECKOUT,)).left_out
    assert "axe-core could not test the page: timeout" in str(left_out)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (OCTOBER, "survey"),
        ("Touchpoint;NPS\nCheckout;9\n", "survey"),
        ("Step;Users\nBasket;100\nCheckout;50\n", "funnel"),
        (text(axe_page()), "axe"),
    ],
    ids=["questions", "touchpoints", "steps", "pages"],
)
def test_a_name_that_is_nothing_in_the_file_is_refused(tmp_path: Path, content: str, form: str) -> None:
    with pytest.raises(RefusedError, match=r"“nonsense” is nothing in the file\. There is: “"):
        planned(tmp_path, content, form, maps={"nonsense": CHECKOUT})


def test_a_column_called_hash_is_a_header_and_a_comment_is_none(tmp_path: Path) -> None:
    typeform = '#,"How likely are you to recommend us?",Why?\nk3j9,9,Bra\nk3ja,7,Ok\n'
    assert _draft(planned(tmp_path, typeform, "survey")).page == "How likely are you to recommend us?"
    commented = "# made by a tool\n#, of a campaign\n#id of it\nScore,Comment\n4,Good\n5,Fine\n"
    assert _draft(planned(tmp_path, commented, "survey")).page == "Score"


def test_1980_is_no_day_of_limesurvey(tmp_path: Path) -> None:
    content = '"id","submitdate. Date submitted","Q1. How satisfied are you?"\n"1","{}","4"\n"2","{}","5"\n'
    nobody, one = "1980-01-01 00:00:00", "2026-10-05 10:00:00"
    plan = planned(tmp_path, content.format(nobody, nobody), "survey")
    assert _draft(plan).collected == TODAY
    assert any("1980" in str(remark) for remark in plan.remarks)
    dated = planned(tmp_path, content.format(one, nobody), "survey")
    assert _draft(dated).collected == date(2026, 10, 5)


def test_scale_and_question_of_a_survey_are_kept(tmp_path: Path) -> None:
    draft = _draft(_survey(tmp_path, OCTOBER))
    assert (draft.tool, draft.page, draft.scale_low, draft.scale_high) == (
        "survey",
        "Satisfaction (1-5)",
        1,
        5,
    )
    assert len(draft.page) < LINK_LIMIT
