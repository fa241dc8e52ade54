"""The centre's certificate for PDF files: set and taken away by an administrator, and used as long as it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.seal import Seal
from assessor_app.services.awards.ports import StaffSource
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.transactions import Transactions
from assessor_app.trust.pkcs12 import read_pkcs12


class SealStore(Protocol):
    def seal(self) -> Seal | None: ...
    def put_seal(self, seal: Seal, *, at: str, by: str) -> None: ...
    def drop_seal(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class SealDesk:
    """The parts that sealing is built from; `sign` makes a PAdES signature (B-B) and asks nobody on a network."""

    transactions: Transactions
    store: SealStore
    staff: StaffSource
    clock: Clock
    sign: Callable[[bytes, Seal], bytes]

    def in_force(self) -> Seal | None:
        """The certificate, if there is one and today is among its days."""
        found = self.store.seal()
        return found if found is not None and found.holds(self.clock.now().date()) else None

    def signs(self) -> bool:
        """Whether a file that is made now is signed."""
        return self.in_force() is not None

    def seal(self, pdf: bytes) -> bytes:
        """The file with the centre's signature; as it was where no certificate is in force."""
        found = self.in_force()
        return pdf if found is None else self.sign(pdf, found)


def set_seal(desk: SealDesk, *, by: str, content: bytes, passphrase: str) -> Seal:
    """Takes a PKCS#12 file in place of the certificate before; its passphrase is not kept.

    Raises KnownError `not-allowed`, `seal-unreadable`, `seal-key-kind`, `seal-not-in-force` (with its days).
    """
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)
    found = read_pkcs12(content, passphrase)
    now = desk.clock.now()
    if not found.holds(now.date()):
        raise KnownError("seal-not-in-force", begins=found.begins.isoformat(), until=found.until.isoformat())
    with desk.transactions.atomic():
        desk.store.put_seal(found, at=stamp(now), by=by)
    return found


def drop_seal(desk: SealDesk, *, by: str) -> None:
    """Files that are made from now on are not signed. Raises KnownError `not-allowed`."""
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)
    with desk.transactions.atomic():
        desk.store.drop_seal()
