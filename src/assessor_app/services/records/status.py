"""The closed count, and whether it closes."""

from dataclasses import dataclass

from assessor_app.domain.count import Count
from assessor_app.domain.errors import KnownError
from assessor_app.services.records.ports import Chain, RecordStore


@dataclass(frozen=True, kw_only=True)
class Status:
    """The count of this folder; `broken` names each thing that does not add up (empty when all does).

    A code is `count` (the states do not sum up to what was captured), `records` with the chain whose rows are
    fewer or more than its head says, or `chain` where the chain in use is gone.
    """

    count: Count
    chain: str
    head: str
    broken: tuple[tuple[str, str, int], ...]


def status(records: RecordStore) -> Status:
    """Counts, all of one moment. `broken` rows are (code, chain id or empty, how many too many (+) or too few (−))."""
    with records.at_one_moment():
        return _status(records)


def _status(records: RecordStore) -> Status:
    chain = _chain_in_use(records)
    count = records.count()
    broken = [] if count.closes else [("count", "", count.difference)]
    rows = records.row_counts()
    for known in records.chains():
        difference = rows.pop(known.id, 0) - known.head_seq
        if difference:
            broken.append(("records", known.id, difference))
    broken += [("records", chain_id, extra) for chain_id, extra in rows.items()]
    if chain is None:
        broken.append(("chain", "", -1))
        return Status(count=count, chain="", head="", broken=tuple(broken))
    return Status(count=count, chain=chain.id, head=chain.head_hash, broken=tuple(broken))


def _chain_in_use(records: RecordStore) -> Chain | None:
    try:
        return records.active_chain()
    except KnownError as error:
        if error.code != "not-set-up":
            raise
        return None
