"""What checking a paper works with."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assessor_app.domain.answer import PaperState
from assessor_app.domain.certificate import CertificateState, EventKind, state_of
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.ports import CertificateStore, Event
from assessor_app.services.clock import Clock
from assessor_app.services.people.ports import StaffLookup
from assessor_app.services.transactions import Transactions
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import LedgerEntry
from assessor_app.trust.register import Register, read_register


class TrustSource(Protocol):
    """Anchor lists and registers held here, and the log of enquiries."""

    def anchor_lists(self) -> tuple[str, ...]: ...
    def own_anchors(self) -> str: ...
    def put_anchors(self, issuer: str, text: str, *, own: bool, at: str, by: str | None) -> None: ...
    def registers(self) -> tuple[bytes, ...]: ...
    def put_register(self, issuer: str, content: bytes, *, as_of: str, at: str, by: str | None) -> None: ...
    def log_enquiry(
        self, *, at: str, by: str, caller: str, number: str, answer: str, reason: str
    ) -> None: ...


@dataclass(frozen=True, kw_only=True)
class CheckDesk:
    """The parts that checking a paper is built from; `qualifications` says how one stands, by the name of its credential."""

    transactions: Transactions
    trust: TrustSource
    certificates: CertificateStore
    staff: StaffLookup
    clock: Clock
    qualifications: Callable[[bytes], LedgerEntry | None] = lambda _cti: None


def trust_store(desk: CheckDesk) -> TrustStore:
    """The anchor lists held here."""
    return TrustStore.of(read_anchor_list(text) for text in desk.trust.anchor_lists())


def registers(desk: CheckDesk, trust: TrustStore) -> tuple[Register, ...]:
    """The registers held here that are still to be believed.

    One whose key was listed as compromised since, or is no longer listed, is passed over: it must not stand in
    the way of every other check.
    """
    return believed(desk.trust.registers(), trust)


def believed(contents: Iterable[bytes], trust: TrustStore) -> tuple[Register, ...]:
    """Those of these registers that are signed by an issuer whom `trust` has."""
    found = []
    for content in contents:
        with suppress(KnownError):
            found.append(read_register(content, trust=trust))
    return tuple(found)


_STATES = {
    CertificateState.PROVISIONAL: PaperState.PROVISIONAL,
    CertificateState.LAPSED: PaperState.PROVISIONAL,
    # A centre that awards alone is its own register.
    CertificateState.OWN_AWARD: PaperState.REGISTERED,
    CertificateState.REGISTERED: PaperState.REGISTERED,
    CertificateState.SUPERSEDED: PaperState.SUPERSEDED,
    CertificateState.REVOKED: PaperState.REVOKED,
    CertificateState.EXPIRED: PaperState.EXPIRED,
    CertificateState.REJECTED: PaperState.REJECTED,
    CertificateState.ANNULLED: PaperState.ANNULLED,
}


def own_ledger(desk: CheckDesk, cti: bytes) -> LedgerEntry | None:
    """What this device's own records say of a paper; None for one that was not issued here."""
    certificate = desk.certificates.by_cti(cti)
    if certificate is None:
        return desk.qualifications(cti)
    line = desk.certificates.line(certificate.number)
    state = state_of(
        provisional_until=line.provisional_until,
        valid_until=line.valid_until,
        events=[event.kind for event in line.events],
        today=desk.clock.now().date(),
    )
    came = _event_of(state, line.events)
    return LedgerEntry(
        state=_STATES[state],
        on=date.fromisoformat((came.at if came else line.issued_at)[:10]),
        successor=came.detail if came and came.kind is EventKind.SUPERSEDED else None,
    )


def _event_of(state: CertificateState, events: tuple[Event, ...]) -> Event | None:
    """What brought the paper to its state; none for one that nothing but time has happened to."""
    return next((event for event in reversed(events) if event.kind.value == state.value), None)
