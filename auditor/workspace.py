"""Opens one database and hands out its nouns: `reads` for asking, the others for changing.

The nouns for changing load SQLModel, which takes longer than everything else together; so they are imported
when the first one is asked for, and asking never loads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from auditor.analysis.scoring import Scoring
from auditor.base.errors import AuditorError, BusyError, DatabaseError, LineError
from auditor.base.i18n import _
from auditor.base.vocabulary import Access, Depth, FileKind, Phase
from auditor.library.kept import Differing
from auditor.reads import Reads
from auditor.settings.config import Config
from auditor.settings.rules import Rules, as_stored, from_stored, values_of
from auditor.store.adapter import Detour, DetouredReader, EmptyReader, Reader
from auditor.store.database import Clock, Database
from auditor.store.identity import Mark
from auditor.store.location import Location, locate
from auditor.store.me import Me
from auditor.store.moved_note import moved_to
from auditor.store.reading.actions.ranking import Ranking
from auditor.store.reading.actions.reads import ActionReads
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.reading.evidence.confidences import Grading
from auditor.store.reading.history import HistoryReads
from auditor.store.reading.journeys import JourneyReads
from auditor.store.reading.library import files_in
from auditor.store.reading.maps import MapReads
from auditor.store.reading.rules import settings_in
from auditor.store.schema import Beginning
from auditor.store.synced import synced_by
from auditor.views.history import Changes, HistoryLine
from auditor.views.line import Line
from auditor.views.walkers import Walker

if TYPE_CHECKING:
    from auditor.base.errors import StorageError
    from auditor.library.checklists import Library
    from auditor.library.datafiles import Problem
    from auditor.library.interviews import Question
    from auditor.library.kept import Kept
    from auditor.library.standing import StandingFile
    from auditor.library.templates import Template
    from auditor.nouns.actions import Actions
    from auditor.nouns.askings import Askings
    from auditor.nouns.audits import Audits
    from auditor.nouns.beginnings import Beginnings
    from auditor.nouns.evidence import EvidenceRecords
    from auditor.nouns.filters import Filters
    from auditor.nouns.findings import Findings
    from auditor.nouns.imports import Imports
    from auditor.nouns.journeys import Journeys
    from auditor.nouns.library import LibraryFiles
    from auditor.nouns.merging import Merging
    from auditor.nouns.notes import Noting
    from auditor.nouns.people import People
    from auditor.nouns.pictures import FindingPictures
    from auditor.nouns.proofs import Proofs
    from auditor.nouns.questions import Questions
    from auditor.nouns.respondents import Respondents
    from auditor.nouns.rounds import Rounds
    from auditor.nouns.settings import Settings
    from auditor.nouns.stages import Stages
    from auditor.nouns.strategies import Strategies
    from auditor.nouns.team import Team
    from auditor.nouns.undoing import Undoing
    from auditor.nouns.upkeep import Upkeep
    from auditor.nouns.wishes import Wishes
    from auditor.store.watch import Watch
    from auditor.views.checks import Check, Named
    from auditor.views.depths import DepthOffer
    from auditor.views.errands import ErrandLine
    from auditor.views.journeys import Journey
    from auditor.views.prospect import Prospect
    from auditor.views.team import Member

R = TypeVar("R")

_OF_RULES = frozenset({"setting", "database"})
"""What is touched where the rules may have changed: a setting, or nobody knows what."""

_OF_LIBRARY = frozenset({"library_file", "database"})
"""What is touched where the files may have changed that the database keeps."""

_WITH_LIBRARY = (
    "journeys",
    "stages",
    "audits",
    "beginnings",
    "rounds",
    "imports",
    "merging",
    "undoing",
    "library_files",
)
"""The nouns that are made with the library."""

__all__ = ["Ranking", "Reads", "Workspace"]


class Workspace:
    """One database and what can be done with it."""

    def __init__(self, location: Location, config: Config, me: Me | None = None) -> None:
        """Open nothing yet; `me` is who reads and writes, where that is not who the settings name."""
        self.config = config
        self.location = location
        self._listeners: list[Callable[[Changes], None]] = []
        settings = {key: as_stored(value) for key, value in config.shared.items()}
        self.beginning = Beginning(settings, self._own_checklists)
        """What a database is given that does not know yet of what it keeps for everybody."""
        self._database = Database(location, me or Me(*_named(config)), self._publish, self.beginning)
        self._detour: Detour | None = None
        self._scoring: Scoring | None = None
        """In place of what everybody goes by, until that is set otherwise."""
        self._taken: tuple[Rules, Reads] | None = None
        self._is_outdated = True
        self._seen: Mark | None = None
        self._library: Library | None = None
        self._has_other_files = True
        """The library was not read since files may have changed in the database."""

    @property
    def rules(self) -> Rules:
        """What everybody who uses the database goes by; while it does not answer, what that was before.

        Where there is none yet, it is what the settings say, with which it will be made.
        """
        taken = self._taken
        if taken is None or self._is_outdated:
            try:
                taken = self._take_rules()
            except (BusyError, LineError):
                if taken is None:
                    raise
        return taken[0]

    @property
    def reads(self) -> Reads:
        """What can be asked; it goes by the rules of now."""
        taken = self._taken
        return (self._take_rules() if taken is None or self._is_outdated else taken)[1]

    def _take_rules(self) -> tuple[Rules, Reads]:
        # What is set while it is read makes it outdated once more.
        self._is_outdated = False
        try:
            rules = self._read(self._read_rules)
        except BaseException:
            self._is_outdated = True
            raise
        if self._scoring is not None:
            rules = replace(rules, scoring=self._scoring)
        self._taken = rules, self._reads_by(rules)
        for made_with_rules in ("journeys", "stages", "proofs"):
            self.__dict__.pop(made_with_rules, None)
        return self._taken

    def _read_rules(self) -> Rules:
        stored = self._stored_settings()
        return self.config.rules if stored is None else from_stored(stored)

    def _stored_settings(self) -> dict[str, str] | None:
        if not self.is_there:
            return None
        reader = self._database.reader
        return None if isinstance(reader, EmptyReader) else settings_in(reader)

    def shared_settings(self) -> dict[str, object] | None:
        """Return what the database keeps for everybody, by key; None where there is no database yet.

        Raises RefusedError for what can't be used.
        """
        stored = self._read(self._stored_settings)
        if stored is None:
            return None
        from_stored(stored)
        return values_of(stored)

    def _reads_by(self, rules: Rules) -> Reads:
        reader = self._reader
        grading = Grading(rules.weighing, self._today)
        return Reads(
            JourneyReads(reader, grading),
            AuditReads(reader),
            ActionReads(reader, rules.scoring, grading),
            HistoryReads(reader),
            MapReads(reader, grading),
            reader,
            grading,
            rules.scoring,
            rules.worth,
        )

    def _reader(self) -> Reader:
        return (
            self._database.reader if self._detour is None else DetouredReader(self._open_reader, self._detour)
        )

    def _open_reader(self) -> Reader:
        return self._database.reader

    def _read(self, work: Callable[[], R]) -> R:
        return work() if self._detour is None else self._detour(work)

    def read_through(self, detour: Detour | None) -> None:
        """Let each read be done by `detour`, which is given it to call in whatever thread it sees fit; None ends that."""
        self._detour = detour

    def use_scoring(self, scoring: Scoring) -> None:
        """Put actions in order and in quadrants otherwise until that is set for everybody; nothing is kept of it."""
        self._scoring = scoring
        self._is_outdated = True

    def use_config(self, config: Config) -> None:
        """Go by other settings from now on; those on disk stay as they are."""
        before, self.config = self.config, config
        self._is_outdated = True
        if _is_other(before, config):
            self._database.become(*_named(config))

    @classmethod
    def open(cls, database: str | None, config: Config) -> Workspace:
        """Return the workspace of the database named, else of the team's that was joined, else of the default one."""
        return cls(locate(database, config.team, config.team_in_keyring), config)

    def as_nobody(self) -> Workspace:
        """Return another workspace of the same database that reads as nobody of the team; its user closes it.

        Rounds that are not finished are hidden from it, whoever opened this one.
        """
        return Workspace(self.location, self.config, Me("", nobody=True))

    def look(self) -> Mark | None:
        """Return what tells this state of the database from every other; None where there is none yet.

        What others have set for everybody holds from this look on, where nobody watches the database.
        """
        seen = self._read(self._database.mark)
        if seen != self._seen:
            self._seen, self._is_outdated = seen, True
            self._forget_library()
        return seen

    @property
    def is_there(self) -> bool:
        """Tell whether there is a database yet; a server's is taken to be there."""
        return self._database.is_there

    @property
    def access(self) -> Access:
        """What the user may do here. A server is asked the first time; a file is its user's, unless that was lowered."""
        return self._read(lambda: self._database.access)

    def access_by_now(self) -> Access:
        """Return what the user may do, asked anew of a server: somebody may have changed it."""

        def ask() -> Access:
            self._database.forget_rights()
            return self._database.access

        return self._read(ask)

    def members(self) -> list[Member] | None:
        """Return who is let in and what each may do; None where nothing holds that: in a file, and on a server without rights."""
        return self._read(lambda: self.team.members()) or None

    def lower_access(self, most: Access) -> None:
        """Let the user do no more than that from now on, whatever the database would let them."""
        self._database.lowered = self._database.lowered.at_most(most)
        self._database.forget_rights()

    @property
    def read_only(self) -> StorageError | None:
        """Why nothing can be changed here, as far as can be told without trying; None if it can.

        A server is asked, which may take as long as the network does; raises AuditorError where it does not answer.
        """
        return self._read(lambda: self._database.read_only)

    @property
    def copies_folder(self) -> Path | None:
        """Where copies of the database are kept; None on a server, which has its own."""
        from auditor.store.backup import folder as folder_of_copies

        return folder_of_copies(self.location.path) if self.location.path is not None else None

    @property
    def caution(self) -> str:
        """What its user should know of where the database is, in a line; empty for nothing."""
        path = self.location.path
        if path is not None and (where := self._read(partial(moved_to, path))):
            return _("{place} has moved to {where}: what is changed here does not come along.").format(
                place=path, where=where
            )
        program = self._read(partial(synced_by, path)) if path is not None else ""
        if not program:
            return ""
        return _(
            "{place} is in a folder that {program} keeps alike on several machines. Open it on one machine at a time, and "
            "only when {program} has finished: else one of two versions is lost."
        ).format(place=path, program=program)

    def picture(self, sha256: str, called: str = "") -> bytes:
        """Return the content of a picture; `called` says which it is, such as `CHK-12, picture 2`.

        Raises StorageError where it is missing, and DatabaseError where it is damaged.
        """
        return self._read(partial(self._database.pictures.read, sha256, called))

    def picture_file(self, sha256: str, called: str = "") -> Path:
        """Return a file with a picture in it, for the system's viewer; raises as `picture` does."""
        return self._read(partial(self._database.pictures.path, sha256, called))

    def expect_database(self) -> None:
        """Refuse from now on to read a file that was named and is not there, instead of finding nothing in it."""
        self._database.is_expected = True

    def tell_of_copies(self, told: Callable[[AuditorError], None], beside: bool = False) -> None:
        """Let `told` hear, once, of a copy that should have been made by itself and can't be.

        Copies are made when the workspace is closed; with `beside` in a thread while it is open, in which `told` is
        called.
        """
        self._database.copying.tell(told, beside)

    @property
    def who(self) -> str:
        """In whose name changes are made."""
        me = self._database.me
        if self.location.path is None and not me.is_bound:
            # Who the server knows by its login is that person, whatever the settings say.
            self._read(lambda: self._database.known)
        return me.called or me.name

    @property
    def person(self) -> int:
        """The number of the user's person in the team; 0 for nobody."""
        return self._read(lambda: self._database.known.number)

    @property
    def uid(self) -> str:
        """What tells this database from all others, wherever it is; empty where there is none yet."""
        return self._read(lambda: self._database.uid)

    @property
    def today(self) -> date:
        """The day it is, in local time."""
        return self._today()

    @property
    def library(self) -> Library:
        """The checklists at hand; imported when asked for, because printing a list needs none.

        What the database keeps is among them; while it does not answer, what it kept before.
        """
        found = self._library
        if found is None or self._has_other_files:
            try:
                found = self._take_library()
            except (BusyError, LineError):
                if found is None:
                    raise
        return found

    def _take_library(self) -> Library:
        from auditor.library.checklists import Library

        # What is shared while it is read makes it outdated once more.
        self._has_other_files = False
        try:
            kept = self._read(self._stored_files)
        except BaseException:
            self._has_other_files = True
            raise
        if self._library is None or self._library.kept != kept:
            self._library = Library(self.config.checklists, kept)
        return self._library

    def _forget_library(self) -> None:
        self._has_other_files = True
        for made_with_library in _WITH_LIBRARY:
            self.__dict__.pop(made_with_library, None)

    def _stored_files(self) -> Kept:
        if not self.is_there:
            return {}
        reader = self._database.reader
        if isinstance(reader, EmptyReader):
            return {}
        try:
            return files_in(reader)
        except DatabaseError:
            # Another database may stand there by now, which is told as that.
            self._database.refuse_another()
            raise

    def _own_checklists(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of the user's own checklists of some keys, with those that they take checks from."""
        from auditor.library.checklists import Library

        return Library(self.config.checklists).to_share(keys)

    def templates(self) -> tuple[list[Template], list[Problem]]:
        """Return the templates at hand, the program's first, and what is wrong in files that were left out."""
        from auditor.library.templates import all_templates

        return all_templates(self.config.journeys, self.library.kept)

    def template(self, named: str) -> Template:
        """Return the template of that key, or in the file of that path; raise RefusedError or NotFoundError."""
        from auditor.library.templates import find_template

        return find_template(named, self.config.journeys, self.library.kept)

    def question_bank(self) -> tuple[dict[Phase, tuple[Question, ...]], list[Problem]]:
        """Return the questions of the files at hand by phase, and what is wrong in files that were left out."""
        from auditor.library.interviews import question_bank

        return question_bank(self.config.interviews, self.library.kept)

    def look_at_files(self) -> None:
        """Read the files in the user's own folders anew when they are next asked for: they may have been changed there."""
        if self._library is not None:
            from auditor.library.checklists import Library

            self._library = Library(self.config.checklists, self._library.kept)
        self._forget_library()

    def differing(self) -> list[Differing]:
        """Return the files in the user's own folders of whose keys the database keeps other texts, which count."""
        from auditor.library import interviews, templates

        self.look_at_files()
        kept = self.library.kept
        if not kept:
            return []
        return [
            *self.library.differing,
            *templates.differing(self.config.journeys, kept),
            *interviews.differing(self.config.interviews, kept),
        ]

    def standing_files(self) -> list[StandingFile]:
        """Return all files of the team's own, in the user's folders and in the database, and how they stand to each other."""
        from auditor.library.standing import standing_files

        self.look_at_files()
        config = self.config
        folders = {
            FileKind.CHECKLIST: config.checklists,
            FileKind.TEMPLATE: config.journeys,
            FileKind.QUESTIONS: config.interviews,
        }
        return standing_files(folders, self.library)

    def own_text(self, kind: FileKind, key: str) -> str | None:
        """Return the text of the good file of a kind and key in the user's own folder; None where there is none."""
        from auditor.library.interviews import own_texts
        from auditor.library.templates import own_templates

        if kind is FileKind.CHECKLIST:
            return self.library.own_texts.get(key)
        if kind is FileKind.QUESTIONS:
            return own_texts(self.config.interviews).get(key)
        own = own_templates(self.config.journeys)[0]
        return next((template.own_text for template, _path in own if template.key == key), None)

    def depths(self, journey_id: int, auditor_id: int | None = None) -> list[DepthOffer]:
        """Return what an audit of a journey asks for at each depth, the least first; none for a journey that is not there.

        The minutes are those of somebody of the team, by number, or else of the user.
        """
        from auditor.analysis.judgements import offers

        journey = self.reads.journeys.get(journey_id)
        if journey is None:
            return []
        pace = self.reads.audits.pace(self.person if auditor_id is None else auditor_id)
        return offers(journey.touchpoints, self._asked_in(journey), pace)

    def errands(self, journey_id: int, depth: Depth = Depth.FULL) -> list[ErrandLine]:
        """Return what has to be done for an audit of a journey, in the order of the walk."""
        from auditor.analysis.errands import of_journey

        journey = self.reads.journeys.get(journey_id)
        if journey is None:
            return []
        return of_journey(journey.touchpoints, self._asked_in(journey), depth)

    def asked_at(self, journey: Journey) -> dict[int, set[Named]]:
        """Return by touchpoint of a journey the names of the checks that an audit asks there, whatever the depth."""
        points = zip(journey.touchpoints, self._asked_in(journey), strict=True)
        return {point.id: {check.named for check in checks} for point, checks in points}

    def refuse_missing_checklists(self, journey_id: int, depth: Depth) -> None:
        """Raise RefusedError where an audit of a journey would leave out a checklist because it is nowhere."""
        journey = self.reads.journeys.get(journey_id)
        for point in journey.touchpoints if journey is not None else ():
            if depth.asks(point.depth):
                self.library.refuse_missing(point.id, point.name, point.checklists)

    def differing_among(self, checklists: Iterable[str]) -> list[Differing]:
        """Return those of the user's own among checklists, and those they take checks from, of which others are kept."""
        checklists = list(checklists)
        if not checklists:
            return []
        self.look_at_files()
        differing = self.library.differing
        asked = set(self.library.made_of(checklists)) if differing else set()
        return [one for one in differing if one.key in asked]

    def differing_at(self, journey_id: int) -> list[Differing]:
        """Return the user's own checklists, asked in a journey, of whose keys the database keeps others."""
        self.look_at_files()
        journey = self.reads.journeys.get(journey_id) if self.library.differing else None
        points = journey.touchpoints if journey is not None else ()
        return self.differing_among(key for point in points for key in point.checklists)

    def differing_with(self, template: Template) -> list[Differing]:
        """Return what differs of a template, if it is of the user's own, and of the checklists that it names.

        The template may be of the user's folder, of a file that was named, or what the database keeps.
        """
        from auditor.library.templates import checklists_of

        kept = self.library.kept.get((FileKind.TEMPLATE, template.key))
        if template.own_text and kept is not None and kept != template.own_text:
            mine = [Differing(FileKind.TEMPLATE, template.key, template.path, template.own_text)]
        else:
            differing = self.differing_of(FileKind.TEMPLATE) if template.kept else []
            mine = [one for one in differing if one.key == template.key]
        return [*mine, *self.differing_among(checklists_of(template))]

    def differing_of(self, kind: FileKind) -> list[Differing]:
        """Return what differs of a kind."""
        return [one for one in self.differing() if one.kind is kind]

    def _asked_in(self, journey: Journey) -> list[list[Check]]:
        """Return the checks of each touchpoint of a journey, whatever the depth."""
        return [self.library.checks(point.checklists) for point in journey.touchpoints]

    def _today(self) -> date:
        return self._database.clock().astimezone().date()

    def on_change(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every transaction that changed something, in the thread that made it."""
        self._listeners.append(listener)

    def _publish(self, changes: Changes) -> None:
        if any(entity in _OF_RULES for entity, _number in changes.touched):
            self._scoring = None
            self._is_outdated = True
        if any(entity in _OF_LIBRARY for entity, _number in changes.touched):
            self._forget_library()
        for listener in self._listeners:
            listener(changes)

    @property
    def line(self) -> Line:
        """How the line to the database stands, as far as it is known; it is found out while it is watched."""
        return self._database.line.line

    def on_line(self, listener: Callable[[Line], None]) -> None:
        """Call `listener` from now on, in any thread, when the line to the database breaks, is tried again, or stands."""
        self._database.line.on_change(listener)

    def try_line(self) -> None:
        """Let the line to the database be tried at once, while it is watched; what comes of it is told as above."""
        self._database.line.try_now()

    def watch(self) -> Watch:
        """Let listeners hear of what other programs change too, until the watch that is returned is closed.

        They are called from its thread: within two seconds on a file, at once on a server. What touches nobody knows
        what, and a database that was put in the place of the one that was read, touch `("database", 0)`.
        """
        return self._database.watch()

    def walk(self, audit_id: int | None, visit_id: int = 0) -> None:
        """Let others see, while this program watches, that an audit is walked here, at a visit of it; None ends that."""
        self._database.walk(audit_id, visit_id)

    @property
    def walkers(self) -> frozenset[Walker]:
        """Who walks in other programs just now, as far as this one watches."""
        return self._database.walkers

    def on_walkers(self, listener: Callable[[frozenset[Walker]], object]) -> None:
        """Call `listener` whenever somebody else begins or ends to walk, or goes on, from the watch's thread."""
        self._database.met = listener

    def confirm_replaced(self) -> None:
        """Go on with the database that was put in the place of the one that was read, once its content was shown.

        Until then the next change is refused, because it may have been meant for what is gone.
        """
        self._database.confirm_replaced()

    @contextmanager
    def dated(self, clock: Clock) -> Iterator[None]:
        """Let each change within the block bear the moment that `clock` gives when it is made."""
        before, self._database.clock = self._database.clock, clock
        try:
            yield
        finally:
            self._database.clock = before

    def together(self) -> AbstractContextManager[None]:
        """Let all changes within the block be kept at its end at once, or none; reading sees them after it."""
        return self._database.together()

    def get_ready_to_write(self) -> None:
        """Load what writing needs and make or migrate the database if need be; later writes are quick."""
        _ = (self.journeys, self.stages, self.audits, self.actions, self.undoing)
        self._database.load_writing()

    @cached_property
    def journeys(self) -> Journeys:
        """Change journeys and personas."""
        from auditor.nouns.journeys import Journeys

        return Journeys(self._database, self.library, self.rules.review_days)

    @cached_property
    def stages(self) -> Stages:
        """Change stages and touchpoints."""
        from auditor.nouns.stages import Stages

        return Stages(self._database, self.library, self.rules.review_days)

    @cached_property
    def strategies(self) -> Strategies:
        """Change the strategies of stages, and which actions serve them."""
        from auditor.nouns.strategies import Strategies

        return Strategies(self._database)

    @cached_property
    def wishes(self) -> Wishes:
        """Change how touchpoints are to be."""
        from auditor.nouns.wishes import Wishes

        return Wishes(self._database)

    @cached_property
    def audits(self) -> Audits:
        """Change audits."""
        from auditor.nouns.audits import Audits

        return Audits(self._database, self.library)

    @cached_property
    def beginnings(self) -> Beginnings:
        """Look at audits before anything is said in them, and begin them."""
        from auditor.nouns.beginnings import Beginnings

        return Beginnings(self._database, self.library)

    def prospect(self, journey_id: int, persona_id: int | None, depth: Depth) -> Prospect:
        """Return the audit that the user would begin now; nothing is made by it."""
        return self._read(lambda: self.beginnings.look(journey_id, persona_id, depth))

    @cached_property
    def rounds(self) -> Rounds:
        """Change rounds of several auditors."""
        from auditor.nouns.rounds import Rounds

        return Rounds(self._database, self.library)

    @cached_property
    def actions(self) -> Actions:
        """Change actions."""
        from auditor.nouns.actions import Actions

        return Actions(self._database)

    @cached_property
    def proofs(self) -> Proofs:
        """Settle whether actions worked."""
        from auditor.nouns.proofs import Proofs

        return Proofs(self._database, self.rules.worth)

    @cached_property
    def settings(self) -> Settings:
        """Change what everybody goes by."""
        from auditor.nouns.settings import Settings

        return Settings(self._database)

    @cached_property
    def library_files(self) -> LibraryFiles:
        """Put own checklists, templates and questions in place for everybody."""
        from auditor.nouns.library import LibraryFiles

        return LibraryFiles(self._database, self.library)

    @cached_property
    def findings(self) -> Findings:
        """Change findings."""
        from auditor.nouns.findings import Findings

        return Findings(self._database)

    @cached_property
    def pictures(self) -> FindingPictures:
        """Change the pictures of findings."""
        from auditor.nouns.pictures import FindingPictures

        return FindingPictures(self._database)

    @cached_property
    def people(self) -> People:
        """Change the team."""
        from auditor.nouns.people import People

        return People(self._database)

    @cached_property
    def team(self) -> Team:
        """Say who may do what in a database on a server."""
        from auditor.nouns.team import Team

        return Team(self._database)

    @cached_property
    def filters(self) -> Filters:
        """Keep filters of the list of actions."""
        from auditor.nouns.filters import Filters

        return Filters(self._database)

    @cached_property
    def noting(self) -> Noting:
        """Change notes and replies."""
        from auditor.nouns.notes import Noting

        return Noting(self._database, self.config.interviews)

    @cached_property
    def questions(self) -> Questions:
        """Change the team's own questions."""
        from auditor.nouns.questions import Questions

        return Questions(self._database)

    @cached_property
    def respondents(self) -> Respondents:
        """Change who was interviewed, and what they said."""
        from auditor.nouns.respondents import Respondents

        return Respondents(self._database, self.config.interviews)

    @cached_property
    def evidence(self) -> EvidenceRecords:
        """Record and change evidence."""
        from auditor.nouns.evidence import EvidenceRecords

        return EvidenceRecords(self._database)

    @cached_property
    def askings(self) -> Askings:
        """Change what evidence is to be asked for again."""
        from auditor.nouns.askings import Askings

        return Askings(self._database)

    @cached_property
    def imports(self) -> Imports:
        """Import evidence from files."""
        from auditor.nouns.imports import Imports

        return Imports(self._database, self.library)

    @cached_property
    def merging(self) -> Merging:
        """Take in exports."""
        from auditor.nouns.merging import Merging

        return Merging(self._database, self.library)

    @cached_property
    def undoing(self) -> Undoing:
        """Undo and redo."""
        from auditor.nouns.undoing import Undoing

        return Undoing(self._database, self.library)

    def step_through_history(self, *, undo: bool) -> HistoryLine | None:
        """Take back the user's last change, or do again what was taken back; return it, None where there is none.

        Raises ConflictError when somebody else has built on it.
        """
        history = self.reads.history
        line = history.to_undo() if undo else history.to_redo()
        if line is not None:
            (self.undoing.undo if undo else self.undoing.redo)()
        return line

    @cached_property
    def upkeep(self) -> Upkeep:
        """Check, mend, copy and restore the database."""
        from auditor.nouns.upkeep import Upkeep

        return Upkeep(self._database)

    def damage(self) -> DatabaseError | None:
        """Return what is told of the first damaged value of the database; None for none. It looks at every row."""
        return self._database.damage()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _named(config: Config) -> tuple[str, str, Callable[[], str] | None]:
    """Return who the settings say the user is: the name, the lasting id, and what keeps one where there is none."""

    def keep() -> str:
        from auditor.settings.editing import keep_person

        return keep_person(config.folder)

    return config.name, config.person, keep if config.wants_person else None


def _is_other(before: Config, after: Config) -> bool:
    return (before.name, before.person) != (after.name, after.person)
