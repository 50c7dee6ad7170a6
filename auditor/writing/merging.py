"""Takes the rows of an export into the tables, part by part, within one unit of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import insert
from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import clean, folded
from auditor.base.values import UnfitError
from auditor.base.vocabulary import FileKind, Prefer
from auditor.exchange.document import Document, Row, id_of
from auditor.exchange.fields import Field, Part
from auditor.exchange.kinds import Ref
from auditor.exchange.older import NAMED_SINCE
from auditor.exchange.parts import BY_NAME, PARTS, REVISION
from auditor.library.checklists import Library
from auditor.settings.rules import rules_of, values_of
from auditor.store.reading.library import files_in
from auditor.store.reading.rules import settings_in
from auditor.store.tables import (
    ENTITIES,
    AnswerRecord,
    AuditRecord,
    DependencyRecord,
    Editable,
    EvidenceRecord,
    FindingRecord,
    JourneyRecord,
    PersonaRecord,
    PresenceRecord,
    RoundRecord,
    StageRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.exchange import Merged, RowDifference
from auditor.writing import known_rows
from auditor.writing.asked_checks import ask_in_open_audits
from auditor.writing.askings import close_answered
from auditor.writing.dependencies import refuse_circles
from auditor.writing.finding_rows import finding_name
from auditor.writing.following import follow
from auditor.writing.inner_journeys import refuse_circle
from auditor.writing.sharing import library_of, refuse_bad
from auditor.writing.taking_findings import TakingFindings, name_standing, spelled_out
from auditor.writing.tallies import recount_visits, refresh_journeys

_TOLD = 20
"""How many differences are told; the others are counted."""


class TakingIn:
    """Merges one document into the database."""

    def __init__(self, work: Work, prefer: Prefer, library: Library) -> None:
        """Work within `work`; `prefer` says which of two different rows stays."""
        self._work = work
        self._prefer = prefer
        self._library = library
        self._numbers: dict[str, dict[str, int]] = {part.name: {} for part in PARTS}
        """By part: the numbers of rows here, by their ids in the file."""
        self._new: dict[str, set[str]] = {part.name: set() for part in PARTS}
        self._gone: dict[str, set[str]] = {part.name: set() for part in PARTS}
        """Deleted here and staying so."""
        self._counted: Counter[str] = Counter()
        self._differences: list[RowDifference] = []
        self._visits: dict[int, VisitRecord] = {}
        self._points: dict[int, TouchpointRecord] = {}
        self._journeys: set[int] = set()
        self._dependencies: list[DependencyRecord] = []
        self._evidence: list[EvidenceRecord] = []
        self._taking_findings = TakingFindings(work)

    def merge(self, document: Document) -> Merged:
        """Take everything in; return what was done."""
        for part in PARTS:
            rows = document.of(part.name)
            if part.name == "findings":
                rows = spelled_out(rows, document.of("phrases"), self._gone["phrases"])
            if part.name == "settings" and rows and not self._takes_settings():
                self._keep_settings(rows)
            elif part.name == "wordings":
                self._take_wordings(part, rows)
            elif part.name == "answers":
                self._take_answers(part, rows)
            else:
                self._take(part, rows)
                if part.name == "settings" and rows:
                    self._refuse_unfit_settings()
                elif part.name == "library" and rows:
                    self._refuse_bad_files(rows)
        self._refresh()
        if document.version < NAMED_SINCE:
            new = {self._numbers["journeys"][uid] for uid in self._new["journeys"]}
            name_standing(self._work, self._numbers["journeys"].values(), new)
        if len(journeys := self._numbers["journeys"]) == 1:
            self._work.journey_id = next(iter(journeys.values()))
        counted = self._counted
        return Merged(
            counted["added"],
            counted["changed"],
            counted["kept"],
            counted["deleted"],
            counted["alike"],
            tuple(self._differences),
        )

    def _takes_settings(self) -> bool:
        """Tell whether what everybody goes by comes from the file: figures that are there are to stay what they are."""
        journeys = select(JourneyRecord.id).where(col(JourneyRecord.removed_at).is_(None))
        return self._prefer is Prefer.FILE or self._work.session.exec(journeys).first() is None

    def _keep_settings(self, rows: Sequence[Row]) -> None:
        """Tell what the file has otherwise of what everybody goes by."""
        here = settings_in(self._work.reader)
        for row in rows:
            name = str(row["name"])
            if here.get(name) == row["value"]:
                self._counted["alike"] += 1
                continue
            self._counted["kept"] += 1
            if len(self._differences) < _TOLD:
                self._differences.append(RowDifference("setting", name, ("value",), False))

    def _refuse_unfit_settings(self) -> None:
        try:
            rules_of(values_of(settings_in(self._work.reader)))
        except UnfitError as error:
            raise RefusedError(
                _("Settings of the file can’t be used: {reason}.").format(reason=error)
            ) from error

    def _refuse_bad_files(self, rows: Sequence[Row]) -> None:
        """Refuse files that are not good, among those that have come from the export."""
        here = files_in(self._work.reader)
        library = self._library.with_kept(here)
        for row in rows:
            place = FileKind(str(row["kind"])), str(row["name"])
            if here.get(place) == row["text"]:
                refuse_bad(*place, str(row["text"]), library)

    def has_taken(self, part: str, row: Row) -> bool:
        """Tell whether a row of the file is here now, in sight."""
        return row["id"] in self._numbers[part] and row["id"] not in self._gone[part]

    def _take(self, part: Part, rows: Sequence[Row]) -> None:
        known = self._known(part, [row for row in rows if not self._is_gone(part, row)])
        fresh: list[tuple[Row, Editable]] = []
        for row in rows:
            if self._is_gone(part, row):
                self._leave(part, row)
            elif here := known.get(id_of(part, row)):
                self._numbers[part.name][id_of(part, row)] = _number(here)
                if self._meet_otherwise(part, row, here) or self._meet(part, row, here):
                    self._note(here)
            else:
                fresh.append((row, self._made(part, row)))
        self._number_findings(made for _row, made in fresh)
        self._add(part, fresh)

    def _known(self, part: Part, rows: Sequence[Row]) -> dict[str, Editable]:
        """Return the rows here that a part of the file has too, by id in the file."""
        found = known_rows.by_id(self._work, part, rows)
        if part.name in known_rows.NAMED:
            in_sight = {uid: here for uid, here in found.items() if here.removed_at is None}
            return found | known_rows.by_name(self._work, part, rows) | in_sight
        old = [row for row in rows if not self._is_within_new(part, row)]
        if part.name == "findings":
            left = [row for row in old if id_of(part, row) not in found]
            uids = {str(row["id"]) for row in rows}
            return self._taking_findings.alike(left, lambda row: self._values(part, row), uids) | found
        if part.same:
            old = [row for row in old if not part.unless or row[part.unless] is not None]
            return known_rows.by_place(self._work, part, old, lambda row: self._values(part, row)) | found
        return found

    def _is_within_new(self, part: Part, row: Row) -> bool:
        """Tell whether what a row is part of has come with this file."""
        parent = part.parent
        return parent is not None and row[parent.name] in self._new[cast(Ref, parent.kind).part]

    def _is_gone(self, part: Part, row: Row) -> bool:
        """Tell whether what a row needs was deleted here and stays so."""
        return any(not ref.loose and row[field.name] in self._gone[ref.part] for field, ref in part.refs)

    def _leave(self, part: Part, row: Row) -> None:
        self._gone[part.name].add(id_of(part, row))
        self._counted["deleted"] += 1

    def _values(self, part: Part, row: Row) -> dict[str, Any]:
        """Return what the columns of a row are to hold."""
        values: dict[str, Any] = {field.column: self._stored(field, row[field.name]) for field in part.fields}
        if part.derived:
            column, name = part.derived
            ref = next(ref for field, ref in part.refs if field.name == name)
            above: Any = self._work.session.get(_table(ref.part), self._numbers[ref.part][str(row[name])])
            values[column] = above.journey_id
        if part.name == "actions":
            values["folded"] = folded(str(row["title"]))
        return values

    def _stored(self, field: Field, value: object) -> object:
        kind = field.kind
        if not isinstance(kind, Ref):
            # Nothing is stored in one way or another, as its kind has it.
            return kind.stored(value)
        if value is None:
            return None
        number = self._numbers[kind.part].get(str(value))
        return self._beyond(kind.part, str(value)) if number is None and kind.beyond else number

    def _beyond(self, part: str, uid: str) -> int | None:
        """Return the number of a row that is here and not in the file, or None."""
        table: Any = _table(part)
        found = select(table.id).where(table.uid == uid, col(table.removed_at).is_(None))
        return cast("int | None", self._work.session.exec(found).first())

    def _made(self, part: Part, row: Row) -> Editable:
        own: dict[str, Any] = {"uid": row["id"]} if part.named else {}
        own[REVISION] = row[REVISION]
        return ENTITIES[part.table](**own, **self._values(part, row))

    def _number_findings(self, made: Iterable[Editable]) -> None:
        """Let findings that come in have numbers that are free here; tell of those that are called otherwise now."""
        named = [(one, finding_name(one)) for one in made if isinstance(one, FindingRecord)]
        self._taking_findings.number([one for one, _before in named])
        for one, before in named:
            if finding_name(one) != before and len(self._differences) < _TOLD:
                told = RowDifference("finding", before, ("number",), False, finding_name(one))
                self._differences.append(told)

    def _add(self, part: Part, fresh: Sequence[tuple[Row, Editable]]) -> None:
        """Add rows; of those that came with what they are part of, the history needs to know nothing."""
        within = [made for row, made in fresh if self._is_within_new(part, row)]
        others = [made for row, made in fresh if not self._is_within_new(part, row)]
        if within:
            self._work.add_unkept(within)
        if others:
            self._work.add(others)
        for row, made in fresh:
            self._counted["added"] += 1
            self._new[part.name].add(id_of(part, row))
            self._numbers[part.name][id_of(part, row)] = _number(made)
            self._note(made)

    def _meet_otherwise(self, part: Part, row: Row, here: Editable) -> bool:
        """Let a finding that was found here by itself, and is as the file's, take what it lacks; tell whether it is one."""
        if not isinstance(here, FindingRecord) or here.uid == row["id"]:
            return False
        filled = self._taking_findings.fill(here, self._values(part, row))
        self._counted["changed" if filled else "alike"] += 1
        if filled:
            self._tell(here, filled, taken=True)
        return True

    def _meet(self, part: Part, row: Row, here: Editable) -> bool:
        """Settle which one stays of a row in the file and the same one here; tell whether it is the file's."""
        removed = here.removed_at is not None
        differing = self._differing(part, row, here)
        if not removed and not differing:
            self._counted["alike"] += 1
            return False
        newer = cast(int, row[REVISION]) > here.revision
        # Whoever is named in the file is needed for what they did.
        needed = removed and part.name == "people"
        if not (needed or self._prefer is Prefer.FILE or (self._prefer is Prefer.NEWEST and newer)):
            if removed:
                self._leave(part, row)
                return False
            filled = self._fill(part, row, here)
            if left := [name for name in differing if name not in filled]:
                self._counted["kept"] += 1
                self._tell(here, left, taken=False)
            return bool(filled)
        self._tell(here, differing, taken=True)
        values = {name: value for name, value in self._values(part, row).items() if name not in part.lasting}
        self._work.change(here, **values, removed_at=None)
        here.revision = max(here.revision, cast(int, row[REVISION]))
        self._counted["changed"] += 1
        return True

    def _fill(self, part: Part, row: Row, here: Editable) -> set[str]:
        """Let a row name what was not in the file it came with, if this file has it; return the fields filled.

        Of two rows changed equally often, one that names nothing did not let go of it: that would have counted.
        """
        revision = here.revision
        if self._prefer is not Prefer.NEWEST or row[REVISION] != revision:
            return set()
        lacking = [field for field, ref in part.refs if ref.beyond and getattr(here, field.column) is None]
        found = {field: self._stored(field, row[field.name]) for field in lacking}
        filled = {field.name for field, number in found.items() if number is not None}
        if filled:
            self._work.change(here, **{field.column: number for field, number in found.items()})
            here.revision = revision
            self._tell(here, sorted(filled), taken=True)
            self._counted["changed"] += 1
        return filled

    def _tell(self, here: Editable, differing: Sequence[str], taken: bool) -> None:
        """Keep what differs, by what it is called here, so far as it is worth telling."""
        if len(self._differences) < _TOLD:
            names = (getattr(here, key, "") for key in ("name", "title", "code", "question", "text"))
            name = next(filter(None, names), "") or str(getattr(here, "uid", here.id))
            if isinstance(here, FindingRecord):
                name = finding_name(here)
            self._differences.append(
                RowDifference(str(here.__tablename__), clean(name), tuple(differing), taken)
            )

    def _differing(self, part: Part, row: Row, here: Editable) -> list[str]:
        """Return the fields that the file has otherwise than the row here."""
        return [
            field.name
            for field in part.fields
            if field.name not in part.lasting and not self._is_alike_in(field, row[field.name], here)
        ]

    def _is_alike_in(self, field: Field, value: object, here: Editable) -> bool:
        stored = getattr(here, field.column)
        kind = field.kind
        if not isinstance(kind, Ref):
            return (field.empty if stored is None else kind.written(stored)) == value
        if value is None and stored is not None and kind.loose:
            # A file does not name what is out of sight.
            named: Any = self._work.session.get(_table(kind.part), stored)
            return named is None or named.removed_at is not None
        return bool(self._stored(field, value) == stored)

    def _take_wordings(self, part: Part, rows: Sequence[Row]) -> None:
        """Keep the wordings that are not here yet; one never changes."""
        known = known_rows.wordings(self._work, rows)
        missing: list[tuple[str, WordingRecord]] = []
        for row in rows:
            number = known.get((str(row["checklist"]), str(row["check_key"]), str(row["digest"])))
            if number is None:
                missing.append((id_of(part, row), WordingRecord(**self._values(part, row))))
            else:
                self._numbers[part.name][id_of(part, row)] = number
        self._work.add_unkept([wording for _id, wording in missing])
        for uid, wording in missing:
            assert wording.id is not None
            self._numbers[part.name][uid] = wording.id

    def _take_answers(self, part: Part, rows: Sequence[Row]) -> None:
        """Take answers in by visit and wording."""
        visits = self._numbers["visits"]
        old = {
            visits[str(row["visit"])]
            for row in rows
            if row["visit"] not in self._new["visits"] and row["visit"] in visits
        }
        here = known_rows.answers(self._work, sorted(old))
        fresh: list[Row] = []
        for row in rows:
            if self._is_gone(part, row):
                self._counted["deleted"] += 1
                continue
            visit = visits[str(row["visit"])]
            same = here.get((visit, self._numbers["wordings"][str(row["wording"])]))
            if not same:
                fresh.append(row)
            if (not same or self._meet(part, row, same.pop(0))) and visit not in self._visits:
                self._visits[visit] = cast(VisitRecord, self._work.session.get(VisitRecord, visit))
        self._add_answers(part, fresh)

    def _add_answers(self, part: Part, fresh: Sequence[Row]) -> None:
        """Add answers. There are more of them than of all else, so those nobody needs as objects are none."""
        self._work.add([self._made(part, row) for row in fresh if not self._is_within_new(part, row)])
        self._work.session.flush()
        within = (
            {**self._values(part, row), REVISION: row[REVISION], "removed_at": None}
            for row in fresh
            if self._is_within_new(part, row)
        )
        for some in known_rows.chunks(within):
            self._work.session.connection().execute(insert(AnswerRecord), some)
        self._counted["added"] += len(fresh)

    def _note(self, row: Editable) -> None:
        """Keep what has to be worked out anew."""
        if isinstance(row, VisitRecord):
            self._visits[_number(row)] = row
        elif isinstance(row, PresenceRecord):
            self._visits[row.visit_id] = self._work.session.get_one(VisitRecord, row.visit_id)
        elif isinstance(row, TouchpointRecord):
            self._points[_number(row)] = row
        elif isinstance(row, DependencyRecord):
            self._dependencies.append(row)
        elif isinstance(row, EvidenceRecord):
            self._evidence.append(row)
        if isinstance(row, JourneyRecord):
            self._journeys.add(_number(row))
        elif isinstance(row, TouchpointRecord | StageRecord | PersonaRecord | AuditRecord | RoundRecord):
            self._journeys.add(row.journey_id)

    def _refresh(self) -> None:
        """Work out anew whatever is derived from the rows that came or changed."""
        self._work.session.flush()
        new = {self._numbers["journeys"][uid] for uid in self._new["journeys"]}
        for point in self._points.values():
            inner = (
                self._work.session.get(JourneyRecord, point.opens_id) if point.opens_id is not None else None
            )
            if inner is not None:
                refuse_circle(self._work, point, inner)
        met = [point for point in self._points.values() if point.journey_id not in new]
        ask_in_open_audits(self._work, met, library_of(self._work, self._library))
        refuse_circles(self._work, [(row.action_id, row.blocked_by_id) for row in self._dependencies])
        close_answered(self._work, [row for row in self._evidence if row.journey_id not in new])
        self._journeys |= recount_visits(self._work, self._visits.values())
        self._let_follow()
        refresh_journeys(self._work, self._journeys)

    def _let_follow(self) -> None:
        """Let answers that came into audits that were here stand for others, and follow, as they would have been given."""
        known = set(self._numbers["audits"].values()) - {
            self._numbers["audits"][uid] for uid in self._new["audits"]
        }
        for number in sorted({visit.audit_id for visit in self._visits.values()} & known):
            audit = self._work.session.get_one(AuditRecord, number)
            if audit.removed_at is None:
                follow(self._work, audit)


def _table(part: str) -> type[Editable]:
    return ENTITIES[BY_NAME[part].table]


def _number(row: Editable) -> int:
    assert row.id is not None
    return row.id
