"""Reads of the office: tables of learners and certificates of any length, and what became of each."""

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.folding import fold
from assessor_app.domain.number import normalise
from assessor_app.services.awards.listing import CertificateRow, Paper
from assessor_app.services.awards.ports import CertificateLine
from assessor_app.services.deciding.ports import ReleaseKind
from assessor_app.services.people.history import Aftermath, LearnerRow, Mark, NameCheck, PastWork
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.after import AfterTable
from assessor_app.storage.tables.certificates import UNPRINTED, Certificates
from assessor_app.storage.tables.learners import Learners
from assessor_app.storage.tables.papers_elsewhere import HERE, OTHERS_UNPRINTED, PAPERS
from assessor_app.storage.tables.work_elsewhere import past_elsewhere

_COUNTS = """
    SELECT id, seq,
      coalesce((SELECT name FROM name_check WHERE name_check.learner = learner.id ORDER BY name_check.id DESC LIMIT 1), '')
        = learner.name,
      (SELECT count(*) FROM assessment WHERE assessment.learner = learner.id AND state <> 'discarded'),
      (SELECT count(*) FROM certificate WHERE certificate.learner = learner.id)
    FROM learner WHERE seq IN ({marks})
"""
_HISTORY = """
    SELECT assessment.id, assessment.form_code, assessment.form_version, form.title, attempt, state, end_kind, decision,
      CASE decided_at WHEN '' THEN started_at ELSE decided_at END AS at,
      (SELECT kind FROM release WHERE release.assessment = assessment.id AND release.id > after_release
        ORDER BY release.id DESC LIMIT 1), decided_by
    FROM assessment_now AS assessment JOIN form ON form.code = form_code AND form.version = form_version
    WHERE learner = ? AND state <> 'discarded' ORDER BY at DESC, place DESC
"""
_PAPERS = """
    SELECT certificate.rowid, certificate.number, form.title,
      EXISTS (SELECT 1 FROM sheet WHERE sheet.number = certificate.number AND outcome = '' AND target = 'printer'),
      EXISTS (SELECT 1 FROM sheet WHERE sheet.number = certificate.number AND outcome = 'came-out' AND target = 'printer'),
      EXISTS (SELECT 1 FROM sheet WHERE sheet.number = certificate.number AND outcome = 'came-out')
    FROM certificate JOIN form ON form.code = form_code AND form.version = form_version
    WHERE certificate.rowid IN ({marks})
"""
# A word begins after one of these in `certificate.folded`, which has its words by one space.
_WORD_BEGINS = "' ' || folded LIKE ?"


class Office:
    """What the office's pages read; nothing here writes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._learners = Learners(store)
        self._certificates = Certificates(store)

    def keys_after(
        self, mark: Mark | None, *, group: str = "", limit: int
    ) -> tuple["array[int]", Mark | None]:
        """The next keys in the order of names, and where to go on; None after the last."""
        # Who was erased has no folded name.
        where, values = ["folded > ''"], list[object]()
        if group:
            # The second half is what lets SQLite take the index of groups, which leaves the groupless out.
            where, values = ["group_name = ? AND group_name <> ''"], [group]
        if mark is not None:
            where.append("(folded, seq) > (?, ?)")
            values += [mark.folded, mark.key]
        sql = f"SELECT seq FROM learner WHERE {' AND '.join(where)} ORDER BY folded, seq LIMIT ?"
        keys = _keys(self._store.raw().execute(sql, (*values, limit)))
        if len(keys) < limit:
            return keys, None
        last = self._store.raw().execute("SELECT folded FROM learner WHERE seq = ?", (keys[-1],)).fetchone()
        return keys, None if last is None else Mark(folded=last[0], key=keys[-1])

    def found(self, words: str, *, group: str = "", limit: int) -> "array[int]":
        """Keys of learners with, for each word, a word of name or number that begins with it, by name.

        Without a group, which of more than `limit` are among them is the order in which they were added: ranking
        costs too much.
        """
        wanted = fold(words).split()
        if not wanted:
            return array("q")
        if group:
            return self._found_in(group, wanted, limit)
        query = " AND ".join(f'"{word}"*' for word in wanted)
        sql = """SELECT seq FROM learner WHERE seq IN (
                   SELECT rowid FROM learner_words WHERE learner_words MATCH ? LIMIT ?) ORDER BY folded, seq"""
        return _keys(self._store.raw().execute(sql, (query, limit)))

    def _found_in(self, group: str, wanted: Sequence[str], limit: int) -> "array[int]":
        # The index of groups has the folded names in order: a group is read whole sooner than each hit of the
        # word index is asked for its group.
        words = " AND ".join(_WORD_BEGINS for _ in wanted)
        sql = f"""SELECT seq FROM learner WHERE group_name = ? AND group_name <> '' AND {words}
                  ORDER BY folded, seq LIMIT ?"""
        return _keys(self._store.raw().execute(sql, (group, *(f"% {word}%" for word in wanted), limit)))

    def rows(self, keys: Sequence[int]) -> tuple[LearnerRow, ...]:
        """The learners of these keys, in this order; those gone meanwhile are left out."""
        sql = _COUNTS.format(marks=",".join("?" * len(keys)))
        counts = {row[0]: row[1:] for row in self._store.raw().execute(sql, tuple(keys)).fetchall()}
        learners = (one for one in self._learners.page(list(keys)) if one.id in counts)
        return tuple(
            LearnerRow(
                key=counts[learner.id][0],
                learner=learner,
                checked=bool(counts[learner.id][1]),
                assessments=counts[learner.id][2],
                certificates=counts[learner.id][3],
            )
            for learner in learners
        )

    def key_of(self, learner_id: str) -> int | None:
        return self._one("SELECT seq FROM learner WHERE id = ?", learner_id)

    def name_check(self, learner_id: str) -> NameCheck | None:
        """The newest check of a learner's name."""
        sql = """SELECT name_check.name, how, at, staff.name FROM name_check JOIN staff ON staff.id = name_check.by
                 WHERE learner = ? ORDER BY name_check.id DESC LIMIT 1"""
        row = self._store.raw().execute(sql, (learner_id,)).fetchone()
        return None if row is None else NameCheck(name=row[0], how=row[1], at=row[2], by=row[3])

    def history(self, learner_id: str) -> tuple[PastWork, ...]:
        """A learner's assessments with their papers, newest first."""
        papers: dict[str, list[CertificateLine]] = {}
        sql = (
            "SELECT number, assessment FROM certificate WHERE learner = ? ORDER BY issued_at DESC, rowid DESC"
        )
        for number, assessment in self._store.raw().execute(sql, (learner_id,)).fetchall():
            papers.setdefault(assessment, []).append(self._certificates.line(number))
        rows = self._store.raw().execute(_HISTORY, (learner_id,)).fetchall()
        after = AfterTable(self._store)
        here = [_past(row, tuple(papers.get(row[0], ())), after.aftermath(row[0])) for row in rows]
        others = past_elsewhere(self._store, learner_id)
        # Both are in order already; the sort keeps it for those of one moment.
        return (
            tuple(sorted([*here, *others], key=lambda past: past.at, reverse=True)) if others else tuple(here)
        )

    def certificate_keys(self, words: str, *, unprinted: bool = False) -> "array[int]":
        """Keys of certificates, newest first."""
        wanted = fold(words).split()
        where = " AND ".join(_WORD_BEGINS for _ in wanted) or "1"
        values = [f"% {word}%" for word in wanted]
        with suppress(KnownError):
            values.append(normalise(words))
            where = f"(({where}) OR number = ?)"
        local = f"{where} AND {UNPRINTED}" if unprinted else where
        raw = self._store.raw()
        if not raw.execute("SELECT 1 FROM paper_elsewhere LIMIT 1").fetchone():
            sql = f"SELECT rowid FROM certificate WHERE {local} ORDER BY issued_at DESC, rowid DESC"
            return _keys(raw.execute(sql, values))
        other = f"{where} AND {HERE}" + (f" AND {OTHERS_UNPRINTED}" if unprinted else "")
        sql = f"""
            SELECT key FROM (SELECT rowid AS key, issued_at FROM certificate WHERE {local}
              UNION ALL SELECT -key, issued_at FROM paper_elsewhere AS paper WHERE {other})
            ORDER BY issued_at DESC, key DESC
        """
        return _keys(raw.execute(sql, (*values, *values)))

    def certificate_rows(self, keys: Sequence[int]) -> tuple[CertificateRow, ...]:
        """The certificates of these keys, in this order, their states not settled."""
        found: dict[int, tuple[Any, ...]] = {}
        for sql, sign in ((_PAPERS, 1), (PAPERS, -1)):
            own = [sign * key for key in keys if sign * key > 0]
            rows = self._store.raw().execute(sql.format(marks=",".join("?" * len(own))), own).fetchall()
            found |= {sign * row[0]: row[1:] for row in rows}
        return tuple(
            CertificateRow(
                key=key,
                line=self._certificates.line(found[key][0]),
                title=found[key][1],
                paper=_paper(*found[key][2:]),
            )
            for key in keys
            if key in found
        )

    def certificate_key(self, number: str) -> int | None:
        sql = """SELECT rowid FROM certificate WHERE number = :number
                 UNION ALL SELECT -key FROM paper_elsewhere WHERE number = :number"""
        row = self._store.raw().execute(sql, {"number": number}).fetchone()
        return None if row is None else int(row[0])

    def _one(self, sql: str, value: str) -> int | None:
        row = self._store.raw().execute(sql, (value,)).fetchone()
        return None if row is None else int(row[0])


def _keys(rows: Iterable[Any]) -> "array[int]":
    # Straight into the array: a list of a million boxed numbers would need five times the room.
    return array("q", (row[0] for row in rows))


def _paper(asked: int, printed: int, came_out: int) -> Paper:
    if asked:
        return Paper.ASKED
    if printed:
        return Paper.PRINTED
    return Paper.SAVED if came_out else Paper.NONE


def _past(row: Any, papers: tuple[CertificateLine, ...], after: Aftermath) -> PastWork:
    return PastWork(
        assessment=row[0],
        form_code=row[1],
        form_version=row[2],
        title=row[3],
        attempt=row[4],
        state=State(row[5]),
        end=End(row[6]) if row[6] else None,
        decision=Decision(row[7]) if row[7] else None,
        at=row[8],
        release=ReleaseKind(row[9]) if row[9] else None,
        papers=papers,
        decided_by=row[10] or "",
        after=after,
    )
