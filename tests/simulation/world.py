"""A small world in which people work on the same journeys: every step is done by the program and by the model alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy.exc import OperationalError

from auditor.analysis.lasting import is_open
from auditor.analysis.mapping import Layer, curve
from auditor.base.errors import AuditorError
from auditor.base.text import folded
from auditor.base.vocabulary import Basis, Verdict
from auditor.exchange.document import Document
from auditor.exchange.parts import PARTS
from auditor.importing.known import refuse_known_replies
from auditor.importing.places import Target
from auditor.importing.planning import plan_import
from auditor.importing.wishes import Wishes
from auditor.settings.config import Config
from auditor.store.soundness import checking
from auditor.views.actions import ME, ActionFilter
from auditor.views.audits import Audit
from auditor.views.evidence import EvidenceDraft
from auditor.workspace import Workspace
from tests.simulation.model import Model

CHECKLIST = """
key = "seen"
[title]
en = "What is seen"
sv = "Vad som syns"
nb = "Det som synes"
[about]
en = "Three checks of different weight."
sv = "Tre frågor av olika vikt."
nb = "Tre spørsmål av ulik vekt."
""" + "".join(
    f"""
[[check]]
key = "{key}"
severity = {severity}
remedy_effort = 2
remedy_impact = 3
[check.text]
en = "Is {key} there?"
sv = "Finns {key} där?"
nb = "Er {key} der?"
[check.why]
en = "Without it customers leave."
sv = "Utan det går kunderna."
nb = "Uten den går kundene."
[check.look]
en = "Look at the page. Partly: half of it is there."
sv = "Titta på sidan. Delvis: hälften finns där."
nb = "Se på siden. Delvis: halvparten er der."
[check.remedy]
en = "Put {key} there"
sv = "Lägg dit {key}"
nb = "Legg {key} der"
"""
    for key, severity in (("alpha", 1), ("beta", 2), ("gamma", 4))
)

PEOPLE = ("Kim", "Bo", "Eva")
SHOP, TILL, CARD = "Shop", "Till", "Card"
JOURNEYS = {SHOP: ("Search", "Basket", "Parcel"), TILL: ("Address", "Payment"), CARD: ("Number",)}
"""The touchpoints of each journey. The basket opens into the till, the payment there into the card."""
INSIDE = {"Basket": TILL, "Payment": CARD}
PERSONAS = {SHOP: ("Ann", "Ben"), TILL: ("Ann", "Cleo"), CARD: ("ann", "Ben")}
"""Names meet across journeys however cased; Cleo is known at the till alone."""

BEGINS = datetime(2026, 1, 5, 9, tzinfo=UTC)
VERDICTS = ("pass", "partly", "fail", "not-applicable")


class Step(NamedTuple):
    """One thing that somebody does; the numbers choose whom and what it is about among what there is."""

    name: str
    numbers: tuple[int, int, int, int, int]


def steps_of(seed: int, count: int) -> list[Step]:
    """Return the steps that a seed gives."""
    chance = Random(seed)
    names = [name for name, weight in WEIGHTS.items() for _one in range(weight)]
    return [
        Step(chance.choice(names), tuple(chance.randrange(10_000) for _one in range(5)))  # type: ignore[arg-type]
        for _step in range(count)
    ]


class DiffersError(AssertionError):
    """A figure of the program is not that of the model."""


def prepare(address: str) -> None:
    """Make the journeys of the world in a database that has the schema; their checklist is not in it."""
    workspace = Workspace.open(address, Config(Path("/nowhere"), "Kim"))
    points: dict[str, int] = {}
    journeys: dict[str, int] = {}
    for name, places in JOURNEYS.items():
        journeys[name] = workspace.journeys.new(name)
        journey = workspace.reads.journeys.get(journeys[name])
        assert journey is not None
        for place in places:
            points[place] = workspace.stages.add_touchpoint(journey.stages[0].id, place, importance=4)
        for persona in PERSONAS[name]:
            workspace.journeys.add_persona(journeys[name], persona)
    for place, inside in INSIDE.items():
        workspace.stages.open_into(points[place], journeys[inside])
    for who in PEOPLE:
        workspace.people.add(who)
    workspace.close()


class World:
    """The program, opened by everybody, and the model beside it."""

    def __init__(self, address: str, folder: Path, merged: Callable[[], str]) -> None:
        """Open a database that `prepare` made; `merged` gives the address of an empty one."""
        (folder / "checklists").mkdir(parents=True, exist_ok=True)
        (folder / "checklists" / "seen.toml").write_text(CHECKLIST, encoding="utf-8")
        self.model = Model()
        self.now = BEGINS
        self._merged = merged
        self._folder = folder
        self._stack = ExitStack()
        self.workspaces = {}
        for who in PEOPLE:
            workspace = Workspace.open(address, Config(folder, who))
            self._stack.callback(workspace.close)
            self._stack.enter_context(workspace.dated(self._tick))
            self.workspaces[who] = workspace
        self.reads = self.workspaces["Kim"].reads
        lines = {line.name: line.id for line in self.reads.journeys.lines()}
        self.journeys = {name: lines[name] for name in JOURNEYS}
        self.points: dict[str, int] = {}
        self.personas: dict[tuple[str, str], int] = {}
        for name, number in self.journeys.items():
            journey = self.reads.journeys.get(number)
            assert journey is not None
            for point in journey.touchpoints:
                self.points[point.name] = point.id
                self.model.points[point.name] = {
                    "journey": name,
                    "importance": point.importance,
                    "critical": point.critical,
                    "opens": INSIDE.get(point.name),
                }
                self.workspaces["Kim"].stages.edit_touchpoint(point.id, checklists=["seen"])
            for persona in self.reads.journeys.personas(number):
                self.personas[name, folded(persona.name)] = persona.id

    def close(self) -> None:
        """Let go of the database."""
        self._stack.close()

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def today(self) -> int:
        """The day it is, counted from the beginning."""
        return (self.now.astimezone().date() - BEGINS.astimezone().date()).days

    def day(self, number: int) -> date:
        """Return a day counted from the beginning."""
        return BEGINS.astimezone().date() + timedelta(days=number)

    def do(self, step: Step) -> None:
        """Do a step and hold every figure against the model."""
        getattr(self, f"_{step.name}")(*step.numbers)
        self.compare()

    @contextmanager
    def _by(self, who: str) -> Iterator[Workspace]:
        """Make one change in somebody's name; where it is refused, the model is as before."""
        self.model.begin(who)
        try:
            yield self.workspaces[who]
        except AuditorError:
            self.model.take_back()
        except BaseException:
            self.model.changes.pop()
            raise
        else:
            self.model.forget_nothing()

    # What people do. Each takes five numbers, which choose among what there is.

    def _start(self, who: int, where: int, persona: int, *_rest: int) -> None:
        name, journey, walked = self._chosen(who, where, persona)
        with self._by(name) as workspace:
            number = workspace.audits.start(
                self.journeys[journey], name, persona_id=self.personas[journey, walked]
            )
            self._learn(number, journey, walked, name)

    def _chosen(self, who: int, where: int, persona: int) -> tuple[str, str, str]:
        journey = list(JOURNEYS)[where % len(JOURNEYS)]
        names = PERSONAS[journey]
        return PEOPLE[who % len(PEOPLE)], journey, folded(names[persona % len(names)])

    def _learn(self, number: int, journey: str, persona: str, who: str, round_id: int | None = None) -> None:
        """Put an audit into the model that the program has just made; what it begins with is taken over."""
        audit = self._audit(number, who)
        self.model.audits[number] = {
            "journey": journey,
            "persona": persona,
            "who": who,
            "finished": False,
            "removed": False,
            "kind": audit.kind.value,
            "round": round_id,
            "answers": {
                (visit.touchpoint, one.check.key): (one.check.severity, one.verdict.value, str(one.answered))
                for visit in audit.visits
                for one in visit.answers
                if one.verdict is not None and not one.carried
            },
            "felt": {
                visit.touchpoint: (visit.feeling, str(visit.felt))
                for visit in audit.visits
                if visit.feeling is not None
            },
        }

    def _audit(self, number: int, who: str) -> Audit:
        audit = self.workspaces[who].reads.audits.get(number)
        assert audit is not None
        return audit

    def _own_audit(self, who: int, which: int, finished: bool = False) -> tuple[int, str] | None:
        """Return one of the audits that somebody has going on, or has finished."""
        name = PEOPLE[who % len(PEOPLE)]
        mine = [
            number
            for number, one in self.model.audits.items()
            if one["who"] == name and one["finished"] is finished and not one["removed"]
        ]
        return (mine[which % len(mine)], name) if mine else None

    def _answer(self, who: int, which: int, visit: int, check: int, verdict: int) -> None:
        if (mine := self._own_audit(who, which)) is None:
            return
        number, name = mine
        visits = [each for each in self._audit(number, name).visits if each.answers]
        if not visits:
            return
        asked = visits[visit % len(visits)]
        answers = [one for one in asked.answers if not one.carried]
        answer = answers[check % len(answers)]
        given = (*VERDICTS, None)[verdict % 5]
        with self._by(name) as workspace:
            workspace.audits.answer(answer.id, Verdict(given) if given else None)
            kept = self.model.audits[number]["answers"]
            place = (asked.touchpoint, answer.check.key)
            if given is None:
                kept.pop(place, None)
            else:
                at = kept[place][2] if place in kept and kept[place][1] == given else str(self.now)
                kept[place] = (answer.check.severity, given, at)

    def _feel(self, who: int, which: int, visit: int, score: int, *_rest: int) -> None:
        if (mine := self._own_audit(who, which)) is None:
            return
        number, name = mine
        visits = self._audit(number, name).visits
        felt = visits[visit % len(visits)]
        given = (-2, -1, 0, 1, 2, None)[score % 6]
        with self._by(name) as workspace:
            workspace.audits.feel(felt.id, given, basis=Basis.ASSUMED)
            kept = self.model.audits[number]["felt"]
            if given is None:
                kept.pop(felt.touchpoint, None)
            elif kept.get(felt.touchpoint, (None,))[0] != given:
                kept[felt.touchpoint] = (given, str(self.now))

    def _finish(self, who: int, which: int, *_rest: int) -> None:
        if (mine := self._own_audit(who, which)) is None:
            return
        number, name = mine
        with self._by(name) as workspace:
            workspace.audits.finish(number)
            self.model.audits[number]["finished"] = True

    def _reopen(self, who: int, which: int, *_rest: int) -> None:
        if (mine := self._own_audit(who, which, finished=True)) is None:
            return
        number, name = mine
        with self._by(name) as workspace:
            workspace.audits.reopen(number)
            self.model.audits[number]["finished"] = False

    def _delete_audit(self, who: int, which: int, done: int, *_rest: int) -> None:
        if (mine := self._own_audit(who, which, finished=bool(done % 2))) is None:
            return
        number, name = mine
        with self._by(name) as workspace:
            workspace.audits.delete(number)
            self.model.audits[number]["removed"] = True

    def _round(self, who: int, where: int, persona: int, *_rest: int) -> None:
        name, journey, walked = self._chosen(who, where, persona)
        with self._by(name) as workspace:
            made = workspace.rounds.start(
                self.journeys[journey], PEOPLE[:2], persona_id=self.personas[journey, walked]
            )
            line = workspace.reads.rounds.line(made)
            assert line is not None
            for one in line.audits:
                self._learn(one.id, journey, walked, one.auditor, made)

    def _agree(self, who: int, which: int, *_rest: int) -> None:
        name = PEOPLE[who % len(PEOPLE)]
        rounds = sorted({one["round"] for one in self.model.audits.values() if one["round"] is not None})
        if not rounds:
            return
        round_id = rounds[which % len(rounds)]
        with self._by(name) as workspace:
            number = workspace.rounds.agree(round_id)
            if number not in self.model.audits:
                other = next(one for one in self.model.audits.values() if one["round"] == round_id)
                self._learn(number, other["journey"], other["persona"], name, round_id)

    def _weigh(self, who: int, where: int, importance: int, critical: int, *_rest: int) -> None:
        name, point = PEOPLE[who % len(PEOPLE)], list(self.points)[where % len(self.points)]
        about = {"importance": 1 + importance % 5, "critical": bool(critical % 2)}
        before = self.model.points[point]
        if all(before[key] == value for key, value in about.items()):
            return
        with self._by(name) as workspace:
            workspace.stages.edit_touchpoint(
                self.points[point], importance=1 + importance % 5, critical=bool(critical % 2)
            )
            self.model.points[point].update(about)

    def _open(self, who: int, which: int, *_rest: int) -> None:
        name, point = PEOPLE[who % len(PEOPLE)], list(INSIDE)[which % len(INSIDE)]
        opens = None if self.model.points[point]["opens"] else INSIDE[point]
        with self._by(name) as workspace:
            workspace.stages.open_into(self.points[point], self.journeys[opens] if opens else None)
            self.model.points[point]["opens"] = opens

    def _interview(self, who: int, where: int, people: int, age: int, *_rest: int) -> None:
        self._record(who, where, "interview", 1 + people % 6, age % 400, f"Visit {people}")

    def _measure(self, who: int, where: int, page: int, age: int, *_rest: int) -> None:
        self._record(who, where, "measurement", 1, age % 400, "axe-core", f"https://shop.example/{page % 2}")

    def _record(
        self, who: int, where: int, kind: str, people: int, age: int, tool: str, page: str = ""
    ) -> None:
        name, point = PEOPLE[who % len(PEOPLE)], list(self.points)[where % len(self.points)]
        day = self.today - age
        draft = EvidenceDraft(
            kind=kind,
            source=f"{tool}, {page}" if page else tool,
            collected=self.day(day),
            touchpoint_id=self.points[point],
            people=None if kind == "measurement" else people,
            tool=tool if page else "",
            page=page,
        )
        with self._by(name) as workspace:
            number = workspace.evidence.add(draft)
            self.model.evidence[number] = {
                "point": point,
                "kind": kind,
                "tool": tool,
                "page": page,
                "persona": None,
                "people": people,
                "day": day,
            }

    def _survey(self, who: int, where: int, replies: int, *_rest: int) -> None:
        """Import the replies of a survey so far: a later export holds the earlier replies too."""
        name, point = PEOPLE[who % len(PEOPLE)], list(self.points)[where % len(self.points)]
        count = 1 + replies % 40
        path = self._folder / "replies.csv"
        rows = "".join(f"r{number},{1 + number % 5}\n" for number in range(count))
        path.write_text(f"Respondent ID,How satisfied are you with {point}?\n{rows}", encoding="utf-8")
        known = [
            one["people"]
            for one in self.model.evidence.values()
            if one["kind"] == "survey" and one["point"] == point
        ]
        with self._by(name) as workspace:
            journey = workspace.reads.journeys.get(self.journeys[self.model.points[point]["journey"]])
            assert journey is not None
            surveyed = tuple(workspace.reads.evidence.surveyed(journey.id))
            target = Target(journey, workspace.today, touchpoint_ids=(self.points[point],), surveyed=surveyed)
            plan = plan_import("survey", path, target, Wishes(kind="csat", scale=(1, 5)))
            refuse_known_replies(plan, surveyed)
            (number,) = workspace.imports.write(plan)
            if count <= max(known, default=0):
                raise DiffersError(f"{point}: a survey without a new reply was imported")
            self.model.evidence[number] = {
                "point": point,
                "kind": "survey",
                "tool": "survey",
                "page": point,
                "persona": None,
                "people": count,
                "day": self.today,
            }

    def _forget(self, who: int, which: int, *_rest: int) -> None:
        if not self.model.evidence:
            return
        number = sorted(self.model.evidence)[which % len(self.model.evidence)]
        with self._by(PEOPLE[who % len(PEOPLE)]) as workspace:
            workspace.evidence.delete([number])
            del self.model.evidence[number]

    def _act(self, who: int, where: int, owner: int, *_rest: int) -> None:
        name, point = PEOPLE[who % len(PEOPLE)], list(self.points)[where % len(self.points)]
        given = PEOPLE[owner % len(PEOPLE)]
        with self._by(name) as workspace:
            number = workspace.actions.add(self.points[point], f"Mend {owner}", 2, 3, owner=given)
            self.model.actions[number] = {"owner": given}

    def _assign(self, who: int, which: int, owner: int, *_rest: int) -> None:
        if not self.model.actions:
            return
        number = sorted(self.model.actions)[which % len(self.model.actions)]
        given = PEOPLE[owner % len(PEOPLE)]
        if self.model.actions[number]["owner"] == given:
            return
        with self._by(PEOPLE[who % len(PEOPLE)]) as workspace:
            workspace.actions.assign([number], given)
            self.model.actions[number]["owner"] = given

    def _undo(self, *_rest: int) -> None:
        """Take back the newest change of all, by whoever made it."""
        if not self.model.changes:
            return
        who = self.model.changes[-1][0]
        try:
            self.workspaces[who].undoing.undo()
        except AuditorError:
            return
        self.model.take_back()

    def _wait(self, days: int, *_rest: int) -> None:
        self.now += timedelta(days=days % 60, hours=1)

    def _fail(self, *numbers: int) -> None:
        """Let the disk refuse what somebody does: nothing of it stays."""
        before = len(self.model.changes)
        with ExitStack() as stack:
            for workspace in self.workspaces.values():
                stack.enter_context(_refusing(workspace))
            self._answer(*numbers)
        assert len(self.model.changes) == before

    def _merge(self, *_rest: int) -> None:
        """Take everything into an empty database: it says the same there."""
        export = self.reads.exports.everything()
        document = Document({part.name: list(export.of(part.name)) for part in PARTS})
        other = Workspace.open(self._merged(), Config(self._folder, "Kim"))
        try:
            with other.dated(self._tick):
                other.merging.merge(document, "all")
                self.compare(other)
        finally:
            other.close()

    def compare(self, workspace: Workspace | None = None) -> None:
        """Raise DiffersError where a figure is not the model's."""
        reads = (workspace or self.workspaces["Kim"]).reads
        lines = {line.name: line.id for line in reads.journeys.lines()}
        for name in JOURNEYS:
            found = reads.maps.get(lines[name])
            assert found is not None
            names = {persona.id: folded(persona.name) for persona in found.personas}
            summary = {line.touchpoint: line for line in reads.audits.summary(lines[name])}
            supported = reads.evidence.support(lines[name])
            assert supported is not None
            support = {one.touchpoint: one for one in supported.points}
            curves = {who: curve(found, Layer.NEWEST, number) for number, who in names.items()}
            mean = curve(found, Layer.NEWEST)
            for place, point in enumerate(found.points):
                here = point.touchpoint.name
                felt = self.model.feelings(here)
                _same(here, "need", point.touchpoint.need, self.model.need(here))
                _same(here, "mean feeling", mean[place], sum(felt.values()) / len(felt) if felt else None)
                for who, scores in curves.items():
                    finished, draft = self.model.standing(here)
                    expected = finished.get(who, (None,))[0]
                    if draft or expected is not None:
                        _same(here, f"feeling of {who}", scores[place], expected)
                line = summary[here]
                _same(here, "checks", (line.passed, line.partly, line.failed), self.model.counts(here))
                _same(here, "feeling in the table", line.feeling, mean[place])
                _same(here, "draft", line.draft, self.model.standing(here)[1])
                confidence = self.model.confidence(here, self.today)
                _same(here, "confidence", support[here].confidence, confidence)
        if workspace is not None:
            self.compare_findings(workspace)
        else:
            for who in PEOPLE:
                mine = self.workspaces[who].reads.actions.ranking(ActionFilter(owners=(ME,))).all()
                made = sorted(line.id for line in mine if line.id in self.model.actions)
                _same(who, "actions", made, self.model.mine(who))
            with checking.connected(self.workspaces["Kim"].location) as connection:
                _same("the database", "soundness", checking.faults(connection), [])

    def compare_findings(self, workspace: Workspace | None = None) -> None:
        """Raise DiffersError where other findings are open than the model says, or two have one name."""
        reads = (workspace or self.workspaces["Kim"]).reads
        for line in reads.journeys.lines():
            findings = reads.findings.of_journey(line.id)
            names = [one.name for one in findings]
            _same(line.name, "names of findings", len(set(names)), len(names))
            found: dict[str, list[str]] = {}
            for one in filter(is_open, findings):
                found.setdefault(one.touchpoint, []).append(one.check.key if one.check else "")
            for point, about in self.model.points.items():
                if about["journey"] == line.name:
                    expected = sorted(self.model.open_findings(point))
                    _same(point, "open findings", sorted(found.get(point, [])), expected)

    def look_over(self) -> None:
        """Raise DiffersError where the database is not sound; its schema, which no step may change, takes the longest."""
        _same("the database", "soundness", self.workspaces["Kim"].upkeep.check(), [])


def _same(where: str, what: str, found: Any, expected: Any) -> None:
    if isinstance(found, float) and isinstance(expected, float | int):
        if abs(found - expected) < 1e-9:
            return
    elif found == expected:
        return
    raise DiffersError(f"{where}: {what} is {found}, but should be {expected}")


@contextmanager
def _refusing(workspace: Workspace) -> Iterator[None]:
    """Let no transaction of a workspace be kept."""

    def refuse(connection: sqlalchemy.Connection) -> None:
        if connection.dialect.name != "sqlite" and (raw := connection.connection.dbapi_connection):
            raw.rollback()
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    workspace.get_ready_to_write()
    engine = workspace._database._engine
    sqlalchemy.event.listen(engine, "commit", refuse)
    try:
        yield
    finally:
        sqlalchemy.event.remove(engine, "commit", refuse)


WEIGHTS = {
    "start": 4,
    "answer": 12,
    "feel": 8,
    "finish": 5,
    "reopen": 1,
    "delete_audit": 1,
    "round": 1,
    "agree": 1,
    "weigh": 1,
    "open": 1,
    "interview": 2,
    "measure": 2,
    "survey": 3,
    "forget": 1,
    "act": 1,
    "assign": 1,
    "undo": 3,
    "wait": 2,
    "fail": 1,
    "merge": 1,
}
"""How often each step is taken."""
