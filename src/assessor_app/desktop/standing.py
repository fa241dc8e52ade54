"""How things stand, in the few words of the top bar: offline is the normal state, and what is said is true."""

from dataclasses import dataclass

from assessor_app.device import Device
from assessor_app.domain.count import Count
from assessor_app.domain.errors import KnownError
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.records.status import status
from assessor_app.services.records.waiting import Only
from assessor_app.services.syncing.ports import SyncCarrier
from assessor_app.services.syncing.schedule import Standing
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

NO_CONTACT = frozenset(
    {
        "answer-not-issuer",
        "connection-lost",
        "issuer-away",
        "issuer-fault",
        "issuer-not-proved",
        "issuer-slow",
        "network-away",
    }
)
"""Errors after which the awarding body counts as out of reach."""


@dataclass(frozen=True, kw_only=True)
class Stands:
    """`belongs` is whether there is an awarding body, `address` whether it is reached by network.

    `here` counts records that need somebody at the centre, `stopped` is whether nothing may be signed.
    """

    count: Count
    contact: Standing
    broken: bool = False
    belongs: bool = False
    address: bool = False
    here: int = 0
    stopped: bool = False


def read_standing(device: Device, contact: Standing) -> Stands:
    """Reads it, all of one moment but for the contact."""
    tables = device.tables
    with tables.records.at_one_moment():
        found, enrolment = status(tables.records), tables.enrolment.current()
        return Stands(
            count=found.count,
            contact=contact,
            broken=bool(found.broken),
            belongs=enrolment is not None,
            address=enrolment is not None and bool(enrolment.url),
            here=tables.waiting.waiting_count(Only.HERE),
            stopped=bool(found.chain) and _is_stopped(device),
        )


def _is_stopped(device: Device) -> bool:
    try:
        require_may_sign(device.ledger)
    except KnownError:
        return True
    return False


def state_words(stands: Stands) -> str:
    """As “Offline · 70 waiting · all saved here”: where it stands, what waits, and whether anybody is needed."""
    if stands.broken:
        return _("The count does not close: see Sync")
    return " · ".join(part for part in (_where(stands), _waits(stands), _and(stands)) if part)


def _where(stands: Stands) -> str:
    contact = stands.contact
    if not stands.belongs:
        return _("Standing alone")
    if contact.under_way is not None:
        stick = contact.under_way is SyncCarrier.STICK
        return _("Writing to the stick") if stick else _("Handing over")
    return _link(contact) if stands.address else _("By stick")


def _link(contact: Standing) -> str:
    """Nothing before anybody looked."""
    if contact.link is None:
        return ""
    if not contact.link.reachable or (contact.error is not None and contact.error.code in NO_CONTACT):
        return _("Offline")
    return _("Paid network") if contact.link.metered else _("Online")


def _waits(stands: Stands) -> str:
    unsent, count = stands.count.unsent, stands.count
    if unsent or not stands.belongs:
        return ngettext("{count} waiting", "{count} waiting", unsent).format(count=unsent)
    if count.held:
        words = ngettext("{count} held", "{count} held", count.held).format(count=count.held)
        return _("all handed over, {held}").format(held=words)
    return _("all handed over")


def _and(stands: Stands) -> str:
    if stands.stopped:
        return _("nothing can be signed: see Sync")
    if stands.here:
        words = ngettext("{count} needs somebody: see Sync", "{count} need somebody: see Sync", stands.here)
        return words.format(count=stands.here)
    return _("all saved here")
