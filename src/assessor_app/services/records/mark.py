"""The chain's mark after a power cut: what was committed and not yet marked is marked when the folder is opened."""

import logging

from assessor_app.domain.errors import KnownError
from assessor_app.services.records.ports import HighWater, RecordStore

_log = logging.getLogger(__name__)


def catch_up(records: RecordStore, high_water: HighWater) -> None:
    """Raises the mark to the newest record here, where the marked one is among them.

    A folder that has no mark, is behind it, forked or restored, is left as it is: it must not make itself a mark.
    """
    chain = records.active_chain()
    mark = high_water.read(chain.id)
    if (
        chain.restored
        or mark is None
        or mark.seq >= chain.head_seq
        or records.hash_at(chain.id, mark.seq) != mark.hash
    ):
        return
    try:
        high_water.prepare(chain.id, chain.head_seq, chain.head_hash)()
    except KnownError as error:
        # A full disk must not keep anybody from opening the folder; signing asks for the same room and says so.
        _log.info("the chain's mark stays behind: %s", error)
