"""What is still here of learners, and the emptying of it: words, evidence, and who they are."""

from collections.abc import Sequence

from assessor_app.domain.assessment import State
from assessor_app.domain.erasing import ERASED_NAME
from assessor_app.services.erasing.ports import WorkRow
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.credentials import of_qualifications

ERASED = "erased"
"""What `evidence_sent.lost` says of a piece that was erased before the issuer had it."""

_WORDS = """
    work.feedback <> '' OR work.next_step <> ''
    OR EXISTS (SELECT 1 FROM json_each(work.overrides) WHERE value <> '')
    OR EXISTS (SELECT 1 FROM judgement WHERE assessment = work.id AND (note <> '' OR reason NOT IN ('', '-')))
    OR EXISTS (SELECT 1 FROM oral_answer WHERE assessment = work.id AND note <> '')
    OR EXISTS (SELECT 1 FROM claim WHERE assessment = work.id AND (what <> '' OR known <> ''))
    OR EXISTS (SELECT 1 FROM interview WHERE assessment = work.id AND (asked <> '' OR answered <> ''))
    OR EXISTS (SELECT 1 FROM challenge WHERE assessment = work.id AND task <> '')
    OR EXISTS (SELECT 1 FROM correction WHERE assessment = work.id AND (reason <> '' OR feedback <> '' OR next_step <> ''))
    OR EXISTS (SELECT 1 FROM annulment WHERE assessment = work.id AND reason <> '')
    OR EXISTS (SELECT 1 FROM appeal WHERE assessment = work.id AND (grounds <> '' OR late <> '' OR reasons <> ''))
    OR EXISTS (SELECT 1 FROM release WHERE assessment = work.id AND note <> '')
    OR EXISTS (SELECT 1 FROM entry WHERE assessment = work.id AND note <> '')
    OR EXISTS (SELECT 1 FROM arrangement JOIN entry ON entry.id = arrangement.entry WHERE entry.assessment = work.id
      AND (who <> '' OR relation <> '' OR language <> '' OR what <> '' OR why <> '' OR agreed_by <> ''))
    OR EXISTS (SELECT 1 FROM stoppage JOIN entry ON entry.id = stoppage.entry WHERE entry.assessment = work.id
      AND (told <> '' OR stoppage.note <> '' OR reason <> ''))
"""
_READABLE = "evidence.assessment = work.id AND evidence.key IS NOT NULL"
_WORKS = f"""
    SELECT work.id, form.title, now.state, coalesce(nullif(now.decided_at, ''), now.started_at),
      now.appealed OR EXISTS (SELECT 1 FROM assessment_now AS later JOIN judgement ON judgement.assessment = later.id
        WHERE later.learner = work.learner AND later.form_code = work.form_code AND later.form_version = work.form_version
          AND later.appealed AND judgement.source = 'attempt-' || work.attempt),
      coalesce(now.award, ''), (SELECT count(*) FROM evidence WHERE {_READABLE}),
      (SELECT coalesce(sum(bytes), 0) FROM evidence WHERE {_READABLE}), {_WORDS}
    FROM assessment AS work JOIN assessment_now AS now ON now.id = work.id
      JOIN form ON form.code = work.form_code AND form.version = work.form_version
    WHERE work.learner = ? ORDER BY work.rowid
"""
_ENTRIES = "(SELECT id FROM entry WHERE assessment = :work)"
# Of a mark that was corrected the words go and the mark stays; not applicable has a reason, always: a dash.
_SIDE = """
    UPDATE corrected_mark SET {side} = CASE kind WHEN 'question' THEN json_set({side}, '$[3]', '')
      ELSE json_set({side}, '$[4]', CASE json_extract({side}, '$[2]') WHEN 'not-applicable' THEN '-' ELSE '' END, '$[5]', '')
      END WHERE {side} IS NOT NULL AND correction IN (SELECT id FROM correction WHERE assessment = :work)
"""
_SAYS = """
    (history.kind = 'question' AND json_extract({side}, '$[3]') <> '')
    OR (history.kind = 'criterion' AND subject <> ''
      AND (json_extract({side}, '$[4]') NOT IN ('', '-') OR json_extract({side}, '$[5]') <> ''))
"""
_EMPTY_WORK = (
    """UPDATE assessment SET feedback = '', next_step = '',
        overrides = (SELECT json_group_object(key, '') FROM json_each(overrides)) WHERE id = :work""",
    "UPDATE judgement SET note = '', reason = CASE mark WHEN 'not-applicable' THEN '-' ELSE '' END WHERE assessment = :work",
    "UPDATE oral_answer SET note = '' WHERE assessment = :work",
    f"""UPDATE history SET old = NULL, new = NULL WHERE assessment = :work AND (
        {_SAYS.format(side="old")} OR {_SAYS.format(side="new")})""",
    "UPDATE release SET note = '' WHERE assessment = :work",
    "UPDATE correction SET feedback = '', next_step = '', overrides = '{}', reason = '' WHERE assessment = :work",
    _SIDE.format(side="old"),
    _SIDE.format(side="new"),
    "UPDATE annulment SET reason = '' WHERE assessment = :work",
    "UPDATE appeal SET grounds = '', late = '', reasons = '' WHERE assessment = :work",
    "UPDATE claim SET what = '', known = '' WHERE assessment = :work",
    "UPDATE interview SET asked = '', answered = '' WHERE assessment = :work",
    "UPDATE challenge SET task = '' WHERE assessment = :work",
    "UPDATE entry SET note = '', bib = '', bench = '', task = '' WHERE assessment = :work",
    f"""UPDATE arrangement SET who = '', relation = '', language = '', what = '', why = '', agreed_by = ''
        WHERE entry IN {_ENTRIES}""",
    f"UPDATE stoppage SET told = '', note = '', reason = '' WHERE entry IN {_ENTRIES}",
    f"UPDATE timing SET reason = '' WHERE entry IN {_ENTRIES}",
    f"UPDATE went SET bench_before = '', task_before = '', bench = '', task = '' WHERE entry IN {_ENTRIES}",
)
_PAPERS = """(SELECT number FROM certificate WHERE learner = :learner
    UNION SELECT number FROM paper_elsewhere WHERE learner = :learner
    UNION SELECT number FROM qualification WHERE learner = :learner)"""
_CTIS = """SELECT cti FROM certificate WHERE learner = :learner
    UNION SELECT cti FROM paper_elsewhere WHERE learner = :learner"""
_EMPTY_PERSON = (
    f"""UPDATE learner SET name = '{ERASED_NAME}', folded = '', number = NULL, identity_mark = 'none', id_last_four = '',
        birth_date = NULL, said_under_18 = NULL, guardian_consent = 0, photo_consent = 0, group_name = '' WHERE id = :learner""",
    "DELETE FROM name_check WHERE learner = :learner",
    "DELETE FROM badge WHERE learner = :learner",
    "UPDATE certificate SET holder = '', folded = '', qr = '', page = x'' WHERE learner = :learner",
    "UPDATE qualification SET holder = '' WHERE learner = :learner",
    """UPDATE paper_elsewhere SET holder = '', folded = '', qr = NULL, page = NULL
        WHERE learner = :learner AND chain IN (SELECT id FROM chain)""",
    f"UPDATE collection SET who = '', identified = '', authority = '', signature = '' WHERE number IN {_PAPERS}",
    f"DELETE FROM issued_credential WHERE number IN {_PAPERS}",
    f"DELETE FROM issued_credential WHERE number IN {of_qualifications(_CTIS)}",
    "DELETE FROM issued_transcript WHERE learner = :learner",
    "DELETE FROM transcript_wanted WHERE learner = :learner",
)


class ErasingTable:
    """Reads what there is to erase, and empties it where the triggers let it be emptied."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def works(self, learner: str) -> tuple[WorkRow, ...]:
        rows = self._store.raw().execute(_WORKS, (learner,)).fetchall()
        return tuple(
            WorkRow(
                assessment=row[0],
                title=row[1],
                state=State(row[2]),
                at=row[3],
                appealed=bool(row[4]),
                award=row[5],
                pieces=row[6],
                size=row[7],
                words=bool(row[8]),
            )
            for row in rows
        )

    def last_sitting(self, learner: str) -> str:
        sql = "SELECT max(date) FROM sitting JOIN entry ON entry.sitting = sitting.id WHERE entry.learner = ?"
        return str(self._store.raw().execute(sql, (learner,)).fetchone()[0] or "")

    def is_listed(self, learner: str) -> bool:
        sql = """SELECT 1 FROM entry JOIN sitting ON sitting.id = entry.sitting
                 WHERE entry.learner = ? AND sitting.closed_at = '' LIMIT 1"""
        return self._store.raw().execute(sql, (learner,)).fetchone() is not None

    def is_unsent(self, learner: str) -> bool:
        sql = """SELECT 1 FROM record_about JOIN record ON record.id = record_about.record
                 WHERE kind = 'learner' AND value = ? AND (
                   EXISTS (SELECT 1 FROM outbox WHERE outbox.chain = record.chain AND outbox.seq = record.seq)
                   OR EXISTS (SELECT 1 FROM held WHERE held.chain = record.chain AND held.seq = record.seq)) LIMIT 1"""
        return self._store.raw().execute(sql, (learner,)).fetchone() is not None

    def devices(self, learner: str) -> tuple[str, ...]:
        sql = """SELECT DISTINCT device.name FROM work_elsewhere AS work JOIN other_chain AS device ON device.chain = work.chain
                 WHERE work.learner = ? AND work.learner_name <> '' AND device.state <> 'retired' ORDER BY device.name"""
        return tuple(row[0] for row in self._store.raw().execute(sql, (learner,)).fetchall())

    def candidates(self, *, decided_before: str, seen_before: str) -> tuple[str, ...]:
        sql = f"""
            SELECT DISTINCT work.learner FROM assessment AS work
              WHERE state IN ('finalised', 'discarded') AND coalesce(nullif(decided_at, ''), started_at) < ?
                AND (EXISTS (SELECT 1 FROM evidence WHERE {_READABLE}) OR {_WORDS})
            UNION SELECT learner.id FROM learner WHERE folded <> ''
              AND (SELECT max(date) FROM sitting JOIN entry ON entry.sitting = sitting.id WHERE entry.learner = learner.id) < ?
        """
        rows = self._store.raw().execute(sql, (decided_before, seen_before)).fetchall()
        return tuple(row[0] for row in rows)

    def hashes(self, assessment: str) -> tuple[str, ...]:
        sql = """SELECT DISTINCT sha256 FROM evidence WHERE assessment = ? AND removed_at = '' AND key IS NOT NULL
                 ORDER BY sha256"""
        return tuple(row[0] for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def release_remark(self, assessment: str) -> tuple[str, ...]:
        # The note is signed right behind its act, and is one for all the work that the act names.
        sql = """
            SELECT remark.id FROM release JOIN record AS act ON act.id = release.record
              JOIN record AS remark ON remark.chain = act.chain AND remark.seq = act.seq + 1
            WHERE release.assessment = ? AND release.note <> '' AND remark.type = 'remarked' AND remark.personal IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM release AS other WHERE other.record = release.record
                AND other.assessment <> release.assessment AND other.note <> '')
        """
        return tuple(row[0] for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def papers(self, learner: str) -> tuple[str, ...]:
        sql = """SELECT number FROM certificate WHERE learner = :learner
                 UNION ALL SELECT number FROM qualification WHERE learner = :learner
                 UNION ALL SELECT number FROM paper_elsewhere WHERE learner = :learner AND chain IN (SELECT id FROM chain)"""
        return tuple(row[0] for row in self._store.raw().execute(sql, {"learner": learner}).fetchall())

    def empty_work(self, assessment: str, *, at: str) -> tuple[str, ...]:
        raw, named = self._store.raw(), {"work": assessment}
        for sql in _EMPTY_WORK:
            raw.execute(sql, named)
        lost = f"""
            INSERT INTO evidence_sent (evidence, named_at, lost) SELECT id, :at, '{ERASED}' FROM evidence
              WHERE assessment = :work AND key IS NOT NULL AND removed_at = ''
            ON CONFLICT (evidence) DO UPDATE SET address = '', pieces = 0, here = 0, lost = excluded.lost WHERE closed_at = ''
        """
        raw.execute(lost, named | {"at": at})
        sql = """UPDATE evidence SET key = NULL, salt = NULL, name = '', caption = ''
                 WHERE assessment = ? AND key IS NOT NULL RETURNING file"""
        return tuple(row[0] for row in raw.execute(sql, (assessment,)).fetchall())

    def empty_person(self, learner: str) -> None:
        for sql in _EMPTY_PERSON:
            self._store.raw().execute(sql, {"learner": learner})

    def forget_personal(self, records: Sequence[str]) -> None:
        sql = "UPDATE record SET personal = NULL WHERE id = ?"
        self._store.raw().executemany(sql, [(record,) for record in records])
