"""Filled-in interview forms: taken back as they were written, all or nothing, and known again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Channel, Consent, Moment, Phase, Purpose, Scope, Side
from auditor.importing.interviews import Known, feeling_read, plan_form, read_form
from auditor.reporting.interview_form import as_csv, as_html, as_toml, as_xlsx, form_lines
from auditor.views.interview_forms import FormLine
from auditor.views.interviews import AskedQuestion, Respondent, Response, SaidThere
from auditor.views.journeys import Journey, Persona, Stage, Touchpoint

POINT = Touchpoint(5, 1, "Basket", "", Channel.WEBSITE, Moment.DURING, Side.OURS, 3, False, (), 0.0)
STAGE = Stage(1, "Buying", "", (POINT,), (), Phase.PURCHASE)
JOURNEY = Journey(1, "Tea", "", Purpose.SALES, Scope.WHOLE, (STAGE,))
KIM = Persona(7, 1, "Kim", "")
ASKED = [
    AskedQuestion(1, "Buying", "why", "Why us?", "why", "Reasons"),
    AskedQuestion(1, "Buying", "own:ab12", "And <then>?", "own:ab12", "Own question"),
]
KNOWN = Known(JOURNEY, [KIM], ASKED, [], [], [], date(2026, 11, 29))
REPLY = '=1+1, "quoted"\nand a second line'


def _filled(**cells: str) -> list[FormLine]:
    """Return a form with cells filled in by their keys; a touchpoint's are `reply|feeling`."""
    lines = []
    for line in form_lines(JOURNEY, KIM, ASKED):
        reply, _bar, feeling = cells.get(line.key, line.reply).partition("|")
        lines.append(replace(line, reply=reply, feeling=feeling))
    return lines


GOOD = {
    "code": "R1",
    "day": "2026-11-20",
    "consent": "given",
    "question 1 why": REPLY,
    "touchpoint 5": "Slow|-2",
}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "toml"])
def test_what_is_filled_in_comes_back_from_every_form(tmp_path: Path, ending: str) -> None:
    lines = _filled(**GOOD)
    file = tmp_path / f"form.{ending}"
    if ending == "xlsx":
        file.write_bytes(as_xlsx(lines))
    else:
        file.write_text(as_csv(lines) if ending == "csv" else as_toml(lines))
    plan = plan_form(read_form(file), KNOWN, file)
    form = plan.form
    assert (form.persona_id, form.code, form.interviewed_on) == (7, "R1", date(2026, 11, 20))
    assert form.consent is Consent.GIVEN
    text = " ".join(REPLY.split()) if ending == "xlsx" else REPLY
    assert plan.replies == ((1, "why", text),)
    assert plan.said == (SaidThere(5, "Slow", -2.0),)


def test_a_form_is_known_again_and_only_what_is_new_is_written(tmp_path: Path) -> None:
    here = Respondent(3, 1, 7, "Kim", "r1", date(2026, 11, 20), Consent.GIVEN, "", 1, 1)
    known = replace(KNOWN, respondents=[here], responses=[Response(3, 1, "why", REPLY)])
    again = plan_form(_filled(**{**GOOD, "touchpoint 5": ""}), known, tmp_path)
    assert again.is_known
    more = plan_form(
        _filled(**{**GOOD, "question 1 own:ab12": "Home", "consent": "withdrawn"}), known, tmp_path
    )
    assert (more.known, more.replies) == (here, ((1, "own:ab12", "Home"),))
    assert more.said == (SaidThere(5, "Slow", -2.0),)
    assert any("given → withdrawn" in change for change in more.changes)


def test_every_fault_is_told_with_file_line_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "form.csv"
    bad = _filled(**{**GOOD, "day": "2026-13-01", "consent": "maybe", "touchpoint 5": "Slow|7", "code": ""})
    file.write_text(
        as_csv([*bad, FormLine("question 9 why", "Buying", "", "So"), FormLine("nonsense", reply="x")])
    )
    with pytest.raises(RefusedError) as caught:
        plan_form(read_form(file), KNOWN, file)
    told = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == [
        f"form.csv, line {number}" for number in (11, 12, 13, 4, 5, 6)
    ]
    assert told[-1] == "Nothing was imported."


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "[[line]\n", ""])
def test_what_is_no_form_is_refused_by_name(tmp_path: Path, text: str) -> None:
    for ending in ("csv", "toml"):
        file = tmp_path / f"other.{ending}"
        file.write_text(text)
        with pytest.raises(RefusedError, match=f"other.{ending}"):
            plan_form(read_form(file), KNOWN, file)


@pytest.mark.parametrize(
    ("text", "feeling"), [("-2", -2), ("−1.5", -1.5), ("+1", 1), ("Very happy", 2), ("3", None), ("x", None)]
)
def test_a_feeling_is_a_number_on_the_scale_or_its_word(text: str, feeling: float | None) -> None:
    assert feeling_read(text) == feeling


def test_a_printed_form_runs_nothing_and_has_every_question_and_touchpoint() -> None:
    page = as_html(JOURNEY, KIM, ASKED)
    assert "And &lt;then&gt;?" in page and "Basket" in page and "Why us?" in page
    assert page.index("Reasons") < page.index("Why us?") < page.index("Own question") < page.index("And &lt;")
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
