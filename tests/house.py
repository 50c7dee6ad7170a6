"""A database with rights and everybody's way in, for tests of who may do what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from PIL import Image
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel

from auditor.base import i18n
from auditor.base.vocabulary import Access, Seen, Verdict
from auditor.sample import make_sample
from auditor.settings.config import Config
from auditor.store.tables import (
    AskingRecord,
    CommentRecord,
    DependencyRecord,
    ItemRecord,
    QuestionRecord,
    RespondentRecord,
    ResponseRecord,
    SavedFilterRecord,
    SettingRecord,
    SuggestionRecord,
)
from auditor.views.finding_drafts import FindingDraft
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Server, _made_with_shop
from tests.nouns.rounds import round_of, say
from tests.pictures import file_of
from tests.walks import audit_of, tell_what_is_there

_LONG_AGO = "2026-01-01T12:00:00+00:00"

STAFF = {
    "Anna": Access.OWNER,
    "Ed": Access.EDITOR,
    "Bo": Access.AUDITOR,
    "Cy": Access.AUDITOR,
    "Ri": Access.READER,
}


class House:
    """A database with rights, and everybody's way in."""

    persona: int | None = None
    """Whose walks are audited, where the journey has several personas."""

    def __init__(self, server: Server, made: Callable[[str], None] = _made_with_shop) -> None:
        """Make a shop, or what is `made`, let everybody in, and begin a round of Bo and Cy in which Bo has answered."""
        self.database, self.url = server.copy(made)
        boss = Workspace.open(self.url, Config(NOWHERE, "Boss"))
        self.journey = 1
        boss.team.begin()
        self.people = {name: boss.people.add(name) for name in STAFF}
        self.logins = {
            name: boss.team.admit(self.people[name], access).login for name, access in STAFF.items()
        }
        self.boss = boss
        self.opened: list[Workspace] = []
        self.round = round_of(self.open("Ed"), self.journey, "Bo", "Cy", persona=self.persona)
        bo = self.open("Bo")
        say(bo, self.round["Bo"], 0, [Verdict.FAIL, Verdict.PASS])
        bo.audits.feel(audit_of(bo, self.round["Bo"]).visits[0].id, -2, note="awful")
        answer = audit_of(bo, self.round["Bo"]).visits[0].answers[0]
        bo.findings.name(answer.id)

    def open(self, name: str, called: str = "Somebody Else") -> Workspace:
        """Return a workspace of somebody, whose settings name them otherwise."""
        workspace = Workspace.open(self.address(self.logins[name]), Config(NOWHERE, called))
        self.opened.append(workspace)
        return workspace

    def address(self, login: str) -> str:
        """Return the URL of the database for a login."""
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{quote(login)}@{host}"))

    def sql(self, name: str, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return what a statement gives somebody; nothing of it is kept."""
        login = "postgres" if name == "Boss" else self.logins[name]
        with psycopg.connect(self.address(login)) as connection:
            found = connection.execute(statement, values)
            rows = found.fetchall() if found.description else []
            connection.rollback()
        return rows

    def close(self) -> None:
        """Let go of everything."""
        for workspace in (*self.opened, self.boss):
            workspace.close()


def made_full(address: str) -> None:
    """Make the sample journey, and what that has none of, so that no table is empty."""
    i18n.set_language("en")
    with closing(Workspace.open(address, Config(NOWHERE, "Kim"))) as workspace:
        make_sample(workspace)
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with Session(engine) as session:
        for row in _ROWS:
            session.add(row())
            session.flush()
        session.commit()
    engine.dispose()


_ROWS: Sequence[Callable[[], SQLModel]] = (
    lambda: SettingRecord(name="priority.need", value="0.5"),
    lambda: QuestionRecord(journey_id=1, text="Why?"),
    lambda: RespondentRecord(journey_id=1, persona_id=1, code="R1", interviewed_on="2026-01-01"),
    lambda: ResponseRecord(respondent_id=1, stage_id=1, question="why"),
    lambda: AskingRecord(evidence_id=1, created_at=_LONG_AGO),
    lambda: SuggestionRecord(evidence_id=1, touchpoint_id=1, checklist="x", check_key="x", verdict="fail"),
    lambda: SavedFilterRecord(name="mine", words="late"),
    lambda: DependencyRecord(action_id=1, blocked_by_id=2),
    lambda: CommentRecord(action_id=1, person_id=1, text="Hm", written_at=_LONG_AGO),
    lambda: ItemRecord(audit_id=1, sample="x", position=0, name="A lamp"),
)
"""A row of each table of which the sample has none."""


SECRET = "nobodysbusiness"
"""What stands in everything that Bo has entered in a round, in a full house."""


class FullHouse(House):
    """A house with rows in every table: some of everybody, some of Bo's own, and some of Bo's that are sealed."""

    persona = 1

    def __init__(self, server: Server) -> None:
        """Let Bo audit alone, and enter everything that can be entered in the round."""
        super().__init__(server, made_full)
        bo = self.open("Bo")
        self._enter(bo, bo.audits.start(self.journey, None, self.persona), "plain")
        self._enter(bo, self.round["Bo"], SECRET)
        bo.actions.comment([1], "plain")
        for statement in (
            "UPDATE action SET status = 'proposed' WHERE id = 2",
            "UPDATE action SET status = 'planned' WHERE id IN (SELECT min(action_id) FROM link)",
            "UPDATE link SET touchpoint_id = (SELECT max(id) FROM touchpoint WHERE journey_id <> 1)"
            " WHERE action_id IN (SELECT min(action_id) FROM link)",
            # Statistics are another way to what stands in columns.
            "ANALYZE",
        ):
            with psycopg.connect(self.url) as connection:
                connection.execute(statement)

    def _enter(self, bo: Workspace, audit: int, text: str) -> None:
        """Enter a text wherever one can be entered in an audit of Bo's."""
        tell_what_is_there(bo, audit)
        visit = audit_of(bo, audit).visits[0]
        answer = visit.answers[0]
        bo.audits.answer(answer.id, Verdict.FAIL, text)
        bo.audits.feel(visit.id, -2, note=text)
        finding = bo.findings.name(answer.id, FindingDraft(what=text, note=text))
        bo.findings.see([finding], visit.id, Seen.CHANGED, text)
        bo.findings.keep(finding, {"en": text})
        bo.pictures.add(finding, file_of(Image.new("RGB", (len(text), 2))), f"{text}.png", text)
        kept = {"uid": uuid4().hex, "visit": visit.id, "audit": audit, "text": text}
        for statement in (
            "INSERT INTO presence (uid, revision, visit_id, gate) VALUES (%(uid)s, 1, %(visit)s, %(text)s)",
            "INSERT INTO item (uid, revision, audit_id, sample, position, name)"
            " VALUES (%(uid)s, 1, %(audit)s, 'x', 9, %(text)s)",
            """UPDATE change SET arguments = arguments || ' ' || %(text)s WHERE id = (
                SELECT max(change_id) FROM change_row WHERE entity = 'visit' AND row_id = %(visit)s)""",
            # What a picture shows is no text.
            "UPDATE picture_content SET content = content || convert_to(%(text)s, 'UTF8') WHERE sha256 IN ("
            "SELECT sha256 FROM picture WHERE text = %(text)s)",
        ):
            with psycopg.connect(self.url) as connection:
                connection.execute(statement, kept)
