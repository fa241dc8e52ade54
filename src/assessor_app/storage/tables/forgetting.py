"""What is emptied here when another device of the centre says that it erased what stood beside a record."""

from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.erasing import ErasingTable

_PAPER = "(SELECT number FROM paper_elsewhere WHERE chain = :chain AND seq = :seq)"
_BESIDE = (
    "UPDATE other_record SET personal = NULL WHERE chain = :chain AND seq = :seq",
    "UPDATE other_paper SET qr = '', page = x'' WHERE chain = :chain AND seq = :seq",
    f"DELETE FROM issued_credential WHERE number IN {_PAPER}",
    f"UPDATE collection SET who = '', identified = '', authority = '', signature = '' WHERE number IN {_PAPER}",
    "UPDATE paper_elsewhere SET holder = '', folded = '', qr = NULL, page = NULL WHERE chain = :chain AND seq = :seq",
)
# Nothing of theirs was made here, and nothing of what was made elsewhere names them any more.
_NOBODY_NOW = """
    SELECT learner FROM work_elsewhere WHERE record = :record
      AND NOT EXISTS (SELECT 1 FROM work_elsewhere AS other WHERE other.learner = work_elsewhere.learner AND other.learner_name <> '')
      AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.learner = work_elsewhere.learner)
      AND NOT EXISTS (SELECT 1 FROM assessment WHERE assessment.learner = work_elsewhere.learner)
      AND NOT EXISTS (SELECT 1 FROM paper_elsewhere WHERE paper_elsewhere.learner = work_elsewhere.learner AND holder <> '')
      AND EXISTS (SELECT 1 FROM learner WHERE learner.id = work_elsewhere.learner)
"""


def forget_elsewhere(store: Store, chain: str, seq: int, record: str) -> None:
    """Of the record in this place: its personal part, page, credential, and the learner where nothing names them any more."""
    raw, place = store.raw(), {"chain": chain, "seq": seq}
    for sql in _BESIDE:
        raw.execute(sql, place)
    raw.execute(
        "UPDATE work_elsewhere SET learner_number = '', learner_name = '' WHERE record = ?", (record,)
    )
    for (learner,) in raw.execute(_NOBODY_NOW, {"record": record}).fetchall():
        ErasingTable(store).empty_person(learner)
