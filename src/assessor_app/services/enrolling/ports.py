"""What joining an issuer needs of the store, and what everything that talks to the issuer reads from it."""

from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.sync_policy import SyncPolicy


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """The issuer that this device belongs to.

    `issuer` is its did, `name` what people call it, `url` where it is reached (empty: by stick alone), `centre` how it names
    this centre. `device` is the id of the chain by which it knows this device: another one than the chain in use, while a
    restart waits for its answer. `box` is this device's X25519 private key, `issuer_box` the issuer's public one (32 bytes
    each). `cursor` is the position in the feed up to which everything was applied, `catalogue` the version that is held.
    """

    issuer: str
    name: str
    url: str
    centre: str
    device: str
    box: bytes = field(repr=False)
    issuer_box: bytes
    cursor: int
    catalogue: int
    policy: SyncPolicy
    enrolled_at: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PendingRequest:
    """A request that was made and not answered yet, with the keys that wait for the answer.

    `purpose` is `enrol` or `restart`. `seed` is the private key (32 bytes) of the chain that begins with the answer; for a
    restart, whose chain is in use already, the keys of the chains that were left meanwhile, one after the other. `box` is the X25519 private key, `code` the hash by which both sides know the code
    (None for a restart), `text` the signed request.
    """

    id: str
    purpose: str
    url: str
    chain: str
    public: bytes
    seed: bytes = field(repr=False)
    box: bytes = field(repr=False)
    code: bytes | None = field(repr=False)
    text: str
    made_at: str
    by: str


class EnrolmentStore(Protocol):
    """The issuer that this device belongs to, the request that is open, and the counters of envelopes."""

    def current(self) -> Enrolment | None:
        """None while the device stands alone."""

    def cursor(self) -> int:
        """Position in the issuer's feed up to which everything was applied; 0 while the device stands alone."""

    def move_cursor(self, through: int, *, after: int) -> bool:
        """Moves the cursor from `after` to `through`; False, and nothing is changed, where it does not stand at `after`.

        Call it inside the transaction that applies what the page holds.
        """

    def next_counter(self, receiver: str) -> int:
        """The next counter for an envelope to this receiver, from 1; never given again once the transaction lasts.

        `receiver` is the issuer's did, or the id of a device's chain. Commit before the envelope leaves the device.
        """

    def join(self, enrolment: Enrolment) -> None:
        """Keeps the issuer as the one in force; one that was in force before is left."""

    def put_policy(self, policy: SyncPolicy, *, catalogue: int) -> None:
        """What the awarding body asks from now on, with the version of the catalogue that said so."""

    def put_address(self, url: str) -> None:
        """Where the issuer in force is reached from now on; empty for by stick alone."""

    def pending(self) -> PendingRequest | None:
        """The request that waits for its answer."""

    def ask(self, request: PendingRequest) -> None:
        """Keeps a request; one that was open before is dropped, its keys with it."""

    def readdress(self, request_id: str, url: str) -> None:
        """The open request is carried to this address."""

    def close_request(self, request_id: str, *, answered: bool, at: str) -> None:
        """The request was answered or is dropped: its private keys and its code are forgotten here."""
