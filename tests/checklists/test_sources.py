"""What checks rest on: every work good, laws of three places, and duties told where they bind."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from auditor.analysis.duties import is_duty, nearest_in, sources_in, to_look_up
from auditor.base.vocabulary import Country, SourceKind
from auditor.library import checklists, sources
from auditor.library.checklists import Library
from auditor.views.checks import Check, Source

NOWHERE = Path("/nowhere")
CHECKS = {check.named: check for checklist in Library(NOWHERE).all for check in checklist.checks}

SE = Source(SourceKind.LAW, {"en": "Act"}, {"en": "1 §"}, "act", Country.SE, checked=date(2026, 1, 1))
NO = Source(SourceKind.LAW, {"en": "Lov"}, {"en": "§ 2"}, "lov", Country.NO, checked=date(2026, 1, 1))
EU = Source(SourceKind.LAW, {"en": "Directive"}, {"en": "Art. 3"}, "directive", Country.EU)
REGULATION = replace(EU, direct=True)
LEVEL_A = Source(SourceKind.STANDARD, {"en": "WCAG 2.2"}, {"en": "1.1.1 (A)"}, "wcag")
LEVEL_AA = Source(SourceKind.STANDARD, {"en": "WCAG 2.2"}, {"en": "1.4.3 (AA)"}, "wcag")


def a_check(*cited: Source, duty: bool = True) -> Check:
    return Check("shop", "one", 3, 1, 1, {"en": "Is it?"}, {}, {}, {"en": "Do"}, sources=cited, duty=duty)


def test_every_file_of_works_is_good() -> None:
    examined = sources.examined()
    assert examined and [problem for _works, problems in examined for problem in problems] == []
    keys = [key for works, _problems in examined for key in works]
    assert len(keys) == len(set(keys)), "a work stands in one file"
    works = sources.ours()
    for work in works.values():
        assert work.kind is not SourceKind.LAW or work.country is not None, work.key
        assert work.address, work.key
        assert {law.work for law in work.laws} <= works.keys(), work.key


def test_own_law_comes_first_and_the_union_s_beneath() -> None:
    check = a_check(EU, NO, SE, LEVEL_A)
    assert sources_in(check, Country.SE) == [SE, EU, LEVEL_A]
    assert sources_in(check, Country.NO) == [NO, EU, LEVEL_A]
    assert sources_in(check, Country.EU) == [EU, LEVEL_A]
    assert sources_in(a_check(LEVEL_A, EU, SE), Country.SE) == [LEVEL_A, SE, EU], (
        "a standard, then what makes it law"
    )
    assert nearest_in(check, Country.SE) == [SE, LEVEL_A]
    assert nearest_in(a_check(EU), Country.NO) == [EU]


@pytest.mark.parametrize(
    ("cited", "bound"),
    [
        ((SE,), {Country.SE}),
        ((NO,), {Country.NO}),
        # A directive of the Union binds once national law has taken it up; a regulation is law in its members.
        ((EU,), {Country.EU}),
        ((EU, NO), {Country.NO, Country.EU}),
        ((REGULATION,), {Country.SE, Country.EU}),
        ((LEVEL_A,), set(Country)),
        ((LEVEL_AA,), set()),
        ((), set()),
    ],
)
def test_a_duty_is_one_where_it_binds(cited: tuple[Source, ...], bound: set[Country]) -> None:
    assert {country for country in Country if is_duty(a_check(*cited), country)} == bound
    assert not any(is_duty(a_check(*cited, duty=False), country) for country in Country)


def test_a_source_is_to_be_looked_up_after_two_years_or_when_it_never_was() -> None:
    check = a_check(SE, EU)
    assert list(to_look_up([check], date(2026, 1, 1))) == [(check, EU)]
    assert list(to_look_up([check], date(2026, 1, 1) + timedelta(731))) == [(check, SE), (check, EU)]


def test_duties_of_ours_rest_on_law_or_on_a_level_that_law_demands() -> None:
    duties = [check for check in CHECKS.values() if check.duty]
    assert len(duties) >= 60
    for check in duties:
        assert check.severity >= checklists.DUTY_SEVERITY, check.named
        assert any(is_duty(check, country) for country in Country), check.named


def test_what_wcag_demands_at_level_a_is_a_duty() -> None:
    for check in CHECKS.values():
        cited = [one for one in check.sources if one.work == "wcag"]
        for one in cited:
            assert re.fullmatch(r"\d\.\d\.\d{1,2} \(A{1,3}\)", one.paragraph["en"]), check.named
        assert check.duty or not any(one.paragraph["en"].endswith("(A)") for one in cited), check.named


def test_swedes_and_norwegians_see_their_own_law_where_a_directive_has_become_it() -> None:
    told = [check for check in CHECKS.values() if any(map(_is_directive, check.sources))]
    assert len(told) >= 100
    for country, share in ((Country.SE, 0.9), (Country.NO, 0.85)):
        own = sum(any(one.country is country for one in check.sources) for check in told)
        assert own >= share * len(told), f"{country}: {own} of {len(told)}"


def _is_directive(source: Source) -> bool:
    """A directive becomes law in each country; a regulation of the Union is law in its members as it stands."""
    return source.country is Country.EU and "Directive" in source.title["en"]


def test_no_three_weights_are_those_of_more_than_a_tenth_of_the_checks() -> None:
    weighed: dict[tuple[int, int, int], list[str]] = {}
    for check in CHECKS.values():
        triple = check.severity, check.remedy_effort, check.remedy_impact
        weighed.setdefault(triple, []).append("/".join(check.named))
    for triple, names in weighed.items():
        assert len(names) <= len(CHECKS) / 10, f"{triple}: {len(names)} of {len(CHECKS)}"


def test_a_check_of_another_list_stands_in_a_list_and_stays_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        'key = "ours"\ntitle = "Ours"\n[[check]]\nfrom = "checkout/guest-purchase"\n', encoding="utf-8"
    )
    found, problems = checklists.examine(path)
    assert found is not None and problems == []
    (check,) = found.checks
    assert check is CHECKS["checkout", "guest-purchase"]
    both = Library(tmp_path).checks(["ours", "checkout"])
    assert [each.key for each in both].count("guest-purchase") == 1
    path.write_text('key = "ours"\ntitle = "Ours"\n[[check]]\nfrom = "checkout/none"\n', encoding="utf-8")
    found, (problem,) = checklists.examine(path)
    assert found is None and problem.line == 4 and "checkout/none" in problem.reason
    assert Library(tmp_path).problems == [problem]


def test_a_list_of_ours_goes_on_without_what_a_list_of_one_s_own_leaves_out(tmp_path: Path) -> None:
    taken = {
        check.checklist
        for checklist in Library(NOWHERE).all
        for check in checklist.checks
        if check.checklist != checklist.key
    }
    own = sorted(taken)[0]
    (tmp_path / f"{own}.toml").write_text(
        f'key = "{own}"\ntitle = "Own"\n[[check]]\nkey = "only"\nseverity = 1\nremedy_effort = 1\n'
        'remedy_impact = 1\ntext = "Is it?"\nremedy = "Do it"\n',
        encoding="utf-8",
    )
    library = Library(tmp_path)
    assert library.problems == []
    named = {check.named for checklist in library.all for check in checklist.checks if checklist.key != own}
    assert not any(checklist == own for checklist, _key in named)


def test_works_of_one_s_own_are_cited(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        """key = "ours"
title = "Ours"

[[work]]
key = "house-rules"
kind = "practice"
title = "House rules"

[[check]]
key = "kind"
severity = 3
remedy_effort = 1
remedy_impact = 1
duty = true
sources = [{ work = "house-rules", paragraph = "7" }, { work = "wcag", paragraph = "1.1.1 (A)" }]
text = "Is it kind?"
remedy = "Be kind"
""",
        encoding="utf-8",
    )
    found, problems = checklists.examine(path)
    assert found is not None, problems
    (check,) = found.checks
    assert check.sources[0] == Source(SourceKind.PRACTICE, {"en": "House rules"}, {"en": "7"}, "house-rules")
    assert {one.country for one in check.sources} >= {Country.SE, Country.NO, Country.EU}, (
        "WCAG is law by others"
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('sources = [{ work = "no-such" }]', "no work"),
        ('sources = [{ work = "crd", paragraph = 5 }]', "text"),
        ('sources = [{ work = "crd", checked = "yesterday" }]', "must be a day"),
        ('sources = [{ work = "crd", address = "javascript:alert(1)" }]', "web address"),
        ('sources = [{ work = "crd", page = 1 }]', "unknown key"),
        ('sources = "crd"', "must be"),
        ("duty = 1", "true or false"),
        ("duty = true", "at least 3"),
    ],
)
def test_a_bad_source_is_told_with_its_line(tmp_path: Path, said: str, reason: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        'key = "ours"\ntitle = "Ours"\n[[check]]\nkey = "one"\nseverity = 2\nremedy_effort = 1\n'
        f'remedy_impact = 1\n{said}\ntext = "Is it?"\nremedy = "Do"\n',
        encoding="utf-8",
    )
    found, problems = checklists.examine(path)
    assert found is None and reason in problems[0].reason
    assert problems[0].line in (5, 8), problems
