"""What several auditors find is each one's own until all have finished, and joined in the agreed audit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Seen, Verdict
from auditor.exchange.document import as_text
from auditor.exchange.reading import ExportFile, read
from auditor.library.templates import Template
from auditor.settings.config import Config
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests.nouns.rounds import Opener, finish, round_of, say
from tests.pictures import a_picture, keep_picture
from tests.walks import audit_of, put_apart

F, P = Verdict.FAIL, Verdict.PASS


def _findings(workspace: Workspace, journey: int) -> list[Finding]:
    return workspace.reads.findings.of_journey(journey)


def _name(workspace: Workspace, audit: int, check: int, words: str = "", picture: int | None = None) -> int:
    """Say more of the finding of a check at the first touchpoint."""
    answer = audit_of(workspace, audit).visits[0].answers[check]
    finding = workspace.findings.name(answer.id, FindingDraft(what=words, note=f"noted by {workspace.who}"))
    if picture is not None:
        keep_picture(workspace, finding, a_picture(picture))
    return finding


def test_what_was_found_in_a_round_is_hidden_until_all_have_finished(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    say(anna, audits["Anna"], 0, [F])
    found = _name(anna, audits["Anna"], 0, "secret words", picture=1)
    finish(anna, audits["Anna"])
    (seen,) = _findings(anna, web_shop)
    reads = bo.reads.findings
    assert reads.of_journey(web_shop) == [] and reads.get(found) is None
    assert reads.numbered(seen.number) == [] and reads.picture(seen.pictures[0].id) is None
    told = [(one.arguments, bo.reads.history.details(one.id)) for one in bo.reads.history.lines()]
    assert "secret" not in str(told) and seen.name not in str(told)
    text = as_text(bo.reads.exports.everything())
    assert "secret" not in text and seen.pictures[0].sha256 not in text
    assert "secret" in as_text(anna.reads.exports.everything())
    changes: tuple[Callable[[], object], ...] = (
        lambda: bo.findings.edit(found, FindingDraft(note="mine")),
        lambda: bo.findings.waive([found]),
        lambda: bo.pictures.remove([seen.pictures[0].id]),
    )
    for change in changes:
        with pytest.raises(RefusedError, match="Anna’s audit"):
            change()
    # Bo finds the same, and is told nothing of Anna's.
    say(bo, audits["Bo"], 0, [F])
    own = _name(bo, audits["Bo"], 0)
    assert own != found and [one.id for one in _findings(bo, web_shop)] == [own]
    finish(bo, audits["Bo"])
    assert {one.id for one in _findings(bo, web_shop)} == {found, own}


def test_an_ordinary_audit_has_findings_of_its_own_while_a_round_is_open(
    open_as: Opener, web_shop: int
) -> None:
    anna, cai = open_as("Anna"), open_as("Cai")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    say(anna, audits["Anna"], 0, [F])
    hidden = _name(anna, audits["Anna"], 0)
    other = cai.audits.start(web_shop, "Cai", cai.reads.journeys.personas(web_shop)[0].id)
    say(cai, other, 0, [F])
    cai.audits.finish(other)
    (seen,) = _findings(cai, web_shop)
    assert seen.id != hidden and seen.authors == ("Cai",)


def test_what_auditors_found_in_copies_of_their_own_is_joined_where_these_meet(
    schema_file: Path, web_shop_template: Template, tmp_path: Path
) -> None:
    shutil.copy(schema_file, tmp_path / "anna.db")
    anna = Workspace.open(str(tmp_path / "anna.db"), Config(tmp_path, "Anna"))
    journey = anna.journeys.new_from(put_apart(web_shop_template))
    audits = round_of(anna, journey, "Anna", "Bo")
    bo = Workspace.open(str(anna.upkeep.copy(tmp_path / "bo.db")), Config(tmp_path, "Bo"))
    for who in (anna, bo):
        say(who, audits[who.who], 0, [F])
        _name(who, audits[who.who], 0)
        finish(who, audits[who.who])
    text = as_text(bo.reads.exports.everything())
    anna.merging.merge(read([ExportFile("all.json", text)]), "all.json")
    assert [one.authors for one in _findings(anna, journey)] == [("Anna",), ("Bo",)]
    anna.rounds.agree(anna.reads.rounds.lines()[0].id)
    assert [one.authors for one in _findings(anna, journey)] == [("Anna", "Bo")]
    assert anna.upkeep.check() == []
    anna.close()
    bo.close()


def test_the_agreed_audit_joins_what_was_found_alike(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    for who in (anna, bo):
        say(who, audits[who.who], 0, [F, F, F, F])
    # Plain by both, plain by one who said more, the same words, and different words; the fourth check only failed.
    plain = [_name(who, audits[who.who], 0, picture=place) for place, who in enumerate((anna, bo))]
    named = _name(bo, audits["Bo"], 1)
    alike = [_name(who, audits[who.who], 2, "Too dark") for who in (anna, bo)]
    answer = audit_of(bo, audits["Bo"]).visits[0].answers[2]
    different = bo.findings.add(answer.id, FindingDraft(what="Too small"))
    for who in (anna, bo):
        finish(who, audits[who.who])
    agreed = anna.rounds.agree(anna.reads.rounds.lines()[0].id)
    joined = {one.id: one for one in _findings(bo, web_shop)}
    both = ("Anna", "Bo")
    assert {number: one.authors for number, one in joined.items()} == {
        plain[0]: both,
        named: both,
        alike[0]: both,
        different: ("Bo",),
    }
    assert {one.sha256 for one in joined[plain[0]].pictures} == {a_picture(0).sha256, a_picture(1).sha256}
    assert joined[plain[0]].note == "Anna: noted by Anna\nBo: noted by Bo"
    anna.audits.finish(agreed)
    after = _findings(bo, web_shop)
    (rest,) = (one for one in after if one.id not in joined)
    assert rest.authors == both and len(after) == 5
    assert anna.upkeep.check() == []
    anna.undoing.undo()
    anna.undoing.undo()
    assert len(_findings(bo, web_shop)) == 6, (
        "as they were before: two plain, one named, two alike and one in other words"
    )
    assert anna.upkeep.check() == []


def test_what_three_found_alike_is_told_once_of_each(open_as: Opener, web_shop: int) -> None:
    """Nothing that was said of one of them is lost: pictures, whom it hits, and what was seen of it."""
    names = ("Anna", "Bo", "Cia")
    people = [open_as(name) for name in names]
    audits = round_of(people[0], web_shop, *names)
    found = []
    for number, who in enumerate(people):
        say(who, audits[who.who], 0, [F])
        found.append(_name(who, audits[who.who], 0, picture=min(number, 1)))
        who.findings.edit(found[-1], FindingDraft(whom=str(number) * 300))
    anna, bo, cia = people
    cia.findings.see([found[2]], audit_of(cia, audits["Cia"]).visits[0].id, Seen.GONE, "A slip of mine")
    for who in people:
        finish(who, audits[who.who])
    # What is said twice at one visit is one word, the last, with both notes.
    visit = audit_of(bo, audits["Bo"]).visits[0].id
    bo.findings.see([found[0]], visit, Seen.GONE, "Not in mine")
    bo.findings.see([found[1]], visit, Seen.THERE, "In mine, too")
    bo.findings.see_by_hand([found[1]], Seen.CHANGED, "Better since Monday")
    anna.rounds.agree(anna.reads.rounds.lines()[0].id)
    (one,) = _findings(anna, web_shop)
    assert one.id == found[0]
    assert one.note == "\n".join(f"{name}: noted by {name}" for name in names)
    assert one.whom == ("0" * 300 + "\n" + "1" * 300)[:500]
    anna.findings.edit(one.id, FindingDraft(whom=one.whom, note=one.note))
    assert [each.sha256 for each in one.pictures] == [a_picture(0).sha256, a_picture(1).sha256]
    assert [(each.seen, each.note) for each in one.sightings] == [(Seen.CHANGED, "Better since Monday")]
    assert {(each.auditor, each.seen) for each in one.drafts} == {
        ("Anna", Seen.THERE),
        ("Bo", Seen.THERE),
        ("Cia", Seen.GONE),
    }
    assert "Not in mine\nIn mine, too" in {each.note for each in one.drafts}
    assert one.authors == ("Anna", "Bo")
    assert anna.upkeep.check() == []
    anna.undoing.undo()
    assert len(_findings(anna, web_shop)) == 3 and anna.upkeep.check() == []
