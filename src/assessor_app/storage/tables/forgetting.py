"""What is emptied here when another device of the centre says that it erased what stood beside a record."""

from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.credentials import of_qualifications
from assessor_app.storage.tables.erasing import ErasingTable

_PAPER = "(SELECT number FROM paper_elsewhere WHERE chain = :chain AND seq = :seq)"
_CTI = "SELECT cti FROM paper_elsewhere WHERE chain = :chain AND seq = :seq"
_LEARNER = "(SELECT learner FROM paper_elsewhere WHERE chain = :chain AND seq = :seq)"
_BESIDE = (
    "UPDATE other_record SET personal = NULL WHERE chain = :chain AND seq = :seq",
    "UPDATE other_paper SET qr = '', page = x'' WHERE chain = :chain AND seq = :seq",
    f"DELETE FROM issued_credential WHERE number IN {_PAPER}",
    f"DELETE FROM issued_credential WHERE number IN {of_qualifications(_CTI)}",
    f"DELETE FROM issued_transcript WHERE learner IN {_LEARNER}",
    f"DELETE FROM transcript_wanted WHERE learner IN {_LEARNER}",
    f"UPDATE collection SET who = '', identified = '', authority = '', signature = '' WHERE number IN {_PAPER}",
    "UPDATE paper_elsewhere SET holder = '', folded = '', qr = NULL, page = NULL WHERE chain = :chain AND seq = :seq",
)
# Nothing of theirs was made here, and nothing of what was made elsewhere names them any more.
_NOBODY_NOW = """
    SELECT id FROM learner WHERE id IN (
        SELECT learner FROM work_elsewhere WHERE record = :record
        UNION SELECT learner FROM paper_elsewhere WHERE chain = :chain AND seq = :seq)
      AND NOT EXISTS (SELECT 1 FROM work_elsewhere AS work WHERE work.learner = learner.id AND work.learner_name <> '')
      AND NOT EXISTS (SELECT 1 FROM paper_elsewhere AS paper WHERE paper.learner = learner.id AND paper.holder <> '')
      AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.learner = learner.id)
      AND NOT EXISTS (SELECT 1 FROM assessment WHERE assessment.learner = learner.id)
"""


def forget_elsewhere(store: Store, chain: str, seq: int, record: str) -> None:
    """Of the record in this place: its personal part, page, credential, and the learner where nothing names them any more."""
    raw, place = store.raw(), {"chain": chain, "seq": seq}
    for sql in _BESIDE:
        raw.execute(sql, place)
    raw.execute(
        "UPDATE work_elsewhere SET learner_number = '', learner_name = '' WHERE record = ?", (record,)
    )
    for (learner,) in raw.execute(_NOBODY_NOW, place | {"record": record}).fetchall():
        ErasingTable(store).empty_person(learner)
