"""What keeping records needs: the chain, its rows, and a mark outside the data folder."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.count import Count


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A device's chain. `seed` is the private key (32 bytes); hashes are hex; `delegation` is its CWT or None.

    `restored` is whether this folder came out of a copy while it was on this chain, and so may not go on with it.
    `retired` is whether somebody said that nothing more is signed here. `told_fork` is the first place from which on an issuer has other records of it than this folder.
    """

    id: str
    public: bytes
    seed: bytes = field(repr=False)
    started_at: str
    head_seq: int
    head_hash: str
    head_at: str
    certificates: int = 0
    delegation: bytes | None = None
    restored: bool = False
    told_fork: int | None = None
    retired: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptRecord:
    """A signed record as kept: the compact JWS, its SHA-256, and the exact bytes of its personal part."""

    chain: str
    seq: int
    id: str
    type: str
    jws: str
    hash: str
    personal: bytes | None
    made_at: str
    by: str | None


RESTORED_CHAIN = "restored-chain"
"""Setting: the id of the chain that was in use when this folder came out of a copy."""
RETIRED_CHAIN = "retired-chain"
"""Setting: the id of the chain that was in use when this device was retired."""


class Mark(Protocol):
    """The highest record that this device knows it signed, kept outside the data folder."""

    @property
    def seq(self) -> int: ...
    @property
    def hash(self) -> str: ...


class RecordStore(Protocol):
    """Chains, records and what waits to be sent."""

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Reads in the block see one state of everything, whatever another thread or the window signs meanwhile."""

    def active_chain(self) -> Chain:
        """The chain that this device signs on; raises KnownError `not-set-up` where there is none."""

    def begin_chain(self, chain: Chain, *, at: str) -> None:
        """Ends the chain in use, if any, and makes this one the chain in use."""

    def put_delegation(self, chain: str, delegation: bytes) -> None: ...
    def next_certificate(self, chain: str) -> int:
        """Counts a certificate on the chain and returns its serial, from 1."""

    def add(self, record: KeptRecord, *, about: dict[str, str]) -> None:
        """Keeps a record, moves the chain's head to it, and puts it in the outbox."""

    def hash_at(self, chain: str, seq: int) -> str | None: ...
    def get(self, record_id: str) -> KeptRecord: ...
    def about(self, kind: str, value: str) -> tuple[KeptRecord, ...]: ...
    def chains(self) -> tuple[Chain, ...]:
        """Every chain that this device signed, oldest first; ended ones have their seed left out (b"")."""

    def of_chain(self, chain: str) -> tuple[KeptRecord, ...]:
        """Oldest first."""

    def count(self) -> Count: ...
    def newest_receipt(self) -> str | None:
        """The hash of the issuer's receipt that came last."""

    def row_counts(self) -> dict[str, int]:
        """How many rows each chain has in the records' own table."""


class HighWater(Protocol):
    """The mark outside the data folder: a restored or copied folder is behind it, or has none."""

    def prepare(self, chain: str, seq: int, hash_: str) -> Callable[[], None]:
        """Writes the next mark beside the one in force; the step returned, called after the commit, puts it in force."""

    def read(self, chain: str) -> Mark | None: ...
