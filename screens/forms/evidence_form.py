"""Asks for a piece of evidence, new or known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.input import evidence as evidence_rules
from auditor.input.numbers import as_typed
from auditor.views.askings import Asking
from auditor.views.evidence import Evidence, EvidenceDraft
from auditor.views.journeys import Journey, Persona
from screens.dialogs.form import ChoiceField, FlagField, FormDialog, TextField, Values
from screens.forms.answers import feeling_field, felt_in, past_day_field
from screens.forms.editing import beginning_of
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host

_ALL = 0
"""Stands for every persona among the choices."""

_ALWAYS = ("where", "persona_id", "kind", "source", "collected", "note", "link", "file", "all")
_SAID = ("people", "quote", "feeling")
_MEASURED = ("people", "figure", "unit", "target", "better")
_SCORED = (*_MEASURED, "counts", "scale", "deviation")
_ASKED_OF: Mapping[EvidenceKind, Sequence[str]] = {
    EvidenceKind.ANALYTICS: _MEASURED,
    EvidenceKind.SURVEY: _SCORED,
    EvidenceKind.INTERVIEW: _SAID,
    EvidenceKind.USABILITY_TEST: _SAID,
    EvidenceKind.STAFF: _SAID,
    EvidenceKind.SOCIAL: _SAID,
    EvidenceKind.REVIEW: (*_SAID, "counts", "scale"),
    EvidenceKind.WALK: ("quote", "feeling"),
    EvidenceKind.AB_TEST: _MEASURED,
    EvidenceKind.SUPPORT: (*_SAID, "figure", "unit"),
    EvidenceKind.MEASUREMENT: _MEASURED,
}
"""What is asked of evidence of each kind beside what is asked of all."""

_UNITS = ("%", "CSAT", "NPS", "CES")


def ask_new_evidence(
    host: Host, journey_id: int, touchpoint_id: int | None = None, persona_id: int | None = None
) -> None:
    """Ask for evidence of a touchpoint, or of anything in a journey, and record it."""
    form = _Form.of(host, journey_id)
    if form is None:
        return
    where = f"touchpoint {touchpoint_id}" if touchpoint_id else "journey"
    _ask_new(host, form, form.fields(None, where, persona_id or _ALL))


def ask_evidence_again(host: Host, asking: Asking) -> None:
    """Ask for evidence that takes the place of a piece, at the same place and persona, and record it."""
    form = _Form.of(host, asking.journey_id)
    if form is None:
        return
    where = "journey"
    if asking.touchpoint_id is not None:
        where = f"touchpoint {asking.touchpoint_id}"
    elif asking.stage_id is not None:
        where = f"stage {asking.stage_id}"
    _ask_new(host, form, form.fields(None, where, asking.persona_id or _ALL, asking))


def _ask_new(host: Host, form: _Form, fields: list[Field]) -> None:
    async def save(values: Values) -> bool:
        made = await host.make(lambda: host.workspace.evidence.add(form.draft(values)))
        return made is not None

    host.open_dialog(FormDialog(_("New evidence"), fields, asked=form.asked, check=form.check, save=save))


def ask_edit_evidence(host: Host, evidence: Evidence) -> None:
    """Ask for changes of a piece of evidence and save them."""
    form = _Form.of(host, evidence.journey_id)
    if form is None:
        return
    where = "journey"
    if evidence.touchpoint_id is not None:
        where = f"touchpoint {evidence.touchpoint_id}"
    elif evidence.stage_id is not None:
        where = f"stage {evidence.stage_id}"

    async def save(values: Values) -> bool:
        from auditor.nouns.evidence import draft_of

        def edit() -> None:
            begun, given = form.given(beginning), form.given(values)
            changed = {name: value for name, value in given.items() if value != begun[name]}
            host.workspace.evidence.edit(evidence.id, draft_of(evidence, **changed), base=evidence)

        return await host.save(edit)

    fields = form.fields(evidence, where, evidence.persona_id or _ALL)
    beginning = beginning_of(fields)
    host.open_dialog(FormDialog(_("Evidence"), fields, asked=form.asked, check=form.check, save=save))


class _Form:
    """The fields of evidence in one journey, and what they mean."""

    def __init__(self, journey: Journey, personas: list[Persona], today: date) -> None:
        self._journey = journey
        self._personas = personas
        self._today = today

    @classmethod
    def of(cls, host: Host, journey_id: int) -> _Form | None:
        reads = host.workspace.reads
        journey = reads.journeys.get(journey_id)
        if journey is None:
            host.tell(_("This journey is no longer there."))
            return None
        return cls(journey, reads.journeys.personas(journey_id), reads.evidence.today)

    def fields(
        self, known: Evidence | None, where: str, persona: int, again: Asking | None = None
    ) -> list[Field]:
        """Return the fields, filled with what is known, or with the kind and source of what is asked `again`."""
        kind = known.kind if known else again.kind if again else EvidenceKind.INTERVIEW
        source = known.source if known else again.source if again else ""
        day = known.collected if known else self._today
        kinds = [(each.value, word(each)) for each in EvidenceKind]
        ways = [("", _("not said")), *((each.value, word(each)) for each in Better)]

        def text(name: str) -> str:
            return _text(getattr(known, name)) if known else ""

        counts = " ".join(f"{score}={count}" for score, count in known.counts.items()) if known else ""
        scores = _("how many gave each, such as 1=3 2=0 3=12")
        return [
            ChoiceField("where", _("evidence of"), self._places(), where),
            ChoiceField("persona_id", _("persona"), self._people(), persona),
            ChoiceField("kind", _("kind"), kinds, kind.value),
            TextField("source", _("source"), source, required=True, hint=_("such as exit survey")),
            past_day_field("collected", _("collected"), day, self._today, required=True),
            TextField("people", _("people"), text("people"), hint=_("how many it counts")),
            TextField("quote", _("quote"), text("quote"), multiline=True, hint=_("what a customer said")),
            feeling_field("feeling", _("feeling"), known.feeling if known else None, _("not said")),
            TextField("figure", _("figure"), text("figure"), hint=_("what was measured")),
            TextField("unit", _("unit"), text("unit"), hint=_("%, CSAT, NPS, CES, min …"), suggestions=_UNITS),
            TextField("counts", _("scores"), counts, hint=scores),
            TextField("scale", _("scale"), _scale_text(known), hint=_("of the scores, such as 1-5")),
            TextField("target", _("target"), text("target"), hint=_("what the figure is to reach")),
            ChoiceField("better", _("better"), ways, str(known.better or "") if known else ""),
            TextField("deviation", _("deviation"), text("deviation"), hint=_("standard deviation of a mean")),
            TextField("note", _("note"), text("note"), multiline=True),
            TextField("link", _("web link"), text("link"), limit=evidence_rules.LINK_LIMIT, hint="https://"),
            TextField("file", _("file"), text("file"), limit=evidence_rules.PATH_LIMIT,
                      hint=_("path of a file; a changed one shows"), is_path=True),
            FlagField("all", _("more"), hint=_("everything evidence can hold")),
        ]  # fmt: skip

    @staticmethod
    def asked(given: Mapping[str, object]) -> set[str]:
        """Return the fields that evidence of the kind that is chosen asks; all where that is wanted."""
        if given["all"]:
            return set(given)
        return {*_ALWAYS, *_ASKED_OF[EvidenceKind(str(given["kind"]))]}

    def _places(self) -> list[tuple[str | int, str]]:
        found: list[tuple[str | int, str]] = [("journey", _("the whole journey"))]
        for stage in self._journey.stages:
            found.append((f"stage {stage.id}", _("stage {name}").format(name=stage.name)))
            found += [(f"touchpoint {point.id}", point.name) for point in stage.touchpoints]
        return found

    def _people(self) -> list[tuple[str | int, str]]:
        return [(_ALL, _("all")), *((persona.id, persona.name) for persona in self._personas)]

    def check(self, values: Values) -> None:
        """Refuse what can't be read, and what breaks a rule that needs no database."""
        self.given(values)

    def given(self, values: Values) -> dict[str, Any]:
        """Return what was filled in, by the names of a draft."""
        kind, _space, place = values.text("where").partition(" ")
        persona = values.number("persona_id")
        link = evidence_rules.link(values.text("link"))
        better = values.text("better")
        low, high = evidence_rules.parse_scale(values.text("scale")) or (None, None)
        return {
            "journey_id": self._journey.id,
            "stage_id": int(place) if kind == "stage" else None,
            "touchpoint_id": int(place) if kind == "touchpoint" else None,
            "persona_id": persona or None,
            "kind": values.text("kind"),
            "source": values.text("source"),
            "collected": evidence_rules.collected(values.text("collected"), self._today),
            "people": evidence_rules.parse_people(values.text("people"), _("number of people")),
            "counts": evidence_rules.parse_scores(values.text("counts")),
            "unit": evidence_rules.unit(values.text("unit")),
            "scale_low": low,
            "scale_high": high,
            "better": better,
            "link": link,
            "feeling": felt_in(values.text("feeling")),
            **{name: values.text(name) for name in ("quote", "note", "file")},
            **{name: _NUMBERS[name](values.text(name)) for name in _NUMBERS},
        }

    def draft(self, values: Values) -> EvidenceDraft:
        """Return what was filled in as a draft."""
        return EvidenceDraft(**self.given(values))


def _number(name: str, low: float = -1e15, high: float = 1e15) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        what = {"figure": _("figure"), "target": _("target")}.get(name, _("standard deviation"))
        return evidence_rules.figure(evidence_rules.parse_figure(text, what), what, low, high)

    return read


_NUMBERS = {
    "figure": _number("figure"),
    "target": _number("target"),
    "deviation": _number("deviation", 0, 1e12),
}


def _scale_text(known: Evidence | None) -> str:
    if known is None or known.scale_low is None:
        return ""
    return f"{known.scale_low}-{known.scale_high}"


def _text(value: object) -> str:
    """Return a value as it is typed."""
    if isinstance(value, float):
        return as_typed(round(value, 4))
    return "" if value is None else str(value)
