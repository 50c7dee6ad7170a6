"""Takes in the findings of an export: their names last here and there, and what both found by themselves is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from auditor.base.finding_names import next_free
from auditor.base.vocabulary import LANGUAGES
from auditor.exchange.document import Row
from auditor.store.standing import standing
from auditor.store.tables import AuditRecord, FindingRecord, LinkRecord, VisitRecord
from auditor.store.work import Work
from auditor.writing.finding_rows import Subject, is_plain, subject_of, subject_of_link, used_numbers
from auditor.writing.known_rows import chunks
from auditor.writing.sealing import speaks_for_itself

_LACKING = ("severity", "whom", "note")
"""What is taken from a finding of the file by one that says nothing there."""
_SUBJECT = ("touchpoint_id", "checklist", "check_key", "pain_id")


def spelled_out(rows: Sequence[Row], phrases: Sequence[Row], gone: Set[str]) -> Sequence[Row]:
    """Return findings of the file in their own words where the kept wording they have is deleted here."""
    texts = {
        phrase["id"]: next((phrase[language] for language in LANGUAGES if phrase[language]), "")
        for phrase in phrases
        if phrase["id"] in gone
    }
    return [
        {**row, "phrase": None, "what": row["what"] or texts[row["phrase"]]}
        if row["phrase"] in texts
        else row
        for row in rows
    ]


class TakingFindings:
    """What is known of findings while an export is taken in."""

    def __init__(self, work: Work) -> None:
        """Work within `work`."""
        self._work = work
        self._used: dict[int, set[int]] = {}
        """By journey: the numbers that are used, also of findings out of sight."""

    def alike(
        self, rows: Sequence[Row], values: Callable[[Row], dict[str, Any]], in_file: Set[str]
    ) -> dict[str, FindingRecord]:
        """Return by the id in the file the findings here that were found by themselves and are the same fault as it stands.

        None that is in the file itself, by one of the ids `in_file`, and only where there is one alone; what an auditor
        of a round found stays their own. `values` gives the columns of a row.
        """
        wanted: dict[Subject, str] = {}
        for row in rows:
            columns = values(row)
            if is_plain(columns) and self._is_everybodys(columns):
                subject = Subject(*(columns[name] for name in _SUBJECT))
                wanted.setdefault(subject, str(row["id"]))
        found: defaultdict[str, list[FindingRecord]] = defaultdict(list)
        for some in chunks(dict.fromkeys(subject.touchpoint_id for subject in wanted)):
            in_sight = select(FindingRecord).where(
                col(FindingRecord.touchpoint_id).in_(some), col(FindingRecord.removed_at).is_(None)
            )
            for here in self._work.session.exec(in_sight):
                uid = wanted.get(subject_of(here))
                if uid is not None and here.uid not in in_file and is_plain(here.model_dump()):
                    found[uid].append(here)
        return {
            uid: each[0]
            for uid, each in found.items()
            if len(each) == 1 and self._is_everybodys(each[0].model_dump())
        }

    def _is_everybodys(self, values: Mapping[str, Any]) -> bool:
        """Tell whether a finding was found in no audit that is one opinion of several; of its columns."""
        if values["visit_id"] is None:
            return True
        visit = self._work.session.get_one(VisitRecord, values["visit_id"])
        return speaks_for_itself(self._work.session.get_one(AuditRecord, visit.audit_id))

    def fill(self, here: FindingRecord, theirs: Mapping[str, Any]) -> list[str]:
        """Let a finding here take what it lacks from the same one of a file; return the fields that did."""
        taken = {name: theirs[name] for name in _LACKING if theirs[name] and not getattr(here, name)}
        if theirs["found_at"] < here.found_at:
            taken |= {"found_at": theirs["found_at"], "visit_id": theirs["visit_id"]}
        self._work.change(here, **taken)
        return [name.removesuffix("_id") for name in taken]

    def number(self, made: Sequence[FindingRecord]) -> None:
        """Give those of the findings that come in next numbers that another one here has; the others keep theirs."""
        doubled: list[FindingRecord] = []
        for one in made:
            used = self._used_in(one.journey_id)
            if one.number in used:
                doubled.append(one)
            used.add(one.number)
        for one in doubled:
            used = self._used_in(one.journey_id)
            one.number = next_free(used)
            used.add(one.number)

    def _used_in(self, journey_id: int) -> set[int]:
        used = self._used.get(journey_id)
        if used is None:
            used = self._used[journey_id] = used_numbers(self._work, journey_id)
        return used


def name_standing(work: Work, journeys: Collection[int], new: Collection[int]) -> None:
    """Name the findings of what stands in journeys that came from an older export, unless they have names already.

    What is in `new` journeys has come with the export, so that the history needs to know nothing of it.
    """
    if not journeys:
        return
    work.session.flush()
    connection = work.session.connection()
    mine = list(work.session.exec(select(FindingRecord).where(col(FindingRecord.journey_id).in_(journeys))))
    uids = {row.uid for row in mine}
    named = {subject_of(row) for row in mine}
    used: defaultdict[int, set[int]] = defaultdict(set)
    for row in mine:
        used[row.journey_id].add(row.number)
    fresh: defaultdict[bool, list[FindingRecord]] = defaultdict(list)

    def rows(sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]

    for columns in standing(rows, journeys):
        made = FindingRecord(**columns, number=0)
        if made.uid in uids or subject_of(made) in named:
            continue
        made.number = next_free(used[made.journey_id])
        used[made.journey_id].add(made.number)
        fresh[made.journey_id in new].append(made)
    work.add_unkept(fresh[True])
    work.add(fresh[False])
    _link(work, [*mine, *fresh[True], *fresh[False]], new)


def _link(work: Work, findings: Sequence[FindingRecord], new: Collection[int]) -> None:
    """Let the actions mend the findings of what they answer."""
    first: dict[Subject, FindingRecord] = {}
    for row in sorted(findings, key=lambda row: row.number):
        first.setdefault(subject_of(row), row)
    for some in chunks(dict.fromkeys(subject.touchpoint_id for subject in first)):
        links = select(LinkRecord).where(
            col(LinkRecord.touchpoint_id).in_(some), col(LinkRecord.finding_id).is_(None)
        )
        for link in work.session.exec(links):
            if (finding := first.get(subject_of_link(link))) is None:
                continue
            if finding.journey_id in new:
                link.finding_id = finding.id
            else:
                work.change(link, finding_id=finding.id)
